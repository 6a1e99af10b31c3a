"""The minutes of a meeting, as a text file and as slides: what was decided before which figures, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from urllib.parse import urlencode

from charts import words
from data.people.actions import Action
from data.people.decisions import Decision
from data.people.meetings import Meeting
from data.people.playlists import address
from data.periods import in_full
from indicators.core.board.board import Board
from reports.slides import deck
from reports.slides.model import Deck, Slide, TextLine, subjects_of

MOST_WORDS = 120
LONGEST_NAME = 300
LONGEST_WORD = 60
Item = tuple[TextLine, tuple[str, ...]]
"""A line of a slide, and what the notes have of it."""


def as_text(board: Board, meeting: Meeting, decided: Sequence[Decision], agreed: Sequence[Action], today: date) -> str:
    """Decisions and actions in the order in which they were written down, with the figures of their moment."""
    parts = [
        f"{meeting.name}\n{in_full(meeting.day)}\n{board.strategy.name}",
        _section("Decisions", [_decision(board, decision) for decision in decided]),
        _section("Actions", [f"{action.plan.what}\n{words.action_line(action, today)}" for action in agreed]),
        f"Made {in_full(today)}.",
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, items: Sequence[str]) -> str:
    lines = [f"{number}. {item}" for number, item in enumerate(items, start=1)] or ["None."]
    return "\n\n".join([title.upper(), *lines])


def as_deck(
    board: Board, meeting: Meeting, decided: Sequence[Decision], agreed: Sequence[Action], published: str, today: date
) -> Deck:
    """The same as slides of text; the figures behind decisions are in the notes."""
    shown = address("holdings", tab="meetings", meeting=str(meeting.day))
    decisions: list[Item] = [
        (TextLine(decision.what, name=deck.title(board, decision.seen)), tuple(_figures(board, decision)))
        for decision in decided
    ]
    actions: list[Item] = [(TextLine(words.action_line(action, today), name=action.plan.what), ()) for action in agreed]
    named: dict[str, tuple[list[str], list[Item]]] = {
        "Decisions": ([then.indicator for decision in decided for then in decision.basis.figures], decisions),
        "Actions": ([name for action in agreed for name in action.plan.indicators], actions),
    }
    slides = [
        Slide(
            board.strategy,
            shown,
            f"{meeting.name}, {in_full(meeting.day)}",
            title,
            lines=tuple(line for line, _ in part) or (TextLine("None."),),
            notes=tuple(note for _, notes in part for note in notes),
            subjects=subjects_of(board, [name for name in names if name in board.verdicts]),
        )
        for title, (names, items) in named.items()
        for part in _parts(items)
    ]
    return Deck(board.strategy, f"Minutes: {meeting.name}", tuple(slides), board.version, published, today)


def _parts(items: Sequence[Item]) -> list[list[Item]]:
    """As many slides as their words need; a long text goes on on the next."""
    parts: list[list[Item]] = [[]]
    for line, notes in items:
        for number, piece in enumerate(_pieces(line)):
            if sum(placed_piece.length for placed_piece, _ in parts[-1]) + piece.length > MOST_WORDS and parts[-1]:
                parts.append([])
            parts[-1].append((piece, notes if number == 0 else ()))
    return parts


def _pieces(line: TextLine) -> list[TextLine]:
    """A line cut where it has too many words or letters for one slide; its name stands before the first."""
    word_pieces = [part for word in f"{line.name}: {line.words}".split() for part in wrap(word, LONGEST_WORD)]
    cut = [" ".join(word_pieces[at : at + MOST_WORDS]) for at in range(0, len(word_pieces), MOST_WORDS)]
    return [line] if len(cut) == 1 and len(line.name) < LONGEST_NAME else [TextLine(piece) for piece in cut]


def _figures(board: Board, decision: Decision) -> list[str]:
    """The figures that were before the board when it decided."""
    return [
        f"- {board.title(then.indicator)}: {words.figure_then(then, board.indicator(then.indicator))}"
        for then in decision.basis.figures
        if then.value is not None and then.indicator in board.verdicts
    ]


def _decision(board: Board, decision: Decision) -> str:
    query = urlencode([*decision.seen.query, ("version", str(decision.basis.version)), ("strategy", board.strategy.id)])
    page = "" if decision.seen.page == "overview" else decision.seen.page
    seen = f"Taken on: {deck.title(board, decision.seen)} (/{page}?{query}), data version {decision.basis.version}."
    return "\n".join([decision.what, seen, *_figures(board, decision)])
