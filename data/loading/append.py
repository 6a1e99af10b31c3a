"""Files into a draft: each is checked, set against what is held, and its rows are appended under a new load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.loading import ingest, load_diff, load_rows, publish, register_entries
from data.loading.corrections import Corrected, corrected
from data.loading.incoming import Origin
from data.loading.outcome import Brought, Entry
from data.problems import SeveralTabsError, UnreadableFileError
from data.query import one
from data.tables import FIGURES

Tell = Callable[[int, str], None]


def bring(
    connection: DuckDBPyConnection,
    entries: Sequence[Entry],
    version: int,
    highest_load: int,
    *,
    who: str = "",
    note: str = "",
    at: datetime | None = None,
    compare: bool = False,
    tell: Tell = lambda place, words: None,
) -> list[Brought]:
    """Check files and append those that are sound; what became of each, in their order.

    ``highest_load`` is the highest number that a load of any version had, in force or not: none is used again.
    ``tell`` is told which file is worked on, by its place, and what is done with it.  ``compare`` asks how many of
    the rows are new, revised or held already.
    """
    return [
        _one(connection, entry, version, highest_load, who, note, at, compare, partial(tell, place))
        for place, entry in enumerate(entries)
    ]


def _one(
    connection: DuckDBPyConnection,
    entry: Entry,
    version: int,
    highest_load: int,
    who: str,
    note: str,
    at: datetime | None,
    compare: bool,
    tell: Callable[[str], None],
) -> Brought:
    tell(f"Reading and checking {entry.path.name}")
    try:
        read, sha256, arrived = _as_corrected(entry)
    except UnreadableFileError as fault:
        return Brought(unreadable=str(fault), sha256=entry.sha256)
    known = publish.already_loaded(connection, sha256, entry.sheet)
    if known is not None:
        return _already_loaded(connection, entry, known, version)
    try:
        load_id = publish.next_load(connection, highest_load)
        place = load_id if entry.origin is None else None
        sheet = "" if arrived else entry.sheet
        checked = ingest.check(connection, read, entry.layout, version, sha256=sha256, place=place, sheet=sheet)
        checked = replace(checked, corrected=arrived)
    except SeveralTabsError as fault:
        return Brought(unreadable=str(fault), sha256=entry.sha256, tabs=fault.tabs)
    except UnreadableFileError as fault:
        return Brought(unreadable=str(fault), sha256=entry.sha256)
    if checked.refused:
        if checked.placed:
            connection.execute(f"DELETE FROM {checked.contract.table} WHERE load_id = ?", [checked.placed])
        return Brought(checked, snapshot=entry.snapshot, sha256=entry.sha256)
    arrival = None
    origin = None if entry.origin is None else Origin(**entry.origin)
    of_figures = checked.contract.table in FIGURES
    if compare or (entry.keeps_held and of_figures):
        tell(f"Setting {checked.rows:,} rows of {entry.path.name} against what is held")
        release = origin.release if origin else None
        arrival = (
            load_diff.arrival(
                connection, checked.contract, version, release, file=entry.path.name, keeps_held=entry.keeps_held
            )
            if of_figures
            else register_entries.arrival(connection, checked.contract, version)
        )
    keeps = arrival.kept if arrival else ()
    load_rows.append(
        connection,
        checked,
        version,
        load_id,
        who=who,
        note=note,
        origin=origin,
        at=at,
        keeps_held=keeps,
        illustrative=entry.illustrative,
    )
    return Brought(checked, arrival, load_id, snapshot=entry.snapshot, sha256=entry.sha256)


def _as_corrected(entry: Entry) -> tuple[Path, str, Corrected | None]:
    """The file to read and its SHA-256: its copy with the cells that were corrected, and what that is a copy of."""
    if not entry.corrections:
        return entry.snapshot, entry.sha256, None
    return corrected(entry.snapshot, entry.sha256, entry.corrections, entry.sheet)


def _already_loaded(connection: DuckDBPyConnection, entry: Entry, load_id: int, version: int) -> Brought:
    row = one(connection, "SELECT file_name, version_from FROM load WHERE load_id = ?", [load_id])
    twin = str(row[0]) if row and row[1] >= version else ""
    return Brought(already=load_id, twin=twin, snapshot=entry.snapshot, sha256=entry.sha256)
