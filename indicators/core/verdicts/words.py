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


JUDGED = (Mark.WORSE, Mark.BETTER, Mark.CHANGED, Mark.NO_CHANGE)


@dataclass(frozen=True)
class Verdict:
    """A word and its reason; ``mark`` says how it is drawn, ``caution`` what makes it less sure."""

    word: str
    reason: str
    mark: Mark = Mark.FIGURE_ONLY
    caution: str = ""


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


def cannot(reason: str) -> Verdict:
    """A figure that cannot be judged, and why."""
    return Verdict("Cannot say yet", reason, Mark.FIGURE_ONLY)


def better_or_worse(better: bool) -> Mark:
    """The mark of a change that is judged."""
    return Mark.BETTER if better else Mark.WORSE


def joined(*sentences: str) -> str:
    """Cautions as one text, those that are empty left out."""
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))
