"""Rows that would count as one figure given twice, and differ in a column that is not read: they are not one figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duckdb import DuckDBPyConnection

from data.layouts.core.layout import normal
from data.layouts.core.recognition import Recognised
from data.problems import Problem
from data.query import few


def differ_only_in_unknown_columns(
    connection: DuckDBPyConnection, file: str, recognised: Recognised
) -> Iterator[Problem]:
    """Each row in ``staged`` that only a column which its layout does not know tells from an earlier one."""
    unknown = {at: cell.strip() for at, cell in enumerate(recognised.header) if _is_unknown(cell, recognised)}
    if not unknown or recognised.layout.measures:
        return
    pairs = dict(few(connection, "SELECT row_number, min(first_row) FROM repeated GROUP BY 1 ORDER BY 1"))
    cells = {at + 1: row for at, row in recognised.sheet.chosen(row - 1 for row in {*pairs, *pairs.values()})}
    for row, first in pairs.items():
        for at, header in unknown.items():
            value, first_value = (_cell(cells.get(number, []), at) for number in (row, first))
            if value != first_value:
                yield Problem(
                    file,
                    row,
                    header,
                    value,
                    f"Only this column tells this row from row {first}, which says {first_value or 'nothing'}, and it is not read.",
                    "Say what it means in the breakdown (dimension and category), or delete the column or the row.",
                )
                break


def _is_unknown(cell: str, recognised: Recognised) -> bool:
    name = normal(cell)
    return bool(name) and name not in recognised.layout.reads and not re.fullmatch(recognised.layout.beside, name)


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def again(
    connection: DuckDBPyConnection, key: Sequence[str], content: Sequence[str], named: str
) -> list[tuple[int, str, int, bool]]:
    """Rows that say again what an earlier row says, by a key: the row, what it is of, the earlier row, do they differ?"""
    content_sql = f"row({', '.join(content)})"
    return few(
        connection,
        f"""
        SELECT row_number, max({named}), any_value(earliest), bool_or(differs)
        FROM (
            SELECT *, min(row_number) OVER same AS earliest, min({content_sql}) OVER same <> max({content_sql}) OVER same AS differs
            FROM staged WINDOW same AS (PARTITION BY {", ".join(key)})
        )
        WHERE row_number <> earliest GROUP BY row_number ORDER BY 1
        """,
    )
