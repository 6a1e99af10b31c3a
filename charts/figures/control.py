"""The control chart: usual ups and downs as a range, unusual points by shape as well as colour."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go

from charts.facts.model import ChartFacts, UsualRange
from charts.facts.points import HIGH, LOW, Point, Run, joined
from charts.figures import axis
from charts.figures.line_labels import label_newest
from charts.figures.theme import ACCENT, BETTER, CHANGED, QUIET, WORSE, frame
from charts.figures.time_axis import mark_periods
from charts.figures.trend import mark_cuts, mark_target, mark_upright
from charts.words.figures import plain
from charts.words.flags import flags_in_words
from indicators.core.model import Polarity

Look = tuple[str, str, str]


def control_chart(facts: ChartFacts) -> go.Figure:
    """Points, mean, the limits of each stretch, and the points that rules flag."""
    figure = go.Figure(layout=frame())
    for limits in facts.limits:
        _range(figure, limits, facts)
    for run in facts.ours.runs:
        if joined(run):
            _line(figure, run)
    _points(figure, facts)
    figure.update_yaxes(**axis.layout(facts))
    mark_periods(figure, facts.ours.known)
    mark_target(figure, facts)
    mark_cuts(figure, facts)
    label_newest(figure, facts)
    for redraw in facts.redrawn:
        mark_upright(figure, str(redraw.start), "limits<br>redrawn")
    if facts.proposed:
        mark_upright(figure, str(facts.proposed.start), "new limits<br>proposed")
    return figure


def _range(figure: go.Figure, limits: UsualRange, facts: ChartFacts) -> None:
    """Mean and limits of a stretch; a limit beyond what the measure can be is not drawn."""
    _level(figure, "mean", dict.fromkeys((limits.first, limits.last), limits.mean), "solid")
    if not limits.varies:
        return
    upper, lower = {}, {}
    for end in limits.ends:
        usual_range = limits.of(end)
        low, high = usual_range.within(facts.indicator)
        if high == usual_range.upper:
            upper[end] = high
        if low == usual_range.lower:
            lower[end] = low
    _level(figure, "upper limit", upper, "dash")
    _level(figure, "lower limit", lower, "dash")


def _level(figure: go.Figure, name: str, levels: dict[date, float], dash: str) -> None:
    """A level line, or one that steps from figure to figure."""
    if levels:
        figure.add_scatter(
            x=list(levels),
            y=list(levels.values()),
            mode="lines",
            hoverinfo="skip",
            name=name,
            line={"color": QUIET, "width": 1.3, "dash": dash, "shape": "hvh"},
        )


def _line(figure: go.Figure, run: Run) -> None:
    figure.add_scatter(
        x=[p.end for p in run],
        y=[p.value for p in run],
        mode="lines",
        name="line",
        line={"color": ACCENT, "width": 1.6},
        hoverinfo="skip",
    )


def _points(figure: go.Figure, facts: ChartFacts) -> None:
    kinds: dict[Look, list[Point]] = {}
    for point in facts.ours.known:
        kinds.setdefault(kind(point, facts), []).append(point)
    for (name, colour, symbol), points in kinds.items():
        figure.add_scatter(
            x=[p.end for p in points],
            y=[p.value for p in points],
            mode="markers",
            name=name,
            marker={
                "color": colour,
                "symbol": symbol,
                "size": 9 if symbol != "circle" else 6,
                "line": {"color": "white", "width": 0.8},
            },
            cliponaxis=False,
            customdata=[[p.period, plain(p.value or 0, facts.indicator), _hover_text(p, facts)] for p in points],
            hovertemplate="<b>%{customdata[0]}</b>: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        )


def _hover_text(point: Point, facts: ChartFacts) -> str:
    limits = facts.usual(point)
    if limits is None:
        return "too few points here for a usual range"
    return "; ".join(flags_in_words(point.flags)) or (
        "within the usual range" if limits.varies else "the figures do not vary"
    )


def kind(point: Point, facts: ChartFacts) -> Look:
    """How a point is drawn; where rules disagree the better reading is shown, as in the words beside it."""
    polarity = facts.indicator.polarity
    high = any(flag in HIGH for flag in point.flags)
    low = any(flag in LOW for flag in point.flags)
    if not high and not low:
        return "usual", QUIET, "circle"
    up = high and not (low and polarity is Polarity.LOWER)
    symbol = "triangle-up" if up else "triangle-down"
    if polarity is Polarity.NONE:
        return "unusual", CHANGED, symbol
    if up is (polarity is Polarity.HIGHER):
        return "better than usual", BETTER, symbol
    return "worse than usual", WORSE, symbol
