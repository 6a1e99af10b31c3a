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


def incoming(store: Store, found: ProposedLoad) -> list[Incoming]:
    """The files of a proposal as they would be published.  Raises ``StoreError`` where one is not there any more."""
    entries = [_incoming(store, found.id, at, about) for at, about in enumerate(found.files)]
    if missing := [entry.name for entry in entries if not entry.path.is_file()]:
        raise StoreError(f"{GONE} Send proposal {found.id} back and propose it again: {', '.join(missing)}.")
    return entries


def publish(store: Store, found: ProposedLoad, recompute: Recompute) -> int:
    """Publish what was approved, upon the version on which it was looked at; return the version that it became.

    Raises ``StoreError`` or ``UnreadableFileError`` where it cannot be, and ``ValueError`` where nothing of it is new.
    """
    outcomes = load_together(
        store,
        incoming(store, found),
        recompute,
        who=found.authors,
        note=found.note,
        questions=found.questions,
        upon=found.upon,
    )
    made = [outcome.version for outcome in outcomes if outcome.published]
    if not made:
        raise ValueError(KNOWN)
    proposed_loads.published(People(store.folder), found.id, made[-1])
    forget(store, found.id)
    return made[-1]


def publish_due(store: Store, now: datetime, recompute: Recompute) -> list[int]:
    """Publish every approved load whose hour has come; one that cannot be is to be looked at again, and says why."""
    people, made = People(store.folder), []
    for found in reversed(proposed_loads.all_of(people)):
        if found.stage is not Stage.APPROVED or (found.not_before and found.not_before > now):
            continue
        try:
            made.append(publish(store, found, recompute))
        except (StoreError, UnreadableFileError, ValueError) as fault:
            with suppress(ValueError):  # another process has published it, or somebody has sent it back
                proposed_loads.look_again(people, found.id, str(fault))
            event(LOG, "a proposed load was not published", logging.WARNING, proposal=found.id, why=str(fault))
    return made


def forget(store: Store, number: int) -> None:
    """Remove the files of a proposal."""
    shutil.rmtree(store.folder / FOLDER / str(number), ignore_errors=True)


def sweep(store: Store) -> None:
    """Remove files of proposals that wait no more, where somebody was stopped before doing that."""
    waiting = {str(found.id) for found in proposed_loads.all_of(People(store.folder)) if found.stage in OPEN}
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
        "corrections": [asdict(one) for one in entry.corrections],
    }


def _incoming(store: Store, number: int, at: int, about: Any) -> Incoming:
    return Incoming(
        _place(store, number, at) / about["name"],
        about["layout"],
        released_on(date.fromisoformat(about["released"]) if about["released"] else None),
        keeps_held=about["keeps_held"],
        sheet=about["sheet"],
        corrections=tuple(Correction(**one) for one in about["corrections"]),
    )
