"""Was a target reached in the last year?  Met or not is said of this year, not of a range of five.

Our own rule; NumPy only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import as_floats, in_order, whole_periods
from indicators.methods.year_windows import MONTHS, QUARTERS

HELD_AT_LEAST = {MONTHS: 10, QUARTERS: 3}
EXCEPT = {MONTHS: 1, QUARTERS: 0}
"""How many periods may miss a target that is met, or reach one that is not."""


class Reached(StrEnum):
    """What the last year comes to."""

    MET = "met"
    NOT_MET = "not met"
    HIT_OR_MISS = "hit or miss"
    TOO_FEW = "too few"


@dataclass(frozen=True)
class Count:
    """In how many of the periods held of the last year a target was reached, and their mean."""

    kind: Reached
    reached: int
    periods_known: int
    year: int
    mean: float


def in_the_last_year(periods: ArrayLike, values: ArrayLike, target: float, year: int, *, high: bool) -> Count:
    """How often the last ``year`` calendar periods (12 months or 4 quarters) reached a target; one that equals it does.

    ``high`` says that the target is a least, else it is a most.  ``values`` in the target's unit, none missing.
    Raises ``ValueError`` for periods out of order or none.
    """
    at, y = whole_periods(periods), as_floats(values)
    in_order(at)
    if at.size == 0:
        raise ValueError("periods must not be empty")
    last = y[at > at[-1] - year]
    reached = int(np.count_nonzero(last >= target if high else last <= target))
    periods_known = int(last.size)
    return Count(_kind(reached, periods_known, year), reached, periods_known, year, float(last.mean()))


def _kind(reached: int, periods_known: int, year: int) -> Reached:
    if periods_known < HELD_AT_LEAST[year]:
        return Reached.TOO_FEW
    if periods_known - reached <= EXCEPT[year]:
        return Reached.MET
    return Reached.NOT_MET if reached <= EXCEPT[year] else Reached.HIT_OR_MISS
