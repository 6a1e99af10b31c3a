"""Slides: one finding each, from the same facts as the screen that its address opens."""

from __future__ import annotations

from charts import words
from charts.facts.matrix import WHOLE
from charts.facts.views import views
from data.people.playlists import Address, address
from indicators.core.board.board import Board
from indicators.core.board.since import Since
from indicators.core.model import Sensitivity
from indicators.core.strategy.model import Strategy, label_of
from reports.slides.indicator import TABLE, indicator
from reports.slides.model import CONTINUED, SECOND, Slide, subjects_of
from reports.slides.overview import overview
from reports.slides.overview import second as second_of_overview
from reports.slides.parts import outcome_section, part, priority_section
from reports.slides.parts import second as second_of_part

PAGES = ("overview", "outcome", "priority", "indicator")
GONE = "A view that no longer exists"


def slide(board: Board, shown: Address, before: Board | None = None) -> Slide:
    """The slide of a screen.  ``before`` is what a slide of changes compares with.

    An address of nothing that is there gives a slide that says so: a playlist may outlive an indicator.
    """
    if shown.page == "overview":
        return overview(board, shown, before)
    if shown.page == "indicator" and shown.get("indicator") in board.verdicts:
        return indicator(board, shown)
    sections = {"outcome": outcome_section, "priority": priority_section}
    section = sections[shown.page](board.strategy, shown) if shown.page in sections else None
    return part(board, shown, section) if section else _unknown(board, shown)


def is_there(board: Board, shown: Address) -> bool:
    """Does the page of a slide still have what the slide asks for?"""
    if shown.page == "indicator":
        name, asked = shown.get("indicator"), shown.get("view")
        return name in board.verdicts and (asked in ("", TABLE) or asked in views(board, name))
    sections = {"outcome": outcome_section, "priority": priority_section}
    return shown.page == "overview" or (shown.page in sections and bool(sections[shown.page](board.strategy, shown)))


def _unknown(board: Board, shown: Address) -> Slide:
    asked = ", ".join(f"{name} {value}" for name, value in shown.query) or "nothing"
    return Slide(
        board.strategy,
        shown,
        board.strategy.name,
        "This view no longer exists.",
        f"The slide asks for {asked} of the page {shown.page!r}. Take it out of the playlist, or choose another view.",
    )


def with_second(board: Board, shown: Address, found: Since | None = None) -> tuple[Address, ...]:
    """A list of the strategy, an outcome or a priority; followed by its second slide where it needs one.

    ``found`` is what changed, where the list is of that.
    """
    sections = {"outcome": outcome_section, "priority": priority_section}
    section = sections[shown.page](board.strategy, shown) if shown.page in sections else None
    needed = second_of_part(board, section) if section else second_of_overview(board, shown, found)
    return (shown, address(shown.page, dict(shown.query), second="1")) if needed else (shown,)


def subjects(board: Board, shown: Address, before: Board | None = None) -> tuple[Sensitivity, ...]:
    """Which of suicide and self-harm a slide is about; known of an indicator without drawing its chart."""
    if shown.page == "indicator":
        return subjects_of(board, [name for name in (shown.get("indicator"),) if name in board.verdicts])
    return slide(board, shown, before).subjects


def title(board: Board, shown: Address) -> str:
    """What a slide is called in a list, without making it."""
    return f"{_title(board, shown)}{CONTINUED if shown.get(SECOND) else ''}"


def _title(board: Board, shown: Address) -> str:
    strategy = board.strategy
    if shown.page == "indicator" and shown.get("indicator") in board.verdicts:
        return board.title(shown.get("indicator")) + _in_brackets(shown.get("view"))
    if shown.page == "outcome":
        found = strategy.outcome(shown.get("outcome"))
        return f"{label_of(found, strategy.words.outcome)}: {found.short}" if found else GONE
    if shown.page == "priority":
        return _title_of_priority(strategy, shown)
    if shown.page != "overview":
        return GONE
    parts = {
        "strategy": "The strategy on a page",
        "overdue": "What is overdue",
        "changed": f"What is new {shown.get('called')}".strip(),
    }
    if shown.get("marks"):
        return f"The strategy on a page{_in_brackets(shown.get('marks'))}"
    return parts.get(shown.get("part"), "The finding on the whole strategy")


def _title_of_priority(strategy: Strategy, shown: Address) -> str:
    found, outcome = strategy.priority(shown.get("priority")), strategy.outcome(shown.get("outcome"))
    if (found is None and shown.get("priority") != WHOLE) or (shown.get("outcome") and outcome is None):
        return GONE
    short = f": {found.short}" if found else ""
    within = words.lower(label_of(outcome, strategy.words.outcome)) if outcome else ""
    return f"{words.part_name(shown.get('priority'), strategy)}{short}{_in_brackets(within)}"


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def has_reading(shown: Address) -> bool:
    """Is there something to say after the finding?"""
    return shown.page == "indicator"


def can_be_shown(page: str) -> bool:
    """Can a view of this page be a slide?"""
    return page in PAGES
