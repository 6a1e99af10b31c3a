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
from reports.powerpoint import chart, lists, master, measure, tables
from reports.powerpoint.headline import headline
from reports.powerpoint.measure import Run
from reports.powerpoint.room import Master, Room
from reports.powerpoint.style import PIXEL, Box, clean, colour, flush, rectangle, text, write
from reports.powerpoint.template import Template, of_template
from reports.slides.model import Deck, Slide

SUPPORT_TOP, SUPPORT_SIDE, SUPPORT_ABOVE = 26, 16, 6
AROUND = 8
"""Pixels of the plain ground beside what stands on it."""
PROPERTY = 255
MEASURED = 0.9
"""Headlines are measured in our own type: another may be wider by so much."""
UNDER, SMALL = 15, 12
GENERAL = "Some of these slides are about suicide or self-harm, and say so first."


def pptx(deck: Deck, template: Template | None = None) -> bytes:
    """The file of a deck: charts are native and hold their figures; every slide has notes.

    ``template`` is the board's own, whose masters, colours and type it then has.  Raises ``TemplateError`` for one that
    cannot be used.
    """
    slide_master = master.empty() if template is None else of_template(template)
    file = slide_master.file
    _properties(file, deck)
    _first(slide_master, deck)
    for slide in deck.slides:
        page = master.page(slide_master)
        _write(page, slide, deck, slide_master)
        _notes(page, notes(slide, deck))
    for place, page in enumerate(file.slides, start=1):
        if place > 1 and slide_master.ours:
            master.number(page, place, len(file.slides))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def notes(slide: Slide, deck: Deck) -> str:
    """What the presenter has beside a slide: how to read it, its story, its sources, which data it shows, whom to talk to."""
    shown = f"/{'' if slide.address.page == 'overview' else slide.address.page}"
    query = urlencode([*slide.address.query, ("version", str(deck.version)), ("strategy", deck.strategy.id)])
    parts = [
        slide.support,
        *slide.read(NATIVE),
        slide.counted(NATIVE),
        *slide.notes,
        *(f"Source: {source.text}" for source in slide.sources),
        _data(deck),
        f"The same on screen: {shown}?{query}",
    ]
    return "\n".join(part for part in parts if part)


def _data(deck: Deck) -> str:
    return f"Data version {deck.version}, published {deck.published}."


def _properties(file: Any, deck: Deck) -> None:
    properties = file.core_properties
    properties.title, properties.subject, properties.language = (
        clean(deck.name)[:PROPERTY],
        _data(deck),
        master.LANGUAGE,
    )
    properties.author = properties.last_modified_by = deck.strategy.short_name or deck.strategy.name
    properties.comments = "Charts can be edited; each slide's notes say how to read it and where its figures come from."
    properties.created = properties.modified = datetime.combine(deck.made_on, time())


def _first(slide_master: Master, deck: Deck) -> None:
    page = master.page(slide_master)
    talk = f"{GENERAL} {words.talk(deck.strategy)}" if any(slide.support for slide in deck.slides) else ""
    if slide_master.ours:
        if talk:
            _support(page, talk, SUPPORT_TOP, slide_master.room)
        top = _title(page, deck.name, 240, slide_master)
    else:
        top = _below_their_title(page, deck.name, talk, slide_master)
    data_line = f"{_data(deck)} Made {in_full(deck.made_on)}. {len(deck.slides) + 1} slides, this title included."
    _paragraph(page, data_line, top + 12, 18, slide_master.room)
    _notes(page, f"{talk}\n{data_line}".strip())


def _write(page: Page, slide: Slide, deck: Deck, slide_master: Master) -> None:
    """Support first, then where it stands, the finding, what is counted, the evidence, and its source."""
    room = slide_master.room
    if slide_master.ours:
        top = _support(page, slide.support, SUPPORT_TOP, room) + 14 if slide.support else room.top
        top = _paragraph(page, slide.above, top, UNDER, room)
        top = _title(page, slide.finding, top + 4, slide_master)
    else:
        top = _below_their_title(page, slide.finding, slide.support, slide_master)
        top = _paragraph(page, slide.above, top + 6, UNDER, room)
    if under := slide.counted(NATIVE):
        top = _paragraph(page, under, top + 6, UNDER, room)
    foot = _foot_top(slide, deck, room)
    box = Box(room.left, top + 14, room.width, foot - 14 - top - 14)
    left_out = 0
    if slide.chart:
        chart.add(page, slide.chart, box)
    elif slide.rows:
        tables.matrix(page, slide.strategy, slide.rows, slide.view, box, f"{slide.finding}. {slide.under}")
    elif slide.figures:
        left_out = tables.figures(page, slide.figures, box, slide.finding)
    else:
        lists.indicators(page, slide, box)
    _foot(page, _foot_words(slide, deck, left_out), foot, room)


def _below_their_title(page: Page, finding: str, support: str, slide_master: Master) -> float:
    """The headline where the board's template has it, whom to talk to, and a plain ground where it draws below."""
    room = slide_master.room
    end = _title(page, finding, room.top, slide_master)
    below = _support(page, support, end + AROUND, room) if support else end
    if slide_master.covered:
        title: Any = page.shapes.title
        begins = (title.top + title.height) / PIXEL
        ground = Box(room.left - AROUND, begins, room.width + 2 * AROUND, room.lowest + AROUND - begins)
        shape = rectangle(page, ground, "#ffffff")
        shape.name = "Plain ground"
        page.shapes._spTree.insert(2, shape._element)
    return below


def _support(page: Page, support: str, top: float, room: Room) -> float:
    """Whom to talk to, before anything else on the page and for whoever has it read aloud.  Returns where it ends."""
    height = measure.height([Run(support)], SMALL, room.width - 2 * SUPPORT_SIDE) + 2 * SUPPORT_ABOVE
    shape = text(page, support, Box(room.left, top, room.width, height), SMALL)
    shape.name = "Support"
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(TINT)
    inside = shape.text_frame
    inside.margin_left = inside.margin_right = Emu(SUPPORT_SIDE * PIXEL)
    inside.margin_top = inside.margin_bottom = Emu(SUPPORT_ABOVE * PIXEL)
    page.shapes._spTree.insert(2, shape._element)
    return top + height


def _title(page: Page, finding: str, top: float, slide_master: Master) -> float:
    """Place the headline, and beneath it what it has no room for.  Returns where they end."""
    room = slide_master.room
    width = room.width if slide_master.ours else room.width * MEASURED
    fitted_headline = headline(finding, width, slide_master.largest)
    height = measure.height([Run(fitted_headline.words, bold=True)], fitted_headline.size, width)
    title: Any = page.shapes.title
    title.left, title.top, title.width, title.height = Box(room.left, top, room.width, height).measures
    flush(title.text_frame)
    write(
        title.text_frame,
        fitted_headline.words,
        Pt(fitted_headline.size),
        INK if slide_master.ours else slide_master.headline,
        bold=True,
    )
    return (
        _paragraph(page, fitted_headline.rest, top + height + 6, UNDER, room, INK)
        if fitted_headline.rest
        else top + height
    )


def _paragraph(page: Page, words_: str, top: float, size: float, room: Room, shade: str = SOFT) -> float:
    """Words across the page in a box as high as they are.  Returns where they end."""
    height = measure.height([Run(words_)], size, room.width)
    text(page, words_, Box(room.left, top, room.width, height), size, shade)
    return top + height


def _foot_top(slide: Slide, deck: Deck, room: Room) -> float:
    """Where the foot begins: as high up as the longest that it may say needs."""
    most = _foot_words(slide, deck, len(slide.figures.rows) + slide.figures.left_out if slide.figures else 0)
    return min(room.foot, room.lowest - measure.height([Run(most)], SMALL, room.foot_width))


def _foot_words(slide: Slide, deck: Deck, left_out: int) -> str:
    """The newest figure's source in full, how many others the notes name, what a table leaves out, the data version."""
    newest = slide.sources[0].cited if slide.sources else ""
    others = len(slide.sources) - 1
    parts = [
        f"Source: {words.without_address(newest)}" if newest else "",
        f"{words.upper(words.counted(others, 'other source'))} in the notes." if others > 0 else "",
        f"{words.counted(left_out, 'earlier figure')} left out." if left_out else "",
        _data(deck),
    ]
    return " ".join(part for part in parts if part)


def _foot(page: Page, foot_words: str, top: float, room: Room) -> None:
    height = measure.height([Run(foot_words)], SMALL, room.foot_width)
    text(page, foot_words, Box(room.left, top, room.foot_width, height), SMALL, SOFT)


def _notes(page: Page, note_text: str) -> None:
    write(page.notes_slide.notes_text_frame, note_text, Pt(SMALL))
