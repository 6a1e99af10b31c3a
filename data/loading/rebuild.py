"""Making the store again from its original files and its ledger alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.files.reading import fingerprint
from data.loading import bundle, ingest, load_rows, publish
from data.loading.corrections import Corrected, from_text
from data.loading.incoming import Origin
from data.loading.publish import Recompute
from data.problems import UnreadableFileError, errors
from data.storage import upkeep
from data.storage.draft import Draft
from data.storage.ledger import Entry, originals_named
from data.storage.migrations import line_up_to_date
from data.storage.versions import Store, StoreError

Progress = Callable[[str], None]


def rebuild(
    store: Store,
    recompute: Recompute,
    *,
    who: str = "",
    note: str = "",
    extra_folder: Path | None = None,
    anyway: bool = False,
    tell: Progress = lambda _: None,
) -> int:
    """Publish a version made again from the original files, as the ledger says; return its number.

    Every earlier version of its history is made again too, with its own number, moment and loads.  ``extra_folder`` is a folder
    with files whose originals are not kept; they are known by their content.  Raises ``StoreError`` where the ledger is
    damaged or an original is missing, naming it, or where the ledger ends before the newest version that there is a
    trace of (``anyway`` makes as much as it names), or a newer release wrote it; then nothing is changed.
    """
    chain = [line_up_to_date(line) for line in store.ledger.chain()]
    _refuse_a_short_ledger(store, chain[-1]["version"], anyway)
    original_files = _Files(store, extra_folder)
    if lost := [file["file_name"] for file in _files(chain) if not original_files.has(file["sha256"])]:
        raise StoreError(
            f"The original files of these are not kept: {', '.join(sorted(set(lost)))}. Nothing was changed. "
            "Put them into a folder and say: python -m data rebuild --from FOLDER"
        )
    with store.next_version(empty=True) as draft:
        for entry in chain:
            tell(f"Version {entry['version']}: {entry['note'] or entry['what']}")
            _replay(draft, entry, original_files, recompute)
        draft.base = chain[-1]["version"]
        for sha256, path in original_files.path_by_sha256.items():
            if sha256 in {file["sha256"] for file in _files(chain)}:
                draft.keep_original(path, sha256)
        recompute(draft.connection, draft.number)
        rebuild_note = note or f"Made again from the original files, as version {draft.base} was"
        publish.record(draft.connection, draft.number, "rebuild", who, rebuild_note)
    if removed := upkeep.remove_damaged(store):
        tell(f"Removed the damaged files of versions that this one contains: {', '.join(map(str, removed))}")
    return draft.number


def _refuse_a_short_ledger(store: Store, last: int, anyway: bool) -> None:
    """A ledger whose end is lost would bring back less than was published."""
    entries = store.ledger.entries()
    later = [version for version in (store.highest_number(),) if version > max(entry["version"] for entry in entries)]
    if not anyway and (later or store.originals.kept() - originals_named(entries)):
        raise StoreError(
            f"The ledger ends at version {last}, and something later was published. Nothing was changed. "
            "Put back a backup: python -m data restore PATH. To make as much as the ledger names: "
            "python -m data rebuild --anyway"
        )


def _files(chain: list[Entry]) -> Iterator[Entry]:
    for entry in chain:
        yield from entry["reference"]
        yield from (load for load in entry["loads"] if not load["erased_at"])


class _Files:
    """Original files by their SHA-256: those the store keeps, and those in a folder given beside it."""

    def __init__(self, store: Store, extra_folder: Path | None) -> None:
        self.originals = store.originals
        paths = sorted(path for path in extra_folder.rglob("*") if path.is_file()) if extra_folder else []
        self.path_by_sha256: Mapping[str, Path] = {fingerprint(path): path for path in paths}

    def has(self, sha256: str) -> bool:
        """Is there such a file?"""
        return sha256 in self.path_by_sha256 or self.originals.file(sha256).exists()

    @contextmanager
    def named(self, file: Entry) -> Iterator[Path]:
        """Yield a file under the name that it was published under."""
        if file["sha256"] in self.path_by_sha256:
            yield self.path_by_sha256[file["sha256"]]
            return
        with self.originals.as_file(file["sha256"], file["file_name"]) as path:
            yield path


def _replay(draft: Draft, entry: Entry, files: _Files, recompute: Recompute) -> None:
    """Do again what a version did."""
    connection, version = draft.connection, entry["version"]
    for file in entry["reference"]:
        with files.named(file) as path:
            bundle.fill_from(connection, file["table_name"], path, file["sha256"], version)
    for load in entry["loads"]:
        _load(connection, load, files, version)
    for load_id in entry["withdrawn"]:
        connection.execute("UPDATE load SET version_to = ? WHERE load_id = ?", [version, load_id])
    for ended in entry["targets_ended"]:
        connection.execute(
            "UPDATE target SET version_to = ? WHERE strategy = ? AND indicator = ? AND level = ? "
            "AND version_to IS NULL AND coalesce(entered_by, '') <> ''",
            [version, ended["strategy"], ended["indicator"], ended["level"]],
        )
    for target in entry["targets"]:
        _insert(connection, "target", target | {"version_to": None})
    recompute(connection, version)
    publish.record(connection, version, entry["what"], entry["who"], entry["note"], _moment(entry["at"]))


def _load(connection: DuckDBPyConnection, load: Entry, files: _Files, version: int) -> None:
    if load["erased_at"]:
        _insert(connection, "load", load | {"version_to": None})
        return
    with files.named(load) as path:
        name = f"Load {load['load_id']}, {load['file_name']}"
        try:
            checked = ingest.check(connection, path, load["layout"], version, sheet=load["sheet"] or "")
        except UnreadableFileError as fault:
            raise StoreError(f"{name}, cannot be read any more. {fault} Nothing was changed.") from fault
        for problem in errors(checked.problems):
            raise StoreError(f"{name}, does not pass today's checks. {problem} Nothing was changed.")
        origin = Origin(
            load["title"] or "",
            load["publisher"] or "",
            date.fromisoformat(load["release"][:10]) if load["release"] else None,
            load["release_precision"] or "unknown",
            load["citation"] or "",
        )
        load_rows.append(
            connection,
            replace(checked, path=Path(load["file_name"]), corrected=_corrected(load)),
            version,
            load["load_id"],
            who=load["who"] or "",
            note=load["note"] or "",
            origin=origin,
            at=_moment(load["loaded_at"]),
            keeps_held=(load["keeps_held"] or "").splitlines(),
            illustrative=load["illustrative"],
        )
        publish.note_questions(connection, load["load_id"], load["questions"])


def _corrected(load: Entry) -> Corrected | None:
    """What a load's file is a corrected copy of, if it is."""
    if not load["arrived_sha256"]:
        return None
    return Corrected(Path(load["arrived_as"]), load["arrived_sha256"], from_text(load["corrections"]))


def _insert(connection: DuckDBPyConnection, table: str, row: Entry) -> None:
    connection.execute(f"INSERT INTO {table} BY NAME SELECT {', '.join(f'${name} AS {name}' for name in row)}", row)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
