"""What a picture says of itself when it leaves the page: of what, of whom, from where, in which version."""

from __future__ import annotations

from textwrap import wrap

import plotly.graph_objects as go

from charts import words
from charts.facts import ChartFacts
from charts.figures.theme import QUIET, as_text
from charts.words.illustrative import TAG
from indicators.core.strategy.model import Strategy

LETTERS, LINE = 110, 15


def sign(figure: go.Figure, facts: ChartFacts, version: int, strategy: Strategy) -> go.Figure:
    """Keep with the figure what its picture shall say under the chart, in short lines, and the room that takes.

    The page says the same beside the chart, so it is drawn only where the picture leaves the page.
    """
    newest = words.without_address(words.publisher(facts.latest))
    text = f"{TAG}. " if facts.illustrative else ""
    text += (
        f"{words.subject(facts)}, {facts.place}. {words.unit_line(facts)}. Data version {version}. Source: {newest}."
    )
    lines = wrap(text, LETTERS, max_lines=5, placeholder=" …")
    if facts.indicator.sensitive:
        lines = [*wrap(words.talk_briefly(strategy), LETTERS), *lines]
    caption = {
        "text": "<br>".join(map(as_text, lines)),
        "font": {"size": 11, "color": QUIET},
        "xref": "container",
        "x": 0,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 8},
    }
    figure.update_layout(meta={"caption": caption, "room": LINE * len(lines) + 14})
    return figure
