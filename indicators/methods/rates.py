"""Crude rates, proportions and means with limits, as PHEindicatormethods gives them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Floats, Words, above_zero, as_floats, finite, refuse
from indicators.methods.grouping import numbered
from indicators.methods.intervals import EXACT_BELOW, poisson, student, wilson

Estimate = tuple[Floats, Floats, Floats]


def rate(counts: ArrayLike, populations: ArrayLike, multiplier: float = 100_000, confidence: float = 0.95) -> Estimate:
    """Crude rates per ``multiplier`` person-years: value, lower, upper.

    Exact limits below ten events, else Byar's.  A missing count or population makes all three missing.  Raises
    ``ValueError`` for a negative count, or a population or multiplier that is not above 0.
    """
    x, n = np.broadcast_arrays(as_floats(counts), as_floats(populations))
    refuse("populations", n, n <= 0, "above 0")
    above_zero("multiplier", multiplier)
    lower, upper = poisson(x, confidence)
    return x / n * multiplier, lower / n * multiplier, upper / n * multiplier


def statistic(kind: str, multiplier: float) -> str:
    """What a value is, in the reference's words: ``rate per 100000``, ``proportion of 1``, ``percentage``."""
    if kind == "proportion":
        return "percentage" if multiplier == 100 else f"proportion of {multiplier:.0f}"
    return f"{kind} per {multiplier:.0f}"


def rate_method(counts: ArrayLike) -> Words:
    """Which limits a rate has: ``Exact`` below ten events, else ``Byars``, in the words of PHEindicatormethods."""
    return np.where(as_floats(counts) < EXACT_BELOW, "Exact", "Byars")


def summed(
    groups: ArrayLike, *columns: ArrayLike, negative: bool = False
) -> tuple[NDArray[np.generic], tuple[Floats, ...]]:
    """Rows summed by group: the groups in order, then each column; a missing part leaves its group missing.

    Raises ``ValueError`` for a column not as long as the groups, infinite values, and (unless ``negative``) those
    under 0, which a sum would hide.
    """
    labels, at = numbered(groups)
    parts = [as_floats(column) for column in columns]
    for number, part in enumerate(parts, 1):
        if part.shape != at.shape:
            raise ValueError(f"column {number} must be as long as the groups, {at.size}: it is {part.size}")
        refuse(f"column {number}", part, (part < 0) & (not negative), "0 or more", groups)
    sums = tuple(np.bincount(at, weights=part) for part in parts)
    missing = np.isnan(sum(sums))
    return labels, tuple(np.where(missing, np.nan, column) for column in sums)


def proportion(events: ArrayLike, trials: ArrayLike, multiplier: float = 100, confidence: float = 0.95) -> Estimate:
    """Proportions with Wilson limits, per ``multiplier``: value, lower, upper.

    Missing events or trials make all three missing.  Raises ``ValueError`` for events outside 0 to trials, or
    trials that are not above 0.
    """
    x, n = np.broadcast_arrays(as_floats(events), as_floats(trials))
    above_zero("multiplier", multiplier)
    lower, upper = wilson(x, n, confidence)
    return x / n * multiplier, lower * multiplier, upper * multiplier


def mean(values: ArrayLike, groups: ArrayLike, confidence: float = 0.95) -> tuple[NDArray[np.generic], Estimate]:
    """Means of values by group with Student t limits: the groups in order, then value, lower, upper.

    A missing value makes its group's mean missing; one value alone has no limits.  Raises ``ValueError`` for
    infinite values.
    """
    labels, (n, centre, spread) = _moments(values, groups)
    half = student(spread, n, confidence)
    return labels, (centre, centre - half, centre + half)


def deviation(values: ArrayLike, groups: ArrayLike) -> tuple[NDArray[np.generic], Floats]:
    """Standard deviations of values by group, with one less than their number; missing for one value.

    The groups in order, then an entry a group, in the values' unit.  Raises ``ValueError`` for infinite values.
    """
    labels, (_, _, spread) = _moments(values, groups)
    return labels, spread


def _moments(values: ArrayLike, groups: ArrayLike) -> tuple[NDArray[np.generic], tuple[Floats, Floats, Floats]]:
    """How many values each group has, their mean and their standard deviation."""
    y = as_floats(values)
    finite("values", y, groups)
    labels, at = numbered(groups)
    n = np.bincount(at).astype(np.float64)
    start = np.empty(n.size)
    start[at] = y  # reckoned from one of its own values: of equal values the mean is that value exactly
    centre = start + np.bincount(at, weights=y - start[at]) / n
    squares = np.bincount(at, weights=(y - centre[at]) ** 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        return labels, (n, centre, np.sqrt(squares / (n - 1)))
