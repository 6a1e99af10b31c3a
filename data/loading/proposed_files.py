"""The files of proposed loads, kept beside the versions until they are published or sent back."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.event_log import event
from data.loading.corrections import Correction
from data.loading.incoming import Incoming, released_on
from data.loading.publish import Recompute, load_together
from data.people import People, proposed_loads
from data.people.proposed_loads import OPEN, ProposedLoad, Stage
from data.problems import UnreadableFileError
from data.storage.errors import StoreError
from data.storage.versions import Store

FOLDER = "proposed"
GONE = "Its files are not there any more."
KNOWN = "Nothing of it is new: its files are loaded already."
LOG = logging.getLogger(__name__)


def propose(
    store: Store,
    incoming: Sequence[Incoming],
    note: str,
    upon: int,
    who: str,
    ident: str,
    *,
    questions: int = 0,
    not_before: datetime | None = None,
) -> int:
    """Keep files, and write down that they are proposed; return the number of the proposal.

    Raises ``StoreError`` where they cannot be kept and ``PeopleError`` where it cannot be written: then nothing is.
    """
    about = [_about(entry) for entry in incoming]
    number = proposed_loads.propose(
        People(store.folder), about, note, upon, who, ident, questions=questions, not_before=not_before
    )
    try:
        for at, entry in enumerate(incoming):
            place = _place(store, number, at)
            place.mkdir(parents=True)
            shutil.copyfile(entry.path, place / entry.path.name)
    except OSError as fault:
        proposed_loads.take_back(People(store.folder), number, who)
        forget(store, number)
        raise StoreError(f"The files could not be kept ({fault}). Nothing was proposed.") from fault
    return number


def incoming(store: Store, proposal: ProposedLoad) -> list[Incoming]:
    """The files of a proposal as they would be published.  Raises ``StoreError`` where one is not there any more."""
    entries = [_incoming(store, proposal.id, at, about) for at, about in enumerate(proposal.files)]
    if missing := [entry.name for entry in entries if not entry.path.is_file()]:
        raise StoreError(f"{GONE} Send proposal {proposal.id} back and propose it again: {', '.join(missing)}.")
    return entries


def publish(store: Store, proposal: ProposedLoad, recompute: Recompute) -> int:
    """Publish what was approved, upon the version on which it was looked at; return the version that it became.

    Raises ``StoreError`` or ``UnreadableFileError`` where it cannot be, and ``ValueError`` where nothing of it is new.
    """
    outcomes = load_together(
        store,
        incoming(store, proposal),
        recompute,
        who=proposal.authors,
        note=proposal.note,
        questions=proposal.questions,
        upon=proposal.upon,
    )
    versions = [outcome.version for outcome in outcomes if outcome.published]
    if not versions:
        raise ValueError(KNOWN)
    proposed_loads.published(People(store.folder), proposal.id, versions[-1])
    forget(store, proposal.id)
    return versions[-1]


def publish_due(store: Store, now: datetime, recompute: Recompute) -> list[int]:
    """Publish every approved load whose hour has come; one that cannot be is to be looked at again, and says why."""
    people, versions = People(store.folder), []
    for proposal in reversed(proposed_loads.all_of(people)):
        if proposal.stage is not Stage.APPROVED or (proposal.not_before and proposal.not_before > now):
            continue
        try:
            versions.append(publish(store, proposal, recompute))
        except (StoreError, UnreadableFileError, ValueError) as fault:
            with suppress(ValueError):  # another process has published it, or somebody has sent it back
                proposed_loads.look_again(people, proposal.id, str(fault))
            event(LOG, "a proposed load was not published", logging.WARNING, proposal=proposal.id, why=str(fault))
    return versions


def forget(store: Store, number: int) -> None:
    """Remove the files of a proposal."""
    shutil.rmtree(store.folder / FOLDER / str(number), ignore_errors=True)


def sweep(store: Store) -> None:
    """Remove files of proposals that wait no more, where somebody was stopped before doing that."""
    waiting = {str(proposal.id) for proposal in proposed_loads.all_of(People(store.folder)) if proposal.stage in OPEN}
    with suppress(OSError):
        for folder in (store.folder / FOLDER).iterdir():
            if folder.name not in waiting:
                shutil.rmtree(folder, ignore_errors=True)


def _place(store: Store, number: int, at: int) -> Path:
    return store.folder / FOLDER / str(number) / str(at)


def _about(entry: Incoming) -> dict[str, Any]:
    return {
        "name": entry.path.name,
        "layout": entry.layout,
        "released": str(entry.origin.release) if entry.origin and entry.origin.release else None,
        "keeps_held": entry.keeps_held,
        "sheet": entry.sheet,
        "corrections": [asdict(correction) for correction in entry.corrections],
    }


def _incoming(store: Store, number: int, at: int, about: Any) -> Incoming:
    return Incoming(
        _place(store, number, at) / about["name"],
        about["layout"],
        released_on(date.fromisoformat(about["released"]) if about["released"] else None),
        keeps_held=about["keeps_held"],
        sheet=about["sheet"],
        corrections=tuple(Correction(**correction) for correction in about["corrections"]),
    )
