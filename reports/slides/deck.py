"""Slides: one finding each, from the same facts as the screen that its address opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from charts import words
from charts.facts.matrix import WHOLE
from charts.facts.views import views
from data.people.actions import Action
from data.people.playlists import Address, address
from data.people.stories import About, Story, Subject
from indicators.core.board.board import Board
from indicators.core.board.remembered import moved_on
from indicators.core.board.since import Since
from indicators.core.model import Sensitivity
from indicators.core.strategy.model import Strategy, label_of
from reports.slides.doing import DOING, PART, with_actions
from reports.slides.indicator import TABLE, indicator
from reports.slides.model import CONTINUED, SECOND, Slide, TextLine, subjects_of
from reports.slides.overview import overview
from reports.slides.overview import second as second_of_overview
from reports.slides.parts import outcome_section, part, priority_section
from reports.slides.parts import second as second_of_part

PAGES = ("overview", "outcome", "priority", "indicator")
GONE = "A view that no longer exists"
STORY = "story"
STORY_WORDS = 80
NO_STORY = "No story is written yet."
Writing = tuple[Mapping[Subject, Story], Sequence[Action]]
"""What people have written of a strategy: its stories, its actions."""


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


def with_writing(board: Board, base_slide: Slide, writing: Writing) -> Slide:
    """A slide with what people wrote of it: its story, and what we are doing about it."""
    stories, actions = writing
    return with_actions(board.strategy, with_story(board, base_slide, stories), actions, board.today)


def with_story(board: Board, base_slide: Slide, stories: Mapping[Subject, Story]) -> Slide:
    """A slide of an indicator or a priority with its story for the presenter, where somebody wrote one.

    An address that asks for the part ``story`` shows the story itself, the beginning of each part.
    """
    story = _story_of(board, base_slide.address, stories)
    as_story = base_slide.address.get(PART) == STORY
    if story is None:
        return (
            replace(base_slide, chart=None, figures=None, lines=(TextLine(NO_STORY),), reading=())
            if as_story
            else base_slide
        )
    old = words.older_than_figures(moved_on(story.basis, board.verdicts), len(story.basis.figures) > 1)
    slide_with_notes = replace(base_slide, notes=tuple(words.story_lines(story, old)))
    if not as_story:
        return slide_with_notes
    text_by_part = {name: text for name, text in vars(story.parts).items() if text}
    most = _words_each(text_by_part)
    lines = tuple(
        TextLine(words.beginning(text, most[name]), name=words.STORY_PARTS[name]) for name, text in text_by_part.items()
    )
    byline = " ".join(part for part in (words.written_by(story), old) if part)
    return replace(slide_with_notes, under=byline, chart=None, figures=None, lines=lines, reading=(), sources=())


def _words_each(text_by_part: Mapping[str, str]) -> dict[str, int]:
    """How many words each part of a story may have: what short ones leave is for the long ones."""
    remaining, limit_by_part = STORY_WORDS, {}
    lengths = sorted((len(text.split()), name) for name, text in text_by_part.items())
    for number, (length, name) in enumerate(lengths):
        limit_by_part[name] = remaining // (len(lengths) - number)
        remaining -= min(length, limit_by_part[name])
    return limit_by_part


def has_story(board: Board, shown: Address, stories: Mapping[Subject, Story]) -> bool:
    """Has somebody written a story of what a slide shows?"""
    return _story_of(board, shown, stories) is not None


def _story_of(board: Board, shown: Address, stories: Mapping[Subject, Story]) -> Story | None:
    kind, ident = shown.page, shown.get(shown.page)
    if kind not in set(About) or shown.get(SECOND):
        return None
    return stories.get(Subject(board.strategy.id, About(kind), ident))


def is_there(board: Board, shown: Address) -> bool:
    """Does the page of a slide still have what the slide asks for?"""
    if shown.page == "indicator":
        name, requested_view = shown.get("indicator"), shown.get("view")
        return name in board.verdicts and (requested_view in ("", TABLE) or requested_view in views(board, name))
    sections = {"outcome": outcome_section, "priority": priority_section}
    return shown.page == "overview" or (shown.page in sections and bool(sections[shown.page](board.strategy, shown)))


def _unknown(board: Board, shown: Address) -> Slide:
    query_in_words = ", ".join(f"{name} {value}" for name, value in shown.query) or "nothing"
    return Slide(
        board.strategy,
        shown,
        board.strategy.name,
        "This view no longer exists.",
        f"The slide asks for {query_in_words} of the page {shown.page!r}. Take it out of the playlist, or choose another view.",
    )


def with_second(board: Board, shown: Address, comparison: Since | None = None) -> tuple[Address, ...]:
    """A list of the strategy, an outcome or a priority; followed by its second slide where it needs one.

    ``comparison`` is what changed, where the list is of that.
    """
    sections = {"outcome": outcome_section, "priority": priority_section}
    section = sections[shown.page](board.strategy, shown) if shown.page in sections else None
    needed = second_of_part(board, section) if section else second_of_overview(board, shown, comparison)
    return (shown, address(shown.page, dict(shown.query), second="1")) if needed else (shown,)


def subjects(board: Board, shown: Address, before: Board | None = None) -> tuple[Sensitivity, ...]:
    """Which of suicide and self-harm a slide is about; known of an indicator without drawing its chart."""
    if shown.page == "indicator":
        return subjects_of(board, [name for name in (shown.get("indicator"),) if name in board.verdicts])
    return slide(board, shown, before).subjects


def title(board: Board, shown: Address) -> str:
    """What a slide is called in a list, without making it."""
    part_ = {STORY: ", its story", DOING: ", what we are doing"}.get(shown.get(PART), "")
    return f"{_title(board, shown)}{part_}{CONTINUED if shown.get(SECOND) else ''}"


def _title(board: Board, shown: Address) -> str:
    strategy = board.strategy
    if shown.page == "indicator" and shown.get("indicator") in board.verdicts:
        return board.title(shown.get("indicator")) + _in_brackets(shown.get("view"))
    if shown.page == "outcome":
        outcome = strategy.outcome(shown.get("outcome"))
        return f"{label_of(outcome, strategy.words.outcome)}: {outcome.short}" if outcome else GONE
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
    priority, outcome = strategy.priority(shown.get("priority")), strategy.outcome(shown.get("outcome"))
    if (priority is None and shown.get("priority") != WHOLE) or (shown.get("outcome") and outcome is None):
        return GONE
    short = f": {priority.short}" if priority else ""
    within = words.lower(label_of(outcome, strategy.words.outcome)) if outcome else ""
    return f"{words.part_name(shown.get('priority'), strategy)}{short}{_in_brackets(within)}"


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def has_reading(shown: Address) -> bool:
    """Is there something to say after the finding?"""
    return shown.page == "indicator" and shown.get(PART) not in (STORY, DOING)


def can_be_shown(page: str) -> bool:
    """Can a view of this page be a slide?"""
    return page in PAGES
