"""The columns of the sheet Indicators: what each means, and what is said of it on the day the file is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from charts import words
from indicators.core.board.board import Board
from indicators.core.model import Polarity
from indicators.core.verdicts import Verdict, Verdicts
from reports.workbook.sheet import Field

BETTER = {Polarity.HIGHER: "higher is better", Polarity.LOWER: "lower is better", Polarity.NONE: "neither is better"}


class Judged(NamedTuple):
    """An indicator, or one of several bodies that stand for its place, with the support lines of its subject."""

    verdicts: Verdicts
    support: str


def judged(board: Board) -> Iterator[Judged]:
    """A row for each indicator in the strategy's order; where several bodies stand for the place, one for each."""
    for of_indicator in board.verdicts.values():
        support = words.support(board.indicator(of_indicator.indicator), board.strategy)
        yield from (Judged(verdicts, support) for verdicts in (of_indicator.bodies or (of_indicator,)))


def _text_field(name: str, about: str, text: Callable[[Verdicts], str], width: int = 20) -> Field[Judged]:
    return Field(name, about, lambda row: text(row.verdicts), width=width)


def _latest(row: Judged) -> float | None:
    return row.verdicts.value


def _period(verdicts: Verdicts) -> str:
    return words.newest_period(verdicts) if verdicts.has_figure else ""


def _reason(verdict_of: Callable[[Verdicts], Verdict]) -> Callable[[Verdicts], str]:
    return lambda verdicts: words.reason(verdict_of(verdicts), verdicts.declared)


FIELDS: tuple[Field[Judged], ...] = (
    _text_field("indicator", "The indicator's id, as on the sheet Measures.", lambda verdicts: verdicts.indicator, 24),
    _text_field("title", "What it is called.", lambda verdicts: verdicts.declared.title, 40),
    _text_field("question", "The question it answers.", lambda verdicts: verdicts.declared.question, 40),
    _text_field("definition", "What exactly is measured.", lambda verdicts: verdicts.declared.definition, 60),
    _text_field("polarity", "Which way is better.", lambda verdicts: BETTER[verdicts.declared.polarity]),
    _text_field("unit", "What its figures are counted in.", lambda verdicts: verdicts.declared.unit),
    _text_field("method", "How limits follow from counts.", lambda verdicts: str(verdicts.declared.method)),
    _text_field("owner", "Who answers for the figures.", lambda verdicts: verdicts.declared.owner, 30),
    _text_field("frequency", "How often they are published.", lambda verdicts: verdicts.declared.frequency),
    _text_field("caveats", "What to be careful of.", lambda verdicts: " ".join(verdicts.declared.caveats), 40),
    _text_field("place", "Whose figure is judged.", lambda verdicts: verdicts.place.name if verdicts.place else "", 28),
    Field("latest", "The latest figure.", _latest, "number"),
    _text_field("latest_period", "The period of the latest figure.", _period, 24),
    _text_field(
        "direction",
        "The change since the strategy began.",
        lambda verdicts: words.direction_word(verdicts.direction),
        28,
    ),
    _text_field("direction_because", "Why that is said.", _reason(lambda verdicts: verdicts.direction), 40),
    _text_field(
        "lately",
        "What the newest figures say.",
        lambda verdicts: words.word(verdicts.lately) if verdicts.lately else "",
        28,
    ),
    _text_field("target", "Whether the target that counts is met.", lambda verdicts: words.word(verdicts.target)),
    _text_field("england", "How it compares with England.", lambda verdicts: words.word(verdicts.england)),
    _text_field("gap", "Whether the gap between groups changes.", lambda verdicts: words.word(verdicts.gap)),
    _text_field("data", "Whether the next figure is out.", lambda verdicts: words.word(verdicts.data)),
    Field("support", "Whom to talk to, where the subject is suicide or self-harm.", lambda row: row.support, width=40),
)
