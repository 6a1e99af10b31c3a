"""The strategy on a page: priorities by outcomes, and what the marks in each cell say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.core.strategy.model import Strategy
from indicators.core.verdicts import Mark, Verdict, Verdicts

AT_MOST = 6
WHOLE = "all"
NO_OUTCOME = "none"


class View(StrEnum):
    """What the marks say; the switch above the table."""

    DIRECTION = "Direction"
    ENGLAND = "Against England"
    TARGET = "Target"
    DATA = "Age of data"


@dataclass(frozen=True)
class Entry:
    """One indicator in a cell, and the verdict that this view shows of it."""

    indicator: str
    verdict: Verdict

    @property
    def mark(self) -> Mark:
        return self.verdict.mark


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
        """What is shown in words instead of marks."""
        return Counter(entry.mark for entry in self.entries[len(self.shown) :])


@dataclass(frozen=True)
class Row:
    """A priority, or the whole strategy (``WHOLE``), across the outcomes."""

    id: str
    cells: tuple[Cell, ...]

    @property
    def tally(self) -> Counter[Mark]:
        """Marks over the row, each indicator once."""
        return tally((self,))


def tally(rows: Iterable[Row]) -> Counter[Mark]:
    """Marks over some rows, each indicator once."""
    return Counter({e.indicator: e.mark for row in rows for cell in row.cells for e in cell.entries}.values())


def rows(strategy: Strategy, verdicts: Mapping[str, Verdicts], view: View) -> tuple[Row, ...]:
    """A row a priority in the strategy's order, and last the whole strategy where anything serves it.

    A column an outcome; where some indicators serve none, a last column for them.
    """
    columns = columns_of(strategy)
    keys = [*(priority.id for priority in strategy.priorities), *([WHOLE] if strategy.of_the_whole else [])]
    return tuple(
        Row(key, tuple(Cell(key, outcome, _entries(strategy, verdicts, view, key, outcome)) for outcome in columns))
        for key in keys
    )


def columns_of(strategy: Strategy) -> tuple[str, ...]:
    """The outcomes by id, and ``NO_OUTCOME`` where some indicators serve none."""
    without = any(not link.outcomes for link in strategy.indicators)
    return (*(outcome.id for outcome in strategy.outcomes), *((NO_OUTCOME,) if without else ()))


def _entries(
    strategy: Strategy, verdicts: Mapping[str, Verdicts], view: View, priority: str, outcome: str
) -> tuple[Entry, ...]:
    names = strategy.cell(None if priority == WHOLE else priority, None if outcome == NO_OUTCOME else outcome)
    entries = [Entry(name, verdict(verdicts[name], view)) for name in names]
    order = list(Mark)
    return tuple(sorted(entries, key=lambda entry: order.index(entry.mark)))


def verdict(verdicts: Verdicts, view: View) -> Verdict:
    """The verdict that a view shows."""
    return {
        View.DIRECTION: verdicts.direction,
        View.ENGLAND: verdicts.england,
        View.TARGET: verdicts.target,
        View.DATA: verdicts.data,
    }[view]
