"""Limits of XmR control charts: the mean of each segment, and how far its moving ranges put the limits from it.  NumPy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Bools, Floats, Integers
from indicators.methods.spc_settings import Settings

WIDTH = 2.66
SCREEN = 3.267


def neighbours_needed(points_needed: ArrayLike) -> Integers:
    """How many moving ranges limits need (ours): half as many as points.

    Of 13 stable points the newest is flagged in 1.1% of charts with all twelve ranges, 2.5% with six, 16% with one.
    """
    return np.asarray(points_needed, dtype=np.int64) // 2


def segment_keys(part: Integers) -> tuple[Integers, int]:
    """A number for each segment of each series, the same at all its points; and how many there are."""
    starts = np.ones(part.shape, dtype=bool)
    starts[:, 1:] = part[:, 1:] != part[:, :-1]
    keys = np.cumsum(starts).reshape(part.shape) - 1
    return keys, int(keys[-1, -1]) + 1


def moving_range_limits(
    y: Floats, within: Bools, keys: Integers, count: int, rules: Settings
) -> tuple[Integers, Integers, Floats, Floats]:
    """How many points each segment's limits rest on, how many it has, their mean, and the limits' distance from it.

    All are (series, points), in the values' unit; the distance, 2.66 times the mean moving range, is missing without enough
    points or moving ranges.  ``within`` (series, points - 1) says which moving ranges lie in one segment, ``keys`` and
    ``count`` are those of ``segment_keys``.  Provost LP, Murray SK (2011), The Health Care Data Guide.
    """
    present = ~np.isnan(y)
    total: Floats = np.bincount(keys.ravel(), weights=present.ravel(), minlength=count).astype(np.float64)
    base = present
    if rules.fix_after_n_points is not None:
        base = present & (_place(present, keys, total) <= rules.fix_after_n_points)
    ranges = np.abs(np.diff(y, axis=1))
    ranged = within & base[:, 1:] & base[:, :-1]
    later = keys[:, 1:]
    neighbours = np.bincount(later[ranged], minlength=count)
    average = _mean(ranges, ranged, later, count)
    if rules.screen_outliers:
        with np.errstate(invalid="ignore"):
            ranged = ranged & (ranges < SCREEN * average[later])
        average = _mean(ranges, ranged, later, count)
    points = np.bincount(keys.ravel(), weights=base.ravel(), minlength=count).astype(np.int64)
    first = np.zeros(count, dtype=bool)
    first[keys[:, 0]] = True
    needed = np.where(first, rules.points_needed, rules.points_needed_after_rebase)
    enough = (total >= needed) & (neighbours >= neighbours_needed(needed))
    spread = np.where(enough, WIDTH * average, np.nan)
    return points[keys], total.astype(np.int64)[keys], _mean(y, base, keys, count)[keys], spread[keys]


def _place(present: Bools, keys: Integers, total: Floats) -> Integers:
    """Which of its segment's points each is, from 1; missing ones are not counted."""
    running = np.cumsum(present).reshape(present.shape)
    before = np.concatenate([[0], np.cumsum(total)[:-1]]).astype(np.int64)
    return running - before[keys]


def _mean(values: Floats, counted: Bools, keys: Integers, count: int) -> Floats:
    """The mean by segment; reckoned from one of its own values, so that of equal values it is that value exactly."""
    at, y = keys[counted], values[counted]
    start = np.full(count, np.nan)
    start[at] = y
    n = np.bincount(at, minlength=count)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = start + np.bincount(at, weights=y - start[at], minlength=count) / n
        return np.asarray(mean + np.bincount(at, weights=y - mean[at], minlength=count) / n)
