"""Which entries of registers, counts of residents, records of services and facts of places are in force: of each what came last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from data.tables import PLACES, POPULATIONS, RECORDS, REGISTERS

DATED_BY = {
    "project": "as_of",
    "forum": "as_of",
    "involvement": "day",
    "participation": "period_end",
    "feedback": "received",
    "change": "day",
}
"""The column that holds the day of an entry, in each register."""


def of_loads(*, illustrative: bool = False) -> str:
    """SQL for the loads in force at ``$version``: the real ones, or those that were made up, which are never read together."""
    return (
        "version_from <= $version AND (version_to IS NULL OR version_to > $version) "
        f"AND illustrative IS {'TRUE' if illustrative else 'NOT TRUE'}"
    )


def entries_in_force(table: str, *, illustrative: bool = False) -> str:
    """SQL for the entries of a register in force at ``$version`` and ``$day`` (null: today).

    Of several rows with one key the latest load counts, then the later row of its file: a register is corrected by
    giving the entry again.  As of a day, entries of later days are left out; an entry without a day takes the day on
    which its file was released, where that is known.
    """
    return f"""
        WITH active AS (
            SELECT load_id, release AS came_out FROM load
            WHERE {of_loads(illustrative=illustrative)}
        )
        SELECT * EXCLUDE (came_out) FROM {table} JOIN active USING (load_id)
        WHERE $day IS NULL OR coalesce({DATED_BY[table]}, came_out) <= $day
        QUALIFY row_number() OVER (
            PARTITION BY {", ".join(REGISTERS[table].key)} ORDER BY load_id DESC, row_number DESC
        ) = 1
    """


def residents_in_force() -> str:
    """SQL for the counts of people who live in a place in force at ``$version`` and ``$day`` (null: today).

    Of several rows with one key the latest load counts, and a row of the dashboard's own list, which no load brought,
    comes after every load; none is made up.  As of a day, a load that came out later is left out; one of which that is
    not known is taken to be out at the end of the year that it counts.
    """
    (contract,) = POPULATIONS.values()
    return f"""
        WITH active AS (
            SELECT load_id, release AS came_out FROM load
            WHERE {of_loads()}
        )
        SELECT population.* FROM population LEFT JOIN active USING (load_id)
        WHERE population.load_id IS NULL
            OR active.load_id IS NOT NULL AND ($day IS NULL OR coalesce(came_out, make_date(year, 12, 31)) <= $day)
        QUALIFY row_number() OVER (
            PARTITION BY {", ".join(contract.key)} ORDER BY population.load_id DESC NULLS LAST, row_number DESC
        ) = 1
    """


def records_in_force(table: str, columns: str = "*", *, illustrative: bool = False) -> str:
    """SQL for the records of a service or survey, or some columns of them, in force at ``$version`` and ``$day`` (null: today).

    Of several rows with one key the latest extract counts, then the latest load and the later row of its file.  As of a
    day, extracts drawn later are left out, or loads that came out later where no row says when it was drawn.
    """
    contract = RECORDS[table]
    drawn = "extracted" if "extracted" in contract.names else "coalesce(came_out, period_end)"
    # Only what decides is sorted, by the number of the row: the rows themselves are wide.
    return f"""
        WITH active AS (
            SELECT load_id, release AS came_out FROM load
            WHERE {of_loads(illustrative=illustrative)}
        )
        SELECT {columns} FROM {table} WHERE rowid IN (
            SELECT arg_max({table}.rowid, ({drawn}, load_id, row_number)) FROM {table} JOIN active USING (load_id)
            WHERE $day IS NULL OR {drawn} <= $day
            GROUP BY {", ".join(contract.key)}
        )
    """


def superseded(table: str, read: str) -> str:
    """SQL for the places of records that are not in force, of those that SQL says are ``read``, at ``$day`` (null: today).

    The rest of them are: see ``records_in_force``.  Only records that share the mark of their key with another are put in
    order: mostly they are given more than once, and mostly none is.
    """
    contract = RECORDS[table]
    key = ", ".join(contract.key)
    drawn = "extracted" if "extracted" in contract.names else "coalesce(load.release, period_end)"
    dated_rows = f"SELECT {table}.*, {table}.rowid AS place, {drawn} AS drawn FROM {table} JOIN load USING (load_id)"
    return f"""
        WITH given AS (SELECT {key}, load_id, row_number, place, drawn FROM ({dated_rows}) WHERE {read}),
        again AS (SELECT hash({key}) AS mark FROM given WHERE $day IS NULL OR drawn <= $day GROUP BY mark HAVING count(*) > 1)
        SELECT place FROM given WHERE drawn > $day
        UNION ALL
        SELECT place FROM (
            SELECT place, row_number() OVER (PARTITION BY {key} ORDER BY drawn DESC, load_id DESC, row_number DESC) AS number
            FROM given WHERE hash({key}) IN (SELECT mark FROM again) AND ($day IS NULL OR drawn <= $day)
        ) WHERE number > 1
    """


def places_in_force(table: str) -> str:
    """SQL for what is known of places, in force at ``$version`` and ``$day`` (null: today): the latest load counts."""
    return f"""
        SELECT {table}.* FROM {table} JOIN load USING (load_id)
        WHERE version_from <= $version AND (version_to IS NULL OR version_to > $version)
            AND ($day IS NULL OR coalesce(release, $day) <= $day)
        QUALIFY row_number() OVER (
            PARTITION BY {", ".join(PLACES[table].key)} ORDER BY {table}.load_id DESC, row_number DESC
        ) = 1
    """


def last_loaded(table: str, *, illustrative: bool = False) -> str:
    """SQL for the rows in force of a table where the latest load counts: all but those of publishers' figures."""
    if table in RECORDS:
        return records_in_force(table, illustrative=illustrative)
    if table in PLACES:
        return places_in_force(table)
    return entries_in_force(table, illustrative=illustrative) if table in REGISTERS else residents_in_force()


def key_of(table: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells an entry from every other one of its register, as text: its network first, days as ISO."""
    return tuple(str(entry[name] or "") for name in REGISTERS[table].key)


def in_force(connection: DuckDBPyConnection, table: str, version: int) -> list[dict[str, Any]]:
    """Every entry of a register in force in a version, whole."""
    return rows(connection, entries_in_force(table), {"version": version, "day": None})


def rows(connection: DuckDBPyConnection, sql: str, parameters: Any = None) -> list[dict[str, Any]]:
    """Rows of a register as plain values by column; days are dates."""
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
