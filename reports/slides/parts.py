"""Slides of one outcome or priority, and of what serves the whole strategy."""

from __future__ import annotations

from typing import NamedTuple

from charts import words
from charts.facts.matrix import WHOLE
from data.people.playlists import Address, address
from indicators.core.board.attention import in_order
from indicators.core.board.board import Board
from indicators.core.strategy.model import Strategy, label_of
from indicators.core.verdicts import Verdicts
from reports.slides.model import (
    CONTINUED,
    SECOND,
    Slide,
    TextLine,
    has_second,
    others,
    page_of,
    sources_of,
    subjects_of,
)


class Section(NamedTuple):
    """A part of the strategy: what it is called, its title, its indicators, and what it is about."""

    above: str
    short: str
    title: str
    names: tuple[str, ...]
    about: tuple[str, ...] = ()
    aim_shown_by: tuple[str, ...] = ()


def outcome_section(strategy: Strategy, shown: Address) -> Section | None:
    """The outcome that a link asks for; ``None`` where there is none such."""
    outcome = strategy.outcome(shown.get("outcome"))
    if outcome is None:
        return None
    above = label_of(outcome, strategy.words.outcome)
    return Section(
        above, outcome.short, outcome.title, strategy.serving_outcome(outcome.id), outcome.about, outcome.aim_shown_by
    )


def priority_section(strategy: Strategy, shown: Address) -> Section | None:
    """The priority, or the whole strategy's own part, that a link asks for, for one outcome where it names one."""
    priority = strategy.priority(shown.get("priority"))
    outcome = strategy.outcome(shown.get("outcome"))
    if (priority is None and shown.get("priority") != WHOLE) or (shown.get("outcome") and outcome is None):
        return None
    above = words.part_name(shown.get("priority"), strategy)
    short = priority.short if priority else words.whole_title(strategy)
    title, about = (priority.title, priority.about) if priority else (short, ())
    if outcome:
        names = strategy.cell(priority.id if priority else None, outcome.id)
        above += f", for {words.lower(label_of(outcome, strategy.words.outcome))}"
    else:
        names = strategy.serving_priority(priority.id) if priority else strategy.of_the_whole
    return Section(above, short, title, names, about, priority.aim_shown_by if priority and not outcome else ())


def part(board: Board, shown: Address, section: Section) -> Slide:
    """The finding of one part, what its lenses say, and its indicators by name in the order of their marks.

    It is about all of its indicators, not about those listed alone.
    """
    verdicts = [board.verdicts[name] for name in section.names]
    figures = [v for v in in_order(verdicts) if v.has_figure]
    page = page_of([_line(v) for v in figures], shown)
    named = tuple(
        dict.fromkeys(
            (*page.indicators, *(v.indicator for v in figures if words.is_named(v, figures, section.aim_shown_by)))
        )
    )
    place = board.strategy.place
    finding, on_others = words.part_finding(section.short, verdicts, place, section.aim_shown_by)
    needs, recording = words.aim_needs(verdicts, section.aim_shown_by), words.in_recording(verdicts)
    beside = tuple(filter(None, (on_others, needs, recording)))
    others_with_figure = others(page.remaining, "other indicator", " with a figure.")
    without = others(len(verdicts) - len(figures), "indicator", " with no figure yet.")
    return Slide(
        board.strategy,
        shown,
        f"{section.above} · {section.short}{CONTINUED if shown.get(SECOND) else ''}",
        finding,
        section.title,
        lines=page.lines,
        reading=(*beside, words.of_lenses(verdicts), *others_with_figure, *without) if verdicts else without,
        sources=sources_of(board, named),
        subjects=subjects_of(board, section.names, *section.about),
        indicators=named,
    )


def second(board: Board, section: Section) -> bool:
    """Does the list of a part need a second slide?"""
    return has_second([_line(v) for name in section.names if (v := board.verdicts[name]).has_figure])


def _line(verdicts: Verdicts) -> TextLine:
    return TextLine(
        words.in_brief(verdicts),
        verdicts.mark,
        verdicts.declared.title,
        address("indicator", indicator=verdicts.indicator),
    )
