"""What a publish would change on the board's screens, indicator by indicator, before anybody publishes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import words
from charts.facts import ChartFacts, views
from indicators.core.board import attention
from indicators.core.board.board import Board
from indicators.core.board.changes import Change, Flip, between, flips
from indicators.core.board.dry_run import DryRun
from indicators.core.board.plausibility import Odd, Odds, worth_a_look
from indicators.core.model import Indicator
from indicators.core.strategy.model import label_of
from indicators.core.verdicts import Verdicts
from indicators.methods.because import because
from reports.playlists import Shown, on_screens


@dataclass(frozen=True)
class Moved:
    """An indicator whose figures would move: before and after, its line then, where it is shown, what looks odd.

    ``change`` is ``None`` where only earlier figures or groups move, not the latest figure or its direction.
    """

    indicator: str
    title: str
    before: Verdicts
    after: Verdicts
    change: Change | None
    line: ChartFacts | None
    flips: tuple[Flip, ...]
    screens: tuple[str, ...]
    playlists: tuple[str, ...]
    odd: tuple[Odd, ...]


@dataclass(frozen=True)
class Preview:
    """Everything a publish would change."""

    moved: tuple[Moved, ...]

    @property
    def flipped(self) -> int:
        """How many verdicts of any kind would change."""
        return sum(len(moved.flips) for moved in self.moved)

    @property
    def odd(self) -> tuple[tuple[Indicator, Odd], ...]:
        """What is worth a look, with the indicator it is about."""
        return tuple((moved.after.declared, odd) for moved in self.moved for odd in moved.odd)

    @property
    def odd_by_indicator(self) -> tuple[tuple[str, Odd], ...]:
        """The same by the indicator's id."""
        return tuple((moved.indicator, odd) for moved in self.moved for odd in moved.odd)


def preview(dry_run: DryRun, playlists: Sequence[Shown] = ()) -> Preview:
    """The consequences of a publish that was tried out; changed directions first, then newer figures, then the rest."""
    if not dry_run.moved:
        return Preview(())
    others = {name: dry_run.after.verdicts[name] for name in dry_run.after.verdicts if name in dry_run.others}
    changes = {change.indicator: change for change in between(dry_run.before.verdicts, others)}
    names = [*changes, *(name for name in dry_run.moved if name in dry_run.after.verdicts and name not in changes)]
    return Preview(tuple(_moved(name, dry_run, changes.get(name), playlists) for name in names))


def _moved(name: str, dry_run: DryRun, change: Change | None, playlists: Sequence[Shown]) -> Moved:
    before, after = dry_run.before, dry_run.after
    return Moved(
        name,
        after.title(name),
        before.verdicts[name],
        after.verdicts[name],
        change,
        views.trend(after, name),
        flips(before.verdicts[name], after.verdicts[name]),
        tuple(_screens(name, before, after)),
        on_screens(name, playlists),
        tuple(_odd(name, before, after)),
    )


def _screens(name: str, before: Board, after: Board) -> list[str]:
    """The pages that name it: the overview where it is, or was, on one of its lists, and its priorities and outcomes."""
    link = after.strategy.link(name)
    listed = _is_listed(before, name) or _is_listed(after, name)
    page_names = ["Overview"] if listed else []
    strategy = after.strategy
    page_names += [
        label_of(part, strategy.words.priority) for part in strategy.priorities if part.id in link.priorities
    ]
    page_names += [words.whole_name(strategy)] if strategy.serves_the_whole(link) else []
    return [
        *page_names,
        *(label_of(part, strategy.words.outcome) for part in strategy.outcomes if part.id in link.outcomes),
    ]


def _is_listed(board: Board, name: str) -> bool:
    verdicts = [board.verdicts[name]]
    return bool(attention.needs_attention(verdicts) or attention.getting_better(verdicts, board.today))


def _odd(name: str, before: Board, after: Board) -> list[Odd]:
    series = after.series(name)
    if series is None or series.known.empty:
        is_lost = before.verdicts[name].has_figure and not after.verdicts[name].has_figure
        return [Odd(because(Odds.NOTHING_LEFT))] if is_lost else []
    return worth_a_look(before.series(name), series, before.measures(name), after.measures(name), after.indicator(name))
