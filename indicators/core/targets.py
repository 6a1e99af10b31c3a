"""The strategy's targets in the store, so that a version also says what was aimed at."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from data.tables.target import TARGET
from indicators import catalogue
from indicators.core.strategy import strategy

STATED = [name for name in TARGET.names if name not in ("version_from", "version_to")]


def write(connection: DuckDBPyConnection, version: int) -> None:
    """Close targets that changed or went, add new ones, keep the rest."""
    connection.execute(TARGET.create("stated").replace("CREATE TABLE IF NOT EXISTS", "CREATE OR REPLACE TEMP TABLE"))
    for target in strategy().targets:
        row = (
            target.indicator,
            catalogue()[target.indicator].places[0].code,
            target.level,
            target.direction,
            target.value,
            target.words,
            target.owner,
            target.since,
            target.by,
            target.source,
            version,
            None,
        )
        connection.execute(f"INSERT INTO stated VALUES ({', '.join('?' * len(row))})", row)
    same = " AND ".join(f"target.{name} IS NOT DISTINCT FROM stated.{name}" for name in STATED)
    connection.execute(
        f"UPDATE target SET version_to = $version WHERE version_to IS NULL "
        f"AND NOT EXISTS (SELECT 1 FROM stated WHERE {same})",
        {"version": version},
    )
    connection.execute(
        f"INSERT INTO target SELECT * FROM stated "
        f"WHERE NOT EXISTS (SELECT 1 FROM target WHERE version_to IS NULL AND {same})"
    )
