"""What every method asks of its arguments: a wrong one is an error that names the group and the value."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Words = NDArray[np.str_]


def as_floats(values: ArrayLike) -> Floats:
    """Numbers as an array of at least one dimension."""
    return np.atleast_1d(np.asarray(values, dtype=np.float64))


def confidence_level(confidence: float) -> float:
    """A confidence of 0.9 to 1, also written as 90 to 100.  Raises ``ValueError`` outside that."""
    level = confidence / 100 if confidence >= 90 else confidence
    if not 0.9 <= level <= 1:
        raise ValueError(f"confidence must be 0.9 to 1, or 90 to 100: {confidence}")
    return level


def refuse(name: str, values: Floats, bad: Bools, must: str) -> None:
    """Raise ``ValueError`` for the first bad or infinite value; missing values are never bad."""
    at = np.argwhere((bad | np.isinf(values)) & ~np.isnan(values))
    if at.size:
        group, *rest = at[0]
        where = f"group {group}" + "".join(f", column {column}" for column in rest)
        raise ValueError(f"{name} must be {must}: {where} has {values[tuple(at[0])]:g}")


def in_order(periods: NDArray[np.int64]) -> None:
    """Raise ``ValueError`` where periods (last axis) are not sorted, or one is repeated."""
    bad = np.argwhere(np.atleast_2d(np.diff(periods, axis=-1) <= 0))
    if bad.size:
        group, at = bad[0]
        raise ValueError(
            f"periods must be sorted and none repeated: group {group} has {np.atleast_2d(periods)[group, at + 1]} "
            f"after {np.atleast_2d(periods)[group, at]}"
        )


def one_of(name: str, given: str, known: tuple[str, ...]) -> str:
    """A setting that must be one of a few words.  Raises ``ValueError`` for any other."""
    if given not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}: {given}")
    return given
