"""Similar areas: ranked with their limits beside England, and a funnel by size; the place by shape, label and colour."""

from __future__ import annotations

import textwrap

import plotly.graph_objects as go

from charts.facts import ChartFacts, Flag, Point
from charts.facts.similar_areas import own
from charts.figures.theme import ACCENT, INK, QUIET, RULE, SOFT, frame
from charts.words.areas import base
from charts.words.figures import plain
from charts.words.flags import flags_in_words
from charts.words.table import why_not

ROW, LINE = 25, 13
WIDEST = 24


def ranked(facts: ChartFacts) -> go.Figure:
    """A dot and its limits for each area, the highest at the top; England is a dashed upright."""
    named = [(_label(point, facts), point) for point in reversed(facts.ours.points)]
    tall = max(label.count("<br>") for label, _ in named)
    row = ROW + LINE * tall
    figure = go.Figure(layout=frame(height=max(240, 90 + row * len(named)), hovermode="closest"))
    for label, point in named:
        if point.limits:
            figure.add_scatter(
                x=list(point.limits),
                y=[label, label],
                mode="lines",
                line={"color": ACCENT if own(point, facts) else QUIET, "width": 3 if own(point, facts) else 1.6},
                hoverinfo="skip",
                name="limits",
            )
    figure.update_xaxes(range=_reach(facts))
    for ours in (False, True):
        _dots(
            figure,
            [(label, point) for label, point in named if own(point, facts) is ours and point.value is not None],
            facts,
        )
    _hidden(figure, [(label, point) for label, point in named if point.value is None])
    _england(figure, facts)
    suffix = "%" if facts.indicator.unit == "%" else ""
    figure.update_xaxes(ticksuffix=suffix, showgrid=True, gridcolor=RULE)
    labels = [label for label, _ in named]
    figure.update_yaxes(showgrid=False, categoryorder="array", categoryarray=labels, range=[-0.7, len(labels) - 0.3])
    figure.update_layout(margin={"l": 10, "r": 24, "t": 30, "b": 40})
    return figure


def _reach(facts: ChartFacts) -> list[float]:
    """Room at both ends for dots and words."""
    drawn = [level for point in facts.ours.known for level in (point.value, *(point.limits or ())) if level is not None]
    drawn += [point.value for line in facts.others for point in line.known if point.value is not None]
    room = (max(drawn) - min(drawn)) * 0.08 or 1.0
    return [min(drawn) - room, max(drawn) + room]


def _label(point: Point, facts: ChartFacts) -> str:
    """An area's name on lines short enough for a phone; the place's with its figure."""
    if own(point, facts):
        return f"<b>{point.group} {plain(point.figure, facts.indicator)}</b>"
    return "<br>".join(textwrap.wrap(point.group, WIDEST))


def _dots(figure: go.Figure, named: list[tuple[str, Point]], facts: ChartFacts) -> None:
    ours = bool(named) and own(named[0][1], facts)
    figure.add_scatter(
        x=[point.value for _, point in named],
        y=[label for label, _ in named],
        mode="markers",
        name=facts.ours.name if ours else "other areas",
        marker={
            "color": ACCENT if ours else ["white" if _like_england(point) else QUIET for _, point in named],
            "symbol": "diamond" if ours else "circle",
            "size": 14 if ours else 9,
            "line": {"color": "white" if ours else QUIET, "width": 1.6},
        },
        cliponaxis=False,
        customdata=[[point.group, _hover_text(point, facts)] for _, point in named],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )


def _like_england(point: Point) -> bool:
    return not point.flags or point.flags[0] is Flag.SIMILAR


def _hover_text(point: Point, facts: ChartFacts) -> str:
    label = plain(point.figure, facts.indicator)
    if point.limits:
        low, high = (plain(limit, facts.indicator) for limit in point.limits)
        label += f" ({low} to {high})"
    return "<br>".join((label, *flags_in_words(point.flags)))


def _hidden(figure: go.Figure, named: list[tuple[str, Point]]) -> None:
    for label, point in named:
        figure.add_annotation(
            x=0, xref="paper", xshift=8, y=label, text=why_not(point.reason), showarrow=False, xanchor="left",
            font={"color": QUIET, "size": 13},
        )  # fmt: skip


def _england(figure: go.Figure, facts: ChartFacts) -> None:
    for line in facts.others:
        for point in line.known:
            figure.add_vline(x=point.value, line={"color": SOFT, "width": 1.6, "dash": "dash"})
            figure.add_annotation(
                x=point.value, y=1, yref="paper", yanchor="bottom", showarrow=False,
                text=f"England {plain(point.figure, facts.indicator)}", font={"color": SOFT, "size": 13},
            )  # fmt: skip


def funnel(facts: ChartFacts) -> go.Figure:
    """Each area by the size of its base, with the average and the limits that chance alone would keep to."""
    limits = facts.funnel
    assert limits is not None
    figure = go.Figure(layout=frame(hovermode="closest"))
    for name, low, high, dash in (
        ("95% limits", limits.low, limits.high, "dash"),
        ("99.8% limits", limits.lowest, limits.highest, "solid"),
    ):
        for path in (low, high):
            figure.add_scatter(
                x=[size for size, _ in path],
                y=[level for _, level in path],
                mode="lines",
                name=name,
                line={"color": QUIET, "width": 1.3, "dash": dash},
                hoverinfo="skip",
            )
    figure.add_hline(y=limits.average, line={"color": INK, "width": 1.2})
    for ours in (False, True):
        _in_funnel(figure, [point for point in facts.ours.known if own(point, facts) is ours], facts)
    suffix = "%" if facts.indicator.unit == "%" else ""
    figure.update_yaxes(ticksuffix=suffix)
    figure.update_xaxes(title={"text": base(facts), "font": {"size": 13, "color": SOFT}}, tickformat=",")
    figure.update_layout(margin={"l": 44, "r": 34, "t": 22, "b": 76})
    return figure


def _in_funnel(figure: go.Figure, points: list[Point], facts: ChartFacts) -> None:
    if not points:
        return
    ours = own(points[0], facts)
    figure.add_scatter(
        x=[facts.size(point) for point in points],
        y=[point.value for point in points],
        mode="markers",
        name=facts.ours.name if ours else "other areas",
        marker={
            "color": ACCENT if ours else [QUIET if point.flags else "white" for point in points],
            "symbol": "diamond" if ours else "circle",
            "size": 14 if ours else 9,
            "line": {"color": "white" if ours else QUIET, "width": 1.6},
        },
        cliponaxis=False,
        customdata=[[point.group, _hover_text(point, facts)] for point in points],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
    )
    for point in points:
        if ours or point.flags:
            figure.add_annotation(
                x=facts.size(point), y=point.value, yshift=15, showarrow=False, bgcolor="rgba(255, 255, 255, .85)", borderpad=0,
                text=f"<b>{point.group}</b>" if ours else point.group,
                font={"color": ACCENT if ours else SOFT, "size": 14 if ours else 12},
            )  # fmt: skip
