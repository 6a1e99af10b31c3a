"""Playlists that are ready: the whole strategy, each part of it, what is new, one indicator a slide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts import words
from data.people import People
from data.people.meetings import Meeting
from data.people.playlists import Address, Playlist, address, all_of
from indicators.core.board.board import Board
from indicators.core.board.since import Since

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
    slides = [address("overview"), address("overview", part="strategy")]
    for priority in strategy.priorities:
        fresh = [name for name in strategy.serving_priority(priority.id) if name not in seen]
        seen.update(fresh)
        slides += [address("priority", priority=priority.id), *_with_figure(board, fresh)]
    whole = [link.id for link in strategy.indicators if link.whole_strategy and link.id not in seen]
    slides += [address("priority", priority="all"), *_with_figure(board, whole)]
    return Shown("strategy", "The whole strategy", "Every priority and its indicators, each once", tuple(slides))


def outcomes(board: Board) -> list[Shown]:
    """A playlist an outcome."""
    return [
        _part(board, found.id, f"Outcome {found.id[1:]}: {found.short}", address("outcome", outcome=found.id),
              board.strategy.serving_outcome(found.id))
        for found in board.strategy.outcomes
    ]  # fmt: skip


def priorities(board: Board) -> list[Shown]:
    """A playlist a priority, and one for what serves the whole strategy."""
    strategy = board.strategy
    found = [
        _part(board, p.id, f"Priority {p.id[1:]}: {p.short}", address("priority", priority=p.id),
              strategy.serving_priority(p.id))
        for p in strategy.priorities
    ]  # fmt: skip
    whole = [link.id for link in strategy.indicators if link.whole_strategy]
    return [*found, _part(board, "all", "Whole strategy: its own measures", address("priority", priority="all"), whole)]


def every_indicator(board: Board) -> Shown:
    """One indicator a slide, in the strategy's order."""
    slides = _with_figure(board, [link.id for link in board.strategy.indicators])
    return Shown("indicators", "One indicator a slide", "Every indicator with a Leeds figure", tuple(slides))


def since_version(board: Board, found: Since) -> Shown:
    """What the newest version brought."""
    name, called = "New since the last version", "since the version before"
    return _since("new", name, called, VERSION, found, str(board.version - 1))


def since_meeting(meeting: Meeting, found: Since, key: str = MET) -> Shown:
    """What is new since the board met; the last meeting's key is the same whichever that is."""
    when = f"{meeting.day.day} {meeting.day:%B %Y}"
    day, called = str(meeting.day), f"since the board met on {when}"
    return _since(key, words.upper(called), called, day, found, day)


def key_of_meeting(meeting: Meeting) -> str:
    """The key of what is new since a meeting that need not be the last."""
    return f"{MET}-{meeting.day}"


def own(playlist: Playlist) -> Shown:
    """A playlist that somebody made."""
    slides = tuple(kept.address for kept in playlist.slides)
    return Shown(f"{OWN}{playlist.id}", playlist.name, f"Made by {playlist.who}", slides)


def made(people: People) -> list[Shown]:
    """Every playlist that somebody made, by name."""
    return [own(playlist) for playlist in all_of(people)]


def on_screens(name: str, playlists: Iterable[Shown]) -> tuple[str, ...]:
    """The playlists that an indicator is on."""
    return tuple(shown.name for shown in playlists if any(slide.get("indicator") == name for slide in shown.slides))


def _part(board: Board, key: str, name: str, section: Address, names: Sequence[str]) -> Shown:
    return Shown(key, name, "", (section, *_with_figure(board, names)))


def _since(key: str, name: str, called: str, asked: str, found: Since, before: str) -> Shown:
    """``asked`` is what the overview's link has for the same comparison."""
    first = address("overview", part="changed", called=called, since=asked)
    slides = [address("indicator", indicator=change.indicator) for change in found.changes]
    overdue = address("overview", part="overdue")
    return Shown(key, name, "What moved, each of them, and what is overdue", (first, *slides, overdue), before)


def _with_figure(board: Board, names: Sequence[str]) -> list[Address]:
    return [address("indicator", indicator=name) for name in names if board.verdicts[name].has_figure]
