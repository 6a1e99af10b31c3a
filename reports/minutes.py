"""The minutes of a meeting as a text file: what was decided before which figures, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from charts import words
from data.people.actions import Action
from data.people.decisions import Decision
from data.people.meetings import Meeting
from data.periods import in_full
from indicators.core.board.board import Board
from reports.slides import deck


def as_text(board: Board, meeting: Meeting, decided: Sequence[Decision], agreed: Sequence[Action], today: date) -> str:
    """Decisions and actions in the order in which they were written down, with the figures of their moment."""
    parts = [
        f"{meeting.name}\n{in_full(meeting.day)}\n{board.strategy.name}",
        _section("Decisions", [_decision(board, one) for one in decided]),
        _section("Actions", [f"{one.plan.what}\n{words.action_line(one, today)}" for one in agreed]),
        f"Made {in_full(today)}.",
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, items: Sequence[str]) -> str:
    lines = [f"{number}. {item}" for number, item in enumerate(items, start=1)] or ["None."]
    return "\n\n".join([title.upper(), *lines])


def _decision(board: Board, one: Decision) -> str:
    asked = urlencode([*one.seen.query, ("version", str(one.basis.version)), ("strategy", board.strategy.id)])
    page = "" if one.seen.page == "overview" else one.seen.page
    figures = [
        f"- {board.title(then.indicator)}: {words.figure_then(then, board.indicator(then.indicator))}"
        for then in one.basis.figures
        if then.value is not None and then.indicator in board.verdicts
    ]
    seen = f"Taken on: {deck.title(board, one.seen)} (/{page}?{asked}), data version {one.basis.version}."
    return "\n".join([one.what, seen, *figures])
