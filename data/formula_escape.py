"""The one way to write CSV: a spreadsheet opens it as figures, and no cell in it can start a formula.

Only a copy of somebody's own file is written as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TextIO

import pandas as pd

STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
CONTROLS = ("\t", "\r", "\n", "\x00")
LINE_END = "\r\n"


def harmless(words: str) -> str:
    """Words with an apostrophe before them where a spreadsheet would take them for a formula; some look past blanks."""
    starts = words.startswith(CONTROLS) or words.lstrip().startswith(STARTS_A_FORMULA)
    return f"'{words}" if starts else words


def as_meant(cell: str) -> str:
    """The words of a cell without the apostrophe that ``harmless`` puts before them."""
    words = cell.removeprefix("'")
    return words if harmless(words) != words else cell


def safe(cell: Any) -> Any:
    """A cell that cannot start a formula; numbers stay numbers, days are ISO, nothing stays empty."""
    if isinstance(cell, str):
        return harmless(cell)
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat() if cell.time() != datetime.min.time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell


def write(file: TextIO, head: Sequence[str], body: Iterable[Sequence[Any]], line_end: str = LINE_END) -> None:
    """Write a head and rows as CSV."""
    writer = csv.writer(file, lineterminator=line_end)
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in row] for row in body)


def write_as_it_is(file: TextIO, body: Iterable[Sequence[str]], delimiter: str) -> None:
    """Write rows with nothing changed in any cell: for the store's copy of somebody's own file, which has to say the same."""
    csv.writer(file, delimiter=delimiter, lineterminator=LINE_END).writerows(body)


def rows(head: Sequence[str], body: Iterable[Sequence[Any]], line_end: str = LINE_END) -> str:
    """A head and rows as CSV text."""
    file = io.StringIO()
    write(file, head, body, line_end)
    return file.getvalue()


def frame(table: pd.DataFrame, line_end: str = LINE_END) -> str:
    """A table as CSV text."""
    return rows(list(table.columns), table.itertuples(index=False), line_end)
