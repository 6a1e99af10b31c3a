"""Groups side by side, with their limits: who fares how in one period."""

from __future__ import annotations

import textwrap

import plotly.graph_objects as go

from charts.facts import ChartFacts
from charts.facts.points import Point
from charts.figures import axis
from charts.figures.theme import ACCENT, INK, QUIET, as_text, frame
from charts.words.figures import plain
from charts.words.table import why_not

ROW = 34
LINE = 16
WIDEST = 26
PALE = "#eef1f4"

Named = list[tuple[str, Point]]


def groups(facts: ChartFacts) -> go.Figure:
    """A dot and its limits for each group, in the publisher's order; hidden groups are said, not dropped."""
    named = [(_wrapped(point.group), point) for point in reversed(facts.ours.points)]
    lines = sum(name.count("<br>") for name, _ in named)
    figure = go.Figure(layout=frame(height=max(220, 90 + ROW * len(named) + LINE * lines), hovermode="closest"))
    _limits(figure, named)
    _dots(figure, named, facts)
    _hidden(figure, named)
    figure.update_xaxes(**axis.layout(facts), showgrid=True, gridcolor=PALE)
    names = [name for name, _ in named]
    rows = [-0.6, len(names) - 0.4]
    figure.update_yaxes(showgrid=False, categoryorder="array", categoryarray=names, range=rows, gridcolor=PALE)
    figure.update_layout(margin={"l": 10, "r": 30, "t": 16, "b": 40})
    return figure


def _wrapped(name: str) -> str:
    """A long name on several lines, so that it is not cut off and leaves room for the figures."""
    return "<br>".join(map(as_text, textwrap.wrap(name, WIDEST))) or "not named"


def _limits(figure: go.Figure, named: Named) -> None:
    for name, point in named:
        if point.limits:
            figure.add_scatter(
                x=list(point.limits),
                y=[name, name],
                mode="lines",
                line={"color": QUIET, "width": 2},
                hoverinfo="skip",
                name="limits",
            )


def _dots(figure: go.Figure, named: Named, facts: ChartFacts) -> None:
    known = [(name, point) for name, point in named if point.value is not None]
    figure.add_scatter(
        x=[point.value for _, point in known],
        y=[name for name, _ in known],
        mode="markers+text",
        name=facts.ours.name,
        marker={"color": ACCENT, "size": 11, "line": {"color": "white", "width": 1}},
        text=[plain(point.value or 0, facts.indicator) for _, point in known],
        textposition="top center",
        textfont={"color": INK, "size": 13},
        cliponaxis=False,
        hovertemplate="%{y}: %{text}<extra></extra>",
    )


def _hidden(figure: go.Figure, named: Named) -> None:
    """Words where a dot would be: never a dot at zero, and never an empty row."""
    for name, point in named:
        if point.value is None:
            figure.add_annotation(
                x=0,
                xref="paper",
                xshift=8,
                y=name,
                text=why_not(point.reason),
                showarrow=False,
                xanchor="left",
                font={"color": QUIET, "size": 13},
            )
