"""The strategy on a page: priorities by outcomes, and what the marks in each cell say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from charts.words.counting import lower
from indicators.core.strategy.strategy import Strategy
from indicators.core.verdicts import Mark, Verdict, Verdicts

AT_MOST = 6


class View(StrEnum):
    """What the marks say; the switch above the table."""

    DIRECTION = "Direction"
    ENGLAND = "Against England"
    TARGET = "Target"
    DATA = "Age of data"


LEGENDS: dict[View, dict[Mark, str]] = {
    View.DIRECTION: {mark: str(mark) for mark in Mark},
    View.ENGLAND: {
        Mark.WORSE: "Worse than England",
        Mark.BETTER: "Better than England",
        Mark.CHANGED: "Different, not judged",
        Mark.NO_CHANGE: "Similar",
        Mark.FIGURE_ONLY: "England's figure is held, but cannot judge ours",
        Mark.NO_FIGURE: "Not compared",
    },
    View.TARGET: {
        Mark.WORSE: "Not met",
        Mark.BETTER: "Met",
        Mark.NO_CHANGE: "Hit or miss",
        Mark.FIGURE_ONLY: "A target, cannot say",
        Mark.NO_FIGURE: "No target, or no figure",
    },
    View.DATA: {
        Mark.WORSE: "Overdue",
        Mark.BETTER: "Up to date",
        Mark.NO_CHANGE: "Due",
        Mark.FIGURE_ONLY: "One-off",
        Mark.NO_FIGURE: "Stopped, or no figure",
    },
}

SHORT: dict[View, dict[Mark, str]] = {
    View.DIRECTION: {
        Mark.WORSE: "worse",
        Mark.BETTER: "better",
        Mark.CHANGED: "changed",
        Mark.NO_CHANGE: "no change",
        Mark.FIGURE_ONLY: "figure only",
        Mark.NO_FIGURE: "no figure",
    },
    View.ENGLAND: {
        Mark.WORSE: "worse",
        Mark.BETTER: "better",
        Mark.CHANGED: "different",
        Mark.NO_CHANGE: "similar",
        Mark.FIGURE_ONLY: "cannot say",
        Mark.NO_FIGURE: "not compared",
    },
    View.TARGET: {
        Mark.WORSE: "not met",
        Mark.BETTER: "met",
        Mark.NO_CHANGE: "hit or miss",
        Mark.FIGURE_ONLY: "cannot say",
        Mark.NO_FIGURE: "no target or figure",
    },
    View.DATA: {
        Mark.WORSE: "overdue",
        Mark.BETTER: "up to date",
        Mark.NO_CHANGE: "due",
        Mark.FIGURE_ONLY: "one-off",
        Mark.NO_FIGURE: "stopped or no figure",
    },
}


@dataclass(frozen=True)
class Entry:
    """One indicator in a cell: its mark in this view and its name for everybody."""

    indicator: str
    mark: Mark
    name: str


@dataclass(frozen=True)
class Cell:
    """The indicators that serve one priority (or the whole strategy) and one outcome."""

    priority: str
    outcome: str
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> tuple[Entry, ...]:
        """At most six marks, in order; a worse one is never folded away, no-figure rings always are."""
        drawn = [entry for entry in self.entries if entry.mark is not Mark.NO_FIGURE]
        worse = sum(entry.mark is Mark.WORSE for entry in drawn)
        return tuple(drawn[: max(AT_MOST, worse)])

    @property
    def folded(self) -> Counter[Mark]:
        """What stands in words instead of marks."""
        return Counter(entry.mark for entry in self.entries[len(self.shown) :])


@dataclass(frozen=True)
class Row:
    """A priority, or the whole strategy, across the outcomes."""

    id: str
    number: str
    name: str
    cells: tuple[Cell, ...]

    @property
    def tally(self) -> Counter[Mark]:
        """Marks over the row, each indicator once."""
        return tally((self,))


def tally(rows: Iterable[Row]) -> Counter[Mark]:
    """Marks over some rows, each indicator once."""
    return Counter({e.indicator: e.mark for row in rows for cell in row.cells for e in cell.entries}.values())


def rows(strategy: Strategy, verdicts: dict[str, Verdicts], titles: dict[str, str], view: View) -> tuple[Row, ...]:
    """A row a priority in the strategy's order, and last the whole strategy."""
    named = [(priority.id, priority.id[1:], priority.short) for priority in strategy.priorities]
    return tuple(
        Row(
            key,
            number,
            name,
            tuple(_cell(strategy, verdicts, titles, view, key, outcome.id) for outcome in strategy.outcomes),
        )
        for key, number, name in [*named, ("", "", "Whole strategy")]
    )


def _cell(
    strategy: Strategy, verdicts: dict[str, Verdicts], titles: dict[str, str], view: View, priority: str, outcome: str
) -> Cell:
    entries = [entry(verdicts[name], titles[name], view) for name in strategy.cell(priority or None, outcome)]
    order = list(Mark)
    entries.sort(key=lambda e: order.index(e.mark))
    return Cell(priority, outcome, tuple(entries))


def entry(verdicts: Verdicts, title: str, view: View) -> Entry:
    """An indicator's mark in a view, with the name a screen reader says."""
    said = verdict(verdicts, view)
    if view is View.DIRECTION:
        return Entry(verdicts.indicator, said.mark, f"{title}: {said.mark.lower()}")
    return Entry(verdicts.indicator, said.mark, f"{title}, {lower(view)}: {said.word.lower()}")


def verdict(verdicts: Verdicts, view: View) -> Verdict:
    """The verdict that a view shows."""
    return {
        View.DIRECTION: verdicts.direction,
        View.ENGLAND: verdicts.england,
        View.TARGET: verdicts.target,
        View.DATA: verdicts.data,
    }[view]


def in_words(counts: Counter[Mark], view: View) -> str:
    """ "1 better · 4 no change · 15 no figure"."""
    return " · ".join(f"{counts[mark]} {SHORT[view][mark]}" for mark in Mark if counts[mark])
