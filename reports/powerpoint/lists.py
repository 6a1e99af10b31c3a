"""A list on a slide: indicators by name, each with its mark, and what remains to be said beneath."""

from __future__ import annotations

import math

from pptx.slide import Slide as Page
from pptx.util import Pt

from charts import words
from charts.figures.theme import INK, SOFT
from reports.powerpoint import measure
from reports.powerpoint.measure import Run
from reports.powerpoint.style import MARK_COLOURS, Box, clean, draw, style, text
from reports.slides.model import Slide, TextLine

SIZES = (18, 17, 16, 15, 14, 13, 12, 11)
READING = 13
MARK, BETWEEN = 22, 14
GAP = 0.9
"""From one indicator to the next, in sizes of type."""


def indicators(page: Page, slide: Slide, box: Box) -> None:
    """The lines of a slide as large as there is room for, each with its mark drawn and in a word."""
    reading = " ".join(slide.reading)
    beneath = measure.height([Run(reading)], READING, box.width)
    room = box.height - (beneath + BETWEEN if reading else 0)
    size = next((size for size in SIZES if _height(slide, size, box.width) <= room), SIZES[-1])
    top = box.top
    for line in slide.lines:
        height = _row_height(line, size, _room(slide, size, box.width))
        _row(page, slide, line, Box(box.left, top, box.width, height), size)
        top += height + _gap(size)
    if reading:
        text(page, reading, Box(box.left, top + BETWEEN, box.width, beneath), READING, SOFT)


def _height(slide: Slide, size: float, width: float) -> float:
    room = _room(slide, size, width)
    return sum(_row_height(line, size, room) + _gap(size) for line in slide.lines)


def _gap(size: float) -> float:
    return size * GAP


def _word_room(slide: Slide, size: float) -> float:
    """How wide the longest word of a mark is, in whole pixels, so that rounding breaks no word."""
    marks = {line.mark for line in slide.lines if line.mark is not None}
    return math.ceil(max((measure.width(words.mark(mark), size, bold=True) for mark in marks), default=0.0))


def _room(slide: Slide, size: float, width: float) -> float:
    """What is left for an indicator between its mark and the word of it."""
    return width - MARK - 2 * BETWEEN - _word_room(slide, size)


def _runs(line: TextLine) -> tuple[Run, ...]:
    name = f"{line.name}  " if line.name else ""
    return Run(clean(name), bold=True), Run(clean(line.words))


def _row_height(line: TextLine, size: float, room: float) -> float:
    return max(measure.height(_runs(line), size, room), MARK)


def _row(page: Page, slide: Slide, line: TextLine, box: Box, size: float) -> None:
    if line.mark is not None:
        word_room = _word_room(slide, size)
        high = measure.line_height(size)
        draw(page, line.mark, box.left, box.top, MARK)
        word = Box(box.left + box.width - word_room, box.top, word_room, high)
        text(page, words.mark(line.mark), word, size, MARK_COLOURS[line.mark], bold=True)
    place = Box(box.left + MARK + BETWEEN, box.top, _room(slide, size, box.width), box.height)
    paragraph = text(page, "", place, size).text_frame.paragraphs[0]
    for part, bold in _runs(line):
        run = paragraph.add_run()
        run.text = part
        style(run, Pt(size), INK if bold else SOFT, bold=bold)
