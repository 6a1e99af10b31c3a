"""What every method asks of its arguments: a wrong one is an error that names the group and the value."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Integers = NDArray[np.int64]
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


def refuse(name: str, values: Floats, bad: Bools, must: str, groups: ArrayLike | None = None) -> None:
    """Raise ``ValueError`` for the first bad or infinite value; missing values are never bad.

    It is named by the label of its row in ``groups``, else by its place.
    """
    at = np.argwhere((bad | np.isinf(values)) & ~np.isnan(values))
    if at.size:
        where = _place(at[0]) if groups is None else f"group {np.atleast_1d(np.asarray(groups))[at[0][0]]}"
        raise ValueError(f"{name} must be {must}: {where} has {values[tuple(at[0])]:g}")


def finite(name: str, values: Floats, groups: ArrayLike | None = None) -> None:
    """Raise ``ValueError`` for the first infinite value."""
    refuse(name, values, np.zeros(values.shape, dtype=bool), "finite", groups)


def _place(at: NDArray[np.int64]) -> str:
    group, *rest = at
    return f"group {group}" + "".join(f", column {column}" for column in rest)


def whole_periods(periods: ArrayLike, name: str = "periods") -> Integers:
    """Periods as whole numbers: years, or months or quarters counted through.

    Raises ``ValueError`` for one that is missing or part of a whole, and for dates with days: a month is not so
    many days.
    """
    period_array = np.asarray(periods)
    if period_array.dtype.kind == "M" and np.datetime_data(period_array.dtype)[0] not in ("Y", "M"):
        raise ValueError(f"{name} must be whole numbers, such as months counted through: dates with days are given")
    try:
        numbers = period_array.astype(np.int64) if period_array.dtype.kind in "iubM" else as_floats(period_array)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must be whole numbers of one kind: {period_array.ravel()[:3].tolist()} are given"
        ) from None
    if numbers.dtype.kind == "f":
        odd = np.argwhere(~(np.isfinite(numbers) & (numbers == np.rint(numbers))))
        if odd.size:
            raise ValueError(f"{name} must be whole numbers: {_place(odd[0])} has {numbers[tuple(odd[0])]:g}")
    return numbers.astype(np.int64)


def in_order(periods: NDArray[Any], name: str = "periods") -> None:
    """Raise ``ValueError`` where periods (last axis) are missing, not sorted, or one is repeated."""
    rows = np.atleast_2d(periods)
    bad = np.argwhere(~(np.diff(rows, axis=-1) > 0))
    if bad.size:
        group, at = bad[0]
        raise ValueError(
            f"{name} must be sorted and none repeated: group {group} has {rows[group, at + 1]} after {rows[group, at]}"
        )


def same_shape(**arrays: NDArray[Any]) -> None:
    """Raise ``ValueError`` where arrays that go together, by name, have not as many entries on every axis."""
    (first, shape), *others = ((name, array.shape) for name, array in arrays.items())
    for name, other in others:
        if other != shape:
            raise ValueError(f"{first} and {name} must be alike: {first} is {shape}, {name} is {other}")


def ordered(name: str, lower: Floats, upper: Floats) -> None:
    """Raise ``ValueError`` for the first lower limit, or end of a range, that is above its upper one."""
    low, high = np.broadcast_arrays(lower, upper)
    at = np.argwhere(low > high)
    if at.size:
        where = tuple(at[0])
        raise ValueError(
            f"{name} must be in order, lower first: {_place(at[0])} has {low[where]:g} and {high[where]:g}"
        )


def above_zero(name: str, value: float) -> float:
    """A setting that must be a number above 0.  Raises ``ValueError`` for any other."""
    if not 0 < value < np.inf:
        raise ValueError(f"{name} must be above 0: {value}")
    return value


def one_of(name: str, choice: str, known: tuple[str, ...]) -> str:
    """A setting that must be one of a few words.  Raises ``ValueError`` for any other."""
    if choice not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}: {choice}")
    return choice
