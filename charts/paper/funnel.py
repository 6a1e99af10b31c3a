"""Areas by size for paper: the average, its 95% and 99.8% limits, and the place by shape and name."""

from __future__ import annotations

from matplotlib.figure import Figure

from charts.facts import ChartFacts
from charts.facts.similar_areas import own
from charts.figures.theme import ACCENT, QUIET
from charts.paper.look import Size, beside, canvas
from charts.words.areas import base
from charts.words.figures import plain


def funnel(facts: ChartFacts, size: Size) -> Figure:
    """A dot an area.  Raises ``ValueError`` for facts that are no funnel's."""
    if facts.funnel is None:
        raise ValueError(f"{facts.id}: there is no funnel to draw")
    figure, axes = canvas(size)
    curves = facts.funnel
    for path, style in ((curves.low, "--"), (curves.high, "--"), (curves.lowest, "-"), (curves.highest, "-")):
        axes.plot([x for x, _ in path], [y for _, y in path], style, color=QUIET, linewidth=0.9)
    axes.axhline(curves.average, color=QUIET, linewidth=1.1)
    for point in facts.ours.known:
        ours = own(point, facts)
        at = facts.size(point), point.figure
        axes.plot(*at, "D" if ours else "o", color=ACCENT if ours else QUIET, markersize=7 if ours else 3.5)
        if ours:
            beside(axes, at, f"{point.group} {plain(point.figure, facts.indicator)}", ACCENT, weight="bold")
    axes.set_xlabel(base(facts))
    return figure
