"""Charts as pictures for paper and for files that open without a server: SVG, drawn from the same facts as the screen's."""

from __future__ import annotations

from charts.facts import ChartFacts, ChartKind
from charts.paper.funnel import funnel
from charts.paper.lines import control, trend
from charts.paper.look import Size, svg
from charts.paper.rows import rows

__all__ = ["DRAW", "picture"]

DRAW = {
    ChartKind.TREND: trend,
    ChartKind.CONTROL: control,
    ChartKind.GROUPS: rows,
    ChartKind.BODIES: rows,
    ChartKind.AREAS: rows,
    ChartKind.FUNNEL: funnel,
}


def picture(facts: ChartFacts, width: float = 6.3, height: float = 2.6) -> bytes:
    """A chart as SVG of a size in inches.  Its words for who cannot see it are ``charts.words.alternative``.

    Rows of groups or areas take the height that they need.
    """
    return svg(DRAW[facts.kind](facts, Size(width, height)))
