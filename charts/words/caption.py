"""What a picture says of itself when it leaves the page: of what, of whom, from where, in which version."""

from __future__ import annotations

from textwrap import wrap

import plotly.graph_objects as go

from charts import words
from charts.facts import ChartFacts
from charts.figures.theme import HEIGHT, QUIET, as_text
from indicators.core.model import Sensitivity

LETTERS, LINE = 58, 15
SUPPORT = "To talk: Samaritans 116 123, or text SHOUT to 85258."


def sign(figure: go.Figure, facts: ChartFacts, version: int) -> go.Figure:
    """Write it small under the chart, in lines short enough for a phone; room is made below the axis."""
    newest = words.without_address(words.source(facts.latest)).partition(". Release")[0]
    said = f"{facts.subject}, {facts.place}. {words.unit_line(facts)}. Data version {version}. Source: {newest}."
    lines = wrap(said, LETTERS, max_lines=5, placeholder=" …")
    if facts.indicator.sensitivity is not Sensitivity.NONE:
        lines = [SUPPORT, *lines]
    room = LINE * len(lines) + 14
    margin, height = figure.layout.margin.b or 0, figure.layout.height or HEIGHT
    figure.update_layout(
        height=int(height) + room,
        margin={"b": int(margin) + room},
        title={
            "text": "<br>".join(map(as_text, lines)),
            "font": {"size": 11, "color": QUIET},
            "xref": "container",
            "x": 0,
            "yref": "container",
            "y": room / (int(height) + room),
            "yanchor": "top",
            "pad": {"l": 8},
        },
    )
    return figure
