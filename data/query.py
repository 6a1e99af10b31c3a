"""Few rows, read to their end: DuckDB keeps a connection busy until a result is used up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duckdb import DuckDBPyConnection

from data.problems import MOST_PROBLEMS


def one(connection: DuckDBPyConnection, sql: str, parameters: Any = None) -> tuple[Any, ...] | None:
    """The first row of a query, or ``None`` where it has none."""
    rows = connection.execute(sql, parameters).fetchall()
    return rows[0] if rows else None


def few(connection: DuckDBPyConnection, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """The first rows of an ordered query for faults: one more than are ever told, which shows that there are more."""
    return connection.execute(f"{sql}\nLIMIT {MOST_PROBLEMS + 1}", parameters).fetchall()


def row_counts(connection: DuckDBPyConnection, tables: Iterable[str]) -> dict[str, int]:
    """How many rows each of some tables holds, asked all at once."""
    counted = [f"SELECT '{table}', count(*) FROM {table}" for table in tables]
    return dict(connection.execute(" UNION ALL ".join(counted)).fetchall()) if counted else {}
