"""The store at the start, made from what is bundled: places, populations, and every published figure."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from data.files import reading
from data.layouts.core.recognition import recognise
from data.loading import ingest, load_rows, publish, software
from data.loading.publish import Recompute
from data.loading.software import Software
from data.loading.staging import CANONICAL
from data.problems import errors
from data.storage import first_registers, former_codes, upkeep
from data.storage.draft import Draft, NothingToPublish
from data.storage.versions import Store, StoreError
from data.tables import FIGURES

PUBLISHED = Path(__file__).parents[1] / "published"
FIRST = ("first", "the bundle", "Made from the bundled published figures")
RENEWED = ("recompute", "the dashboard", "Tables brought up to date by a newer release of the dashboard.")


def ensure(store: Store, recompute: Recompute, current: Software | None = None) -> str:
    """Have a store whose figures this release can read and has computed; say what was done, empty for nothing.

    A new store is made from what is bundled, an older release's is brought up to date, and figures that other
    software than ``current`` computed are computed again (``None``: whichever computed them).  Two processes may start
    at once: the second waits, then finds what the first one did.  Raises ``StoreError`` where the store is damaged, of
    a newer release, or only a part of one is there, and where one that has to be made or brought up to date cannot be.
    """
    upkeep.at_start(store)
    if store.exists and not store.outdated:
        return software.compute_again(store, recompute, current) if current else ""
    try:
        with store.next_version() as draft:
            if store.exists and not store.outdated:
                raise NothingToPublish
            before = software.of_version(draft.connection, draft.base)
            if draft.base:
                keep_originals(draft)
                fill_new_tables(draft)
            else:
                fill(draft)
            recompute(draft.connection, draft.number)
            action, who, note = RENEWED if draft.base else FIRST
            if draft.base and current and current != before:
                note = f"{note} {software.changed(before, current)}"
            publish.record(draft.connection, draft.number, action, who, note)
    except NothingToPublish:
        return ""
    if draft.base:
        return f"The store at {store.folder} is brought up to date: version {draft.number}."
    return f"Made a new store at {store.folder} from the bundled figures."


def fill(draft: Draft) -> None:
    """Load every bundled file into an empty draft.  Raises ``StoreError`` where one does not pass its checks."""
    for table, path in references().items():
        sha256 = reading.fingerprint(path)
        draft.keep_original(path, sha256)
        fill_from(draft.connection, table, path, sha256, draft.number)
    for entry in manifest():
        _load(draft, entry)


def fill_new_tables(draft: Draft) -> None:
    """Load the bundled files of tables that no file was ever loaded into: those of an older release's store are new."""
    filled_tables = {table for (table,) in draft.connection.execute("SELECT DISTINCT table_name FROM load").fetchall()}
    for entry in manifest():
        if recognise(PUBLISHED / entry["file"]).layout.table not in filled_tables | FIGURES.keys():
            _load(draft, entry)


def _load(draft: Draft, entry: dict[str, str]) -> None:
    path = PUBLISHED / entry["file"]
    checked = ingest.check(draft.connection, path)
    for fault in errors(checked.problems):
        raise StoreError(f"A bundled file does not pass its checks. {fault}")
    draft.keep_original(path, checked.sha256)
    number = publish.next_load(draft.connection, draft.highest_load)
    origin = publish.origin_of(entry)
    load_rows.append(draft.connection, checked, draft.number, number, who="the bundle", origin=origin)


def manifest() -> list[dict[str, str]]:
    """What is said of each bundled file of figures."""
    with (PUBLISHED / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def references() -> dict[str, Path]:
    """The bundled files of places and populations, by the table that each fills."""
    return {"area": PUBLISHED / "area.csv", "population": next(PUBLISHED.glob("population.csv*"))}


def fill_from(connection: DuckDBPyConnection, table: str, path: Path, sha256: str, version: int) -> None:
    """Fill a table of places or populations from a file that has its columns; an empty cell is nothing."""
    sheet = next(reading.sheets(path))
    header, *rows = sheet.rows()
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    connection.register("arriving", pa.table(columns, names=header))
    connection.execute(f"INSERT INTO {table} BY NAME SELECT nullif(COLUMNS(*), '') FROM arriving")
    connection.unregister("arriving")
    if table == "area":
        former_codes.join(connection)  # the file may be that of an earlier release, when a store is made again from it
        first_registers.know_networks(connection)
    else:
        connection.execute(
            f"UPDATE population SET area = canonical.code FROM ({CANONICAL}) AS canonical WHERE area = canonical.alias"
        )
        connection.execute("UPDATE population SET characteristic = '', group_name = '' WHERE characteristic IS NULL")
    _note_reference(connection, table, path.name, sha256, version)


def keep_originals(draft: Draft) -> None:
    """Keep the original files of a store that an earlier release made, as far as the bundle has them.

    Places and populations are written out as they are, since that release may have brought others.
    """
    loaded = {sha256 for (sha256,) in draft.connection.execute("SELECT sha256 FROM load").fetchall()}
    for path in (PUBLISHED / entry["file"] for entry in manifest()):
        sha256 = reading.fingerprint(path)
        if sha256 in loaded:
            draft.keep_original(path, sha256)
    noted = {table for (table,) in draft.connection.execute("SELECT table_name FROM reference_file").fetchall()}
    with TemporaryDirectory(prefix="reference-") as folder:
        for table in references().keys() - noted:
            path = Path(folder) / f"{table}.parquet"
            pq.write_table(draft.connection.table(table).to_arrow_table(), path)
            sha256 = reading.fingerprint(path)
            draft.keep_original(path, sha256)
            _note_reference(draft.connection, table, path.name, sha256, 1)


def _note_reference(connection: DuckDBPyConnection, table: str, name: str, sha256: str, version: int) -> None:
    connection.execute("INSERT INTO reference_file VALUES (?, ?, ?, ?)", [table, name, sha256, version])
