"""Backups: a folder that holds a whole store, copied and checked while others read and publish; and putting it back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from data.storage import checking, restoring, seal, upkeep
from data.storage.errors import StoreError, brief, engine_faults
from data.storage.ledger import BACKED_UP, FILE, RESTORED, SET_ASIDE, Ledger
from data.storage.originals import FOLDER
from data.storage.restoring import put_aside
from data.storage.versions import Store, now

FIGURES = ("*.duckdb", "*.seal", FILE, SET_ASIDE.format("*"), FOLDER, "CURRENT")
PEOPLE = "people.sqlite"
PEOPLES = (f"{PEOPLE}*",)


@dataclass(frozen=True)
class Backup:
    """A backup that was made: where it is, of which version, and how large it is in bytes."""

    path: Path
    version: int
    size: int


def back_up(store: Store, path: Path, copy_people: Callable[[Path], object], who: str = "") -> Backup:
    """Copy the version in force, its history, originals and what people wrote into a new folder, checked as it is copied.

    Nobody waits for it.  The folder is itself a store; ``copy_people`` writes what people wrote into a file of it.
    Raises ``StoreError`` where there is something at ``path`` already, the version in force is damaged, or there is no
    room; then nothing is left behind.
    """
    path = Path(path).absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(f"There is something at {path} already. Give a folder that is not there yet.")
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with engine_faults(f"The backup could not be made at {path}"):
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            version = _copy_figures(store, Store(unfinished))
            copy_people(unfinished / PEOPLE)
            size = sum(file.stat().st_size for file in unfinished.rglob("*") if file.is_file())
            if path.exists():
                path.rmdir()
            unfinished.rename(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    store.note({"what": BACKED_UP, "version": version, "at": str(now()), "who": who, "path": str(path)})
    return Backup(path, version, size)


def _copy_figures(store: Store, copy: Store) -> int:
    """Copy the version in force with its seal, and the ledger and originals up to it; return its number."""
    while True:
        version = store.version
        sealed = store.seal(version)
        if sealed is None:
            raise StoreError("The version in force has no seal yet. Run python -m data status, then try again.")
        try:
            seal.copy(store.file(version), copy.file(version), sealed)
            break
        except FileNotFoundError:
            if store.version == version:
                raise
    seal.write(sealed, seal.beside(copy.file(version)))
    entries = store.ledger.entries()
    last = max((at for at, entry in enumerate(entries) if entry["version"] == version), default=len(entries) - 1)
    copy.ledger.append(entries[: last + 1])
    store.originals.copy(copy.originals)
    upkeep.settle_originals(copy)
    copy.pointer.write_text(str(version), encoding="ascii")
    return version


def restore(store: Store, path: Path, who: str = "", parts: Sequence[str] = (*FIGURES, *PEOPLES)) -> int:
    """Put a backup in the place of what the store's folder holds; return the version then in force.

    ``parts`` may be ``FIGURES`` or ``PEOPLES`` alone.  What was there is put aside in a folder beside it, not deleted,
    and numbers of versions and loads used since the backup are not used again.  Raises ``StoreError`` where the backup is not whole;
    then nothing is changed.
    """
    source = Store(Path(path).absolute())
    if not source.exists:
        raise StoreError(f"There is no backup at {path}: it has no file CURRENT. Nothing was changed.")
    if store.folder.absolute() == source.folder:
        raise StoreError("That is the store itself. Give the folder of a backup. Nothing was changed.")
    version = source.version
    source.ledger.entries()
    with engine_faults(f"The backup at {path} could not be put back. Nothing was changed"), store.alone():
        highest = {"highest": store.highest_number(), "highest_load": store.highest_load()}
        arriving = store.folder / restoring.ARRIVING
        shutil.rmtree(arriving, ignore_errors=True)
        shutil.copytree(source.folder, arriving, ignore=shutil.ignore_patterns("*.lock", f"{restoring.ASIDE}*"))
        if damage := checking.damage(Store(arriving), version) or people_damage(arriving / PEOPLE):
            shutil.rmtree(arriving)
            raise StoreError(f"The backup at {path} is not whole. {damage} Nothing was changed. Try an older backup.")
        line = {"what": RESTORED, "version": version, "at": str(now()), "who": who} | highest
        Ledger(arriving).append([line])
        restoring.begin(store.folder, parts)
        restoring.finish(store.folder)
    return version


def people_damage(file: Path) -> str:
    """What is wrong with a file of what people write; empty where nothing is, or there is none."""
    if not file.exists():
        return ""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (integrity,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as fault:
        integrity = brief(fault)
    return "" if integrity == "ok" else f"{file.name} is damaged ({integrity})."


__all__ = ["FIGURES", "PEOPLES", "Backup", "back_up", "people_damage", "put_aside", "restore"]
