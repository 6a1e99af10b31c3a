"""Columns of made-up records: drawn by numpy, handed on as Arrow, with gaps where nobody wrote anything down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.contract import Contract
from data.layouts.records import filled_in

Numbers = NDArray[Any]
Mask = NDArray[np.bool_]
Random = np.random.Generator
TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.string(),
}


def whole(values: Numbers, known: Mask | None = None) -> pa.Array:
    """Whole numbers, empty where they are not known."""
    return pa.array(values.astype(np.int32), mask=None if known is None else ~known)


def days(values: Numbers, known: Mask | None = None) -> pa.Array:
    """Days since 1970."""
    return whole(values, known).cast(pa.date32())


def minutes(values: Numbers, known: Mask | None = None) -> pa.Array:
    """Minutes since 1970, written out: a moment at midnight would be read as a day without its time."""
    seconds = pa.array(values.astype(np.int64) * 60, mask=None if known is None else ~known)
    return pc.strftime(seconds.cast(pa.timestamp("s")), "%Y-%m-%d %H:%M")


def words(at: Numbers, choices: Sequence[str], known: Mask | None = None) -> pa.Array:
    """Words by their place among some."""
    places = pa.array(at.astype(np.int32), mask=None if known is None else ~known)
    return pa.DictionaryArray.from_arrays(places, pa.array(choices)).cast(pa.string())


def yes_or_no(is_so: Mask, known: Mask | None = None) -> pa.Array:
    """Yes where it is so, no where it is not."""
    return words(is_so, ("no", "yes"), known)


def pseudonyms(kind: str, numbers: Numbers) -> pa.Array:
    """Names that tell nothing but which of the made-up ones it is."""
    return pc.binary_join_element_wise(f"illustrative-{kind}", pa.array(numbers).cast(pa.string()), "-")


def the_same(text: str, rows: int) -> pa.Array:
    """One text in every row."""
    return pa.repeat(pa.scalar(text), rows)


def as_table(contract: Contract, arrays: Mapping[str, pa.Array], rows: int) -> pa.Table:
    """The file's columns in the order of its template; what is not made is empty."""
    columns = {
        column.name: arrays[column.name].cast(TYPES[column.type])
        if column.name in arrays
        else pa.nulls(rows, TYPES[column.type])
        for column in filled_in(contract)
    }
    return pa.table(columns)


def chance(random: Random, probability: Numbers | float, rows: int) -> Mask:
    """Does it happen, row by row?"""
    return np.asarray(random.random(rows) < probability)


def pick(random: Random, shares: Sequence[float], rows: int) -> Numbers:
    """The place of one of several by their shares."""
    ends = np.cumsum(shares) / np.sum(shares)
    return np.asarray(np.searchsorted(ends, random.random(rows), side="right").clip(max=len(shares) - 1))
