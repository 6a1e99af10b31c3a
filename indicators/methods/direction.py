"""Is the latest level different from the level when the strategy began, by more than chance?

Our own rule, at 99%, two-sided, as a difference with limits; every piece of it is checked against a
worked table in the tests.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.autocorrelation import autocorrelations, means, with_gaps
from indicators.methods.checks import Bools, Floats, Integers, as_floats, finite, in_order, whole_periods
from indicators.methods.proportions import newcombe_at

Z99 = 2.575829303548901
Z95 = 1.959963984540054


@dataclass(frozen=True)
class Difference:
    """Latest less baseline, in the indicator's unit, with 99% limits.

    ``one_side`` is 1 or -1 where the limits do not say so but every point of the latest year lies above or below every
    point of the baseline year.
    """

    baseline: float
    latest: float
    difference: float
    lower: float
    upper: float
    one_side: int = 0

    @property
    def changed(self) -> bool:
        return self.lower > 0 or self.upper < 0 or self.one_side != 0

    @property
    def unjudgeable(self) -> bool:
        """A difference without any width of limits: nothing varied, so chance cannot be worked out."""
        return self.difference != 0 and not self.upper > self.lower

    @property
    def strength(self) -> float:
        """The difference over the distance to its limit on the side of zero: above 1 means changed.

        1 where only ``one_side`` says that it changed.
        """
        width = self.difference - self.lower if self.difference > 0 else self.upper - self.difference
        return max(abs(self.difference) / width if width > 0 else 0.0, float(abs(self.one_side)))


def of_two_proportions(events: tuple[float, float], trials: tuple[float, float], multiplier: float = 100) -> Difference:
    """Baseline and latest given as counts: Newcombe's interval of their difference at 99%, per ``multiplier``.

    Newcombe RG (1998), Statist Med 17:873-890, method 10.  Raises ``ValueError`` for events outside 0 to trials, or trials
    that are not above 0.
    """
    (before, now), (then, today) = events, trials
    d, lower, upper = (float(part[0]) * multiplier for part in newcombe_at(Z99, (now, today), (before, then)))
    return Difference(before / then * multiplier, now / today * multiplier, d, lower, upper)


def of_two_estimates(
    values: tuple[float, float], lower95: tuple[float, float], upper95: tuple[float, float]
) -> Difference:
    """Baseline and latest given with 95% limits: standard errors from the limits, (U - L) / 3.92.

    Raises ``ValueError`` for infinite numbers, and for limits that are missing or out of order.
    """
    finite("limits", as_floats([*values, *lower95, *upper95]))
    before, now = ((u - low) / 3.92 for low, u in zip(lower95, upper95, strict=True))
    if not (before >= 0 and now >= 0):
        raise ValueError(f"both figures need limits, the lower below the upper: {lower95}, {upper95}")
    half = Z99 * float(np.hypot(before, now))
    d = values[1] - values[0]
    return Difference(values[0], values[1], d, d - half, d + half)


def of_series(periods: ArrayLike, values: ArrayLike, year: int, baseline: int, latest: int) -> Difference:
    """Mean of the latest year less mean of the baseline year, allowing for neighbours that move together.

    ``periods`` are whole numbers in order, gaps left out; the lag-1 correlation is taken within halves
    of the whole series, over consecutive periods only, and corrected for bias.

    Raises ``ValueError`` where periods are unsorted or repeated, values are missing, or there are fewer than three.
    """
    t, y = _checked(periods, values)
    estimates = of_many(with_gaps(t, y), year, baseline - int(t[0]), latest - int(t[0]))
    parts = (estimates.baseline, estimates.latest, estimates.difference, estimates.lower, estimates.upper)
    baseline_, latest_, difference, lower, upper = (float(part[0]) for part in parts)
    return Difference(baseline_, latest_, difference, lower, upper)


def _checked(periods: ArrayLike, values: ArrayLike) -> tuple[Integers, Floats]:
    t, y = whole_periods(periods), as_floats(values)
    in_order(t)
    if np.isnan(y).any():
        raise ValueError("values must not be missing: leave the period out")
    if y.size < 3 or y.shape != t.shape:
        raise ValueError(f"values must be three at least, a period each: {y.size} values, {t.size} periods")
    return t, y


def every_point_on_one_side(before: ArrayLike, after: ArrayLike) -> int:
    """1 where every value after lies above every value before, -1 where below; 0 where they meet or either is empty.

    Our own rule: a long decline enters the residuals of ``of_series``, reads as correlation and widens its limits,
    so that the longer it goes on the less it is seen.
    """
    first, second = as_floats(before), as_floats(after)
    if first.size == 0 or second.size == 0:
        return 0
    if second.min() > first.max():
        return 1
    return -1 if second.max() < first.min() else 0


def swings_too_widely(difference: Difference, values: ArrayLike) -> bool:
    """Is the half-width of the limits greater than the whole range of the line?  Then nothing could be told."""
    line = as_floats(values)
    return not difference.changed and bool((difference.upper - difference.lower) / 2 > line.max() - line.min())


def against_pooled(
    values: ArrayLike, lower95: ArrayLike, upper95: ArrayLike, latest: tuple[float, float, float]
) -> Difference:
    """Latest (value, lower95, upper95) less the mean of several baseline figures, their standard errors combined.

    Raises ``ValueError`` for infinite numbers, and for limits that are missing or out of order.
    """
    y, low, high = as_floats(values), as_floats(lower95), as_floats(upper95)
    errors = (high - low) / 3.92
    half = 1.96 * float(np.sqrt(np.sum(errors**2))) / y.size
    middle = float(y.mean())
    return of_two_estimates((middle, latest[0]), (middle - half, latest[1]), (middle + half, latest[2]))


@dataclass(frozen=True)
class Differences:
    """``Difference`` of many series: each array has one entry per series."""

    baseline: Floats
    latest: Floats
    difference: Floats
    lower: Floats
    upper: Floats

    @property
    def changed(self) -> Bools:
        return (self.lower > 0) | (self.upper < 0)


def of_many(values: ArrayLike, year: int, baseline: ArrayLike, latest: ArrayLike, z: float = Z99) -> Differences:
    """``of_series`` of many series at once (series, periods); a missing period is NaN.

    ``baseline`` and ``latest`` are the columns at which each year starts, from 0.
    Limits at the normal deviate ``z``.  Missing where a year has no figure, or there are fewer than three.  Raises
    ``ValueError`` for infinite values.
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
    before, after = (means(y, part) for part in years)
    d = after - before
    return Differences(before, after, d, d - z * error, d + z * error)
