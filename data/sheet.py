"""The cells of a sheet as text, by column, however long its rows are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.problems import UnreadableFileError

HEADER_WITHIN = 40
"""A header stands in one of so many first rows."""
MAX_BYTES = 1_000_000_000
MAX_CELLS = 100_000_000


@dataclass(frozen=True)
class Sheet:
    """Rows of text as a spreadsheet shows them, counted here from 0; all of one row's cells, though it be shorter.

    There are as many ``columns`` as the widest row has cells of those among which a header is looked for; what
    stands further right is kept by row in ``further``.  ``lengths`` says how many cells each row has.  Where it
    ``may_mean_decimals``, as between semicolons, one comma in a number may be its decimal mark.
    """

    name: str
    columns: tuple[pa.Array, ...]
    lengths: pa.Array
    further: Mapping[int, Sequence[str]] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    may_mean_decimals: bool = False

    def __len__(self) -> int:
        return len(self.lengths)

    def row(self, at: int) -> list[str]:
        """The cells of a row, as many as it has."""
        cells = [column[at].as_py() for column in self.columns[: self.lengths[at].as_py()]]
        return [*cells, *self.further.get(at, ())]

    def top(self) -> list[list[str]]:
        """The first rows, among which a header is looked for."""
        return [self.row(at) for at in range(min(HEADER_WITHIN, len(self)))]

    def beyond(self, width: int) -> pa.Array:
        """What each row says beyond so many cells, as one text."""
        joined = pc.binary_join_element_wise(pa.array([""] * len(self)), *self.columns[width:], "")
        if not self.further:
            return joined
        further = pa.array(["".join(self.further.get(at, ())) for at in range(len(self))])
        return pc.binary_join_element_wise(joined, further, "")


def of_rows(name: str, rows: Sequence[Sequence[str]], said: tuple[str, ...] = ()) -> Sheet:
    """A sheet from its rows, which may be of different lengths.

    Raises ``UnreadableFileError`` where so many rows, each as wide as the widest of the first, could not be held.
    """
    width = max((len(row) for row in rows[:HEADER_WITHIN]), default=0)
    refuse_far_cells(name, len(rows), width)
    columns = islice(zip_longest(*rows, fillvalue=""), width)
    return Sheet(
        name,
        tuple(pa.array(column, pa.string()) for column in columns),
        pa.array([len(row) for row in rows], pa.int32()),
        {at: row[width:] for at, row in enumerate(rows) if len(row) > width},
        said,
    )


def of_columns(name: str, columns: Sequence[pa.Array], said: tuple[str, ...] = ()) -> Sheet:
    """A sheet every row of which has a cell in every column."""
    rows = len(columns[0]) if columns else 0
    return Sheet(name, tuple(columns), pa.array([len(columns)] * rows, pa.int32()), said=said)


def refuse_far_cells(name: str, rows: int, width: int) -> None:
    """A single cell far down and one far to the right make a sheet of billions of cells.

    Raises ``UnreadableFileError`` for more than ``MAX_CELLS``.
    """
    if rows * width > MAX_CELLS:
        raise UnreadableFileError(
            f"{name}: it reaches to row {rows:,} and column {width:,}. "
            "Delete the cells far from the table and save it again, or split the file."
        )


def as_text(cell: Any) -> str:
    """A cell as its reader would type it: 841.0 is "841", a date is ISO."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell)
    return str(cell)
