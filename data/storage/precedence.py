"""Which rows are in force: of each figure the latest release, as of a version and of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duckdb import DuckDBPyConnection

from data.query import one
from data.tables import LOADABLE


def settled(status: str = "status") -> str:
    """SQL for how settled the publisher says a figure is: the more, the larger."""
    return (
        f"CASE {status} WHEN 'final' THEN 3 WHEN 'performance' THEN 2 "
        "WHEN 'provisional' THEN 0 WHEN 'preliminary' THEN 0 ELSE 1 END"
    )


def in_force(table: str) -> str:
    """SQL for the rows of a table in force at ``$version`` and ``$day`` (null: today), of ``$series`` (null: all).

    Among rows of one natural key the latest release wins, an unknown one coming last; then the more settled status,
    the later load, the later row of a file.  Only for ``$day`` does the day of the load stand in for an unknown release.
    """
    key = ", ".join(LOADABLE[table].key)
    return f"""
        WITH active AS (
            SELECT load_id, CAST(loaded_at AS DATE) AS loaded_on FROM load
            WHERE version_from <= $version AND (version_to IS NULL OR version_to > $version)
        )
        SELECT * EXCLUDE (loaded_on) FROM {table} JOIN active USING (load_id)
        WHERE ($day IS NULL OR coalesce(release, loaded_on) <= $day)
          AND ($series IS NULL OR list_contains($series, series))
        QUALIFY row_number() OVER (
            PARTITION BY {key} ORDER BY release DESC NULLS LAST, {settled()} DESC, load_id DESC, row_number DESC
        ) = 1
    """


def materialise(
    connection: DuckDBPyConnection, version: int, day: date | None = None, series: Sequence[str] | None = None
) -> None:
    """Put the rows in force of every loadable table, of some series or all, into temporary tables ``in_force_<table>``."""
    for table in LOADABLE:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE in_force_{table} AS {in_force(table)}",
            {"version": version, "day": day, "series": series},
        )


def superseded_unknown(connection: DuckDBPyConnection, version: int, day: date) -> set[tuple[str, str]]:
    """Sources and series with a superseded row of which it is not known whether it was out by a day."""
    asked = " UNION ".join(
        f"""
        SELECT source, series FROM (
            SELECT *, max(release) OVER (PARTITION BY {", ".join(contract.key)}) AS newest FROM {table}
            WHERE load_id IN (
                SELECT load_id FROM load
                WHERE version_from <= $version AND (version_to IS NULL OR version_to > $version)
            )
        )
        WHERE (release IS NULL OR (release > $day AND release_precision <> 'day'))
            AND newest IS NOT NULL AND newest IS DISTINCT FROM release
        """
        for table, contract in LOADABLE.items()
    )
    return set(connection.execute(asked, {"version": version, "day": day}).fetchall())


def version_of_day(connection: DuckDBPyConnection, day: date) -> int | None:
    """The version in force at the end of a day (UTC); ``None`` where the first was made later."""
    row = one(connection, "SELECT max(version) FROM version WHERE CAST(published_at AS DATE) <= ?", [day])
    return None if row is None or row[0] is None else int(row[0])
