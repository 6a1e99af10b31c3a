"""Figures over time: one strong line, a pale band of limits, the comparison dashed and grey."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from textwrap import shorten
from typing import Any

import plotly.graph_objects as go

from charts import axis
from charts.facts.model import ChartFacts, Line, Point, Run, joined
from charts.theme import ACCENT, BAND, INK, QUIET, SOFT, as_text, frame
from indicators.core.figures import aimed, plain
from indicators.core.series import months_apart

TICKS = {"short": 4, "long": 2}
FEWEST_YEARS, MOST_YEARS = 3, 6
MANY = 24
GAP, LETTER, ROW, PLOT = 8, 7.4, 18, 330
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
    said = f"{facts.ours.name} {plain(_value(point), facts.indicator)}"
    if point.limits:
        low, high = (plain(limit, facts.indicator) for limit in point.limits)
        said += f" ({low} to {high})"
    return said


def _other(figure: go.Figure, line: Line, facts: ChartFacts) -> None:
    for run in line.runs:
        figure.add_scatter(
            x=[p.end for p in run],
            y=[p.value for p in run],
            name=line.name,
            mode="lines" if joined(run) else "markers",
            line={"color": QUIET, "width": 1.8, "dash": "dash"},
            marker={"color": QUIET, "symbol": "diamond", "size": 7},
            customdata=[f"{line.name} {plain(_value(p), facts.indicator)}" for p in run],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _axes(figure: go.Figure, facts: ChartFacts) -> None:
    figure.update_yaxes(**axis.layout(facts))
    mark_periods(figure, facts.ours.known)
    label_ends(figure, facts)


def mark_periods(figure: go.Figure, known: Run) -> None:
    """Few labels, so that they stand side by side on a phone too; room at both ends."""
    ticks = _januaries(known) or _counted_back(known)
    figure.update_xaxes(tickvals=list(ticks), ticktext=list(ticks.values()), tickangle=0)
    span = (known[-1].end - known[0].end).days
    before, after = (timedelta(days=round(span * part) or 180) for part in (0.05, 0.02))
    figure.update_xaxes(range=[str(known[0].end - before), str(known[-1].end + after)])


def _januaries(known: Run) -> dict[date, str]:
    """Where months run over some years: each year, or each second or third, at its January."""
    if any(months_apart(p.start, p.end) for p in known):
        return {}
    years = [day.year for p in known if (day := p.end).month == 1]
    if len(years) < FEWEST_YEARS:
        return {}
    every = -(-(years[-1] - years[0] + 1) // MOST_YEARS)
    return {date(year, 1, 31): str(year) for year in range(years[-1], years[0] - 1, -every)}


def _counted_back(known: Run) -> dict[date, str]:
    """Some of the periods, the newest among them."""
    every = -(-len(known) // TICKS["long" if max(len(short(p.period)) for p in known) > 7 else "short"])
    return {p.end: short(p.period) for p in known[::-1][::every]}


def label_ends(figure: go.Figure, facts: ChartFacts) -> None:
    """Direct labels of the lines: of the newest figures beside them, of an older one at its place, saying when."""
    lines = {line.name: line.known[-1] for line in (*facts.beside, facts.ours)}
    line_goes_on = len(facts.ours.known) > 1
    newest = {name: point for name, point in lines.items() if line_goes_on and point.end == facts.latest.end}
    for name, shift in _apart(newest, facts).items():
        _write(figure, facts, name, lines[name], xanchor="left", xshift=GAP, yanchor="middle", yshift=shift)
    for name in lines.keys() - newest.keys():
        _label_at(figure, facts, name, lines[name])
    if newest:
        longest = max(len(_named(name, point, facts)) for name, point in newest.items())
        figure.update_layout(margin={"r": round(LETTER * longest) + 2 * GAP})


def _apart(newest: Mapping[str, Point], facts: ChartFacts) -> dict[str, int]:
    """How far each label moves up or down, in pixels, so that none lies on another."""
    scale = axis.axis(facts)
    levels = {name: PLOT * _value(point) / (scale.high - scale.low) for name, point in newest.items()}
    ordered = sorted(levels, key=lambda name: levels[name])
    at: list[float] = []
    for name in ordered:
        at.append(max(levels[name], at[-1] + ROW) if at else levels[name])
    back = (at[-1] - levels[ordered[-1]]) / 2 if at else 0.0
    return {name: round(found - levels[name] - back) for name, found in zip(ordered, at, strict=True)}


def _named(name: str, point: Point, facts: ChartFacts) -> str:
    older = "" if point.end == facts.latest.end else f" ({short(point.period)})"
    return f"{name} {plain(_value(point), facts.indicator)}{older}"


def _label_at(figure: go.Figure, facts: ChartFacts, name: str, point: Point) -> None:
    """On the side of the figure where our line is not."""
    ours = {other.end: _value(other) for other in facts.ours.known if name != facts.ours.name}
    above = _value(point) > ours.get(point.end, 0.0)
    lone = len(facts.ours.known) == 1
    side = {"yanchor": "bottom", "yshift": GAP} if above else {"yanchor": "top", "yshift": -GAP}
    _write(figure, facts, name, point, xanchor="center" if lone else "right", **side)


def _write(figure: go.Figure, facts: ChartFacts, name: str, point: Point, **where: Any) -> None:
    ours, said = name == facts.ours.name, _named(name, point, facts)
    figure.add_annotation(
        x=str(point.end),
        y=point.value,
        text=f"<b>{said}</b>" if ours else said,
        showarrow=False,
        font={"color": ACCENT if ours else SOFT, "size": 14},
        bgcolor="rgba(255,255,255,.72)",
        **where,
    )


def _value(point: Point) -> float:
    return point.value if point.value is not None else 0.0


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
    figure.add_annotation(
        xref=start["xref"],
        x=start["x0"],
        y=target.value,
        text=f"{as_text(shorten(target.owner, OWNER, placeholder=' …'))}: {aimed(target.value, facts.indicator)}",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        font={"size": 12, "color": SOFT},
        bgcolor="rgba(255,255,255,.75)",
    )


def mark_cuts(figure: go.Figure, facts: ChartFacts) -> None:
    """A dotted upright where the line is broken, with the reason."""
    for made in facts.cuts:
        mark_upright(figure, str(made.before + (made.after - made.before) / 2), made.short)


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


def short(period: str) -> str:
    """A period for an axis: "January to March 2024" is "Jan-Mar 2024", "September 2024" is "Sep 2024".

    One line always: a period across two years is named by its end, "to Jun 2020".
    """
    words = period.split(" ")
    if len(words) == 2 and words[1].isdigit():
        return f"{words[0][:3]} {words[1]}"
    if len(words) == 4 and words[1] == "to" and words[3].isdigit():
        return f"{words[0][:3]}-{words[2][:3]} {words[3]}"
    if len(words) == 5 and words[2] == "to":
        return f"to {words[3][:3]} {words[4]}"
    return period
