"""A table as rows of text, a block of rows at a time, however long it and its rows are."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.files.limits import most_cells
from data.problems import UnreadableFileError

HEADER_WITHIN = 40
"""A header is in one of so many first rows."""
MAX_BYTES = 1_000_000_000
LONGEST_CELL = 10_000_000
"""The most letters in a cell."""
BLOCK_CELLS = 1_000_000
BLOCK_ROWS = 50_000


@dataclass(frozen=True)
class Block:
    """Some rows of a sheet: all of one row's cells, though it be shorter than others.

    What stands further right than the ``columns`` go is kept by row in ``further``.  ``lengths`` says how many cells
    each row has.
    """

    columns: tuple[pa.Array, ...]
    lengths: pa.Array
    further: Mapping[int, Sequence[str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lengths)

    def row(self, at: int) -> list[str]:
        """The cells of a row of the block, as many as it has."""
        cells = [column[at].as_py() for column in self.columns[: self.lengths[at].as_py()]]
        return [*cells, *self.further.get(at, ())]

    def beyond(self, width: int) -> pa.Array:
        """What each row says beyond so many cells, as one text."""
        texts = [column.cast(pa.string()) for column in self.columns[width:]]
        joined = pc.binary_join_element_wise(pa.array([""] * len(self)), *texts, "")
        if not self.further:
            return joined
        further = pa.array(["".join(self.further.get(at, ())) for at in range(len(self))])
        return pc.binary_join_element_wise(joined, further, "")


@dataclass(frozen=True)
class Even:
    """A file of text that a database can read by itself, being as plain as can be: UTF-8, every record one line.

    Nothing is padded with blanks, every quote is sound, and no line is empty; if all rows have ``width`` cells, as the
    first has, there are ``records`` of them.
    """

    path: Path
    delimiter: str
    width: int
    records: int

    def chosen(self, waiting: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
        """Some rows, each with its place, of which the last comes first: every row is a line, so no other is parsed."""
        last, wanted = waiting[0] if waiting else -1, set(waiting)
        with self.path.open("rb") as file:
            for at, line in enumerate(islice(file, last + 1)):
                if at in wanted:
                    text = line.decode("utf-8-sig" if at == 0 else "utf-8")
                    yield at, next(csv.reader([text], delimiter=self.delimiter, strict=True))


@dataclass(frozen=True)
class Sheet:
    """Rows of text as a spreadsheet shows them, counted here from 0.

    ``top`` are the first rows, among which a header is looked for.  ``blocks`` yields every row, from the first on, each
    time it is called; it is told how many cells of a row are put in columns at least.  Where the sheet
    ``may_mean_decimals``, as between semicolons, one comma in a number may be its decimal mark.  ``even`` is there where
    the file may be read past us, and faster.  ``hidden`` says how a tab of a workbook is hidden; ``asks`` is what
    somebody has to answer about how it was read.
    """

    name: str
    top: Sequence[Sequence[str]]
    blocks: Callable[[int], Iterator[Block]]
    notes: tuple[str, ...] = ()
    may_mean_decimals: bool = False
    even: Even | None = None
    hidden: str = ""
    asks: tuple[str, ...] = ()

    def rows(self) -> Iterator[list[str]]:
        """Every row, one after the other."""
        for block in self.blocks(0):
            yield from (block.row(at) for at in range(len(block)))

    def chosen(self, wanted: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
        """Some rows, each with its place, in their order."""
        waiting = sorted(wanted, reverse=True)
        if self.even:
            yield from self.even.chosen(waiting)
            return
        first = 0
        for block in self.blocks(0) if waiting else ():
            while waiting and waiting[-1] < first + len(block):
                at = waiting.pop()
                yield at, block.row(at - first)
            if not waiting:
                break
            first += len(block)


def of_rows(rows: Iterable[Sequence[str]], width: int) -> Iterator[Block]:
    """Blocks of rows, which may be of different lengths; of each so many cells are put in columns."""
    most = max(1, min(BLOCK_ROWS, BLOCK_CELLS // max(1, width)))
    waiting = iter(rows)
    while taken := list(islice(waiting, most)):
        columns = islice(zip_longest(*(row[:width] for row in taken), fillvalue=""), width)
        filled_columns = tuple(pa.array(column, pa.string()) for column in columns)
        empty = [pa.array([""] * len(taken))] * (width - len(filled_columns))
        yield Block(
            (*filled_columns, *empty),
            pa.array([len(row) for row in taken], pa.int32()),
            {at: row[width:] for at, row in enumerate(taken) if len(row) > width},
        )


def of_columns(columns: Sequence[pa.Array]) -> Block:
    """A block every row of which has a cell in every column."""
    rows = len(columns[0]) if columns else 0
    return Block(tuple(columns), pa.array([len(columns)] * rows, pa.int32()))


def widest(top: Sequence[Sequence[str]]) -> int:
    """How many cells the widest of the first rows has."""
    return max((len(row) for row in top), default=0)


def refuse_far_cells(name: str, rows: int, width: int) -> None:
    """A single cell far down and one far to the right make a sheet of billions of cells.

    Raises ``UnreadableFileError`` for more than are allowed; see ``most_cells``.
    """
    if rows * width > most_cells():
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
