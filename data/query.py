"""One row, read to its end: DuckDB keeps a connection busy until a result is used up."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection


def one(connection: DuckDBPyConnection, sql: str, parameters: Any = None) -> tuple[Any, ...] | None:
    """The first row of a query, or ``None`` where it has none."""
    rows = connection.execute(sql, parameters).fetchall()
    return rows[0] if rows else None
