"""Is the latest level different from the level when the strategy began, by more than chance?

Our own rule, at 99%, two-sided, as a difference with limits; every piece of it is checked against a
worked table in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Floats, as_floats
from indicators.methods.proportions import newcombe_at

Z99 = 2.575829303548901
Z95 = 1.959963984540054
MISSING_AT_MOST = 2

Periods = NDArray[np.int64]


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

    @property
    def unjudgeable(self) -> bool:
        """A difference without any width of limits: nothing varied, so chance cannot be reckoned."""
        return self.difference != 0 and not self.upper > self.lower

    @property
    def strength(self) -> float:
        """How far the difference is from none, in widths of its limits on that side: above 1 is changed."""
        width = self.difference - self.lower if self.difference > 0 else self.upper - self.difference
        return abs(self.difference) / width if width > 0 else 0.0


def of_two_proportions(events: tuple[float, float], trials: tuple[float, float], multiplier: float = 100) -> Difference:
    """Baseline and latest given as counts: Newcombe's interval of their difference at 99%."""
    (before, now), (then, today) = events, trials
    d, lower, upper = (float(part[0]) * multiplier for part in newcombe_at(Z99, (now, today), (before, then)))
    return Difference(before / then * multiplier, now / today * multiplier, d, lower, upper)


def of_two_estimates(
    values: tuple[float, float], lower95: tuple[float, float], upper95: tuple[float, float]
) -> Difference:
    """Baseline and latest given with 95% limits: standard errors from the limits, (U - L) / 3.92."""
    before, now = ((u - low) / 3.92 for low, u in zip(lower95, upper95, strict=True))
    if not (before >= 0 and now >= 0):
        raise ValueError(f"both figures need limits, the lower below the upper: {lower95}, {upper95}")
    half = Z99 * float(np.hypot(before, now))
    d = values[1] - values[0]
    return Difference(values[0], values[1], d, d - half, d + half)


def windows(
    periods: ArrayLike, year: int, baseline_ends: int | None, inside_from: int | None = None
) -> tuple[int, int] | None:
    """The first periods of the baseline and of the latest year, or ``None`` where there are no two such years.

    ``periods`` counts the periods present (months or quarters, whole numbers); a year is ``year`` of
    them, of which no more than two may be missing.  The latest ends at the last period.  The baseline is
    the last year that ends by ``baseline_ends``, else the first that starts with a period present from
    ``inside_from`` on.
    """
    at = np.asarray(periods, dtype=np.int64)
    if at.size < 2 * year:
        return None
    latest = int(at[-1]) - year + 1
    if not _whole(at, latest, year):
        return None
    for start in _baselines(at, year, baseline_ends, inside_from):
        if start + year <= latest and _whole(at, start, year):
            return start, latest
    return None


def _baselines(at: Periods, year: int, baseline_ends: int | None, inside_from: int | None) -> Iterator[int]:
    """Where a baseline year might start, the best place first."""
    if baseline_ends is not None:
        yield from range(baseline_ends - year + 1, int(at[0]) - MISSING_AT_MOST - 1, -1)
    inside = at if inside_from is None else at[at >= inside_from]
    yield from (int(start) for start in inside)


def _whole(at: Periods, first: int, year: int) -> bool:
    return year - int(np.count_nonzero((at >= first) & (at < first + year))) <= MISSING_AT_MOST


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
