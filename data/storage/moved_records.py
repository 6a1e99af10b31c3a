"""The records of everybody of whom a record came or went between two sets of loads, as they were in force before and are now.

What a person brings to a count follows from that person's own records, so the counts of all others are the same.
"""

from __future__ import annotations

from collections.abc import Collection

from duckdb import DuckDBPyConnection

from data.query import one
from data.tables import RECORDS

FEW, SHARE = 50_000, 10
"""So many records are few, or one in so many: to look at more takes as long as to count all of them again."""


def put_aside(connection: DuckDBPyConnection, table: str, before: Collection[int], now: Collection[int]) -> bool:
    """Put them into temporary tables ``before_<table>`` and ``now_<table>``, by the loads in force before and now.

    False, and no such tables, where they are not few, or where a load of before has been erased.
    """
    gone = set(before) - set(now)
    erased = f"SELECT count(*) FROM load WHERE load_id IN {_listed(gone)} AND erased_at IS NULL"
    if _number(connection, erased) < len(gone) or not _touched(connection, table, before, now):
        return False
    for when, loads in (("before", before), ("now", now)):
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {when}_{table} AS FROM (SELECT * FROM touched_{table} "
            f"WHERE load_id IN {_listed(loads)} QUALIFY row_number() OVER ("
            f"PARTITION BY {', '.join(RECORDS[table].key)} ORDER BY extracted DESC, load_id DESC, row_number DESC) = 1"
            f") SEMI JOIN people_{table} USING (person)"
        )
    return True


def _touched(connection: DuckDBPyConnection, table: str, before: Collection[int], now: Collection[int]) -> bool:
    """Put whoever is touched into ``people_<table>``, and all that decides what is in force of them into ``touched_<table>``.

    They are those with a row of a load that came or went, or with one of the same key: another row of it may count now.
    Beside their own rows, those of others with the same keys decide which rows count.  False where that is not few.
    """
    key = f"hash({', '.join(RECORDS[table].key)})"
    loaded_rows = f"SELECT {RECORDS[table].as_text} FROM {table} WHERE load_id IN {_listed({*before, *now})}"
    most = max(FEW, _number(connection, f"SELECT count(*) FROM ({loaded_rows})") // SHARE)
    moved = f"{table} WHERE load_id IN {_listed(set(before) ^ set(now))}"
    if _number(connection, f"SELECT count(*) FROM {moved}") > most:
        return False
    for name, rows in (
        (f"people_{table}", f"SELECT DISTINCT person FROM ({loaded_rows} AND {key} IN (SELECT {key} FROM {moved}))"),
        (f"keys_{table}", f"SELECT DISTINCT {key} AS key FROM ({loaded_rows} AND person IN (FROM people_{table}))"),
        (f"touched_{table}", f"{loaded_rows} AND {key} IN (FROM keys_{table})"),
    ):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {rows}")
    return _number(connection, f"SELECT count(*) FROM touched_{table}") <= most


def _listed(loads: Collection[int]) -> str:
    return f"({', '.join(map(str, sorted(loads))) or 'NULL'})"


def _number(connection: DuckDBPyConnection, sql: str) -> int:
    row = one(connection, sql)
    return int(row[0]) if row else 0
