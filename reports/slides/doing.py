"""What we are doing about what a slide shows: in the presenter's notes, and as a slide of its own where it is wished."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from charts import words
from charts.facts.matrix import WHOLE
from data.people.actions import Action, in_order
from data.people.playlists import Address, address
from indicators.core.strategy.model import Strategy
from reports.slides.model import Slide, TextLine, has_second, page_of

PART, DOING = "part", "doing"
SAID_WORDS = 14
"""How many words of an action stand on a slide; its notes have all of them."""


def about(actions: Iterable[Action], names: Collection[str], key: str = "") -> list[Action]:
    """The actions linked to a priority by its key or to any of some indicators."""
    return [action for action in actions if key in action.plan.priorities or set(action.plan.indicators) & set(names)]


def of_slide(strategy: Strategy, shown: Address, actions: Sequence[Action]) -> list[Action]:
    """The actions of what a slide shows; all of them on one of the whole strategy."""
    if shown.page == "indicator":
        return about(actions, [shown.get("indicator")])
    if shown.page == "priority":
        key = shown.get("priority")
        return about(actions, strategy.of_the_whole if key == WHOLE else strategy.serving_priority(key), key)
    if shown.page == "outcome":
        return about(actions, strategy.serving_outcome(shown.get("outcome")))
    return list(actions)


def own_slides(strategy: Strategy, view: Address, actions: Sequence[Action], today: date) -> list[Address]:
    """The slides that show what we are doing about a view, the second where one does not hold it all; none without actions."""
    own_actions = of_slide(strategy, view, actions)
    if not own_actions:
        return []
    first = address(view.page, {view.page: view.get(view.page), "outcome": view.get("outcome"), PART: DOING})
    second = address(first.page, dict(first.query), second="1")
    return [first, second] if has_second(_lines(own_actions, today)) else [first]


def _lines(actions: Sequence[Action], today: date) -> list[TextLine]:
    return [
        TextLine(words.action_line(action, today), name=words.beginning(action.plan.what, SAID_WORDS))
        for action in actions
    ]


def with_actions(strategy: Strategy, slide: Slide, actions: Sequence[Action], today: date) -> Slide:
    """A slide with what we are doing in its notes; one whose address asks for it shows that itself, overdue first."""
    own_actions = in_order(of_slide(strategy, slide.address, actions), today)
    as_list = slide.address.get(PART) == DOING
    if slide.address.page != "overview" or as_list:
        action_lines = [f"{action.plan.what} {words.action_line(action, today)}" for action in own_actions]
        slide = replace(slide, notes=(*slide.notes, *action_lines))
    if not as_list:
        return slide
    shown = page_of(_lines(own_actions, today), slide.address)
    others_line = f"and {words.counted(shown.remaining, 'other')}, which the notes have" if shown.remaining else ""
    return replace(
        slide, finding=words.actions_in_brief(own_actions, today), under=others_line, chart=None, figures=None, rows=(),
        lines=shown.lines, reading=(), sources=(),
    )  # fmt: skip
