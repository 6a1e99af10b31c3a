"""Which entries of the registers are in force: of each the one that was loaded last, as of a version and of a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from data.tables import REGISTERS

DATED_BY = {
    "project": "as_of",
    "forum": "as_of",
    "involvement": "day",
    "participation": "period_end",
    "feedback": "received",
    "change": "day",
}
"""The column that holds the day of an entry, in each register."""


def entries_in_force(table: str) -> str:
    """SQL for the entries of a register in force at ``$version`` and ``$day`` (null: today).

    Of several rows with one key the latest load counts, then the later row of its file: a register is corrected by
    giving the entry again.  As of a day, entries of later days are left out; an entry without a day takes the day on
    which its file was released, where that is known.
    """
    return f"""
        WITH active AS (
            SELECT load_id, release AS came_out FROM load
            WHERE version_from <= $version AND (version_to IS NULL OR version_to > $version)
        )
        SELECT * EXCLUDE (came_out) FROM {table} JOIN active USING (load_id)
        WHERE $day IS NULL OR coalesce({DATED_BY[table]}, came_out) <= $day
        QUALIFY row_number() OVER (
            PARTITION BY {", ".join(REGISTERS[table].key)} ORDER BY load_id DESC, row_number DESC
        ) = 1
    """


def key_of(table: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells an entry from every other one of its register, as text: its network first, days as ISO."""
    return tuple(str(entry[name] or "") for name in REGISTERS[table].key)


def held(connection: DuckDBPyConnection, table: str, version: int) -> list[dict[str, Any]]:
    """Every entry of a register in force in a version, whole."""
    return rows(connection, entries_in_force(table), {"version": version, "day": None})


def rows(connection: DuckDBPyConnection, sql: str, parameters: Any = None) -> list[dict[str, Any]]:
    """Rows of a register as plain values by column; days are dates."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
