"""The strategy on a page in words: what its marks mean, and what is in each cell."""

from __future__ import annotations

from collections import Counter

from charts.facts.matrix import NO_OUTCOME, WHOLE, Cell, Entry, View
from charts.words.codes import MARKS, word
from charts.words.counting import lower, upper
from indicators.core.strategy.model import Strategy, label_of
from indicators.core.verdicts import Mark

LEGENDS: dict[View, dict[Mark, str]] = {
    View.DIRECTION: MARKS,
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
        Mark.FIGURE_ONLY: "no next date",
        Mark.NO_FIGURE: "stopped or no figure",
    },
}


def counts_in_words(counts: Counter[Mark], view: View) -> str:
    """ "1 better · 4 no change · 15 no figure"."""
    return " · ".join(f"{counts[mark]} {SHORT[view][mark]}" for mark in Mark if counts[mark])


def cell_in_words(cell: Cell, view: View) -> str:
    """The counts of one cell."""
    return counts_in_words(Counter(entry.mark for entry in cell.entries), view)


def entry_in_words(entry: Entry, title: str, view: View) -> str:
    """An indicator and its mark, as a screen reader says it."""
    if view is View.DIRECTION:
        return f"{title}: {lower(MARKS[entry.mark])}"
    return f"{title}, {lower(view)}: {lower(word(entry.verdict))}"


def row_name(key: str, strategy: Strategy) -> tuple[str, str]:
    """The label and the short name of a row."""
    priority = strategy.priority(key)
    if key == WHOLE or priority is None:
        return "", whole_name(strategy)
    return priority.label, priority.short


def whole_name(strategy: Strategy) -> str:
    """What serves the strategy as a whole; all of it, where it has no priorities."""
    return "Whole strategy" if strategy.priorities else "All indicators"


def whole_title(strategy: Strategy) -> str:
    """What serves the strategy as a whole, as a title: its themes, where it has any."""
    if not strategy.priorities:
        return whole_name(strategy)
    return "Cross-cutting themes and co-production" if strategy.themes else "What serves the strategy as a whole"


def column_name(key: str, strategy: Strategy) -> str:
    """The label and short name of a column."""
    outcome = strategy.outcome(key)
    if key == NO_OUTCOME or outcome is None:
        return f"No {strategy.words.outcome}"
    return f"{outcome.label} {outcome.short}".strip()


def part_name(key: str, strategy: Strategy) -> str:
    """A priority's word and label; of what serves the whole, its name."""
    priority = strategy.priority(key)
    return whole_name(strategy) if priority is None else label_of(priority, strategy.words.priority)


def plural(strategy: Strategy) -> tuple[str, str]:
    """What the strategy calls its outcomes and its priorities, as headings."""
    return upper(strategy.words.outcomes), upper(strategy.words.priorities)
