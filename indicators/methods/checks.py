"""What every method asks of its arguments: a wrong one is an error that names the group and the value."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def as_floats(values: ArrayLike) -> Floats:
    """Numbers as an array of at least one dimension."""
    return np.atleast_1d(np.asarray(values, dtype=np.float64))


def confidence_level(confidence: float) -> float:
    """A confidence of 0.9 to 1, also written as 90 to 100.  Raises ``ValueError`` outside that."""
    level = confidence / 100 if confidence >= 90 else confidence
    if not 0.9 <= level <= 1:
        raise ValueError(f"confidence must be 0.9 to 1, or 90 to 100: {confidence}")
    return level


def refuse(name: str, values: Floats, bad: NDArray[np.bool_], must: str) -> None:
    """Raise ``ValueError`` for the first bad value; missing values are never bad."""
    at = np.flatnonzero(bad & ~np.isnan(values))
    if at.size:
        raise ValueError(f"{name} must be {must}: group {at[0]} has {values[at[0]]:g}")
