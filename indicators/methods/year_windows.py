"""The baseline year and the latest year of a monthly or quarterly series, each whole but for two periods."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Integers, in_order, whole_periods

MISSING_AT_MOST = 2


def windows(
    periods: ArrayLike, year: int, baseline_ends: int | None, inside_from: int | None = None
) -> tuple[int, int] | None:
    """The first periods of the baseline and of the latest year, or ``None`` where there are no two such years.

    ``periods`` counts the periods present (months or quarters, whole numbers); a year is ``year`` of
    them, of which no more than two may be missing.  The latest ends at the last period.  The baseline is
    the last year that ends by ``baseline_ends``, else the first that starts with a period present from
    ``inside_from`` on.  Raises ``ValueError`` where periods are no whole numbers, unsorted or repeated.
    """
    at = whole_periods(periods)
    in_order(at)
    if at.size < 2 * year:
        return None
    latest = int(at[-1]) - year + 1
    if not _whole(at, latest, year):
        return None
    for start in _baselines(at, year, baseline_ends, inside_from):
        if start + year <= latest and _whole(at, start, year):
            return start, latest
    return None


def _baselines(at: Integers, year: int, baseline_ends: int | None, inside_from: int | None) -> Iterator[int]:
    """Where a baseline year might start, the best place first."""
    if baseline_ends is not None:
        yield from range(baseline_ends - year + 1, int(at[0]) - MISSING_AT_MOST - 1, -1)
    inside = at if inside_from is None else at[at >= inside_from]
    yield from (int(start) for start in inside)


def _whole(at: Integers, first: int, year: int) -> bool:
    return year - int(np.count_nonzero((at >= first) & (at < first + year))) <= MISSING_AT_MOST
