"""What an outsider can work out: the least and the most that each unknown count can be, from sums that must come out.

Counts are at least nought, and some of them add up to others.  Where the sums hang together like a tree, as groups under
a total and months under a year do, taking each sum in turn until nothing gets narrower gives the very answer of a linear
programme.  Periods that overlap make circles, and there a linear programme is solved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bounds = NDArray[np.float64]
Places = NDArray[np.intp]
NEARLY = 1e-6
FAR = 1_000.0
"""So much more than all that is known stands for a count that may be as large as one likes."""


@dataclass(frozen=True)
class Sum:
    """Some counts add up to others: places of the parts, and of what they come to."""

    parts: tuple[int, ...]
    whole: tuple[int, ...]


def ranges(
    low: Bounds,
    high: Bounds,
    sums: Sequence[Sum],
    asked: Places | None = None,
    *,
    circles: bool = False,
    enough: float = np.inf,
) -> tuple[Bounds, Bounds]:
    """The least and the most of each count, in whole numbers, from what is known of each and the sums.

    ``low`` and ``high`` are equal where a count is known; ``high`` is infinite where nothing is.  Where no numbers fit, the
    sums are none and nobody can work anything out: what is known stays as it is.  Only counts that are ``asked`` for
    (``None``: all) are worth a linear programme, where the sums go round in ``circles``, and
    none that is seen to range as far as is ``enough``.
    """
    least, most = _narrowed(low.copy(), high.copy(), sums)
    if (least > most + NEARLY).any():
        return low, high
    if circles:
        least, most = programmed(least, most, sums, asked, enough)
    return np.ceil(least - NEARLY) + 0.0, np.floor(most + NEARLY) + 0.0


def _narrowed(low: Bounds, high: Bounds, sums: Sequence[Sum]) -> tuple[Bounds, Bounds]:
    """Each sum in turn, until none makes any range narrower."""
    every = [(np.array([*one.parts, *one.whole]), _signs(one)) for one in sums]
    open_ = [(at, signs) for at, signs in every if not np.array_equal(low[at], high[at])]
    moved = True
    while moved:
        moved = False
        for at, signs in open_:
            lows = np.where(signs > 0, low[at], -high[at])
            highs = np.where(signs > 0, high[at], -low[at])
            least, most = -_others(highs), -_others(lows)
            new_low = np.maximum(low[at], np.where(signs > 0, least, -most))
            new_high = np.minimum(high[at], np.where(signs > 0, most, -least))
            if (new_low > low[at] + NEARLY).any() or (new_high < high[at] - NEARLY).any():
                moved = not (new_low > new_high + NEARLY).any()
                low[at], high[at] = new_low, new_high
                if not moved:
                    return low, high
    return low, high


def _signs(one: Sum) -> NDArray[np.float64]:
    return np.array([1.0] * len(one.parts) + [-1.0] * len(one.whole))


def _others(values: Bounds) -> Bounds:
    """The sum of all but each: with one infinite value only it has finite others."""
    endless = np.isinf(values)
    total = values[~endless].sum()
    if not endless.any():
        return np.asarray(total - values, dtype=np.float64)
    infinite = values[endless][0]
    return np.asarray(np.where(endless & (endless.sum() == 1), total, infinite), dtype=np.float64)


def programmed(
    low: Bounds, high: Bounds, sums: Sequence[Sum], asked: Places | None = None, enough: float = np.inf
) -> tuple[Bounds, Bounds]:
    """The same by linear programmes, two for each count that is asked for and not known.

    What solves one says of every other count what it can be: one that is seen to range as far as is ``enough`` needs none.
    """
    programmes = _Programmes(low, high, sums)
    left = np.flatnonzero(low < high) if asked is None else asked[low[asked] < high[asked]]
    if np.isfinite(enough):
        left = programmes.ask_at_once(left, enough)
    least, most = low.copy(), high.copy()
    for at in left:
        if not len(programmes.narrow(np.array([at]), enough)):
            continue
        for sign, found in ((1.0, least), (-1.0, most)):
            goal = np.zeros(len(low))
            goal[at] = sign
            if (end := programmes.lowest(goal, high)) is not None:
                found[at] = sign * end
    return least, most


class _Programmes:
    """Linear programmes over counts, and between which numbers each count was seen in what solves them."""

    def __init__(self, low: Bounds, high: Bounds, sums: Sequence[Sum]) -> None:
        self.low, self.high = low, high
        self.equal = np.zeros((len(sums), len(low)))
        for row, one in enumerate(sums):
            self.equal[row, [*one.parts]] += 1
            self.equal[row, [*one.whole]] -= 1
        self.seen_least, self.seen_most = np.full(len(low), np.inf), np.full(len(low), -np.inf)

    def lowest(self, goal: Bounds, high: Bounds) -> float | None:
        """The least that a goal can be; ``None`` where there is no end to it."""
        from scipy.optimize import linprog

        limits = np.column_stack((self.low, high))
        solved = linprog(goal, A_eq=self.equal, b_eq=np.zeros(len(self.equal)), bounds=limits, method="highs")
        if solved.status != 0:
            return None
        self.seen_least = np.minimum(self.seen_least, solved.x)
        self.seen_most = np.maximum(self.seen_most, solved.x)
        return float(solved.fun)

    def narrow(self, places: Places, enough: float) -> Places:
        """Those of some counts that are not yet seen to range as far as is enough, in whole numbers."""
        seen = np.floor(self.seen_most[places] + NEARLY) - np.ceil(self.seen_least[places] - NEARLY)
        return places[seen < enough]

    def ask_at_once(self, places: Places, enough: float) -> Places:
        """Ask for all of some counts together, in directions drawn at random, the same each time; return those still narrow.

        Goes on as long as fewer are left.
        """
        known = self.high[np.isfinite(self.high)].sum() + self.low.sum()
        high = np.where(np.isinf(self.high), known + FAR, self.high)
        random = np.random.default_rng(0)
        before = np.inf
        while 0 < len(places) < before:
            before, goal = len(places), np.zeros(len(high))
            goal[places] = random.normal(size=len(places))
            self.lowest(goal, high)
            self.lowest(-goal, high)
            places = self.narrow(places, enough)
        return places
