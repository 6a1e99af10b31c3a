"""Directly and indirectly standardised rates with limits, as PHEindicatormethods gives them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods.checks import Floats, Words, above_zero, as_floats, refuse
from indicators.methods.grouping import numbered
from indicators.methods.intervals import byars

FEWEST_EVENTS = 10
ESP2013 = np.array(
    [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000],
    dtype=np.float64,
)
"""European Standard Population 2013: 0-4, 5-9 ... 85-89, 90 and over."""


@dataclass(frozen=True)
class Direct:
    """Directly standardised rates, an entry a group; the variance is that of a rate per person."""

    count: Floats
    population: Floats
    variance: Floats
    value: Floats
    lower: Floats
    upper: Floats

    def statistic(self, multiplier: float = 100_000) -> Words:
        """What each value is, or why there is none, in the reference's words."""
        few = f"dsr NA for total count < {FEWEST_EVENTS}"
        return np.where(self.count < FEWEST_EVENTS, few, f"dsr per {multiplier:.0f}")


def direct(
    counts: ArrayLike,
    populations: ArrayLike,
    weights: ArrayLike = ESP2013,
    multiplier: float = 100_000,
    *,
    confidence: float = 0.95,
    groups: ArrayLike | None = None,
    squares: ArrayLike | None = None,
) -> Direct:
    """Directly standardised rates per ``multiplier`` with Dobson's limits on Byar's.

    Dobson AJ et al (1991), Statist Med 10:457-462.  Arrays are (groups, bands); with ``groups`` they are
    rows, each with the label of its group, which may then have different bands, and results are in the
    order of ``numpy.unique``.  A missing count is 0.  A missing population or weight makes its group
    missing.  Under ten events value and limits are missing (the variance is not).  Where one person may
    have several events, ``squares`` holds, for each band, the sum of everyone's squared number of events:
    the same value, wider limits.

    Raises ``ValueError`` for a negative count or weight, or a population that is not above 0.
    """
    x, n, w = np.broadcast_arrays(as_floats(counts), as_floats(populations), as_floats(weights))
    refuse("counts", x, x < 0, "0 or more", groups)
    refuse("populations", n, n <= 0, "above 0", groups)
    refuse("weights", w, w < 0, "0 or more", groups)
    above_zero("multiplier", multiplier)
    x = np.nan_to_num(x)
    spread = x if squares is None else np.nan_to_num(as_floats(squares))
    refuse("squares", spread, spread < x, "no less than the counts", groups)
    share = w / n
    return _dobson(_sums([x, n, w, share * x, share**2 * spread], groups), multiplier, confidence)


def _sums(columns: list[Floats], groups: ArrayLike | None) -> list[Floats]:
    """Each column summed over its bands: the last axis, or the rows of a group."""
    if groups is None:
        return [np.atleast_1d(column.sum(axis=-1)) for column in columns]
    at = numbered(groups)[1]
    return [np.bincount(at, weights=column).astype(np.float64) for column in columns]


def _dobson(sums: list[Floats], multiplier: float, confidence: float) -> Direct:
    count, population, weight, events, squares = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        rate, variance = events / weight, squares / weight**2
        scale = np.sqrt(variance / count)
    shown = np.where(count < FEWEST_EVENTS, np.nan, rate)
    lower, upper = (multiplier * (shown + scale * (limit - count)) for limit in byars(count, confidence))
    return Direct(count, population, variance, shown * multiplier, lower, upper)
