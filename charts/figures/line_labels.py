"""Direct labels of lines, in place of a legend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from charts.facts.model import ChartFacts
from charts.facts.points import Point
from charts.figures import axis
from charts.figures.theme import ACCENT, SOFT
from charts.figures.time_axis import short
from charts.words.figures import plain

GAP, LETTER, ROW, PLOT = 8, 7.4, 18, 330
"""In pixels: between a line and its label, a letter's width, a label's height, the height of a usual chart's inside."""
BESIDE = "beside the line"
"""What labels right of the last figures are called in a figure."""


def label_ends(figure: go.Figure, facts: ChartFacts) -> None:
    """Direct labels of the lines: of the newest figures beside them, of an older one at its place, saying when."""
    newest = _newest(facts)
    for name, point in _last(facts).items():
        if name not in newest:
            _label_at(figure, facts, name, point)
    _label_beside(figure, facts, newest)


def label_newest(figure: go.Figure, facts: ChartFacts) -> None:
    """The newest figure of our line alone, beside it."""
    _label_beside(figure, facts, {facts.ours.name: facts.latest})


def spread(figure: go.Figure, facts: ChartFacts, inside: float, times: float) -> None:
    """Part the labels beside the lines again, for letters so many times their size in a chart of another height."""
    for note in figure.layout.annotations:
        if note.name == BESIDE:
            newest = {name: point for name, point in _newest(facts).items() if _named(name, point, facts) in note.text}
            apart = _apart(_newest(facts), facts, inside, ROW * times)
            note.update(yshift=apart[next(iter(newest))], xshift=GAP * times)


def _last(facts: ChartFacts) -> dict[str, Point]:
    return {line.name: line.known[-1] for line in (*facts.beside, facts.ours)}


def _newest(facts: ChartFacts) -> dict[str, Point]:
    """The last figure of each line that ends with ours."""
    return {name: point for name, point in _last(facts).items() if point.end == facts.latest.end}


def _label_beside(figure: go.Figure, facts: ChartFacts, newest: Mapping[str, Point]) -> None:
    """Right of the last figures, with the room that the longest label takes."""
    for name, shift in _apart(newest, facts).items():
        _write(
            figure, facts, name, newest[name], name=BESIDE, xanchor="left", xshift=GAP, yanchor="middle", yshift=shift
        )
    longest = max(len(_named(name, point, facts)) for name, point in newest.items())
    figure.update_layout(margin={"r": round(LETTER * longest) + 2 * GAP})


def _apart(newest: Mapping[str, Point], facts: ChartFacts, inside: float = PLOT, row: float = ROW) -> dict[str, int]:
    """How far each label moves up or down, in pixels, so that none lies on another."""
    scale = axis.axis(facts)
    levels = {name: inside * point.figure / (scale.high - scale.low) for name, point in newest.items()}
    ordered = sorted(levels, key=lambda name: levels[name])
    at: list[float] = []
    for name in ordered:
        at.append(max(levels[name], at[-1] + row) if at else levels[name])
    back = (at[-1] - levels[ordered[-1]]) / 2
    return {name: round(position - levels[name] - back) for name, position in zip(ordered, at, strict=True)}


def _named(name: str, point: Point, facts: ChartFacts) -> str:
    older = "" if point.end == facts.latest.end else f" ({short(point.period)})"
    return f"{name} {plain(point.figure, facts.indicator)}{older}"


def _label_at(figure: go.Figure, facts: ChartFacts, name: str, point: Point) -> None:
    """On the side of the figure where no other line is."""
    others = [line for line in (facts.ours, *facts.beside) if line.name != name]
    beside = [other.figure for line in others for other in line.known if other.end == point.end]
    above = all(point.figure > value for value in beside)
    side = {"yanchor": "bottom", "yshift": GAP} if above else {"yanchor": "top", "yshift": -GAP}
    _write(figure, facts, name, point, xanchor="right", **side)


def _write(figure: go.Figure, facts: ChartFacts, line_name: str, point: Point, **where: Any) -> None:
    ours, label = line_name == facts.ours.name, _named(line_name, point, facts)
    figure.add_annotation(
        x=str(point.end),
        y=point.value,
        text=f"<b>{label}</b>" if ours else label,
        showarrow=False,
        font={"color": ACCENT if ours else SOFT, "size": 14},
        bgcolor="rgba(255,255,255,.72)",
        **where,
    )
