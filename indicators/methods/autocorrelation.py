"""How far neighbouring periods move together: lag-1 correlation within halves of a series.  NumPy only."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Bools, Floats, Integers, as_floats


def autocorrelation(periods: ArrayLike, values: ArrayLike) -> tuple[float, float]:
    """Lag-1 correlation corrected for bias (0 to 0.9), and the residual variance, within halves of one series.

    ``periods`` are sorted whole numbers, gaps left out; ``values`` are known.  Our rule, with the correction for bias
    of Marriott FHC, Pope JA (1954), Biometrika 41:390-402.  The variance is in the square of the values' unit.
    """
    correlation, variance = autocorrelations(with_gaps(np.asarray(periods, dtype=np.int64), as_floats(values)))
    return float(correlation[0]), float(variance[0])


def autocorrelations(values: ArrayLike) -> tuple[Floats, Floats]:
    """``autocorrelation`` of many series (series, periods), a missing period missing: an entry a series.

    No correlation where nothing varies; no variance under three points.
    """
    y = np.atleast_2d(as_floats(values))
    present = ~np.isnan(y)
    n = present.sum(axis=1)
    first = present & (present.cumsum(axis=1) <= (n // 2)[:, None])
    second = present & ~first
    level = np.where(first, means(y, first)[:, None], means(y, second)[:, None])
    residuals = np.where(present, y - level, 0.0)
    total = (residuals**2).sum(axis=1)
    together = (residuals[:, 1:] * residuals[:, :-1]).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        r = together / total
        corrected = np.clip(r + (1 + 3 * r) / (n / 2), 0.0, 0.9)
        variance = np.where(n > 2, total / (n - 2), np.nan)
    return np.where(total == 0, 0.0, corrected), variance


def with_gaps(periods: Integers, values: Floats) -> Floats:
    """One series as a row (1, periods) with a place for each period, missing where there is none."""
    row = np.full((1, int(periods[-1] - periods[0]) + 1), np.nan)
    row[0, periods - periods[0]] = values
    return row


def means(y: Floats, counted: Bools) -> Floats:
    """The mean of what is ``counted`` in each row of ``y``; of equal values exactly that value, missing where none is."""
    some = counted.any(axis=1)
    start = np.where(some, y[np.arange(len(y)), counted.argmax(axis=1)], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        away: Floats = np.where(counted, y - start[:, None], 0.0).sum(axis=1) / counted.sum(axis=1)
    return start + away
