"""Publishing and withdrawing loads: a new version each time, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from data.loading import workers
from data.loading.incoming import Incoming, Origin
from data.loading.ingest import Checked
from data.loading.outcome import Brought
from data.periods import release as parse_release
from data.problems import UnreadableFileError, named
from data.query import one
from data.storage import originals
from data.storage.draft import Draft, NothingToPublish
from data.storage.versions import Store, StoreError, now

PUBLISHED, ALREADY, REFUSED, HELD_BACK = "published", "already loaded", "refused", "held back"
Recompute = Callable[[DuckDBPyConnection, int], None]


@dataclass(frozen=True)
class Outcome:
    """What became of a file: published, already there, refused, or held back because of another.

    ``version`` is the one in force afterwards.
    """

    checked: Checked | None
    load_id: int | None
    version: int
    state: str

    @property
    def published(self) -> bool:
        """Is there a new version because of it?"""
        return self.state == PUBLISHED

    def held_back(self, version: int) -> Outcome:
        """What becomes of a sound file where another one of the same publish is refused."""
        return replace(self, load_id=None, version=version, state=HELD_BACK)


def load(
    store: Store,
    path: Path,
    recompute: Recompute,
    *,
    layout: str | None = None,
    who: str = "",
    note: str = "",
    origin: Origin | None = None,
) -> Outcome:
    """Check a file and, where nothing is wrong with it, publish it as a new version; see ``load_together``."""
    return load_together(store, [Incoming(path, layout, origin)], recompute, who=who, note=note)[0]


def load_together(
    store: Store,
    incoming: Sequence[Incoming],
    recompute: Recompute,
    *,
    who: str = "",
    note: str = "",
    questions: int = 0,
    upon: int | None = None,
) -> list[Outcome]:
    """Check files and, where nothing is wrong with any of them, publish them as one new version.

    ``recompute`` brings the measures up to date in the draft.  Where one file has errors none is published; one
    that is there already changes nothing.  ``questions`` is how many were looked at before.  ``upon`` is the version that it
    was tried out on, if any: upon another
    one nothing is published, since nobody has seen what it would change.  Raises ``UnreadableFileError`` where a
    file cannot be read or recognised, ``StoreError`` where the store cannot be written.
    """
    with workers.job_folder() as folder:
        return _load_together(store, incoming, recompute, who, note, questions, upon, folder)


def _load_together(
    store: Store,
    incoming: Sequence[Incoming],
    recompute: Recompute,
    who: str,
    note: str,
    questions: int,
    upon: int | None,
    folder: Path,
) -> list[Outcome]:
    copies = workers.snapshots(incoming, folder)
    known = [
        already_loaded(store.read(), copy.sha256, entry.sheet) for copy, entry in zip(copies, incoming, strict=True)
    ]
    if all(known):
        return [Outcome(None, load_id, store.version, ALREADY) for load_id in known]
    outcomes: list[Outcome] = []
    try:
        with store.next_version(upon) as draft:
            brought = workers.bring(draft, incoming, copies, folder, who=who, note=note, at=now())
            outcomes = [_outcome(checked_file, store.version, draft.number) for checked_file in brought]
            if any(outcome.state == REFUSED for outcome in outcomes):
                published_load_ids = [outcome.load_id for outcome in outcomes if outcome.published]
                outcomes = [o.held_back(store.version) if o.load_id in published_load_ids else o for o in outcomes]
                raise NothingToPublish
            arrived = [outcome for outcome in outcomes if outcome.published]
            if not arrived:
                raise NothingToPublish
            for outcome in arrived:
                note_questions(draft.connection, outcome.load_id, questions)
            for checked in (outcome.checked for outcome in arrived):
                if checked and originals.keeps(checked.contract):
                    _keep_originals(draft, checked)
            recompute(draft.connection, draft.number)
            names = ", ".join(
                named(checked_file.name, checked_file.sheet) for outcome in arrived if (checked_file := outcome.checked)
            )
            record(draft.connection, draft.number, "load", who, note or f"Loaded {names}")
        outcomes = [replace(outcome, version=draft.number) for outcome in outcomes]
    except NothingToPublish:
        pass
    return outcomes


def note_questions(connection: DuckDBPyConnection, load_id: int | None, questions: int | None) -> None:
    """Write down how many questions were looked at before a load was published; none where nothing was asked."""
    connection.execute("UPDATE load SET questions = ? WHERE load_id = ?", [questions or None, load_id])


def _keep_originals(draft: Draft, checked: Checked) -> None:
    """Keep the file that was loaded and, where it is a corrected copy, the one that arrived."""
    draft.keep_original(checked.path, checked.sha256)
    if checked.corrected:
        draft.keep_original(checked.corrected.path, checked.corrected.sha256)


def _outcome(brought: Brought, version: int, next_version: int) -> Outcome:
    """What became of a file in the draft.  Raises ``UnreadableFileError`` where it cannot be read or recognised."""
    if brought.unreadable:
        raise UnreadableFileError(brought.unreadable)
    if brought.already is not None:
        return Outcome(None, brought.already, version, ALREADY)
    if brought.load_id is None:
        return Outcome(brought.checked, None, version, REFUSED)
    return Outcome(brought.checked, brought.load_id, next_version, PUBLISHED)


def already_loaded(connection: DuckDBPyConnection, sha256: str, sheet: str = "") -> int | None:
    """The load that brought the file with these bytes, or this sheet of it, unless it was withdrawn."""
    row = one(
        connection,
        "SELECT max(load_id) FROM load WHERE sha256 = ? AND version_to IS NULL AND (sheet IS NULL OR sheet = ?)",
        [sha256, sheet],
    )
    return row[0] if row else None


def illustrative(connection: DuckDBPyConnection) -> list[int]:
    """The loads in force that were made up to try the dashboard with."""
    cursor = connection.execute("SELECT load_id FROM load WHERE illustrative AND version_to IS NULL ORDER BY load_id")
    return [load_id for (load_id,) in cursor.fetchall()]


def next_load(connection: DuckDBPyConnection, highest: int) -> int:
    """The number that the next load will have; ``highest`` is the highest one of any version, in force or not."""
    row = one(connection, "SELECT max(load_id) FROM load")
    return max(row[0] or 0 if row else 0, highest) + 1


def withdraw(
    store: Store, load_id: int, recompute: Recompute, *, who: str = "", note: str = "", upon: int | None = None
) -> int:
    """Withdraw a load in a new version, which brings back what it superseded; return that version.

    Raises ``StoreError`` where there is no such load, or it is withdrawn already, or where the version in force is
    another than ``upon``, on which it was tried out.
    """
    with store.next_version(upon) as draft:
        name = mark_withdrawn(draft.connection, load_id, draft.number)
        recompute(draft.connection, draft.number)
        record(draft.connection, draft.number, "undo", who, note or f"Withdrew load {load_id}, {name}")
    return draft.number


def mark_withdrawn(connection: DuckDBPyConnection, load_id: int, version: int) -> str:
    """Take a load out of force; return its file's name.

    Raises ``StoreError`` where there is no such load, or it is withdrawn already.
    """
    load_row = one(connection, "SELECT file_name, version_to FROM load WHERE load_id = ?", [load_id])
    if load_row is None:
        raise StoreError(f"There is no load {load_id}. Look at the list of loads for its number.")
    if load_row[1] is not None:
        raise StoreError(f"Load {load_id} was withdrawn already, in version {load_row[1]}.")
    connection.execute("UPDATE load SET version_to = ? WHERE load_id = ?", [version, load_id])
    return str(load_row[0])


def record(
    connection: DuckDBPyConnection, version: int, action: str, who: str, note: str, at: datetime | None = None
) -> None:
    """Write the version's own line, with the moment ``at`` where it is not this one.

    Where this computer's clock has gone back it bears the moment of the version before, so that no day shows a
    version that came later.
    """
    last = one(connection, "SELECT max(published_at) FROM version")
    moment = max(at or now(), last[0] if last and last[0] else datetime.min)
    connection.execute(
        "INSERT INTO version (version, published_at, who, what, note) VALUES (?, ?, ?, ?, ?)",
        [version, moment, who, action, note],
    )


def origin_of(entry: dict[str, Any]) -> Origin:
    """The origin that a row of the bundle's manifest states."""
    stated = parse_release(entry.get("release", "") or "")
    return Origin(
        entry.get("title", ""),
        entry.get("publisher", ""),
        stated["release"],
        stated["release_precision"],
        entry.get("citation", ""),
    )
