"""Groups side by side, with their limits: who fares how in one period."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.facts import ChartFacts
from charts.theme import ACCENT, INK, QUIET, frame
from indicators.core.figures import plain

ROW = 34


def groups(facts: ChartFacts) -> go.Figure:
    """A dot and its limits for each group, in the publisher's order; hidden groups are said, not dropped."""
    points = list(reversed(facts.ours.points))
    names = [point.flags[0] for point in points]
    figure = go.Figure(layout=frame(height=max(220, 90 + ROW * len(points)), hovermode="closest"))
    for name, point in zip(names, points, strict=True):
        if point.lower is not None and point.upper is not None:
            figure.add_scatter(
                x=[point.lower, point.upper],
                y=[name, name],
                mode="lines",
                line={"color": QUIET, "width": 2},
                hoverinfo="skip",
            )
    known = [(name, point) for name, point in zip(names, points, strict=True) if point.value is not None]
    figure.add_scatter(
        x=[point.value for _, point in known],
        y=[name for name, _ in known],
        mode="markers+text",
        marker={"color": ACCENT, "size": 11, "line": {"color": "white", "width": 1}},
        text=[plain(point.value or 0, facts.indicator) for _, point in known],
        textposition="top center",
        textfont={"color": INK, "size": 13},
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    for name, point in zip(names, points, strict=True):
        if point.value is None:
            figure.add_annotation(
                x=0,
                xref="paper",
                y=name,
                text=point.reason or "not available",
                showarrow=False,
                xanchor="left",
                font={"color": QUIET, "size": 13},
            )
    suffix = "%" if facts.indicator.unit == "%" else ""
    figure.update_xaxes(rangemode="tozero", ticksuffix=suffix, showgrid=True, gridcolor="#eef1f4")
    figure.update_yaxes(showgrid=False, categoryorder="array", categoryarray=names, gridcolor="#eef1f4")
    figure.update_layout(margin={"l": 10, "r": 24, "t": 16, "b": 40})
    return figure
