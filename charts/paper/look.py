"""How a picture for paper looks: its letters, its axes, and its SVG, the same each time it is made."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import matplotlib
from font_source_sans_pro import font_directory
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from charts.figures.theme import INK, RULE, SOFT

FONT = "Source Sans Pro"
LETTERS = 9.0
LETTERS_AN_INCH = 13

FONTS = Path(font_directory)
"""Where the files of the letters are: the PDF embeds the same."""

for weight in ("Regular", "Semibold", "Bold", "It"):
    font_manager.fontManager.addfont(str(FONTS / f"SourceSansPro-{weight}.ttf"))
matplotlib.rcParams |= {
    "font.family": [FONT, "sans-serif"],
    "font.size": LETTERS,
    "svg.fonttype": "none",
    "svg.hashsalt": "the same picture each time",
    "axes.unicode_minus": True,
}


@dataclass(frozen=True)
class Size:
    """Width and height in inches."""

    width: float
    height: float


def canvas(size: Size) -> tuple[Figure, Axes]:
    """An empty picture with pale level rules and no box."""
    figure = Figure(figsize=(size.width, size.height), layout="constrained")
    axes: Axes = figure.add_subplot()
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    axes.tick_params(colors=SOFT, length=3, width=0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def name_periods(axes: Axes, periods: list[tuple[date, str]], width: float) -> None:
    """Name as many periods under the axis as there is room for, the newest among them."""
    widest = max(len(said) for _, said in periods) + 3
    every = -(-len(periods) // max(1, int(width * LETTERS_AN_INCH / widest)))
    chosen = periods[::-1][::every][::-1]
    axes.set_xticks([end.toordinal() for end, _ in chosen], [said for _, said in chosen])


def beside(axes: Axes, at: tuple[float, float], words: str, colour: str = INK, **more: Any) -> None:
    """Words to the right of a point."""
    axes.annotate(
        words, at, xytext=(6, 0), textcoords="offset points", color=colour, va="center",
        annotation_clip=False, **more,
    )  # fmt: skip


def svg(figure: Figure) -> bytes:
    """The SVG of a picture; nothing in it says when it was made."""
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return out.getvalue()
