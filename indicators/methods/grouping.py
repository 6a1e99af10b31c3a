"""Rows by the label of their group."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def numbered(groups: ArrayLike) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The labels in order, and for each row which of them it has, from 0.

    Rows of one group mostly lie together, so labels are sorted once for each stretch of the same label, not
    once a row.
    """
    labels = np.atleast_1d(np.asarray(groups))
    if not labels.size:
        return labels, np.zeros(0, dtype=np.int64)
    begins = np.r_[True, labels[1:] != labels[:-1]]
    ordered, at = np.unique(labels[begins], return_inverse=True)
    return ordered, at.astype(np.int64)[np.cumsum(begins) - 1]
