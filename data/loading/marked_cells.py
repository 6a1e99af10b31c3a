"""Cells of numbers that are no plain numbers: what each different one says, beside the rows as they arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.layouts.core.published_marks import NUMBER, Cell, understood
from data.problems import OddValueError, Problem
from data.query import few


def table_of(column: str) -> str:
    """The temporary table that holds what cells of a column say."""
    return f"marked_{column}"


def read(connection: DuckDBPyConnection, file: str, column: str, cells: str) -> tuple[bool, list[Problem]]:
    """Understand the cells of a column that are no plain numbers, each different one once.

    ``cells`` is SQL for its cells, each with its ``row_number`` and ``header``.  Are there any such?  Then they are in
    ``table_of(column)``; and at which rows is one that cannot be understood?
    """
    too_large = "NOT isfinite(TRY_CAST(replace(cell, ',', '') AS DOUBLE))"
    odd = f"cell <> '' AND (NOT regexp_full_match(cell, '{NUMBER}') OR {too_large})"
    texts = [text for (text,) in connection.execute(f"SELECT DISTINCT cell FROM ({cells}) WHERE {odd}").fetchall()]
    if not texts:
        return False, []
    _keep(connection, table_of(column), texts)
    odd_cells = few(
        connection,
        f"SELECT row_number, header, cell, problem, remedy FROM ({cells}) JOIN {table_of(column)} USING (cell) "
        "WHERE problem IS NOT NULL ORDER BY row_number",
    )
    return True, [Problem(file, *parts) for parts in odd_cells]


def _keep(connection: DuckDBPyConnection, table: str, texts: Sequence[str]) -> None:
    """Put what such cells say into a temporary table, to be joined with the rows."""
    meanings: list[dict[str, Any]] = []
    for text in texts:
        try:
            meanings.append({"cell": text} | asdict(understood(text)))
        except OddValueError as odd:
            meanings.append({"cell": text, "problem": odd.problem, "remedy": odd.remedy})
    columns = ("cell", *(field.name for field in fields(Cell)), "problem", "remedy")
    types = {"value": pa.float64()}
    connection.register(
        "marking",
        pa.table(
            {name: pa.array([row.get(name) for row in meanings], types.get(name, pa.string())) for name in columns}
        ),
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT * FROM marking")
    connection.unregister("marking")
