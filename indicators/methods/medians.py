"""Medians with limits that rest on nothing but the order of the values."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from indicators.methods.checks import Floats, as_floats, confidence_level, finite, refuse
from indicators.methods.grouping import numbered

Estimate = tuple[Floats, Floats, Floats]


def median(
    values: ArrayLike, times: ArrayLike, groups: ArrayLike, confidence: float = 0.95, from_end: int = 1
) -> Estimate:
    """Medians by group, in the order of the groups: value, lower, upper, in the unit of the values.

    Each value stands for so many ``times`` alike.  The limits are the values at the ranks between which the median lies
    with the confidence asked for, by the binomial distribution: Conover WJ (1999), Practical Nonparametric Statistics, 3rd
    ed, section 3.2.  They are missing where so few values cannot give such limits (under 6 at 95%, under 10 at 99.8%), or would
    give the value of somebody nearer to an end of the order than ``from_end``.

    Raises ``ValueError`` for values that are missing or infinite, or times that are no whole numbers above 0.
    """
    y, n = as_floats(values), as_floats(times)
    finite("values", y, groups)
    refuse("times", n, (n < 1) | (n != np.floor(n)), "whole numbers above 0", groups)
    if np.isnan(y).any() or np.isnan(n).any():
        raise ValueError("values and times must be known: leave out what is missing")
    _, at = numbered(groups)
    order = np.lexsort((y, at))
    y, n, at = y[order], n[order], at[order]
    size = np.bincount(at, weights=n).astype(np.int64)
    before = np.concatenate([[0], np.cumsum(size)[:-1]])
    ends = np.cumsum(n)

    def ranked(rank: np.ndarray) -> Floats:
        """The value at a rank of each group, counting from 1."""
        ranked_values: Floats = y[np.searchsorted(ends, before + rank)]
        return ranked_values

    middle = (ranked((size + 1) // 2) + ranked(size // 2 + 1)) / 2
    lowest = stats.binom.ppf((1 - confidence_level(confidence)) / 2, size, 0.5).astype(np.int64)
    possible, rank = lowest >= max(from_end, 1), np.maximum(lowest, 1)
    return middle, np.where(possible, ranked(rank), np.nan), np.where(possible, ranked(size - rank + 1), np.nan)
