"""The look of a slide: where things stand on 1280 by 720, type, colours, the mark's shapes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Length, Pt

from charts.figures.theme import BETTER, CHANGED, INK, QUIET, SOFT, WORSE
from indicators.core.verdicts import Mark

PIXEL = 9525
PALE = "#c3d0d9"
FONT = "Arial"
UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FILLED = {
    Mark.WORSE: (MSO_SHAPE.DIAMOND, WORSE, "!"),
    Mark.BETTER: (MSO_SHAPE.OVAL, BETTER, "+"),
    Mark.CHANGED: (MSO_SHAPE.ROUNDED_RECTANGLE, CHANGED, "~"),
}
MARK_COLOURS = {mark: FILLED[mark][1] if mark in FILLED else SOFT for mark in Mark}


@dataclass(frozen=True)
class Box:
    """A place on the slide, in pixels of a slide 1280 wide and 720 high."""

    left: float
    top: float
    width: float
    height: float

    @property
    def measures(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height in the file's own unit."""
        left, top, width, height = (Emu(round(side * PIXEL)) for side in (self.left, self.top, self.width, self.height))
        return left, top, width, height


def colour(shade: str) -> RGBColor:
    """A colour of the theme, as "#0b3c5d", for the file."""
    rgb: RGBColor = RGBColor.from_string(shade[1:].upper())
    return rgb


def clean(words: str) -> str:
    """Text without the characters that the file's format cannot hold."""
    return UNWRITABLE.sub(" ", words)


def write(frame: Any, words: str, size: Length, shade: str | None = INK, *, bold: bool = False) -> None:
    """Make a text frame say some words, as text and in British English; without a shade in that of its master."""
    frame.text = clean(words)
    for paragraph in frame.paragraphs:
        # Without a size of its own an empty line is as high as the format's usual eighteen points.
        paragraph._p.get_or_add_endParaRPr().set("sz", str(size.centipoints))
        for run in paragraph.runs:
            style(run, size, shade, bold=bold)


def style(run: Any, size: Length, shade: str | None = INK, *, bold: bool = False) -> None:
    """Give a run of text its size, colour, weight and language."""
    run.font.size, run.font.bold = size, bold
    if shade is not None:
        run.font.color.rgb = colour(shade)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def text(
    slide: Slide, words: str, box: Box, size: float, shade: str = INK, *, bold: bool = False, right: bool = False
) -> Any:
    """A text box; the words wrap within it.  Returns its shape."""
    shape = slide.shapes.add_textbox(*box.measures)
    flush(shape.text_frame)
    write(shape.text_frame, words, Pt(size), shade, bold=bold)
    if right:
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    return shape


def rectangle(slide: Slide, box: Box, shade: str) -> Any:
    """A plain rectangle of one colour.  Returns its shape."""
    return _shape(slide, MSO_SHAPE.RECTANGLE, box, fill=shade)


def flush(frame: Any, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> None:
    """Have text begin at the very edge of its box."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = True, anchor


def draw(slide: Slide, mark: Mark, left: float, top: float, size: float = 22) -> None:
    """One of the six marks as native shapes in a group that says its name."""
    box = Box(left, top, size, size)
    group: Any = slide.shapes.add_group_shape()
    group.name = f"Mark: {mark}"
    group._element.nvGrpSpPr.cNvPr.set("descr", str(mark))
    if mark in FILLED:
        kind, shade, sign = FILLED[mark]
        _sign(_shape(group, kind, box, fill=shade), sign, size)
        return
    ring = _shape(group, MSO_SHAPE.OVAL, Box(left + 1, top + 1, size - 2, size - 2), line=QUIET)
    if mark is Mark.NO_FIGURE:
        ring.line.dash_style = MSO_LINE.ROUND_DOT
    elif mark is Mark.NO_CHANGE:
        _shape(group, MSO_SHAPE.RECTANGLE, Box(left + size * 0.3, top + size / 2 - 1, size * 0.4, 2), fill=QUIET)
    else:
        half = Box(left + size / 2, top + 1, size / 2 - 1, size - 2)
        _shape(group, MSO_SHAPE.FLOWCHART_DELAY, half, fill=QUIET)


def _shape(group: Any, kind: MSO_SHAPE, box: Box, *, fill: str = "", line: str = "") -> Any:
    shape = group.shapes.add_shape(kind, *box.measures)
    shape.shadow.inherit = False
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb, shape.line.width = colour(line), Pt(1.75)
    else:
        shape.line.fill.background()
    return shape


def _sign(shape: Any, sign: str, size: float) -> None:
    flush(shape.text_frame, MSO_ANCHOR.MIDDLE)
    shape.text_frame.word_wrap = False
    write(shape.text_frame, sign, Pt(size * 0.55), "#ffffff", bold=True)
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
