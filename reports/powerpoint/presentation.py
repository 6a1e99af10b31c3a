"""A deck as a PowerPoint file: a title, then each slide with its finding, evidence, source and notes."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any
from urllib.parse import urlencode

from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from charts import words
from charts.figures.theme import INK, SOFT, TINT
from charts.words.drawing import NATIVE
from data.periods import in_full
from reports.powerpoint import chart, master, tables
from reports.powerpoint.style import MARK_COLOURS, PIXEL, Box, clean, colour, draw, style, text, write
from reports.slides.model import Deck, Slide, TextLine

LEFT, WIDTH = 84, 1112
TOP, BOTTOM, FOOT = 40, 636, 650
SUPPORT = Box(84, 26, 1112, 50)
SIZES = (30, 26, 22, 20, 18)
TWO_LINES = 2
PROPERTY = 255
LETTER, BOLD_LETTER, TALL = 0.64, 0.74, 1.62
UNDER, READING, SMALL = 15, 13, 12
MARK, MARK_ROOM, WORD_ROOM = 22, 36, 216
WORDS = WIDTH - MARK_ROOM - WORD_ROOM - 16
ROW_SIZES = (15, 14, 13, 12, 11)
GENERAL = "Some of these slides are about suicide or self-harm, and say so first."


def pptx(deck: Deck) -> bytes:
    """The file of a deck: charts are native and hold their figures; every slide has notes."""
    file = master.empty()
    _properties(file, deck)
    _first(file, deck)
    for slide in deck.slides:
        page = master.page(file)
        _write(page, slide, deck)
        _notes(page, notes(slide, deck))
    for place, page in enumerate(file.slides, start=1):
        if place > 1:
            master.number(page, place, len(file.slides))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def notes(slide: Slide, deck: Deck) -> str:
    """What the presenter has beside a slide: how to read it, whence it is, which data it shows, whom to talk to."""
    shown = f"/{'' if slide.address.page == 'overview' else slide.address.page}"
    asked = urlencode([*slide.address.query, ("version", str(deck.version)), ("strategy", deck.strategy.id)])
    parts = [
        slide.support,
        *slide.read(NATIVE),
        slide.counted(NATIVE),
        *(f"Source: {source.text}" for source in slide.sources),
        _data(deck),
        f"The same on screen: {shown}?{asked}",
    ]
    return "\n".join(part for part in parts if part)


def _data(deck: Deck) -> str:
    return f"Data version {deck.version}, published {deck.published}."


def _properties(file: Any, deck: Deck) -> None:
    told = file.core_properties
    told.title, told.subject, told.language = clean(deck.name)[:PROPERTY], _data(deck), master.LANGUAGE
    told.author = told.last_modified_by = deck.strategy.short_name or deck.strategy.name
    told.comments = "Charts can be edited; each slide's notes say how to read it and where its figures come from."
    told.created = told.modified = datetime.combine(deck.made, time())


def _first(file: Any, deck: Deck) -> None:
    page = master.page(file)
    talk = f"{GENERAL} {words.talk(deck.strategy)}" if any(slide.support for slide in deck.slides) else ""
    if talk:
        _support(page, talk)
    top = _title(page, deck.name, 240)
    made = f"{_data(deck)} Made {in_full(deck.made)}. {len(deck.slides) + 1} slides, this title included."
    text(page, made, Box(LEFT, top + 12, WIDTH, 60), 18, SOFT)
    _notes(page, f"{talk}\n{made}".strip())


def _write(page: Page, slide: Slide, deck: Deck) -> None:
    """Support first, then where it stands, the finding, what is counted, the evidence, and its source."""
    top: float = TOP
    if slide.support:
        _support(page, slide.support)
        top += SUPPORT.height
    text(page, slide.above, Box(LEFT, top, WIDTH, 24), UNDER, SOFT)
    top = _title(page, slide.finding, top + 28)
    if under := slide.counted(NATIVE):
        height = _lines(under, UNDER) * UNDER * TALL
        text(page, under, Box(LEFT, top + 6, WIDTH, height), UNDER, SOFT)
        top += 6 + height
    box = Box(LEFT, top + 14, WIDTH, BOTTOM - top - 14)
    if slide.chart:
        chart.add(page, slide.chart, box)
    elif slide.rows:
        tables.matrix(page, slide.strategy, slide.rows, slide.view, box, f"{slide.finding}. {slide.under}")
    elif slide.figures:
        left = tables.figures(page, slide.figures, box, slide.finding)
        _foot(page, slide, deck, f"{words.counted(left, 'earlier figure')} left out." if left else "")
        return
    else:
        _rows(page, slide, box)
    _foot(page, slide, deck)


def _support(page: Page, said: str) -> None:
    """Whom to talk to, before anything else on the page and for whoever has it read aloud."""
    shape = text(page, said, SUPPORT, SMALL)
    shape.name = "Support"
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(TINT)
    shape.text_frame.margin_left, shape.text_frame.margin_top = Emu(16 * PIXEL), Emu(6 * PIXEL)
    page.shapes._spTree.insert(2, shape._element)


def _title(page: Page, words_: str, top: float) -> float:
    """Place the title, smaller where it is long.  Returns where it ends."""
    lines = {size: _lines(words_, size, letter=BOLD_LETTER) for size in SIZES}
    size = next((size for size in SIZES if lines[size] <= TWO_LINES), SIZES[-1])
    height = lines[size] * size * TALL
    title: Any = page.shapes.title
    title.left, title.top, title.width, title.height = Box(LEFT, top, WIDTH, height).measures
    write(title.text_frame, words_, Pt(size), INK, bold=True)
    return top + height


def _lines(words_: str, size: float, width: float = WIDTH, letter: float = LETTER) -> int:
    """How many lines some words take at a size, reckoned by a type somewhat wider than ours, in case ours is missing."""
    return max(1, -(-round(len(words_) * size * letter) // round(width)))


def _rows(page: Page, slide: Slide, box: Box) -> None:
    """Indicators by name, each with its mark, drawn and in a word, and what remains to be said."""
    reading = " ".join(slide.reading)
    space = _lines(reading, READING) * READING * TALL + 16
    size = next((size for size in ROW_SIZES if _rows_height(slide, size) <= box.height - space), ROW_SIZES[-1])
    top = box.top
    for line in slide.lines:
        height = _row_height(line, size)
        _row(page, line, Box(box.left, top, box.width, height), size)
        top += height
    if reading:
        text(page, reading, Box(box.left, top + 10, box.width, BOTTOM - top - 10), READING, SOFT)


def _rows_height(slide: Slide, size: float) -> float:
    return sum(_row_height(line, size) for line in slide.lines)


def _row_height(line: TextLine, size: float) -> float:
    return max(_lines(f"{line.name}  {line.words}", size, WORDS) * size * TALL, MARK) + size * 0.7


def _row(page: Page, line: TextLine, box: Box, size: float) -> None:
    if line.mark is not None:
        draw(page, line.mark, box.left, box.top, MARK)
        word = Box(box.left + box.width - WORD_ROOM, box.top, WORD_ROOM, box.height)
        text(page, words.mark(line.mark), word, size, MARK_COLOURS[line.mark], bold=True)
    said = text(page, "", Box(box.left + MARK_ROOM, box.top, WORDS, box.height), size)
    paragraph = said.text_frame.paragraphs[0]
    for words_, bold in ((f"{line.name}  " if line.name else "", True), (line.words, False)):
        run = paragraph.add_run()
        run.text = clean(words_)
        style(run, Pt(size), INK if bold else SOFT, bold=bold)


def _foot(page: Page, slide: Slide, deck: Deck, more: str = "") -> None:
    """The newest figure's source in full, how many others the notes name, and the data version."""
    newest = slide.sources[0].cited if slide.sources else ""
    others = len(slide.sources) - 1
    said = [
        f"Source: {words.without_address(newest)}" if newest else "",
        f"{words.upper(words.counted(others, 'other source'))} in the notes." if others > 0 else "",
        more,
        _data(deck),
    ]
    text(page, " ".join(part for part in said if part), Box(LEFT, FOOT, 940, 44), SMALL, SOFT)


def _notes(page: Page, said: str) -> None:
    write(page.notes_slide.notes_text_frame, said, Pt(SMALL))
