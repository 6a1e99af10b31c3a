"""One sheet of a workbook: columns that say what they hold, and cells that are what they look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, Generic, TypeVar

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.formula_escape import harmless

ROWS_OF_A_SHEET = 1_048_575
"""How many rows Excel shows on a sheet, less the one for the header."""
Of = TypeVar("Of")


@dataclass(frozen=True)
class Field(Generic[Of]):
    """One column: its name, what it holds, its kind in words, which values it may have, and how wide it is."""

    name: str
    help: str
    cell: Callable[[Of], Any]
    kind: str = "text"
    one_of: tuple[str, ...] = ()
    width: int = 14


@dataclass(frozen=True)
class Styles:
    """How cells of a workbook look."""

    head: Format
    day: Format
    wrapped: Format
    quoted: Format
    """For text that a spreadsheet would take for a formula once somebody edits the cell."""


def styles(book: Workbook) -> Styles:
    """The looks that every sheet of a workbook uses."""
    return Styles(
        head=book.add_format({"bold": True, "bg_color": "#f5f7f9", "bottom": 1, "valign": "top"}),
        day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        quoted=book.add_format({"quote_prefix": True}),
    )


def table(book: Workbook, look: Styles, name: str, fields: Sequence[Field[Of]], rows: Iterable[Of]) -> None:
    """A sheet with a row for each of ``rows``; what Excel has no room for goes on to a further sheet."""
    for part, some in enumerate(_parts(rows), start=1):
        sheet = book.add_worksheet(name if part == 1 else f"{name} {part}")
        _header(sheet, look, fields)
        for at, row in enumerate(some, start=1):
            for column, field in enumerate(fields):
                write(sheet, look, at, column, field.cell(row))
        sheet.autofilter(0, 0, len(some), len(fields) - 1)


def _parts(rows: Iterable[Of]) -> Iterator[list[Of]]:
    remaining = iter(rows)
    yield list(islice(remaining, ROWS_OF_A_SHEET))
    while some := list(islice(remaining, ROWS_OF_A_SHEET)):
        yield some


def _header(sheet: Worksheet, look: Styles, fields: Sequence[Field[Of]]) -> None:
    for column, field in enumerate(fields):
        sheet.set_column(column, column, field.width)
        sheet.write_string(0, column, field.name, look.head)
    sheet.freeze_panes(1, 0)


def write(sheet: Worksheet, look: Styles, row: int, column: int, cell: Any) -> None:
    """Write a cell: a number as a number, a day as a day, words as words and never as a formula; nothing stays empty."""
    if cell is None or pd.isna(cell):
        return
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, column, cell, None if harmless(cell) == cell else look.quoted)
    elif isinstance(cell, date | datetime):
        sheet.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), look.day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    else:
        sheet.write_number(row, column, cell)
