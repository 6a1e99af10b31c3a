"""XmR control charts with the NHS Making Data Count rules.

Limits from the mean moving range (2.66 of it each side), moving ranges not screened; a missing period is
a gap that no moving range and no run crosses.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Floats, as_floats

WIDTH = 2.66
POINTS_NEEDED = 13
TRIAL_BELOW = 20
RUN = 7

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Chart:
    """One segment's limits and, for each point, which rules it meets, high side and low side."""

    mean: float
    lower: float
    upper: float
    single: tuple[Bools, Bools]
    shift: tuple[Bools, Bools]
    trend: tuple[Bools, Bools]
    two_of_three: tuple[Bools, Bools]

    @property
    def high(self) -> Bools:
        return self.single[0] | self.shift[0] | self.trend[0] | self.two_of_three[0]

    @property
    def low(self) -> Bools:
        return self.single[1] | self.shift[1] | self.trend[1] | self.two_of_three[1]


def xmr(values: ArrayLike, periods: ArrayLike | None = None, run: int = RUN) -> Chart:
    """The chart of one segment, in date order; ``periods`` are whole numbers whose jumps are gaps.

    With no variation at all nothing is flagged.  Raises ``ValueError`` for missing values, unsorted or
    repeated periods, or fewer than two points.
    """
    y = as_floats(values)
    t = np.arange(y.size) if periods is None else np.asarray(periods, dtype=np.int64)
    if y.size < 2:
        raise ValueError(f"a control chart needs two points at least: {y.size}")
    if np.isnan(y).any():
        raise ValueError("values must not be missing: leave the period out")
    if np.any(np.diff(t) <= 0):
        raise ValueError("periods must be sorted and none repeated")
    joined = np.diff(t) == 1
    ranges = np.abs(np.diff(y))[joined]
    mean = float(y.mean())
    spread = WIDTH * float(ranges.mean()) if ranges.size else float("nan")
    lower, upper = mean - spread, mean + spread
    if not spread > 0:
        nothing = np.zeros(y.size, dtype=bool)
        pair = (nothing, nothing)
        return Chart(mean, lower, upper, pair, pair, pair, pair)
    return Chart(
        mean,
        lower,
        upper,
        (y > upper, y < lower),
        (_runs(y > mean, joined, run), _runs(y < mean, joined, run)),
        (_trend(np.diff(y) > 0, joined, run), _trend(np.diff(y) < 0, joined, run)),
        (_two_of_three(y, mean, spread, joined, 1), _two_of_three(y, mean, spread, joined, -1)),
    )


def _runs(met: Bools, joined: Bools, run: int) -> Bools:
    """Points in unbroken runs of at least ``run`` that meet a condition."""
    flagged = np.zeros(met.size, dtype=bool)
    start = 0
    for at in range(1, met.size + 1):
        if at == met.size or not (met[at] and met[at - 1] and joined[at - 1]):
            if met[start] and at - start >= run:
                flagged[start:at] = True
            start = at
    return flagged


def _trend(steps: Bools, joined: Bools, run: int) -> Bools:
    """Points in unbroken rises (or falls): ``run`` points have ``run - 1`` steps between them."""
    rising = _runs(steps & joined, np.ones(max(steps.size - 1, 0), dtype=bool), run - 1)
    flagged = np.zeros(steps.size + 1, dtype=bool)
    flagged[:-1] |= rising
    flagged[1:] |= rising
    return flagged


def _two_of_three(y: Floats, mean: float, spread: float, joined: Bools, sign: int) -> Bools:
    """Two of three consecutive points on one side beyond two sigma, and not beyond three."""
    offset = (y - mean) * sign
    near = (offset > spread * 2 / 3) & (offset <= spread)
    flagged = np.zeros(y.size, dtype=bool)
    if y.size < 3:
        return flagged
    triples = np.lib.stride_tricks.sliding_window_view(np.arange(y.size), 3)
    unbroken = joined[triples[:, 0]] & joined[triples[:, 1]]
    met = (offset[triples] > 0).all(axis=1) & (near[triples].sum(axis=1) >= 2) & unbroken
    flagged[np.unique(triples[met])] = True
    flagged &= near
    return flagged


def assurance(chart: Chart, target: float, higher_is_better: bool) -> str:
    """``pass``, ``fail`` or ``hit or miss``: the target against the limits, a limit itself included.

    NHS England, Making Data Count; the edge follows its SQL tool.
    """
    if higher_is_better:
        return "pass" if target <= chart.lower else "fail" if target >= chart.upper else "hit or miss"
    return "pass" if target >= chart.upper else "fail" if target <= chart.lower else "hit or miss"
