"""Playlists that are ready: the whole strategy, each part of it, what is new, one indicator a slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts import words
from charts.facts.matrix import WHOLE
from data.people import People
from data.people.meetings import Meeting
from data.people.playlists import Address, Playlist, address, all_of
from data.periods import in_full
from indicators.core.board.board import Board
from indicators.core.board.since import Since
from indicators.core.strategy.model import Strategy, label_of
from reports.slides.deck import with_second

OWN = "own-"
MET = "met"
VERSION = "version"


@dataclass(frozen=True)
class Shown:
    """A playlist as it is presented: its key in links, its name, what it holds, its slides in order.

    ``before`` says what its slides of changes compare with: a version, or the day of a meeting.
    """

    key: str
    name: str
    about: str
    slides: tuple[Address, ...]
    before: str = ""


def whole_strategy(board: Board) -> Shown:
    """The finding, the strategy on a page, then every priority and the indicators that first serve it."""
    strategy = board.strategy
    seen: set[str] = set()
    slides = [*with_second(board, address("overview")), address("overview", part="strategy")]
    for priority in strategy.priorities:
        fresh = [name for name in strategy.serving_priority(priority.id) if name not in seen]
        seen.update(fresh)
        slides += [*with_second(board, address("priority", priority=priority.id)), *_with_figure(board, fresh)]
    whole = [link.id for link in strategy.indicators if link.id not in seen]
    if whole:
        slides += with_second(board, address("priority", priority=WHOLE)) if strategy.of_the_whole else []
        slides += _with_figure(board, whole)
    about = (
        f"Every {strategy.words.priority} and its indicators, each once" if strategy.priorities else "Every indicator"
    )
    return Shown("strategy", "The whole strategy", about, tuple(slides))


def outcomes(board: Board) -> list[Shown]:
    """A playlist an outcome."""
    strategy = board.strategy
    return [
        _part(board, outcome.id, f"{label_of(outcome, strategy.words.outcome)}: {outcome.short}",
              address("outcome", outcome=outcome.id), strategy.serving_outcome(outcome.id))
        for outcome in strategy.outcomes
    ]  # fmt: skip


def priorities(board: Board) -> list[Shown]:
    """A playlist a priority, and one for what serves the whole strategy."""
    strategy = board.strategy
    playlists = [
        _part(board, part.id, f"{label_of(part, strategy.words.priority)}: {part.short}",
              address("priority", priority=part.id), strategy.serving_priority(part.id))
        for part in strategy.priorities
    ]  # fmt: skip
    if not strategy.of_the_whole:
        return playlists
    name = f"{words.whole_name(strategy)}: its own measures" if strategy.priorities else words.whole_name(strategy)
    return [*playlists, _part(board, WHOLE, name, address("priority", priority=WHOLE), strategy.of_the_whole)]


def every_indicator(board: Board) -> Shown:
    """One indicator a slide, in the strategy's order."""
    slides = _with_figure(board, [link.id for link in board.strategy.indicators])
    about = f"Every indicator with a {board.strategy.place} figure"
    return Shown("indicators", "One indicator a slide", about, tuple(slides))


def since_version(board: Board, before: int, comparison: Since) -> Shown:
    """What the version with the newest figures brought, set against the version ``before`` it."""
    name, called = "New since the last version", "since the version before the newest figures"
    return _since(board, "new", name, called, VERSION, comparison, str(before))


def since_meeting(board: Board, meeting: Meeting, comparison: Since, key: str = MET) -> Shown:
    """What is new since the board met; the last meeting's key is the same whichever that is."""
    when = in_full(meeting.day)
    day, called = str(meeting.day), f"since the board met on {when}"
    return _since(board, key, words.upper(called), called, day, comparison, day)


def key_of_meeting(meeting: Meeting) -> str:
    """The key of what is new since a meeting that need not be the last."""
    return f"{MET}-{meeting.day}"


def of_somebody(playlist: Playlist) -> Shown:
    """A playlist that somebody made."""
    slides = tuple(slide.address for slide in playlist.slides)
    return Shown(f"{OWN}{playlist.id}", playlist.name, f"Made by {playlist.who}", slides)


def of_people(people: People, strategy: Strategy) -> list[Shown]:
    """Every playlist that somebody made for a strategy, by name."""
    return [of_somebody(playlist) for playlist in all_of(people, strategy.id)]


def on_screens(name: str, playlists: Iterable[Shown]) -> tuple[str, ...]:
    """The playlists that an indicator is on."""
    return tuple(shown.name for shown in playlists if any(slide.get("indicator") == name for slide in shown.slides))


def _part(board: Board, key: str, name: str, section: Address, names: Sequence[str]) -> Shown:
    return Shown(key, name, "", (*with_second(board, section), *_with_figure(board, names)))


def _since(board: Board, key: str, name: str, called: str, link_value: str, comparison: Since, before: str) -> Shown:
    """``link_value`` is what the overview's link has for the same comparison."""
    first = with_second(board, address("overview", part="changed", called=called, since=link_value), comparison)
    slides = [address("indicator", indicator=change.indicator) for change in comparison.changes]
    overdue = with_second(board, address("overview", part="overdue"))
    return Shown(key, name, "What moved, each of them, and what is overdue", (*first, *slides, *overdue), before)


def _with_figure(board: Board, names: Sequence[str]) -> list[Address]:
    return [address("indicator", indicator=name) for name in names if board.verdicts[name].has_figure]
