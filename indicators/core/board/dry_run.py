"""A publish tried out in full and thrown away: what the board's screens would say, from the real pipeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from data.layouts.core.layout import Number, normal
from data.loading import publish, workers
from data.loading.incoming import Incoming
from data.loading.ingest import Checked
from data.loading.load_diff import Arrival
from data.loading.outcome import Brought
from data.loading.snapshot import Snapshot, take
from data.loading.workers import StoppedError
from data.problems import Problem, Tab, UnreadableFileError
from data.storage.draft import Draft
from data.storage.versions import Store, StoreError
from indicators import catalogue
from indicators.core.board import unchanged
from indicators.core.board.board import Board, board_in
from indicators.core.measures.measures import beyond_bounds, places_moved
from indicators.core.measures.odd_loads import in_other_units, unclaimed
from indicators.core.measures.refresh import recompute
from indicators.core.model import ENGLAND

Progress = Callable[[str], None]


@dataclass(frozen=True)
class ExaminedFile:
    """One file: what it is and what is wrong with it, or why it cannot be read, or the load that brought it already.

    ``arrival`` and ``load``, the number that its load had in the copy, are there where nothing is wrong with it.
    ``tabs`` are the sheets of a workbook among which somebody has to choose.
    """

    incoming: Incoming
    checked: Checked | None = None
    arrival: Arrival | None = None
    unreadable: str = ""
    already: int | None = None
    load: int | None = None
    tabs: tuple[Tab, ...] = ()

    @property
    def ready(self) -> bool:
        """Could it be published as it is?"""
        return self.checked is not None and not self.checked.refused


@dataclass(frozen=True)
class DryRun:
    """A publish that was tried out: each file, the board before and after it, and the number it would have.

    ``after`` is the board before where nothing could be published; ``moved`` names indicators with a figure that
    would be new, revised or gone; ``unclaimed`` are ids in the common format that no indicator goes by, each with
    the nearest that there is; ``other_units`` are indicators given in a unit of another kind than theirs, with it;
    ``unseen`` are indicators with figures only for places that no page of the strategy shows, with those places;
    ``others`` are indicators of which a verdict may be another than before.
    """

    files: tuple[ExaminedFile, ...]
    before: Board
    after: Board
    number: int
    moved: tuple[str, ...] = ()
    unclaimed: tuple[tuple[str, str], ...] = ()
    other_units: tuple[tuple[str, str], ...] = ()
    unseen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    others: frozenset[str] = frozenset()

    @property
    def ready(self) -> bool:
        """Is there something to publish, and nothing in its way?"""
        fresh = [file for file in self.files if file.already is None]
        return bool(fresh) and all(file.ready for file in fresh)


def rehearse(store: Store, incoming: Sequence[Incoming], before: Board, tell: Progress = lambda _: None) -> DryRun:
    """Check files and, where nothing is wrong with any, publish them in a copy that is thrown away.

    ``before`` is the board that they would change; ``tell`` is told what is being done.  Raises ``StoreError``
    where the store cannot be read or copied.
    """
    with workers.job_folder() as folder:
        copies = [_copied(entry, folder / str(at)) for at, entry in enumerate(incoming)]
        while True:
            try:
                with store.rehearsal() as draft:
                    dry_run = _unchanged(draft, before, lambda d=draft: _examine(d, incoming, copies, folder, tell))  # type: ignore[misc]
                    return _with_consequences(dry_run, draft, tell) if dry_run.ready else dry_run
            except StoppedError as fault:
                copies[_readable(copies)[fault.at]] = str(fault)


def rehearse_withdrawal(store: Store, load_id: int, before: Board) -> DryRun:
    """Withdraw a load in a copy that is thrown away.  Raises ``StoreError`` where there is no such load in force."""
    with store.rehearsal() as draft:
        dry_run = _unchanged(draft, before, tuple)
        publish.mark_withdrawn(draft.connection, load_id, draft.number)
        return _with_consequences(dry_run, draft, lambda _: None)


def _unchanged(draft: Draft, before: Board, examine: Callable[[], tuple[ExaminedFile, ...]]) -> DryRun:
    """Nothing changed yet; where somebody has published meanwhile, the board before is theirs."""
    if before.version != draft.base:
        before = board_in(draft.connection, before.strategy, draft.base, before.today, before.steps)
    return DryRun(examine(), before, before, draft.number)


def _copied(entry: Incoming, folder: Path) -> Snapshot | str:
    """The file's copy that is read, or why there can be none."""
    try:
        return take(entry.path, folder)
    except UnreadableFileError as fault:
        return str(fault)
    except OSError as fault:
        raise StoreError(f"The files could not be copied for reading ({fault}). Nothing was changed.") from fault


def _readable(copies: Sequence[Snapshot | str]) -> list[int]:
    return [at for at, copy in enumerate(copies) if isinstance(copy, Snapshot)]


def _examine(
    draft: Draft, incoming: Sequence[Incoming], copies: Sequence[Snapshot | str], folder: Path, tell: Progress
) -> tuple[ExaminedFile, ...]:
    """Bring every file that can be read into the draft.  Raises ``StoppedError`` for one that takes too much."""
    places = _readable(copies)
    snapshots = [copy for copy in copies if isinstance(copy, Snapshot)]
    chosen = [incoming[at] for at in places]
    brought = workers.bring(draft, chosen, snapshots, folder, compare=True, tell=tell) if chosen else []
    brought_by_place = dict(zip(places, brought, strict=True))
    return tuple(
        ExaminedFile(entry, unreadable=copy) if isinstance(copy, str) else _examined(entry, brought_by_place[at])
        for at, (entry, copy) in enumerate(zip(incoming, copies, strict=True))
    )


def _examined(entry: Incoming, brought: Brought) -> ExaminedFile:
    """What came of a file; where one that came with it is the very same, one of the two has to go."""
    if brought.twin:
        return ExaminedFile(
            entry, unreadable=f"{entry.name}: it is the same file as {brought.twin}. Take one of the two away."
        )
    return ExaminedFile(
        entry, brought.checked, brought.arrival, brought.unreadable, brought.already, brought.load_id, brought.tabs
    )


def _with_consequences(dry_run: DryRun, draft: Draft, tell: Progress) -> DryRun:
    tell("Computing every indicator that reads them")
    recompute(draft.connection, draft.number)
    tell("Judging what changed")
    dry_run = _refused(dry_run, draft)
    if dry_run.files and not dry_run.ready:
        return dry_run
    places = places_moved(draft.connection, draft.number)
    names = tuple(name for name in sorted(places) if _shown(name, places[name], dry_run.before))
    unseen = tuple(
        (name, tuple(sorted(code for code, _ in places[name])))
        for name in sorted(places)
        if name not in names and name in dry_run.before.indicators
    )
    after = board_in(
        draft.connection, dry_run.before.strategy, draft.number, dry_run.before.today, dry_run.before.steps
    )
    others = unchanged.rest_on_other(dry_run.before, after, places)
    after = unchanged.carried_over(dry_run.before, after, others)
    strange = tuple((name, _nearest(name)) for name in unclaimed(draft.connection, draft.number))
    units = tuple(in_other_units(draft.connection, draft.number))
    return DryRun(dry_run.files, dry_run.before, after, draft.number, names, strange, units, unseen, others)


def _refused(dry_run: DryRun, draft: Draft) -> DryRun:
    """With an error at each row that gives its indicator a figure that cannot be."""
    impossible = beyond_bounds(draft.connection, draft.number)
    files = tuple(_with_errors(file, [row for row in impossible if row[1] == file.load]) for file in dry_run.files)
    return replace(dry_run, files=files)


def _with_errors(file: ExaminedFile, impossible: Sequence[tuple[str, int, int, float]]) -> ExaminedFile:
    if not impossible or file.checked is None:
        return file
    value = file.checked.layout.fields.get("value")
    read = value.column if isinstance(value, Number) else ""
    column = next((cell for cell in file.checked.header if normal(cell) == read), "")
    row_errors = [_impossible(file, column, name, row, value) for name, _, row, value in impossible]
    return replace(file, checked=replace(file.checked, problems=(*file.checked.problems, *row_errors)))


def _impossible(file: ExaminedFile, column: str, name: str, row: int, value: float) -> Problem:
    declared = catalogue()[name]
    rule = (
        f"{declared.title} is a percentage, from 0 to 100."
        if declared.unit == "%"
        else f"{declared.title} cannot be below 0."
    )
    return Problem(
        file.incoming.name,
        row,
        column,
        f"{value:.15g}",
        rule,
        f"Correct it, or check that {name} is the right indicator.",
    )


def _shown(name: str, places: set[tuple[str, str]], board: Board) -> bool:
    """Does a page of the strategy show figures of one of these places: its own, England, or others of their kind?"""
    if name not in board.indicators:
        return False
    indicator_places = board.indicator(name).places
    roles = {place.role for place in indicator_places} | {ENGLAND.role}
    return any(role in roles for _, role in places)


def _nearest(name: str) -> str:
    return next(iter(get_close_matches(name, catalogue(), 1)), "")
