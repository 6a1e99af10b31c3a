"""The range of counts by linear programmes, where sums go round in circles: together as far as that tells, then one by one.

What solves a programme is a way in which all counts can be at once: whatever was asked, it shows how far each ranges at least.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from data.storage.errors import StoreError
from indicators.core.disclosure.sums import Sum

Bounds = NDArray[np.float64]
Places = NDArray[np.intp]
NEARLY = 1e-6
FAR = 1_000.0
"""So much more than all that is known stands for a count that may be as large as one likes."""


class UnsolvedError(StoreError):
    """The solver of linear programmes gave up, so nobody knows what could be worked out."""


def narrow(
    least: Bounds, most: Bounds, sums: Mapping[int, list[Sum]], island: Places, wanted: Places, enough: Bounds
) -> list[int]:
    """Narrow the counts that are wanted by linear programmes: all at once, then each that is not seen to range enough.

    Returns the islands whose sums no numbers fit.
    """
    seen = _Seen(np.full(len(least), np.inf), np.full(len(least), -np.inf))
    left = _narrow_at_once(least, most, sums, island, wanted, enough, seen)
    unfit = []
    for number in np.unique(island[wanted[left]]):
        own = left & (island[wanted] == number)
        still = _narrow_at_once(least, most, sums, island, wanted[own], enough[own], seen)
        programmes = _Programmes(least, most, sums[number], seen)
        for at, far in zip(wanted[own][still], enough[own][still], strict=True):
            programmes.ask(at, far)
        if not programmes.fit:
            unfit.append(int(number))
    return unfit


def _narrow_at_once(
    least: Bounds,
    most: Bounds,
    sums: Mapping[int, list[Sum]],
    island: Places,
    wanted: Places,
    enough: Bounds,
    seen: _Seen,
) -> NDArray[np.bool_]:
    """Ask for all of some counts together, in directions drawn at random, the same each time; say which are narrow still.

    Goes on as long as fewer are left, each time with their islands alone, and not at all where each has to be known to
    its ends.
    """
    narrow = np.ones(len(wanted), dtype=bool)
    if np.isinf(enough).all():
        return narrow
    random = np.random.default_rng(0)
    before = np.inf
    while 0 < narrow.sum() < before:
        before = narrow.sum()
        islands = np.unique(island[wanted[narrow]])
        programmes = _Programmes(least, most, [equation for number in islands for equation in sums[number]], seen)
        if not programmes.ask_together(wanted[narrow], random.normal(size=int(before))):
            break
        narrow = seen.less_than(wanted, enough)
    return narrow


@dataclass(frozen=True)
class _Seen:
    """Between which numbers each count was seen in what solves linear programmes."""

    least: Bounds
    most: Bounds

    def add(self, places: Places, values: Bounds) -> None:
        """Numbers that some counts can all be at once."""
        self.least[places] = np.minimum(self.least[places], values)
        self.most[places] = np.maximum(self.most[places], values)

    def less_than(self, places: Places, enough: Bounds) -> NDArray[np.bool_]:
        """Which of some counts are not yet seen to range as far as is enough, in whole numbers."""
        reach = np.floor(self.most[places] + NEARLY) - np.ceil(self.least[places] - NEARLY)
        return np.asarray(reach < enough, dtype=bool)


class _Programmes:
    """Linear programmes over the counts of some sums; what solves them is added to what was seen.

    The solver is given the sums once, and goes from what solved the last programme to the next one.
    """

    def __init__(self, least: Bounds, most: Bounds, sums: Sequence[Sum], seen: _Seen) -> None:
        from highspy import Highs

        self.least, self.most, self.seen = least, most, seen
        at = np.fromiter(chain.from_iterable(equation.places for equation in sums), dtype=np.intp)
        self.places, column = np.unique(at, return_inverse=True)
        first = np.cumsum([0, *(len(equation.places) for equation in sums)])[:-1]
        signs = np.concatenate([equation.signs for equation in sums])
        self.columns, nought = np.arange(len(self.places), dtype=np.int32), np.zeros(len(sums))
        self.solver = Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.addVars(len(self.places), least[self.places], most[self.places])
        self.solver.addRows(len(sums), nought, nought, len(at), first.astype(np.int32), column.astype(np.int32), signs)
        self.fit = True

    def _lowest(self, goal: Bounds, most: Bounds) -> float | None:
        """The least that a goal can be; ``None`` where there is no end to it, or no numbers fit.

        Raises ``UnsolvedError`` where the solver gives up.
        """
        from highspy import HighsModelStatus

        self.solver.changeColsCost(len(goal), self.columns, goal)
        self.solver.changeColsBounds(len(goal), self.columns, self.least[self.places], most)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status not in (HighsModelStatus.kOptimal, HighsModelStatus.kUnbounded, HighsModelStatus.kInfeasible):
            raise UnsolvedError(
                "Nothing was published: the check that nobody can work out a hidden figure did not end "
                f"({self.solver.modelStatusToString(status)}). Try again, or tell whoever keeps the dashboard."
            )
        if status != HighsModelStatus.kOptimal:
            self.fit = status == HighsModelStatus.kUnbounded
            return None
        self.seen.add(self.places, np.array(self.solver.getSolution().col_value))
        return float(self.solver.getInfo().objective_function_value)

    def ask(self, at: int, enough: float) -> None:
        """Narrow the range of one count, unless it is seen to range as far as is enough."""
        if not self.seen.less_than(np.array([at]), np.array([enough])).any():
            return
        for sign, bounds in ((1.0, self.least), (-1.0, self.most)):
            goal = np.zeros(len(self.places))
            goal[np.searchsorted(self.places, at)] = sign
            if (end := self._lowest(goal, self.most[self.places])) is not None:
                bounds[at] = sign * end

    def ask_together(self, wanted: Places, direction: Bounds) -> bool:
        """See how far some counts reach in a direction and in its opposite; false where no numbers fit."""
        most = self.most[self.places]
        known = most[np.isfinite(most)].sum() + self.least[self.places].sum()
        most = np.where(np.isinf(most), known + FAR, most)
        goal = np.zeros(len(self.places))
        goal[np.searchsorted(self.places, wanted)] = direction
        self._lowest(goal, most)
        self._lowest(-goal, most)
        return self.fit
