"""With which software the measures in force were computed, and computing them again where it has changed."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from data.loading import publish
from data.loading.publish import Recompute
from data.query import one
from data.storage.draft import NothingToPublish
from data.storage.errors import DamagedError, StoreError
from data.storage.ledger import Entry
from data.storage.versions import Store, now

LOG = logging.getLogger(__name__)
SAME = "computed the same"
"""A line of the ledger with this ``what`` says that this release computes the very measures and targets of a version."""


@dataclass(frozen=True)
class Software:
    """Fingerprints of what measures and targets follow from, beside the files that are loaded.

    ``code`` is that of indicators and methods, on which measures rest.  ``strategies`` is that of the strategies'
    files, on which targets rest, whose bodies records are counted for, and with whose residents those who take part are
    compared.
    """

    code: str
    strategies: str


def of_version(connection: DuckDBPyConnection, version: int) -> Software | None:
    """The software that computed a version; ``None`` where nothing was computed up to it."""
    query = "SELECT code, coalesce(strategies, '') FROM computation WHERE version <= ? ORDER BY version DESC LIMIT 1"
    row = one(connection, query, [version])
    return Software(*row) if row else None


def computes_the_same(store: Store, version: int, software: Software) -> bool:
    """Was a version computed with this software, or is it known to compute the same?

    Raises ``StoreError`` where the store cannot be read.
    """
    return of_version(store.read(), version) == software or _line(version, software) in [
        _essence(entry) for entry in _entries(store) if entry["what"] == SAME
    ]


def compute_again(store: Store, recompute: Recompute, software: Software) -> str:
    """Compute the version in force again where other software computed it; say what was done, empty for nothing.

    Where a measure or target changes this makes a version of its own, whose line in the history names the fingerprints
    before and after.
    Where none changes there is no version, since readers would be offered new figures that are the old ones: a line of
    the ledger says that this software computes the same, and the next start finds it there.

    Of two processes that start at once the second waits, then finds what the first did.  Where it cannot be done (the
    disk is full, the version is damaged, the new code fails) what was published goes on being served, and the words
    say that it is of the earlier software.  Raises ``StoreError`` only where the store cannot be read.
    """
    if computes_the_same(store, store.version, software):
        return ""
    before = of_version(store.read(), store.version)
    try:
        with store.next_version() as draft:
            if computes_the_same(store, draft.base, software):
                raise NothingToPublish
            recompute(draft.connection, draft.number)
            if not _anything_changed(draft.connection, draft.number):
                store.ledger.append([_line(draft.base, software) | {"at": str(now())}])
                raise NothingToPublish
            publish.record(draft.connection, draft.number, "recompute", "the dashboard", changed(before, software))
    except NothingToPublish:
        return ""
    except StoreError as fault:
        return _kept(before, str(fault))
    except Exception as fault:
        LOG.exception("The figures could not be computed again")
        return _kept(before, f"The new software failed ({type(fault).__name__}).")
    return f"{changed(before, software)} Every figure was computed again: version {draft.number} is in force."


def changed(before: Software | None, after: Software) -> str:
    """What changed from one to the other, for the history."""
    if before is None or before.code != after.code:
        return f"The software changed from {before.code if before else 'one that is not known'} to {after.code}."
    return f"The strategies changed; the software is still {after.code}."


def _kept(before: Software | None, why: str) -> str:
    whose = f"of software {before.code}" if before else "of earlier software"
    return (
        f"The figures could not be computed again with this software. {why} "
        f"What was published goes on being shown, {whose}. The next start tries again."
    )


def _anything_changed(connection: DuckDBPyConnection, version: int) -> bool:
    answer = one(
        connection,
        "SELECT EXISTS (SELECT 1 FROM measure WHERE version_from = $version OR version_to = $version) "
        "OR EXISTS (SELECT 1 FROM target WHERE version_from = $version OR version_to = $version)",
        {"version": version},
    )
    return bool(answer and answer[0])


def _line(version: int, software: Software) -> Entry:
    return {"what": SAME, "version": version, "code": software.code, "strategies": software.strategies}


def _essence(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if name != "at"}


def _entries(store: Store) -> list[Entry]:
    """The lines of the ledger; none where it is damaged: then the measures are computed once more."""
    try:
        return store.ledger.entries()
    except DamagedError:
        return []
