"""Quantiles of areas: fifths, tenths and the like, as PHEindicatormethods assigns them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods.checks import Floats, as_floats, finite, same_shape
from indicators.methods.grouping import numbered


def quantile(
    values: ArrayLike, number: int = 10, groups: ArrayLike | None = None, *, highest_first: bool = True
) -> Floats:
    """The quantile, 1 to ``number``, of each value within its group.

    Ties share the lowest rank, so quantiles may be uneven or skipped.  A missing value has none, nor has
    any value of a group with fewer values than quantiles.  ``highest_first`` makes the highest 1.
    PHEindicatormethods, ``phe_quantile``.  ``values`` and ``groups`` are rows.  Raises ``ValueError`` for fewer than
    two quantiles, infinite values, or groups that are not as many as values.
    """
    if number < 2:
        raise ValueError(f"number must be 2 or more: {number}")
    y = as_floats(values)
    finite("values", y, groups)
    kinds = np.zeros(y.size, dtype=np.int64) if groups is None else numbered(groups)[1]
    same_shape(values=y, groups=kinds)
    rank, size = _ranks(-y if highest_first else y, kinds)
    with np.errstate(invalid="ignore", divide="ignore"):
        quantiles = np.maximum(1, np.floor((number + 1) - np.ceil(((size + 1) - rank) / (size / number))))
    return np.where(np.isnan(y) | (size < number), np.nan, quantiles)


def _ranks(y: Floats, groups: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Each value's rank in its group (ties share the lowest) and how many values the group has."""
    whole = np.empty(y.size, dtype=np.int64)
    whole[np.argsort(y)] = np.arange(y.size)
    order = np.argsort(groups * y.size + whole)  # by group, then value; missing values come last in their group
    ordered, kinds = y[order], groups[order]
    place = np.arange(y.size)
    begins = np.r_[True, kinds[1:] != kinds[:-1]]
    differs = begins | np.r_[True, ordered[1:] != ordered[:-1]]
    group_start = np.maximum.accumulate(np.where(begins, place, 0))
    tie_start = np.maximum.accumulate(np.where(differs, place, 0))
    rank = np.empty(y.size)
    rank[order] = tie_start - group_start + 1
    size = np.bincount(groups, weights=~np.isnan(y))
    return rank, size[groups].astype(np.float64)
