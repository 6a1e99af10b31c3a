"""Erasing a load: personal data that was loaded by mistake leaves its rows, its original file and the kept versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from data.loading.publish import Recompute, mark_withdrawn, record
from data.query import one
from data.storage import connections, restoring
from data.storage.ledger import BACKED_UP, Entry
from data.storage.versions import Store, StoreError, now
from data.tables import LOADABLE

NAME = "(erased)"


@dataclass(frozen=True)
class Erased:
    """What was erased: the version that brought it and the one that erased it, kept versions that went, other holders.

    ``backups`` are the places of backups, and of stores put aside when one was restored, that were made of versions
    with the load in them.  ``kept_for`` are other loads that came from the same file, for which its original is kept.
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

    What the load superseded comes back.  Doing it again for a load that is erased already clears what was left, where
    the first time was cut short.  Raises ``StoreError`` where there is no such load or the store cannot be written.
    """
    row = _load(store.read(), load_id)
    if not row["erased_at"]:
        with store.next_version() as draft:
            _erase(draft.connection, load_id, draft.number, recompute, who, why)
            draft.rewrite = True
    return _clear_files(store, row)


def _erase(
    connection: DuckDBPyConnection, load_id: int, version: int, recompute: Recompute, who: str, why: str
) -> None:
    row = _load(connection, load_id)
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
    load_id, since, version = row["load_id"], row["version_from"], store.version
    gone = [number for number in store.kept() if since <= number < version]
    for number in gone:
        connections.let_go(store.file(number))
        store.remove(number)
    entries = [_redacted(entry, load_id) for entry in store.ledger.entries()]
    files = _files(row)
    shared = tuple(
        load["load_id"]
        for entry in entries
        for load in entry.get("loads", ())
        if files & _files(load) and not load["erased_at"]
    )
    held = [sha256 for sha256 in files if store.originals.file(sha256).exists()]
    removed = bool(held) and not shared
    for sha256 in held if removed else ():
        store.originals.remove(sha256)
    store.ledger.rewrite(entries)
    holding = [entry["path"] for entry in entries if entry["what"] == BACKED_UP and since <= entry["version"] < version]
    elsewhere = (*holding, *map(str, restoring.put_aside(store.folder)))
    return Erased(load_id, since, version, tuple(gone), removed, elsewhere, shared)


def _files(load: Entry) -> set[str]:
    """The SHA-256 of a load's file and, where it is a corrected copy, of the one that arrived."""
    return {sha256 for sha256 in (load["sha256"], load.get("arrived_sha256")) if sha256}


def _redacted(entry: Entry, load_id: int) -> Entry:
    """A line of the ledger without what it says of the load but its number, layout and when it came."""
    if not any(load["load_id"] == load_id for load in entry.get("loads", ())):
        return entry
    nothing = dict.fromkeys(("said", "note", "citation", "arrived_as", "corrections"))
    erased = nothing | {"file_name": NAME, "erased_at": str(now())}
    loads = [load | erased if load["load_id"] == load_id else load for load in entry["loads"]]
    return entry | {"loads": loads, "note": _note(load_id)}


def _load(connection: DuckDBPyConnection, load_id: int) -> dict[str, Any]:
    columns = ("load_id", "version_from", "version_to", "sha256", "arrived_sha256", "erased_at")
    found = one(connection, f"SELECT {', '.join(columns)} FROM load WHERE load_id = ?", [load_id])
    if found is None:
        raise StoreError(f"There is no load {load_id}. See: python -m data loads")
    return dict(zip(columns, found, strict=True))
