"""CSV that a spreadsheet opens as figures: one row a measure, and no cell that could start a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(head: Sequence[str], body: Iterable[Sequence[Any]]) -> str:
    """CSV text; words that a spreadsheet would take for a formula get an apostrophe before them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in body)
    return out.getvalue()


def safe(cell: Any) -> Any:
    """A cell that cannot start a formula; numbers stay numbers, nothing stays empty."""
    if cell is None or (not isinstance(cell, str) and pd.isna(cell)):
        return ""
    if isinstance(cell, pd.Timestamp):
        return cell.date().isoformat()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA) else cell


def frame(measures: pd.DataFrame) -> str:
    """Measures as CSV."""
    return rows(list(measures.columns), measures.itertuples(index=False))
