"""CSV that a spreadsheet opens as figures: one row a measure, and no cell that could start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.spreadsheets import harmless


def rows(head: Sequence[str], body: Iterable[Sequence[Any]]) -> str:
    """CSV text; words that a spreadsheet would take for a formula get an apostrophe before them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in row] for row in body)
    return out.getvalue()


def safe(cell: Any) -> Any:
    """A cell that cannot start a formula; numbers stay numbers, days are ISO, nothing stays empty."""
    if isinstance(cell, str):
        return harmless(cell)
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat() if cell.time() != datetime.min.time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell


def frame(measures: pd.DataFrame) -> str:
    """Measures as CSV."""
    return rows(list(measures.columns), measures.itertuples(index=False))
