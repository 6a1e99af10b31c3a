"""Erasing a load: personal data that was loaded by mistake leaves its rows, its original file and the kept versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
from duckdb import DuckDBPyConnection

from data.loading.publish import Recompute, mark_withdrawn, record
from data.storage import connections, restoring
from data.storage.ledger import BACKED_UP, Entry
from data.storage.versions import Store, StoreError, now
from data.tables import LOADABLE

NAME = "(erased)"


@dataclass(frozen=True)
class Erased:
    """What was erased, which version brought it and which is in force, kept versions that went, and other holders.

    ``backups`` are the places of backups, and of stores put aside when one was restored, that were made while the load was
    there.  ``kept_for`` are other loads that came from the same file, for which its original is kept.
    """

    load_id: int
    load_version: int
    version: int
    versions_removed: tuple[int, ...]
    original_removed: bool
    backups: tuple[str, ...]
    kept_for: tuple[int, ...] = ()


def erase(store: Store, load_id: int, recompute: Recompute, *, who: str = "", why: str = "") -> Erased:
    """Erase a load in a new version, then from every file of the store that held it; its number stays, as a tombstone.

    What the load superseded comes back.  A load of a version that was gone back from is in nothing that is in force:
    it leaves the kept versions that hold it, and no version is made.  Doing it again for a load that is erased already
    clears what was left, where the first time was cut short.  Raises ``StoreError`` where there is no such load or the
    store cannot be written.
    """
    row = _in(store.read(), load_id)
    if row is None:
        return _clear_files(store, _gone_back_from(store, load_id))
    if not row["erased_at"]:
        with store.next_version() as draft:
            _erase(draft.connection, row, draft.number, recompute, who, why)
            draft.rewrite = True
    return _clear_files(store, row)


def _erase(connection: DuckDBPyConnection, row: Entry, version: int, recompute: Recompute, who: str, why: str) -> None:
    load_id = row["load_id"]
    if row["version_to"] is None:
        mark_withdrawn(connection, load_id, version)
    recompute(connection, version)
    for table in (*LOADABLE, "measure"):
        connection.execute(f"DELETE FROM {table} WHERE load_id = ?", [load_id])
    connection.execute(
        "UPDATE load SET file_name = ?, said = NULL, note = NULL, citation = NULL, arrived_as = NULL, "
        "corrections = NULL, erased_at = ?, erased_by = ?, erased_because = ? WHERE load_id = ?",
        [NAME, now(), who, why, load_id],
    )
    connection.execute("UPDATE version SET note = ? WHERE version = ?", [_note(load_id), row["version_from"]])
    record(connection, version, "erase", who, f"Erased load {load_id}{f': {why}' if why else ''}")


def _note(load_id: int) -> str:
    return f"Load {load_id}, erased later"


def _clear_files(store: Store, row: Entry) -> Erased:
    """Remove kept versions and the original that hold the load, and what the ledger says of it but its number."""
    load_id, since = row["load_id"], row["version_from"]
    gone = [number for number in store.kept() if number != store.version and _may_hold(store, number, row)]
    for number in gone:
        connections.let_go(store.file(number))
        store.remove(number)
    before = store.ledger.entries()
    entries = [_redacted(entry, load_id) for entry in before]
    files = _files(row)
    shared = tuple(
        load["load_id"]
        for entry in entries
        for load in entry.get("loads", ())
        if files & _files(load) and not load["erased_at"]
    )
    stored_hashes = [sha256 for sha256 in files if store.originals.file(sha256).exists()]
    removed = bool(stored_hashes) and not shared
    for sha256 in stored_hashes if removed else ():
        store.originals.remove(sha256)
    store.ledger.rewrite(entries)
    elsewhere = (*_backups(before, row), *map(str, restoring.put_aside(store.folder)))
    return Erased(load_id, since, store.version, tuple(gone), removed, elsewhere, shared)


def _may_hold(store: Store, version: int, row: Entry) -> bool:
    """Does a kept version hold the load?  One that came later and cannot be read may."""
    if version < row["version_from"]:
        return False
    try:
        load = _in(store.read_at(version), row["load_id"])
    except (StoreError, duckdb.Error):
        return True
    return load is not None and not load["erased_at"]


def _backups(entries: Sequence[Entry], row: Entry) -> list[str]:
    """Where the backups are that were made after the load came and before it was erased: each has every original."""
    came = next((at for at, entry in enumerate(entries) if _brought(entry, row["load_id"])), 0)
    backups = [entry for entry in entries[came:] if entry["what"] == BACKED_UP]
    erased = str(row["erased_at"] or "")
    return [entry["path"] for entry in backups if not erased or entry["at"] < erased]


def _files(load: Entry) -> set[str]:
    """The SHA-256 of a load's file and, where it is a corrected copy, of the one that arrived."""
    return {sha256 for sha256 in (load["sha256"], load.get("arrived_sha256")) if sha256}


def _redacted(entry: Entry, load_id: int) -> Entry:
    """A line of the ledger without what it says of the load but its number, layout and when it came."""
    if not _brought(entry, load_id):
        return entry
    nothing = dict.fromkeys(("said", "note", "citation", "arrived_as", "corrections"))
    erased = nothing | {"file_name": NAME, "erased_at": str(now())}
    loads = [load | erased if load["load_id"] == load_id else load for load in entry["loads"]]
    return entry | {"loads": loads, "note": _note(load_id)}


def _brought(entry: Entry, load_id: int) -> bool:
    """Is it the line of the version that brought the load?"""
    return any(load["load_id"] == load_id for load in entry.get("loads", ()))


def _in(connection: DuckDBPyConnection, load_id: int) -> Entry | None:
    """What a version says of a load; ``None`` where it has none of this number."""
    cursor = connection.execute("SELECT * FROM load WHERE load_id = ?", [load_id])
    names = [column[0] for column in cursor.description]
    row = cursor.fetchone()
    return None if row is None else {"erased_at": None} | dict(zip(names, row, strict=True))


def _gone_back_from(store: Store, load_id: int) -> Entry:
    """A load that is in the ledger and not in the version in force.  Raises ``StoreError`` where there is none of this number."""
    loads = (load for entry in reversed(store.ledger.entries()) for load in entry.get("loads", ()))
    ledger_load: Entry | None = next((load for load in loads if load["load_id"] == load_id), None)
    if ledger_load is None:
        raise StoreError(f"There is no load {load_id}. See: python -m data loads")
    return ledger_load
