"""What a verdict is: a word, its reason, the mark it is drawn by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indicators.methods.chooser import Choice

BASELINE_BY = date(2020, 3, 31)
STRATEGY_STARTS = date(2020, 1, 1)


class Mark(StrEnum):
    """The six marks, in the one order they are shown in."""

    WORSE = "Getting worse"
    BETTER = "Getting better"
    CHANGED = "Changed, not judged"
    NO_CHANGE = "No clear change"
    FIGURE_ONLY = "A figure, no direction yet"
    NO_FIGURE = "No figure"


class Bar(StrEnum):
    """What stands in the way of saying whether a figure has changed."""

    NO_FIGURE = "No Leeds figure"
    HIDDEN = "The publisher hides the figure"
    TOO_OLD = "The last figure is older than the strategy, or nearly so"
    BASE_UNKNOWN = "What the figure is a rate of is not stated"
    MONTHS_UNKNOWN = "Which months each figure covers is not stated"
    ONE_SURVEY = "One survey or study only"
    TOO_FEW = "Too few periods so far"
    OVERLAPPING = "Each figure shares months with the one before"
    PART_YEARS = "Each figure covers part of a year"
    ROUGH = "Counts are small and rounded"
    NO_LIMITS = "Neither limits nor counts are published"
    NO_VARIATION = "The figures held do not vary"


JUDGED = (Mark.WORSE, Mark.BETTER, Mark.CHANGED, Mark.NO_CHANGE)


@dataclass(frozen=True)
class Verdict:
    """A word and its reason; ``mark`` says how it is drawn, ``caution`` what makes it less sure.

    ``bar`` says of a direction that is not judged what stands in its way.
    """

    word: str
    reason: str
    mark: Mark = Mark.FIGURE_ONLY
    caution: str = ""
    bar: Bar | None = None


@dataclass(frozen=True)
class Verdicts:
    """Everything said of one indicator as of a version and a day."""

    indicator: str
    direction: Verdict
    lately: Verdict | None
    target: Verdict
    england: Verdict
    gap: Verdict
    data: Verdict
    value: float | None = None
    said: str = ""
    period: str = ""
    period_end: date | None = None
    place: str = ""
    group: str = ""
    arrow: str = ""
    strength: float = 0.0
    change_since: str = ""
    method: Choice | None = None
    """How its newest points are judged, and why so; ``None`` where there is no figure."""

    @property
    def mark(self) -> Mark:
        return self.direction.mark

    @property
    def has_figure(self) -> bool:
        return self.value is not None


def cannot(bar: Bar, reason: str) -> Verdict:
    """A figure that cannot be judged, what stands in the way, and why in words."""
    return Verdict("Cannot say yet", reason, Mark.FIGURE_ONLY, bar=bar)


def better_or_worse(better: bool) -> Mark:
    """The mark of a change that is judged."""
    return Mark.BETTER if better else Mark.WORSE


def joined(*sentences: str) -> str:
    """Cautions as one text, those that are empty left out."""
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))
