"""Marks with their words: legends, lists, rows of marks."""

from __future__ import annotations

from collections.abc import Sequence

from charts.facts.matrix import View
from charts.figures import marks
from charts.words import LEGENDS, MARKS, SHORT, lower
from indicators.core.board.agenda import in_order
from indicators.core.verdicts import Mark, Verdicts
from pages.parts.shared import markup


def mark(of: Mark, name: str = "", size: int = 20) -> str:
    """The mark as an image; with a name it is read out, without one the words beside it are."""
    return markup.picture(marks.svg(of, size), name)


def legend(view: View = View.DIRECTION) -> str:
    """What each mark means in this view."""
    items = "".join(f"<li>{mark(of)} {markup.text(words)}</li>" for of, words in LEGENDS[view].items())
    return f'<ul class="legend" aria-label="What the marks mean">{items}</ul>'


def row(verdicts: Sequence[Verdicts], titles: dict[str, str]) -> str:
    """Marks of indicators that have a figure, and the rest in words."""
    drawn = [v for v in in_order(verdicts) if v.mark is not Mark.NO_FIGURE]
    rest = len(verdicts) - len(drawn)
    shown = "".join(mark(v.mark, f"{titles[v.indicator]}: {lower(MARKS[v.mark])}") for v in drawn)
    words = f'<span class="small">+{rest} {SHORT[View.DIRECTION][Mark.NO_FIGURE]}</span>' if rest else ""
    return f'<div class="marks">{shown}{words}</div>'
