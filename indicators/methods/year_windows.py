"""The baseline year and the latest year of a monthly or quarterly series, and how many points both need."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Integers, in_order, whole_periods

MONTHS, QUARTERS = 12, 4
POINTS_NEEDED = {MONTHS: 36, QUARTERS: 20}
"""With fewer points than this in the whole line, neighbours that move together are called a change too often."""
MISSING_AT_MOST = {MONTHS: 2, QUARTERS: 0}


def windows(
    periods: ArrayLike, year: int, baseline_ends: int | None, inside_from: int | None = None
) -> tuple[int, int] | None:
    """The first periods of the baseline and of the latest year, or ``None`` where there are no two such years.

    ``periods`` counts the periods present (months or quarters, whole numbers); a year is ``year`` of them (12 or 4).
    The latest ends at the last period.  The baseline is the year that ends at ``baseline_ends``, else the first that
    starts with a period present from ``inside_from`` on; it is never moved to find points.  Raises ``ValueError``
    where periods are no whole numbers, unsorted or repeated.
    """
    at = whole_periods(periods)
    in_order(at)
    if at.size < POINTS_NEEDED[year]:
        return None
    latest = int(at[-1]) - year + 1
    if not whole(at, latest, year):
        return None
    for start in _baselines(at, year, baseline_ends, inside_from):
        if start + year <= latest and whole(at, start, year):
            return start, latest
    return None


def _baselines(at: Integers, year: int, baseline_ends: int | None, inside_from: int | None) -> Iterator[int]:
    """Where a baseline year may start, the better place first."""
    if baseline_ends is not None:
        yield baseline_ends - year + 1
    inside = at if inside_from is None else at[at >= inside_from]
    yield from (int(start) for start in inside[:1])


def whole(at: Integers, first: int, year: int) -> bool:
    """Are enough of a year's periods present: all quarters, or all but two months?"""
    return year - int(np.count_nonzero((at >= first) & (at < first + year))) <= MISSING_AT_MOST[year]
