"""A figure for a wall: as high as the slide lets it be, its letters, lines and points grown with it."""

from __future__ import annotations

import plotly.graph_objects as go

from charts.facts import ChartFacts
from charts.figures.line_labels import spread

LETTER, NOTE = 14, 13
SLIDE = 1.25
"""How much larger letters are on a slide of the usual size than on a page."""
FILLED = 0.78
"""A name's letter size as a part of its row's height. Our type is 1.26 times as high as its size, so rows do not touch."""
ABOVE, BELOW, BESIDE = 22, 34, 10


def on_a_wall(figure: go.Figure, facts: ChartFacts, height: int, times: float) -> go.Figure:
    """The figure with everything so many times its size on a slide of the usual size, and as high as given."""
    grown = SLIDE * times
    margin = figure.layout.margin
    room = {
        "t": round(_above(figure, facts) * grown),
        "b": round(max(BELOW, (margin.b or 0) - 10) * grown),
        "l": BESIDE,
        "r": round((margin.r or 0) * grown),
    }
    figure.update_layout(height=height, font={"size": LETTER * grown}, margin=room)
    figure.update_annotations(font={"size": round(NOTE * grown)})
    figure.for_each_trace(lambda trace: _grow(trace, grown))
    inside = height - room["t"] - room["b"]
    spread(figure, facts, inside, grown)
    _every_name(figure, inside, LETTER * grown)
    _few_levels(figure, inside, 2 * LETTER * grown)
    return figure


def _above(figure: go.Figure, facts: ChartFacts) -> int:
    """The room above: for a line of words there, for the figure over the first dot, or for half a name of the axis."""
    if any(note.yref == "paper" and note.y == 1 for note in figure.layout.annotations):
        return ABOVE
    return LETTER if facts.side_by_side else LETTER // 2 + 3


def _grow(trace: go.Scatter, times: float) -> None:
    if trace.line.width:
        trace.line.width *= times
    if trace.marker.size:
        trace.marker.size = trace.marker.size * times
    if trace.textfont.size:
        trace.textfont.size *= times


def _few_levels(figure: go.Figure, inside: float, row: float) -> None:
    """No more levels named on the axis than there are rows for them."""
    axis, rows = figure.layout.yaxis, max(2, int(inside / row))
    figure.update_yaxes(nticks=rows)
    while axis.dtick and axis.range and (axis.range[1] - axis.range[0]) / axis.dtick > rows:
        figure.update_yaxes(dtick=2 * axis.dtick)


def _every_name(figure: go.Figure, inside: float, letter: float) -> None:
    """Every group and area keeps its name, on one line, in letters that its row holds."""
    names = figure.layout.yaxis.categoryarray
    if names is None:
        return
    size = min(letter, FILLED * inside / len(names))
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(names),
        ticktext=[name.replace("<br>", " ") for name in names],
        tickfont={"size": size},
    )
    figure.for_each_trace(
        lambda trace: trace.update(textfont={"size": size * FILLED}) if trace.text is not None else trace
    )
