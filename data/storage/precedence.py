"""Which rows are in force: of each figure the latest release, as of a version and of a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from duckdb import DuckDBPyConnection

from data.query import one
from data.storage.entries import last_loaded, of_loads, superseded
from data.tables import FIGURES, POPULATIONS, RECORDS, REGISTERS

USUAL_LAG = 12
"""Months after a period by which a series that no indicator reads is taken to be out."""
READ_ONCE = ("service_activity",)
"""Tables of figures of which all that is asked is asked at once: which rows are in force is kept, not a copy of them."""
UNKNOWN_RELEASE = "DATE '0001-01-01'"
"""SQL for the day that stands for a release that is not known: it comes before every other."""


def settled(status: str = "status") -> str:
    """SQL for how settled the publisher says a figure is: the more, the larger."""
    return (
        f"CASE {status} WHEN 'final' THEN 3 WHEN 'performance' THEN 2 "
        "WHEN 'provisional' THEN 0 WHEN 'preliminary' THEN 0 ELSE 1 END"
    )


def in_force(table: str, columns: str = "*", *, usual_lags: bool = False, illustrative: bool = False) -> str:
    """SQL for the rows of a table of figures in force at ``$version`` and ``$day`` (null: today), of ``$series`` (null: all).

    Among rows of one natural key the latest release wins, an unknown one coming last; then the more settled status,
    the later load, the later row of a file; but a load that leaves the figures of a series held before in force comes
    after those.  For ``$day`` alone an unknown release is taken to be the end of the
    period and the months its publisher usually needs, by the table ``release_lag`` where there are ``usual_lags``: it
    never decides which row is in force.
    """
    key = ", ".join(FIGURES[table].key)
    lags = "release_lag" if usual_lags else "(SELECT NULL::VARCHAR AS series, NULL::INTEGER AS lag_months)"
    # Only what decides is sorted, by the number of the row: the rows themselves are wide.
    return f"""
        WITH active AS (
            SELECT load_id, string_split(coalesce(keeps_held, ''), chr(10)) AS keeps FROM load
            WHERE {of_loads(illustrative=illustrative)}
        )
        SELECT {columns} FROM {table} WHERE rowid IN (
            SELECT arg_max({table}.rowid, (
                coalesce(release, {UNKNOWN_RELEASE}), {settled()},
                CASE WHEN list_contains(keeps, series) THEN -load_id ELSE load_id END, coalesce(row_number, 0)
            ))
            FROM {table} JOIN active USING (load_id) LEFT JOIN {lags} USING (series)
            WHERE ($day IS NULL OR coalesce(release, last_day(period_end + to_months(coalesce(lag_months, {USUAL_LAG})))) <= $day)
              AND ($series IS NULL OR list_contains($series, series))
            GROUP BY {key}
        )
    """


def materialise(
    connection: DuckDBPyConnection,
    version: int,
    day: date | None = None,
    series: Sequence[str] | None = None,
    lags: Mapping[str, int] | None = None,
    tables: Collection[str] = (*REGISTERS, *RECORDS),
    *,
    illustrative: bool = False,
) -> None:
    """Put the rows in force into temporary tables or views ``in_force_<table>``: figures of some series or all,
    who lives where, and of registers and records the ``tables`` named: records may be many.

    ``lags`` says how many months after a period's end each series usually comes out, for ``day``.  With ``illustrative``
    they are those of loads that were made up, and no others but who lives where.
    """
    connection.execute("CREATE OR REPLACE TEMP TABLE release_lag (series VARCHAR, lag_months INTEGER)")
    if day is not None and lags:
        connection.executemany("INSERT INTO release_lag VALUES (?, ?)", [list(lag) for lag in lags.items()])
    for table in FIGURES:
        rows = in_force(
            table, "rowid AS place" if table in READ_ONCE else "*", usual_lags=True, illustrative=illustrative
        )
        temporary_table = f"chosen_{table}" if table in READ_ONCE else f"in_force_{table}"
        parameters = {"version": version, "day": day, "series": series}
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {temporary_table} AS {rows}", parameters)
    for table in READ_ONCE:
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW in_force_{table} AS "
            f"SELECT * FROM {table} WHERE rowid IN (SELECT place FROM chosen_{table})"
        )
    for table in (*POPULATIONS, *(register for register in REGISTERS if register in tables)):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE in_force_{table} AS {last_loaded(table, illustrative=illustrative)}",
            {"version": version, "day": day},
        )
    for table in (records for records in RECORDS if records in tables):
        materialise_records(connection, table, version, day, illustrative=illustrative)


def materialise_records(
    connection: DuckDBPyConnection, table: str, version: int, day: date | None = None, *, illustrative: bool = False
) -> None:
    """Put the records of a table in force into a view ``in_force_<table>``, as ``materialise`` does.

    Records may be millions: not they are copied, but which of them, mostly none or few, are not in force.
    """
    loads = connection.execute(
        f"SELECT load_id FROM load WHERE {of_loads(illustrative=illustrative)}", {"version": version}
    ).fetchall()
    read = f"load_id IN ({', '.join(str(load) for (load,) in loads) or 'NULL'})"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE superseded_{table} AS {superseded(table, read)}", {"day": day})
    any_superseded = one(connection, f"SELECT 1 FROM superseded_{table} LIMIT 1") is not None
    others = f" AND rowid NOT IN (SELECT place FROM superseded_{table})" if any_superseded else ""
    rows = f"SELECT {RECORDS[table].as_text} FROM {table} WHERE {read}{others}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW in_force_{table} AS {rows}")


def superseded_unknown(connection: DuckDBPyConnection, version: int, day: date) -> set[tuple[str, str]]:
    """Sources and series with a superseded row of which it is not known whether it was out by a day."""
    query = " UNION ".join(
        f"""
        SELECT source, series FROM (
            SELECT *, max(release) OVER (PARTITION BY {", ".join(contract.key)}) AS newest FROM {table}
            WHERE load_id IN (
                SELECT load_id FROM load WHERE {of_loads()}
            )
        )
        WHERE (release IS NULL OR (release > $day AND release_precision <> 'day'))
            AND newest IS NOT NULL AND newest IS DISTINCT FROM release
        """
        for table, contract in FIGURES.items()
    )
    return set(connection.execute(query, {"version": version, "day": day}).fetchall())


def version_of_day(connection: DuckDBPyConnection, day: date) -> int | None:
    """The version in force at the end of a day (UTC); ``None`` where the first was made later."""
    row = one(connection, "SELECT max(version) FROM version WHERE CAST(published_at AS DATE) <= ?", [day])
    return None if row is None or row[0] is None else int(row[0])
