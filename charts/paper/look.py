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

from charts.facts.points import Run
from charts.figures.theme import INK, RULE, SOFT
from charts.figures.time_axis import januaries, labels

FONT = "Source Sans Pro"
LETTERS = 9.0
LETTERS_AN_INCH = 13
DRAWN, APART = 0.7, 2
"""The part of a picture's width that is between its axes, and letters between two names under the axis."""

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


def name_periods(axes: Axes, known: Run, width: float) -> None:
    """Name as many periods under the axis as there is room for, the newest among them; of months their years."""
    ticks = januaries(known, most=max(2, int(width * LETTERS_AN_INCH / 7))) or _with_room(known, width)
    axes.set_xticks([end.toordinal() for end in ticks], list(ticks.values()))


def _with_room(known: Run, width: float) -> dict[date, str]:
    """From the newest back, each period whose name does not touch the one after it."""
    days = max((known[-1].end - known[0].end).days, 1)
    names = labels(known)
    chosen: dict[date, str] = {}
    free = float("inf")
    for point in reversed(known):
        name, at = names[point.end], (point.end - known[0].end).days / days * width * DRAWN * LETTERS_AN_INCH
        if at + len(name) / 2 < free:
            chosen[point.end] = name
            free = at - len(name) / 2 - APART
    return chosen


def beside(axes: Axes, at: tuple[float, float], words: str, colour: str = INK, **options: Any) -> None:
    """Words to the right of a point."""
    axes.annotate(
        words, at, xytext=(6, 0), textcoords="offset points", color=colour, va="center",
        annotation_clip=False, **options,
    )  # fmt: skip


def svg(figure: Figure) -> bytes:
    """The SVG of a picture; nothing in it says when it was made."""
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return out.getvalue()
