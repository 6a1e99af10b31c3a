"""Is the latest level different from the level when the strategy began, by more than chance?

Our own rule, at 99%, two-sided, as a difference with limits; every piece of it is checked against a
worked table in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Floats, as_floats, finite, in_order, whole_periods
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
    finite("limits", as_floats([*values, *lower95, *upper95]))
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

    Raises ``ValueError`` where periods are unsorted or repeated, values are missing, or there are fewer than three.
    """
    t, y = _checked(periods, values)
    found = of_many(_with_gaps(t, y), year, baseline - int(t[0]), latest - int(t[0]))
    parts = (found.baseline, found.latest, found.difference, found.lower, found.upper)
    return Difference(*(float(part[0]) for part in parts))


def _checked(periods: ArrayLike, values: ArrayLike) -> tuple[Periods, Floats]:
    t, y = whole_periods(periods), as_floats(values)
    in_order(t)
    if np.isnan(y).any():
        raise ValueError("values must not be missing: leave the period out")
    if y.size < 3 or y.shape != t.shape:
        raise ValueError(f"values must be three at least, a period each: {y.size} values, {t.size} periods")
    return t, y


def _with_gaps(periods: Periods, values: Floats) -> Floats:
    """One series as a row with a place for each period, missing where there is none."""
    row = np.full((1, int(periods[-1] - periods[0]) + 1), np.nan)
    row[0, periods - periods[0]] = values
    return row


def autocorrelation(periods: ArrayLike, values: ArrayLike) -> tuple[float, float]:
    """Lag-1 correlation corrected for bias (0 to 0.9), and the residual variance, within halves."""
    correlation, variance = autocorrelations(_with_gaps(np.asarray(periods, dtype=np.int64), as_floats(values)))
    return float(correlation[0]), float(variance[0])


@dataclass(frozen=True)
class Differences:
    """The same as ``Difference``, an entry a series."""

    baseline: Floats
    latest: Floats
    difference: Floats
    lower: Floats
    upper: Floats

    @property
    def changed(self) -> NDArray[np.bool_]:
        return (self.lower > 0) | (self.upper < 0)


def of_many(values: ArrayLike, year: int, baseline: ArrayLike, latest: ArrayLike, z: float = Z99) -> Differences:
    """``of_series`` of many series (series, periods), a missing period missing; where each year starts, from 0.

    Missing where a year has no figure, or there are fewer than three.
    """
    y = np.atleast_2d(as_floats(values))
    finite("values", y)
    at, present = np.arange(y.shape[1]), ~np.isnan(y)
    starts = [np.atleast_1d(np.asarray(start, dtype=np.int64))[:, None] for start in (baseline, latest)]
    years = [present & (at >= start) & (at < start + year) for start in starts]
    rho, variance = autocorrelations(y)
    inflation = (1 + rho) / (1 - rho)
    variance = variance / np.clip(1 - (inflation - 1) / year, 0.3, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(variance * inflation * sum(1 / part.sum(axis=1) for part in years))
    before, after = (_means(y, part) for part in years)
    d = after - before
    return Differences(before, after, d, d - z * error, d + z * error)


def autocorrelations(values: ArrayLike) -> tuple[Floats, Floats]:
    """``autocorrelation`` of many series (series, periods), a missing period missing."""
    y = np.atleast_2d(as_floats(values))
    present = ~np.isnan(y)
    n = present.sum(axis=1)
    first = present & (present.cumsum(axis=1) <= (n // 2)[:, None])
    second = present & ~first
    level = np.where(first, _means(y, first)[:, None], _means(y, second)[:, None])
    residuals = np.where(present, y - level, 0.0)
    total = (residuals**2).sum(axis=1)
    together = (residuals[:, 1:] * residuals[:, :-1]).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        r = together / total
        corrected = np.clip(r + (1 + 3 * r) / (n / 2), 0.0, 0.9)
        variance = np.where(n > 2, total / (n - 2), np.nan)
    return np.where(total == 0, 0.0, corrected), variance


def _means(y: Floats, counted: NDArray[np.bool_]) -> Floats:
    """The mean of what is counted in each row; of equal values exactly that value."""
    some = counted.any(axis=1)
    start = np.where(some, y[np.arange(len(y)), counted.argmax(axis=1)], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        away: Floats = np.where(counted, y - start[:, None], 0.0).sum(axis=1) / counted.sum(axis=1)
    return start + away
