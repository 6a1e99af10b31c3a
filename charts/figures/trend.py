"""Figures over time: one strong line, a pale band of limits, the comparison dashed and grey."""

from __future__ import annotations

from itertools import groupby
from textwrap import shorten

import plotly.graph_objects as go

from charts.facts.model import ChartFacts
from charts.facts.points import Line, Point, Run, joined
from charts.figures import axis
from charts.figures.free_place import free_place
from charts.figures.line_labels import label_ends
from charts.figures.theme import ACCENT, BAND, INK, QUIET, SOFT, as_text, frame
from charts.figures.time_axis import mark_periods
from charts.words.chart import cut_label
from charts.words.figures import aimed, plain

MANY = 24
OWNER = 40


def trend(facts: ChartFacts) -> go.Figure:
    """Value over time with limits, England beside it, cuts and the target marked."""
    figure = go.Figure(layout=frame())
    for run in facts.ours.runs:
        if joined(run):
            _bands(figure, run)
        else:
            _bars(figure, run)
    for other in facts.beside:
        _other(figure, other, facts)
    for run in facts.ours.runs:
        _ours(figure, run, facts)
    _axes(figure, facts)
    mark_target(figure, facts)
    mark_cuts(figure, facts)
    return figure


def _bands(figure: go.Figure, run: Run) -> None:
    """A band over each stretch that has limits; a lone figure with limits among others without has bars."""
    for limited, stretch in groupby(run, key=lambda point: point.limits is not None):
        points = tuple(stretch)
        if limited and len(points) > 1:
            _band(figure, points)
        elif limited:
            _bars(figure, points)


def _band(figure: go.Figure, points: Run) -> None:
    ends = [point.end for point in points]
    figure.add_scatter(
        x=[*ends, *reversed(ends)],
        y=[*(p.upper for p in points), *(p.lower for p in reversed(points))],
        fill="toself",
        fillcolor=BAND,
        line={"width": 0},
        hoverinfo="skip",
        mode="lines",
        name="band",
    )


def _bars(figure: go.Figure, run: Run) -> None:
    for point in run:
        if point.limits:
            figure.add_scatter(
                x=[point.end, point.end],
                y=list(point.limits),
                mode="lines",
                line={"color": QUIET, "width": 1.5},
                hoverinfo="skip",
                name="bar",
            )


def _ours(figure: go.Figure, run: Run, facts: ChartFacts) -> None:
    many = len(facts.ours.known) > MANY
    figure.add_scatter(
        x=[p.end for p in run],
        y=[p.value for p in run],
        name=facts.ours.name,
        mode="lines+markers" if joined(run) else "markers",
        line={"color": ACCENT, "width": 2.5},
        marker={"color": "white", "size": 5 if many else 8, "line": {"color": ACCENT, "width": 2}},
        cliponaxis=False,
        customdata=[[p.period, _hover(p, facts)] for p in run],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )


def _hover(point: Point, facts: ChartFacts) -> str:
    label = f"{facts.ours.name} {plain(point.figure, facts.indicator)}"
    if point.limits:
        low, high = (plain(limit, facts.indicator) for limit in point.limits)
        label += f" ({low} to {high})"
    return label


def _other(figure: go.Figure, line: Line, facts: ChartFacts) -> None:
    for run in line.runs:
        figure.add_scatter(
            x=[p.end for p in run],
            y=[p.value for p in run],
            name=line.name,
            mode="lines" if joined(run) else "markers",
            line={"color": QUIET, "width": 1.8, "dash": "dash"},
            marker={"color": QUIET, "symbol": "diamond", "size": 7},
            customdata=[f"{line.name} {plain(p.figure, facts.indicator)}" for p in run],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _axes(figure: go.Figure, facts: ChartFacts) -> None:
    figure.update_yaxes(**axis.layout(facts))
    mark_periods(figure, facts.ours.known)
    label_ends(figure, facts)


def mark_target(figure: go.Figure, facts: ChartFacts) -> None:
    """A dotted line at the target from the day it held, with whose it is."""
    target = facts.target
    if target is None or target.value is None:
        return
    begins = target.since is not None and facts.ours.known[0].end < target.since <= facts.latest.end
    start = {"xref": "x", "x0": str(target.since)} if begins else {"xref": "paper", "x0": 0}
    line = {"color": INK, "width": 1.2, "dash": "dot"}
    right = {"x1": str(facts.latest.end)} if begins else {"x1": 1}
    figure.add_shape(type="line", **start, **right, y0=target.value, y1=target.value, line=line)
    label = f"Target {aimed(target.value, facts.indicator)}, {as_text(shorten(target.owner, OWNER, placeholder=' …'))}"
    free = free_place(facts, target.value, len(label), str(target.since) if begins else None)
    if free is None:
        where = {"xref": "paper", "x": 0, "yref": "paper", "y": 1, "yanchor": "bottom"}
        label = f"Dotted: {label}"
    else:
        where = {"x": free[0], "y": target.value, "yanchor": "bottom" if free[1] else "top"}
    figure.add_annotation(
        text=label,
        showarrow=False,
        xanchor="left",
        font={"size": 12, "color": SOFT},
        bgcolor="rgba(255,255,255,.75)",
        **where,
    )


def mark_cuts(figure: go.Figure, facts: ChartFacts) -> None:
    """A dotted upright where the line is broken, with the reason."""
    for cut in facts.cuts:
        mark_upright(figure, str(cut.before + (cut.after - cut.before) / 2), "<br>".join(cut_label(cut)))


def mark_upright(figure: go.Figure, at: str, words: str) -> None:
    """A dotted upright at a day, with words to its left."""
    figure.add_vline(x=at, line={"color": QUIET, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=at,
        y=0,
        yref="paper",
        text=words,
        showarrow=False,
        xanchor="right",
        xshift=-5,
        yanchor="bottom",
        align="right",
        font={"size": 12, "color": SOFT},
    )
