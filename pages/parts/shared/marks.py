"""Marks with their words: legends, lists, rows of marks."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from charts.facts.matrix import View
from charts.figures import marks
from charts.words import LEGENDS, MARKS, SHORT, lower
from indicators.core.board.attention import in_order
from indicators.core.verdicts import Mark, Verdicts
from pages.parts.shared import markup


def mark(kind: Mark, name: str = "", size: int = 20) -> Markup:
    """The mark as an image; with a name it is read out, without one the words beside it are."""
    return markup.picture(marks.svg(kind, size), name)


def legend(view: View = View.DIRECTION) -> Markup:
    """What each mark means in this view."""
    items = Markup("").join(Markup("<li>{} {}</li>").format(mark(kind), words) for kind, words in LEGENDS[view].items())
    return Markup('<ul class="legend" aria-label="What the marks mean">{}</ul>').format(items)


def row(verdicts: Sequence[Verdicts], titles: dict[str, str]) -> Markup:
    """Marks of indicators that have a figure, and the rest in words."""
    drawn = [v for v in in_order(verdicts) if v.mark is not Mark.NO_FIGURE]
    rest = len(verdicts) - len(drawn)
    shown = Markup("").join(mark(v.mark, f"{titles[v.indicator]}: {lower(MARKS[v.mark])}") for v in drawn)
    words = (
        Markup('<span class="small">+{} {}</span>').format(rest, SHORT[View.DIRECTION][Mark.NO_FIGURE]) if rest else ""
    )
    return Markup('<div class="marks">{}{}</div>').format(shown, words)
