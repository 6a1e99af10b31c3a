"""Tables in force without a row, and one load that the rows of a test are of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import duckdb

from data.contract import Contract
from data.tables.load import LOAD


def empty_tables(
    contracts: Iterable[Contract], loaded_at: datetime, citation: str | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection with each table in force, empty, and load 1."""
    connection = duckdb.connect()
    connection.execute(LOAD.create())
    connection.execute(
        "INSERT INTO load (load_id, layout, table_name, file_name, sha256, row_count, citation, loaded_at, version_from) "
        "VALUES (1, 'x', 'x', 'x', 'x', 1, ?, ?, 1)",
        [citation, loaded_at],
    )
    for contract in contracts:
        connection.execute(contract.create(f"in_force_{contract.table}"))
    return connection
