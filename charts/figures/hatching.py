"""How a chart of illustrative figures looks: hatched, with words on it, so that no picture of it passes for real."""

from __future__ import annotations

from urllib.parse import quote

import plotly.graph_objects as go

from charts.figures.theme import SOFT
from charts.words.illustrative import TAG

LINES = "#8a949e"
SIZE = 20
ROOM = 36
"""Pixels over a chart that the words need."""


def pattern(width: int, height: int) -> str:
    """SVG of slanting lines over an area, to stand behind what is drawn."""
    return (
        '<defs><pattern id="made-up" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V9" stroke="{LINES}" stroke-width="1.4" opacity=".45"/></pattern></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#made-up)"/>'
    )


def hatched(figure: go.Figure) -> go.Figure:
    """The chart with slanting lines behind it and the words over it, where they hide nothing that is drawn."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="none" viewBox="0 0 900 340">{pattern(900, 340)}</svg>'
    figure.add_layout_image(
        source=f"data:image/svg+xml,{quote(drawing)}",
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        sizex=1,
        sizey=1,
        sizing="stretch",
        opacity=0.8,
        layer="below",
    )
    figure.add_annotation(
        text=TAG,
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        font={"size": SIZE, "color": SOFT},
    )
    extra_height = max(0, ROOM - (figure.layout.margin.t or 0))
    figure.update_layout(
        margin_t=(figure.layout.margin.t or 0) + extra_height, height=figure.layout.height + extra_height
    )
    return figure
