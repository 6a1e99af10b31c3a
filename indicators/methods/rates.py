"""Crude rates, proportions and means with limits, as PHEindicatormethods gives them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, as_floats, refuse
from indicators.methods.intervals import poisson, student, wilson

Estimate = tuple[Floats, Floats, Floats]


def rate(counts: ArrayLike, populations: ArrayLike, multiplier: float = 100_000, confidence: float = 0.95) -> Estimate:
    """Crude rates per ``multiplier`` person-years: value, lower, upper.

    A missing count or population makes all three missing.  Raises ``ValueError`` for a negative
    count or a population that is not above 0.
    """
    x, n = np.broadcast_arrays(as_floats(counts), as_floats(populations))
    refuse("populations", n, n <= 0, "above 0")
    lower, upper = poisson(x, confidence)
    return x / n * multiplier, lower / n * multiplier, upper / n * multiplier


def proportion(events: ArrayLike, trials: ArrayLike, multiplier: float = 100, confidence: float = 0.95) -> Estimate:
    """Proportions with Wilson limits, per ``multiplier``: value, lower, upper."""
    x, n = np.broadcast_arrays(as_floats(events), as_floats(trials))
    lower, upper = wilson(x, n, confidence)
    return x / n * multiplier, lower * multiplier, upper * multiplier


def mean(values: ArrayLike, groups: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Estimate]:
    """Means of values by group with Student t limits: the groups in order, then value, lower, upper.

    A missing value makes its group's mean missing; one value alone has no limits.
    """
    y = as_floats(values)
    labels, at = np.unique(np.asarray(groups), return_inverse=True)
    n = np.bincount(at).astype(np.float64)
    centre = np.bincount(at, weights=y) / n
    squares = np.bincount(at, weights=(y - centre[at]) ** 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        half = student(np.sqrt(squares / (n - 1)), n, confidence)
    return labels, (centre, centre - half, centre + half)
