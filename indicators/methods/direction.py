"""Is the latest level different from the level when the strategy began, by more than chance?

Our own rule, at 99%, two-sided, as a difference with limits; every piece of it is checked against a
worked table in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats

Z99 = 2.575829303548901
Z95 = 1.959963984540054
MISSING_AT_MOST = 2


@dataclass(frozen=True)
class Difference:
    """Latest less baseline, in the indicator's unit, with 99% limits."""

    baseline: float
    latest: float
    difference: float
    lower: float
    upper: float

    @property
    def changed(self) -> bool:
        return self.lower > 0 or self.upper < 0


def of_two_proportions(events: tuple[float, float], trials: tuple[float, float], multiplier: float = 100) -> Difference:
    """Baseline and latest given as counts: Newcombe's interval of their difference at 99%."""
    low, high, p = [], [], []
    for x, n in zip(events, trials, strict=True):
        if not 0 <= x <= n or n <= 0:
            raise ValueError(f"events must be between 0 and trials, and trials above 0: {x:g} of {n:g}")
        middle, spread = 2 * x + Z99**2, Z99 * np.sqrt(Z99**2 + 4 * x * (1 - x / n))
        low.append((middle - spread) / (2 * (n + Z99**2)))
        high.append((middle + spread) / (2 * (n + Z99**2)))
        p.append(x / n)
    d = p[1] - p[0]
    lower = d - np.hypot(p[1] - low[1], high[0] - p[0])
    upper = d + np.hypot(high[1] - p[1], p[0] - low[0])
    return Difference(p[0] * multiplier, p[1] * multiplier, d * multiplier, float(lower * multiplier), float(upper * multiplier))


def of_two_estimates(values: tuple[float, float], lower95: tuple[float, float], upper95: tuple[float, float]) -> Difference:
    """Baseline and latest given with 95% limits: standard errors from the limits, (U - L) / 3.92."""
    errors = [(u - low) / 3.92 for low, u in zip(lower95, upper95, strict=True)]
    if any(np.isnan(e) or e < 0 for e in errors):
        raise ValueError(f"both figures need limits, the lower below the upper: {lower95}, {upper95}")
    half = Z99 * float(np.hypot(*errors))
    d = values[1] - values[0]
    return Difference(values[0], values[1], d, d - half, d + half)


def windows(periods: ArrayLike, year: int, baseline_ends: int | None) -> tuple[int, int] | None:
    """The first periods of the baseline and of the latest year, or ``None`` where the series is too short.

    ``periods`` counts the periods present (months or quarters, whole numbers); a year is ``year`` of
    them.  The latest year ends at the last; the baseline ends at ``baseline_ends`` where that year
    has no more than two periods missing, else it begins at the first period after it.
    """
    at = np.asarray(periods, dtype=np.int64)
    latest = int(at[-1]) - year + 1
    starts = []
    if baseline_ends is not None:
        starts.append(baseline_ends - year + 1)
        inside = at[at > baseline_ends]
        starts += [int(inside[0])] if inside.size else []
    else:
        starts.append(int(at[0]))
    for start in starts:
        apart = start + year <= latest
        enough = all(year - _within(at, first, year) <= MISSING_AT_MOST for first in (start, latest))
        if apart and enough and at.size >= 2 * year:
            return start, latest
    return None


def _within(at: np.ndarray, first: int, year: int) -> int:
    return int(np.count_nonzero((at >= first) & (at < first + year)))


def of_series(periods: ArrayLike, values: ArrayLike, year: int, baseline: int, latest: int) -> Difference:
    """Mean of the latest year less mean of the baseline year, allowing for neighbours that move together.

    ``periods`` are whole numbers in order, gaps left out; the lag-1 correlation is taken within halves
    of the whole series, over consecutive periods only, and corrected for bias.

    Raises ``ValueError`` where periods are unsorted or repeated, or values are missing.
    """
    t, y = np.asarray(periods, dtype=np.int64), as_floats(values)
    if np.any(np.diff(t) <= 0):
        raise ValueError("periods must be sorted and none repeated")
    if np.isnan(y).any():
        raise ValueError("values must not be missing: leave the period out")
    rho, variance = autocorrelation(t, y)
    inflation = (1 + rho) / (1 - rho)
    variance /= min(1.0, max(0.3, 1 - (inflation - 1) / year))
    chosen = [y[(t >= first) & (t < first + year)] for first in (baseline, latest)]
    error = float(np.sqrt(variance * inflation * sum(1 / part.size for part in chosen)))
    before, after = (float(part.mean()) for part in chosen)
    d = after - before
    return Difference(before, after, d, d - Z99 * error, d + Z99 * error)


def autocorrelation(periods: ArrayLike, values: ArrayLike) -> tuple[float, float]:
    """Lag-1 correlation corrected for bias (0 to 0.9), and the residual variance, within halves."""
    t, y = np.asarray(periods, dtype=np.int64), as_floats(values)
    n = y.size
    half = n // 2
    residuals: Floats = np.concatenate([part - part.mean() for part in (y[:half], y[half:])])
    total = float(residuals @ residuals)
    if total == 0:
        return 0.0, 0.0
    consecutive = np.diff(t) == 1
    r = float((residuals[1:] * residuals[:-1])[consecutive].sum()) / total
    corrected = min(0.9, max(0.0, r + (1 + 3 * r) / (n / 2)))
    return corrected, total / (n - 2)
