"""A publish tried out in full and thrown away: what the board's screens would say, from the real pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from data import comparing, ingest, publish
from data.comparing import Arrival
from data.ingest import Checked
from data.problems import UnreadableFileError
from data.publish import Incoming
from data.query import one
from data.store import Draft, Store
from indicators import catalogue
from indicators.core.board import Board, board_in
from indicators.core.measures import moved
from indicators.core.recomputing import in_other_units, recompute, unclaimed

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Examined:
    """One file: what it is and what is wrong with it, or why it cannot be read, or the load that brought it already.

    ``arrival`` and ``load``, the number that its load had in the copy, are there where nothing is wrong with it.
    """

    incoming: Incoming
    checked: Checked | None = None
    arrival: Arrival | None = None
    unreadable: str = ""
    already: int | None = None
    load: int | None = None

    @property
    def ready(self) -> bool:
        """Could it be published as it is?"""
        return self.checked is not None and not self.checked.refused


@dataclass(frozen=True)
class Rehearsed:
    """A publish that was tried out: each file, the board before and after it, and the number it would have.

    ``after`` is the board before where nothing could be published; ``moved`` names indicators with a figure that
    would be new, revised or gone; ``unclaimed`` are ids in the common format that no indicator goes by, each with
    the nearest that there is; ``other_units`` are indicators given in a unit of another kind than theirs, with it.
    """

    files: tuple[Examined, ...]
    before: Board
    after: Board
    number: int
    moved: tuple[str, ...] = ()
    unclaimed: tuple[tuple[str, str], ...] = ()
    other_units: tuple[tuple[str, str], ...] = ()

    @property
    def ready(self) -> bool:
        """Is there something to publish, and nothing in its way?"""
        fresh = [file for file in self.files if file.already is None]
        return bool(fresh) and all(file.ready for file in fresh)


def rehearse(store: Store, incoming: Sequence[Incoming], before: Board, tell: Progress = lambda _: None) -> Rehearsed:
    """Check files and, where nothing is wrong with any, publish them in a copy that is thrown away.

    ``before`` is the board that they would change; ``tell`` is told what is being done.  Raises ``StoreError``
    where the store cannot be read or copied.
    """
    with store.rehearsal() as draft:
        tried = _tried(draft, before, lambda: tuple(_examine(draft, entry, tell) for entry in incoming))
        return _with_consequences(tried, draft, tell) if tried.ready else tried


def rehearse_withdrawal(store: Store, load_id: int, before: Board) -> Rehearsed:
    """Withdraw a load in a copy that is thrown away.  Raises ``StoreError`` where there is no such load in force."""
    with store.rehearsal() as draft:
        tried = _tried(draft, before, tuple)
        publish.mark_withdrawn(draft.connection, load_id, draft.number)
        return _with_consequences(tried, draft, lambda _: None)


def _tried(draft: Draft, before: Board, examine: Callable[[], tuple[Examined, ...]]) -> Rehearsed:
    """Nothing changed yet; where somebody has published meanwhile, the board before is theirs."""
    if before.version != draft.base:
        before = board_in(draft.connection, draft.base, before.today, before.steps)
    return Rehearsed(examine(), before, before, draft.number)


def _examine(draft: Draft, entry: Incoming, tell: Progress) -> Examined:
    tell(f"Reading and checking {entry.path.name}")
    try:
        known = publish.already_loaded(draft.connection, entry.path)
        if known is not None:
            return _held_already(draft, entry, known)
        checked = ingest.check(draft.connection, entry.path, entry.layout, draft.number)
    except UnreadableFileError as fault:
        return Examined(entry, unreadable=str(fault))
    if checked.refused:
        return Examined(entry, checked)
    tell(f"Setting {checked.rows:,} rows of {entry.path.name} against what is held")
    arrived = comparing.arrival(draft.connection, checked.contract, draft.number)
    load = publish.append(draft.connection, checked, draft.number, origin=entry.origin)
    return Examined(entry, checked, arrived, load=load)


def _held_already(draft: Draft, entry: Incoming, load_id: int) -> Examined:
    """It is loaded already; or a file that came with it is the very same, and one of the two has to go."""
    row = one(draft.connection, "SELECT file_name, version_from FROM load WHERE load_id = ?", [load_id])
    if row is None or row[1] < draft.number:
        return Examined(entry, already=load_id)
    return Examined(entry, unreadable=f"{entry.path.name}: it is the same file as {row[0]}. Take one of the two away.")


def _with_consequences(tried: Rehearsed, draft: Draft, tell: Progress) -> Rehearsed:
    tell("Computing every indicator that reads them")
    recompute(draft.connection, draft.number)
    tell("Judging what changed")
    names = tuple(moved(draft.connection, draft.number))
    after = board_in(draft.connection, draft.number, tried.before.today, tried.before.steps)
    same = {
        name: verdicts
        for name, verdicts in tried.before.verdicts.items()
        if name not in names and after.target(name) == tried.before.target(name)
    }
    after = replace(after, known=same)
    strange = tuple((name, _nearest(name)) for name in unclaimed(draft.connection, draft.number))
    units = tuple(in_other_units(draft.connection, draft.number))
    return Rehearsed(tried.files, tried.before, after, draft.number, names, strange, units)


def _nearest(name: str) -> str:
    return next(iter(get_close_matches(name, catalogue(), 1)), "")
