"""Groups, bodies or areas for paper: a row each with its figure and limits; what is hidden is said, not dropped."""

from __future__ import annotations

import textwrap

from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from charts.facts import ChartFacts, ChartKind
from charts.facts.similar_areas import own
from charts.figures.theme import ACCENT, INK, QUIET
from charts.paper.look import Size, canvas
from charts.words.figures import plain
from charts.words.table import why_not

ROW, HEAD, WIDEST = 0.24, 0.6, 34


def rows(facts: ChartFacts, size: Size) -> Figure:
    """A dot and its limits each, in the facts' order from the top, as high as they need; England's as a dashed upright."""
    points = facts.ours.points
    figure, axes = canvas(Size(size.width, HEAD + ROW * len(points)))
    axes.grid(visible=False)
    areas = facts.kind is ChartKind.AREAS
    for at, point in enumerate(reversed(points)):
        ours = not areas or own(point, facts)
        if point.limits:
            axes.plot(list(point.limits), [at, at], color=QUIET, linewidth=1.4)
        if point.value is None:
            axes.annotate(
                why_not(point.reason), (0, at), xycoords=("axes fraction", "data"), xytext=(6, 0),
                textcoords="offset points", va="center", color=QUIET,
            )  # fmt: skip
            continue
        axes.plot([point.value], [at], "D" if areas and ours else "o", color=ACCENT if ours else QUIET)
        axes.annotate(
            plain(point.value, facts.indicator), (point.value, at), xytext=(0, 4), textcoords="offset points",
            ha="center", color=INK, fontsize=8,
        )  # fmt: skip
    for line in facts.others:
        axes.axvline(line.known[-1].figure, color=QUIET, linestyle="--", linewidth=1)
    axes.set_yticks(range(len(points)), [textwrap.shorten(p.group, WIDEST, placeholder=" …") for p in reversed(points)])
    axes.set_ylim(-0.6, len(points) - 0.2)
    if not areas:
        axes.set_xlim(left=min(0.0, axes.get_xlim()[0]))
    if facts.indicator.unit == "%":
        axes.xaxis.set_major_formatter(PercentFormatter(decimals=0))
    return figure
