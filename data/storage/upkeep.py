"""Keeping a store's folder in order: what stopped processes left is finished or removed, old versions are pruned."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress

import duckdb
from filelock import Timeout

from data.storage import recovery, restoring, seal
from data.storage.checking import damage, damage_at_a_glance
from data.storage.errors import DamagedError, StoreError
from data.storage.in_force import StoreInForce
from data.storage.ledger import FOUND, entry_of, originals_named

KEEP = 3
"""How many version files are kept, unless ``DASHBOARD_KEEP_VERSIONS`` says otherwise."""


def at_start(store: StoreInForce) -> None:
    """Clear what a stopped process left, and check that the version in force is what was published.

    Nothing is cleared while somebody publishes.  Raises ``StoreError`` where the version in force is missing or
    damaged, saying which one is whole and how to go back to it, and ``NewerStoreError`` where a newer release made it.
    """
    if not store.folder.is_dir():
        return
    with suppress(Timeout, OSError, DamagedError), store.turn(seconds=0):
        restoring.finish(store.folder)
        finish_the_first(store)
        if store.exists:
            tidy(store)
    if store.is_new:
        return
    if damage_in_words := damage_at_a_glance(store, store.version):
        store.read()  # what a newer release made is not damaged: it is refused in words of its own
        raise StoreError(f"{damage_in_words} {recovery.way_back(store)}")


def finish_the_first(store: StoreInForce) -> None:
    """A first version whose maker stopped is put in force where it is whole, and cleared away where it is not."""
    if not store.first_begun.exists():
        return
    if not store.exists:
        sealed = seal.read(seal.beside(store.file(1)))
        if sealed is not None and not damage(store, 1):
            store.point_to(1)
        else:
            store.remove(1)
            sweep_unfinished(store)
    store.first_begun.unlink()


def tidy(store: StoreInForce) -> None:
    """Bring seal and ledger up to date, and remove what was never published."""
    if not damage_at_a_glance(store, store.version):
        begin_the_ledger(store)
        seal_what_has_none(store)
        catch_up(store)
        settle_originals(store)
        sweep_unpublished(store)
    sweep_unfinished(store)


def seal_what_has_none(store: StoreInForce) -> None:
    """Seal a version that an earlier release of the dashboard made, or whose seal is gone; it was read in full."""
    version = store.version
    beside = seal.beside(store.file(version))
    with suppress(DamagedError):
        if seal.read(beside):
            return
    rows = store.read_at(version).execute("SELECT CAST(max(published_at) AS VARCHAR) FROM version").fetchall()
    new_seal = store.seal(version) or seal.make(store.file(version), rows[0][0], version, {}, {"version": version})
    seal.write(new_seal, beside)


def begin_the_ledger(store: StoreInForce) -> None:
    """Note which files there are, so that none made before there was a ledger is taken for a leftover."""
    try:
        store.ledger.entries()
    except DamagedError:
        store.ledger.set_aside()
    if not store.ledger.file.exists():
        store.ledger.append({"what": FOUND, "version": version} for version in store.kept())


def catch_up(store: StoreInForce) -> None:
    """Write the lines of versions in force that are not in the ledger yet, from the version's own tables."""
    cursor = store.read_at(store.version)
    if store.outdated:
        return
    history = [number for (number,) in cursor.execute("SELECT version FROM version ORDER BY 1").fetchall()]
    written = {entry["version"] for entry in store.ledger.entries() if "base" in entry}
    before = dict(zip(history, [0, *history], strict=False))
    store.ledger.append(
        entry_of(cursor, number) | {"base": before[number], "digest": digest(store, number)}
        for number in history
        if number not in written
    )


def digest(store: StoreInForce, version: int) -> str | None:
    """The checksum of a version's file, as its seal has it; ``None`` where it has none."""
    with suppress(DamagedError):
        sealed = store.seal(version)
        return sealed.digest if sealed else None
    return None


def prune(store: StoreInForce, number: int) -> None:
    """Remove older files beyond those to keep, each only where the version in force contains its history."""
    keep = max(1, int(os.environ.get("DASHBOARD_KEEP_VERSIONS", KEEP)))
    for version in [*_contained(store), number][:-keep]:
        with suppress(OSError):  # one that a reader still holds waits for the next time
            store.remove(version)


def remove_damaged(store: StoreInForce) -> list[int]:
    """Remove older files that are damaged, where the version in force contains their history; return which."""
    damaged = [version for version in _contained(store) if damage(store, version)]
    for version in damaged:
        store.remove(version)
    return damaged


def _contained(store: StoreInForce) -> list[int]:
    """Versions with a file whose history the one in force contains, the oldest first."""
    query = "SELECT version, CAST(published_at AS VARCHAR) FROM version"
    history = set(store.read().execute(query).fetchall())
    older = (version for version in store.kept() if version != store.version)
    return [version for version in older if identity(store, version) in history]


def identity(store: StoreInForce, version: int) -> tuple[int, str] | None:
    """Which version a file is, by number and moment; ``None`` where it cannot be told."""
    try:
        sealed = store.seal(version)
        if sealed is not None:
            return sealed.version, sealed.published_at
        query = "SELECT version, CAST(published_at AS VARCHAR) FROM version ORDER BY 1 DESC LIMIT 1"
        rows = store.read_at(version).execute(query).fetchall()
        return (int(rows[0][0]), str(rows[0][1])) if rows else None
    except (StoreError, duckdb.Error):
        return None


def sweep_unpublished(store: StoreInForce) -> None:
    """Remove versions that never were in force."""
    known = {entry["version"] for entry in store.ledger.entries()}
    for version in store.kept():
        if version > store.version and version not in known:
            store.remove(version)


def settle_originals(store: StoreInForce) -> None:
    """Keep the original files of what is published, and remove those of what never was."""
    store.originals.settle(originals_named(store.ledger.entries()))


def sweep_unfinished(store: StoreInForce) -> None:
    """Remove what a publisher that died, or gave up, has left half made."""
    leftovers = (
        *store.folder.glob("*.draft*"),
        *store.folder.glob("*.rewritten*"),
        *(path for path in store.folder.glob("*.seal") if not path.with_suffix(".duckdb").exists()),
        store.folder / "CURRENT.new",
    )
    for leftover in leftovers:
        with suppress(OSError):
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)
