"""The store at the start: made from what is bundled: places, populations, and every published Leeds figure."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from data import ingest, publish, reading
from data.problems import errors
from data.publish import Recompute
from data.store import NothingToPublish, Store, StoreError

PUBLISHED = Path(__file__).parent / "published"
FIRST = ("first", "the bundle", "Made from the bundled published figures")
RENEWED = ("recompute", "the dashboard", "Computed anew by a newer release of the dashboard")


def ensure(store: Store, recompute: Recompute) -> bool:
    """Make the first version from what is bundled, or bring an older release's store up to date; say whether it did.

    Two processes may start at once: the second waits, then finds what the first one made.
    """
    if store.exists and not store.outdated:
        return False
    try:
        with store.next_version() as draft:
            if store.exists and not store.outdated:
                raise NothingToPublish
            if not draft.base:
                fill(draft.connection, draft.number)
            recompute(draft.connection, draft.number)
            publish.record(draft.connection, draft.number, *(RENEWED if draft.base else FIRST))
    except NothingToPublish:
        return False
    return True


def fill(connection: DuckDBPyConnection, version: int) -> None:
    """Load every bundled file into an empty draft.  Raises ``StoreError`` where one does not pass its checks."""
    _copy(connection, "area", PUBLISHED / "area.csv")
    _copy(connection, "population", next(PUBLISHED.glob("population.csv*")))
    with (PUBLISHED / "manifest.csv").open(encoding="utf-8", newline="") as file:
        for entry in csv.DictReader(file):
            checked = ingest.check(connection, PUBLISHED / entry["file"])
            for fault in errors(checked.problems):
                raise StoreError(f"A bundled file does not pass its checks. {fault}")
            publish.append(connection, checked, version, who="the bundle", origin=publish.origin_of(entry))


def _copy(connection: DuckDBPyConnection, table: str, path: Path) -> None:
    """Fill a table from a bundled file that has its columns; an empty cell is nothing."""
    sheet = next(reading.sheets(path))
    header, *rows = sheet.rows()
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    connection.register("arriving", pa.table(columns, names=header))
    connection.execute(f"INSERT INTO {table} BY NAME SELECT nullif(COLUMNS(*), '') FROM arriving")
    connection.unregister("arriving")
