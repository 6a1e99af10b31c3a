"""The plain pages in sentences: one idea each, in short words, from the same codes as the full pages."""

from __future__ import annotations

from typing import NamedTuple

from charts.facts.plain import Answers, People, PlainPage
from charts.figures.symbols import Symbol
from charts.words.figures import number, with_unit
from charts.words.newest import newest_period
from indicators.core.strategy.model import Strategy
from indicators.core.verdicts import Mark, Verdicts

ANSWERS = {
    Mark.WORSE: "This is getting worse.",
    Mark.BETTER: "This is getting better.",
    Mark.CHANGED: "This has changed. We do not say if that is good or bad.",
    Mark.NO_CHANGE: "We see no clear change.",
}
ANSWERS_THEN = {
    Mark.WORSE: "This was getting worse.",
    Mark.BETTER: "This was getting better.",
    Mark.CHANGED: "This had changed. We do not say if that is good or bad.",
    Mark.NO_CHANGE: "We saw no clear change.",
}
HEADINGS = {
    Mark.WORSE: "What is getting worse",
    Mark.BETTER: "What is getting better",
    Mark.CHANGED: "What has changed",
    Mark.NO_CHANGE: "What is about the same",
}
HEADINGS_THEN = {
    Mark.WORSE: "Old numbers: what was getting worse",
    Mark.BETTER: "Old numbers: what was getting better",
    Mark.CHANGED: "Old numbers: what had changed",
    Mark.NO_CHANGE: "Old numbers: what was about the same",
}
PEOPLE = "What people do and say"
NOTHING = "We cannot say yet if things are better or worse."


class Point(NamedTuple):
    """A line: the symbol or mark beside it, a question where it answers one, and sentences of one idea each."""

    symbol: Symbol | Mark
    lines: tuple[str, ...]
    question: str = ""
    indicator: str = ""


class Part(NamedTuple):
    """Points under a heading; without words there is no heading."""

    heading: str
    points: tuple[Point, ...]


def title(page: PlainPage, strategy: Strategy) -> str:
    """What the page is about."""
    return page.subject or f"Mental health in {strategy.place}"


def parts(page: PlainPage, strategy: Strategy) -> tuple[Part, ...]:
    """All that the page says, in order."""
    opening = [
        Point(Symbol.PLAN, (f"{strategy.place} has a plan for mental health.", "This page says how it is going."))
    ]
    if page.questions:
        opening.append(Point(Symbol.NUMBER, tuple(_counts(page))))
    answers = [
        Part(
            (HEADINGS_THEN if answers_of_kind.ended else HEADINGS)[answers_of_kind.mark],
            (
                *(_answer(v, answers_of_kind) for v in answers_of_kind.shown),
                *(
                    (Point(answers_of_kind.mark, (_more(answers_of_kind.remaining),)),)
                    if answers_of_kind.remaining
                    else ()
                ),
            ),
        )
        for answers_of_kind in page.answers
    ]
    people = [Part(PEOPLE, tuple(_people(page.people)))] if page.people else []
    return (Part("", tuple(opening)), *answers, *people)


def _counts(page: PlainPage) -> list[str]:
    sentences = [f"We ask {_things(page.questions)} here.", f"We have numbers for {page.with_figure} of them."]
    sentences.append(f"For {page.judged} we can say which way it goes." if page.judged else NOTHING)
    return sentences


def _things(how_many: int) -> str:
    return "1 question" if how_many == 1 else f"{how_many} questions"


def _more(remaining: int) -> str:
    return "There is 1 more like this." if remaining == 1 else f"There are {remaining} more like this."


def _answer(verdicts: Verdicts, answers: Answers) -> Point:
    answer = (ANSWERS_THEN if answers.ended else ANSWERS)[answers.mark]
    return Point(answers.mark, (answer, *_figure(verdicts)), verdicts.declared.question, verdicts.indicator)


def _figure(verdicts: Verdicts) -> tuple[str, ...]:
    """The newest figure, a per cent as so many in a hundred, and when it is from."""
    if verdicts.value is None or verdicts.bodies:
        return ()
    when = newest_period(verdicts)
    if verdicts.declared.unit == "%":
        return (f"The last number is {number(verdicts.value, 0)} in 100.", f"It is from {when}.")
    return (f"The last number is {with_unit(verdicts.value, verdicts.declared)}.", f"It is from {when}.")


def _people(people: People) -> list[Point]:
    """Numbers of the registers that are above none."""
    counts = [
        (people.running, Symbol.PEOPLE, "project is going on now.", "projects are going on now."),
        (people.paused, Symbol.PEOPLE, "project has stopped for now.", "projects have stopped for now."),
        (people.open, Symbol.TALK, "idea from people still waits for an answer.", "ideas from people still wait for an answer."),
        (people.changes, Symbol.CHANGE, "thing has changed because people took part.",
         "things have changed because people took part."),
    ]  # fmt: skip
    return [
        Point(symbol, (f"{times} {singular if times == 1 else many}",))
        for times, symbol, singular, many in counts
        if times
    ]
