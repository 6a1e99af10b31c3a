"""XmR control charts with the NHS Making Data Count rules, of one series or of many at once.  NumPy only.

Limits from the mean moving range (2.66 of it each side), moving ranges not screened; a missing period is
a gap that no moving range and no run crosses; only a trend may cross a re-base.  Where a partner's tool does
otherwise, its rule is a keyword of ``charts``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Bools, Floats, Words, as_floats, one_of, ordered
from indicators.methods.spc_charts import Charts, charts
from indicators.methods.spc_limits import neighbours_needed
from indicators.methods.spc_settings import (
    CROSSING,
    NHSR,
    OURS,
    POINTS_NEEDED,
    POINTS_NEEDED_AFTER_REBASE,
    RUN,
    TRIAL_BELOW,
    Settings,
)

__all__ = [
    "CROSSING",
    "NHSR",
    "OURS",
    "POINTS_NEEDED",
    "POINTS_NEEDED_AFTER_REBASE",
    "RUN",
    "TRIAL_BELOW",
    "Chart",
    "Charts",
    "Settings",
    "assurances",
    "charts",
    "neighbours_needed",
    "within_bounds",
    "xmr",
]


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
    if y.size < 2:
        raise ValueError(f"a control chart needs two points at least: {y.size}")
    if np.isnan(y).any():
        raise ValueError("values must not be missing: leave the period out")
    many = charts(y, periods, run=run, points_needed=1)

    def only(pair: tuple[Bools, Bools]) -> tuple[Bools, Bools]:
        return pair[0][0], pair[1][0]

    mean, lower, upper = (float(line[0, 0]) for line in (many.mean, many.lower, many.upper))
    return Chart(mean, lower, upper, only(many.single), only(many.shift), only(many.trend), only(many.two_of_three))


def assurances(lower: ArrayLike, upper: ArrayLike, target: ArrayLike, direction: str, edge: str = "inclusive") -> Words:
    """``pass``, ``fail``, ``hit or miss`` or ``none``: targets against limits, by what is better.

    ``direction``: ``higher``, ``lower`` or ``none``.  ``edge``: a target equal to a limit counts as beyond it
    (``inclusive``, as NHS England's SQL tool has it) or not (``strict``, NHSRplotthedots).  Without limits,
    target or direction there is none.  NHS England, Making Data Count.  Raises ``ValueError`` for limits out of order, or
    another direction or edge.
    """
    one_of("direction", direction, ("higher", "lower", "none"))
    one_of("edge", edge, ("inclusive", "strict"))
    low, high, targets = np.broadcast_arrays(as_floats(lower), as_floats(upper), as_floats(target))
    ordered("limits", low, high)
    below, above = (targets <= low, targets >= high) if edge == "inclusive" else (targets < low, targets > high)
    achieved, missed = (below, above) if direction == "higher" else (above, below)
    known = ~np.isnan(low + high + targets) & (direction != "none")
    return np.select([~known, achieved, missed], ["none", "pass", "fail"], "hit or miss")


def within_bounds(limits: ArrayLike, floor: float | None = 0, ceiling: float | None = None) -> Floats:
    """Limits as they are drawn: not beyond what the measure can be, in its unit; ``None`` is no bound.

    The rules go by the limits themselves.
    """
    return np.clip(as_floats(limits), -np.inf if floor is None else floor, np.inf if ceiling is None else ceiling)
