"""A page in its plain form, as codes: which questions it answers and how each is judged, and what people do and say."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.core.board.attention import in_order
from indicators.core.board.voices import Voices
from indicators.core.verdicts import Mark, Verdicts

ANSWERED = (Mark.WORSE, Mark.BETTER, Mark.CHANGED, Mark.NO_CHANGE)
MOST = 3
"""How many questions of a kind a plain page has: two sheets hold it."""


@dataclass(frozen=True)
class Answers:
    """The questions with one answer, the most important first; ``remaining`` is how many more there are.

    ``ended`` says that their figures end long ago, so that the answer is of the past.
    """

    mark: Mark
    ended: bool
    shown: tuple[Verdicts, ...]
    remaining: int


@dataclass(frozen=True)
class People:
    """What people with lived experience do and say, as numbers."""

    running: int
    paused: int
    open: int
    changes: int


@dataclass(frozen=True)
class PlainPage:
    """One page in its plain form; ``subject`` is what it is about, empty for the whole strategy.

    ``people`` is ``None`` on a page that has nothing of them.
    """

    key: str
    subject: str
    questions: int
    with_figure: int
    answers: tuple[Answers, ...]
    people: People | None = None

    @property
    def judged(self) -> int:
        """Of how many questions the answer is a direction."""
        return sum(len(answer.shown) + answer.remaining for answer in self.answers)

    @property
    def codes(self) -> str:
        """A fingerprint of what it says by codes: another one as soon as a verdict or a count is another."""
        marks = [
            (answer.mark.name, answer.ended, *(v.indicator for v in answer.shown), answer.remaining)
            for answer in self.answers
        ]
        text = repr((self.key, self.questions, self.with_figure, marks, self.people))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def of_measures(key: str, subject: str, verdicts: Sequence[Verdicts], voices: Voices | None = None) -> PlainPage:
    """The plain form of the whole strategy or of a part of it."""
    known = [verdict for verdict in in_order(verdicts) if verdict.has_figure]
    answers = []
    for ended, mark in itertools.product((False, True), ANSWERED):
        with_mark = [
            verdict for verdict in known if verdict.mark is mark and (verdict.direction.until is not None) is ended
        ]
        if with_mark:
            answers.append(Answers(mark, ended, tuple(with_mark[:MOST]), max(0, len(with_mark) - MOST)))
    return PlainPage(key, subject, len(verdicts), len(known), tuple(answers), people_of(voices))


def people_of(voices: Voices | None) -> People | None:
    """What a page's registers hold; ``None`` where they hold nothing."""
    if voices is None or voices.empty:
        return None
    return People(
        len(voices.running()),
        len(voices.running("paused")),
        sum(theme.open for theme in voices.feedback),
        sum(change.counts for change in voices.changed),
    )
