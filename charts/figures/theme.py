"""The look, once: colours, type and the frame of every chart."""

from __future__ import annotations

from html import escape
from typing import Any

INK = "#16202a"
SOFT = "#53606c"
RULE = "#d9dee3"
TINT = "#f5f7f9"
ACCENT = "#0b3c5d"
BAND = "rgba(11, 60, 93, 0.10)"
WORSE = "#b84a00"
BETTER = "#0067b1"
CHANGED = "#5b3a8c"
QUIET = "#5f6b76"
FONT = '"Source Sans", "Source Sans 3", sans-serif'
HEIGHT = 400
CLEAR = "rgba(0,0,0,0)"
"""The page shows through a chart; its picture is drawn on white when it leaves the page."""


def as_text(words: str) -> str:
    """Words of people or of files for a figure, which would read tags in them."""
    return escape(words, quote=False)


def frame(**options: Any) -> dict[str, Any]:
    """The layout every chart starts from: pale horizontal rules, no box, room for direct labels."""
    return {
        "font": {"family": FONT, "size": 14, "color": INK},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 44, "r": 18, "t": 22, "b": 44},
        "height": HEIGHT,
        "showlegend": False,
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": "white", "bordercolor": RULE, "font": {"color": INK}},
        "xaxis": {"showgrid": False, "linecolor": RULE, "ticks": "outside", "tickcolor": RULE, "fixedrange": True},
        "yaxis": {"gridcolor": RULE, "zeroline": False, "fixedrange": True, "automargin": True},
    } | options


def tools(name: str, height: int) -> dict[str, Any]:
    """The chart's own tool that draws it into a file of that name: wide enough for a slide, as high as on screen."""
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2, "width": 1000, "height": height},
        "responsive": True,
    }
