"""Figures over time: one strong line, a pale band of limits, the comparison dashed and grey."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

import plotly.graph_objects as go

from charts.facts import ChartFacts, Line, Point, starts_at_zero
from charts.theme import ACCENT, BAND, INK, QUIET, SOFT, frame
from indicators.core.figures import plain

TICKS = {"short": 5, "long": 4}


def trend(facts: ChartFacts) -> go.Figure:
    """Value over time with limits, England beside it, cuts and the target marked."""
    figure = go.Figure(layout=frame())
    for run in runs(facts.ours):
        if len(run) > 1 and facts.joined:
            _band(figure, run)
        elif facts.has_band:
            _bars(figure, run)
    for other in facts.others:
        _other(figure, other, facts)
    for run in runs(facts.ours):
        _ours(figure, run, facts)
    _axes(figure, facts)
    mark_target(figure, facts)
    mark_cuts(figure, facts)
    return figure


def runs(line: Line) -> list[list[Point]]:
    """Stretches that may be joined: no cut, and no missing figure, within them."""
    at = 0
    keyed = []
    for point in line.points:
        at += point.value is None or (bool(keyed) and _gap(keyed[-1][1], point))
        keyed.append(((point.segment, at), point))
    runs = [[point for _, point in group if point.value is not None] for _, group in groupby(keyed, key=lambda k: k[0])]
    return [run for run in runs if run]


def _gap(before: Point, after: Point) -> bool:
    """Is at least one period missing between two figures, judged by the length of the earlier one's step?"""
    months = (after.end.year - before.end.year) * 12 + after.end.month - before.end.month
    covered = (before.end.year - before.start.year) * 12 + before.end.month - before.start.month + 1
    return months > max(covered, 1) and months > 1


def _band(figure: go.Figure, run: list[Point]) -> None:
    limited = [point for point in run if point.lower is not None and point.upper is not None]
    if not limited:
        return
    ends = [point.end for point in limited]
    figure.add_scatter(
        x=[*ends, *reversed(ends)],
        y=[*(p.upper for p in limited), *(p.lower for p in reversed(limited))],
        fill="toself",
        fillcolor=BAND,
        line={"width": 0},
        hoverinfo="skip",
        mode="lines",
    )


def _bars(figure: go.Figure, run: list[Point]) -> None:
    for point in run:
        if point.lower is not None:
            figure.add_scatter(
                x=[point.end, point.end],
                y=[point.lower, point.upper],
                mode="lines",
                line={"color": QUIET, "width": 1.5},
                hoverinfo="skip",
            )


def _ours(figure: go.Figure, run: list[Point], facts: ChartFacts) -> None:
    many = len(facts.ours.known) > 24
    figure.add_scatter(
        x=[p.end for p in run],
        y=[p.value for p in run],
        name=facts.ours.name,
        mode="lines+markers" if facts.joined else "markers",
        line={"color": ACCENT, "width": 2.5},
        marker={"color": "white", "size": 5 if many else 8, "line": {"color": ACCENT, "width": 2}},
        customdata=[[p.period, _hover(p, facts)] for p in run],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )


def _hover(point: Point, facts: ChartFacts) -> str:
    said = f"{facts.ours.name} {plain(point.value or 0, facts.indicator)}"
    if point.lower is not None and point.upper is not None:
        said += f" ({plain(point.lower, facts.indicator)} to {plain(point.upper, facts.indicator)})"
    return said


def _other(figure: go.Figure, line: Line, facts: ChartFacts) -> None:
    first, last = facts.ours.known[0].start, facts.latest.end
    within = [p for p in line.known if p.start >= first and p.end <= last]
    for run in runs(Line(line.name, tuple(within))):
        figure.add_scatter(
            x=[p.end for p in run],
            y=[p.value for p in run],
            name=line.name,
            mode="lines" if len(run) > 1 else "markers",
            line={"color": QUIET, "width": 1.8, "dash": "dash"},
            marker={"color": QUIET, "symbol": "diamond", "size": 7},
            customdata=[f"{line.name} {plain(p.value or 0, facts.indicator)}" for p in run],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _axes(figure: go.Figure, facts: ChartFacts) -> None:
    if starts_at_zero(facts):
        figure.update_yaxes(rangemode="tozero")
    if facts.indicator.unit == "%":
        figure.update_yaxes(ticksuffix="%")
    known = facts.ours.known
    mark_periods(figure, known)
    span = (known[-1].end - known[0].end).days or 365
    room = timedelta(days=round(span * 0.1)), timedelta(days=round(span * 0.05))
    figure.update_xaxes(range=[str(known[0].end - room[1]), str(known[-1].end + room[0])])
    label_ends(figure, facts)


def mark_periods(figure: go.Figure, known: tuple[Point, ...]) -> None:
    """Few labels, counted back from the newest, so that they stand side by side on a phone too."""
    every = -(-len(known) // TICKS["long" if len(short(known[-1].period)) > 7 else "short"])
    ticks = known[::-1][::every]
    figure.update_xaxes(tickvals=[p.end for p in ticks], ticktext=[short(p.period) for p in ticks], tickangle=0)


def label_ends(figure: go.Figure, facts: ChartFacts) -> None:
    """Direct labels at the last figures: the higher above its line, the lower below."""
    last = facts.latest.end
    ends = [(facts.latest.value or 0.0, facts.ours.name, ACCENT, True)]
    for other in facts.others:
        same = [p for p in other.known if p.end <= last]
        if same:
            ends.append((same[-1].value or 0.0, other.name, SOFT, False))
    ends.sort(key=lambda end: end[0])
    for order, (value, name, colour, strong) in enumerate(ends):
        words = f"{name} {plain(value, facts.indicator)}"
        above = order == len(ends) - 1
        figure.add_annotation(
            xref="paper",
            x=1,
            y=value,
            text=f"<b>{words}</b>" if strong else words,
            showarrow=False,
            xanchor="right",
            yanchor="bottom" if above else "top",
            yshift=8 if above else -8,
            font={"color": colour, "size": 14},
            bgcolor="rgba(255,255,255,.72)",
        )


def mark_target(figure: go.Figure, facts: ChartFacts) -> None:
    """A dotted line at the target, with whose it is."""
    if facts.target is None:
        return
    figure.add_hline(y=facts.target.value, line={"color": INK, "width": 1.2, "dash": "dot"})
    figure.add_annotation(
        xref="paper",
        x=0,
        y=facts.target.value,
        text=f"{facts.target.owner}: {plain(facts.target.value or 0, facts.indicator)}",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        font={"size": 12, "color": SOFT},
        bgcolor="rgba(255,255,255,.75)",
    )


def mark_cuts(figure: go.Figure, facts: ChartFacts) -> None:
    """A dotted upright where the line is broken, with the reason."""
    for made in facts.cuts:
        before = max((p for p in facts.ours.known if p.start < made.at), key=lambda p: p.end, default=None)
        after = min((p for p in facts.ours.known if p.start >= made.at), key=lambda p: p.end, default=None)
        if before is None or after is None:
            continue
        middle = before.end + (after.end - before.end) / 2
        figure.add_vline(x=str(middle), line={"color": QUIET, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=str(middle),
            y=0,
            yref="paper",
            text=made.short,
            showarrow=False,
            xanchor="right",
            xshift=-5,
            yanchor="bottom",
            align="right",
            font={"size": 12, "color": SOFT},
        )


def short(period: str) -> str:
    """A period for an axis: "January to March 2024" is "Jan-Mar 2024", "September 2024" is "Sep 2024"."""
    words = period.split(" ")
    if len(words) == 2 and words[1].isdigit():
        return f"{words[0][:3]} {words[1]}"
    if len(words) == 4 and words[1] == "to" and words[3].isdigit():
        return f"{words[0][:3]}-{words[2][:3]} {words[3]}"
    if len(words) == 5 and words[2] == "to":
        return f"{words[0][:3]} {words[1]} to<br>{words[3][:3]} {words[4]}"
    return period
