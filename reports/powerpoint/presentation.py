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
    found = master.empty() if template is None else of_template(template)
    file = found.file
    _properties(file, deck)
    _first(found, deck)
    for slide in deck.slides:
        page = master.page(found)
        _write(page, slide, deck, found)
        _notes(page, notes(slide, deck))
    for place, page in enumerate(file.slides, start=1):
        if place > 1 and found.ours:
            master.number(page, place, len(file.slides))
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def notes(slide: Slide, deck: Deck) -> str:
    """What the presenter has beside a slide: how to read it, its story, its sources, which data it shows, whom to talk to."""
    shown = f"/{'' if slide.address.page == 'overview' else slide.address.page}"
    asked = urlencode([*slide.address.query, ("version", str(deck.version)), ("strategy", deck.strategy.id)])
    parts = [
        slide.support,
        *slide.read(NATIVE),
        slide.counted(NATIVE),
        *slide.notes,
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


def _first(found: Master, deck: Deck) -> None:
    page = master.page(found)
    talk = f"{GENERAL} {words.talk(deck.strategy)}" if any(slide.support for slide in deck.slides) else ""
    if found.ours:
        if talk:
            _support(page, talk, SUPPORT_TOP, found.room)
        top = _title(page, deck.name, 240, found)
    else:
        top = _below_their_title(page, deck.name, talk, found)
    made = f"{_data(deck)} Made {in_full(deck.made)}. {len(deck.slides) + 1} slides, this title included."
    _said(page, made, top + 12, 18, found.room)
    _notes(page, f"{talk}\n{made}".strip())


def _write(page: Page, slide: Slide, deck: Deck, found: Master) -> None:
    """Support first, then where it stands, the finding, what is counted, the evidence, and its source."""
    room = found.room
    if found.ours:
        top = _support(page, slide.support, SUPPORT_TOP, room) + 14 if slide.support else room.top
        top = _said(page, slide.above, top, UNDER, room)
        top = _title(page, slide.finding, top + 4, found)
    else:
        top = _below_their_title(page, slide.finding, slide.support, found)
        top = _said(page, slide.above, top + 6, UNDER, room)
    if under := slide.counted(NATIVE):
        top = _said(page, under, top + 6, UNDER, room)
    foot = _foot_top(slide, deck, room)
    box = Box(room.left, top + 14, room.width, foot - 14 - top - 14)
    left = 0
    if slide.chart:
        chart.add(page, slide.chart, box)
    elif slide.rows:
        tables.matrix(page, slide.strategy, slide.rows, slide.view, box, f"{slide.finding}. {slide.under}")
    elif slide.figures:
        left = tables.figures(page, slide.figures, box, slide.finding)
    else:
        lists.indicators(page, slide, box)
    _foot(page, _foot_words(slide, deck, left), foot, room)


def _below_their_title(page: Page, finding: str, support: str, found: Master) -> float:
    """The headline where the board's template has it, whom to talk to, and a plain ground where it draws below."""
    room = found.room
    end = _title(page, finding, room.top, found)
    below = _support(page, support, end + AROUND, room) if support else end
    if found.covered:
        title: Any = page.shapes.title
        begins = (title.top + title.height) / PIXEL
        ground = Box(room.left - AROUND, begins, room.width + 2 * AROUND, room.lowest + AROUND - begins)
        shape = rectangle(page, ground, "#ffffff")
        shape.name = "Plain ground"
        page.shapes._spTree.insert(2, shape._element)
    return below


def _support(page: Page, said: str, top: float, room: Room) -> float:
    """Whom to talk to, before anything else on the page and for whoever has it read aloud.  Returns where it ends."""
    height = measure.height([Run(said)], SMALL, room.width - 2 * SUPPORT_SIDE) + 2 * SUPPORT_ABOVE
    shape = text(page, said, Box(room.left, top, room.width, height), SMALL)
    shape.name = "Support"
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(TINT)
    inside = shape.text_frame
    inside.margin_left = inside.margin_right = Emu(SUPPORT_SIDE * PIXEL)
    inside.margin_top = inside.margin_bottom = Emu(SUPPORT_ABOVE * PIXEL)
    page.shapes._spTree.insert(2, shape._element)
    return top + height


def _title(page: Page, finding: str, top: float, found: Master) -> float:
    """Place the headline, and beneath it what it has no room for.  Returns where they end."""
    room = found.room
    width = room.width if found.ours else room.width * MEASURED
    said = headline(finding, width, found.largest)
    height = measure.height([Run(said.words, bold=True)], said.size, width)
    title: Any = page.shapes.title
    title.left, title.top, title.width, title.height = Box(room.left, top, room.width, height).measures
    flush(title.text_frame)
    write(title.text_frame, said.words, Pt(said.size), INK if found.ours else found.headline, bold=True)
    return _said(page, said.rest, top + height + 6, UNDER, room, INK) if said.rest else top + height


def _said(page: Page, words_: str, top: float, size: float, room: Room, shade: str = SOFT) -> float:
    """Words across the page in a box as high as they are.  Returns where they end."""
    height = measure.height([Run(words_)], size, room.width)
    text(page, words_, Box(room.left, top, room.width, height), size, shade)
    return top + height


def _foot_top(slide: Slide, deck: Deck, room: Room) -> float:
    """Where the foot begins: as high up as the longest that it may say needs."""
    most = _foot_words(slide, deck, len(slide.figures.rows) + slide.figures.left_out if slide.figures else 0)
    return min(room.foot, room.lowest - measure.height([Run(most)], SMALL, room.foot_width))


def _foot_words(slide: Slide, deck: Deck, left: int) -> str:
    """The newest figure's source in full, how many others the notes name, what a table leaves out, the data version."""
    newest = slide.sources[0].cited if slide.sources else ""
    others = len(slide.sources) - 1
    said = [
        f"Source: {words.without_address(newest)}" if newest else "",
        f"{words.upper(words.counted(others, 'other source'))} in the notes." if others > 0 else "",
        f"{words.counted(left, 'earlier figure')} left out." if left else "",
        _data(deck),
    ]
    return " ".join(part for part in said if part)


def _foot(page: Page, said: str, top: float, room: Room) -> None:
    height = measure.height([Run(said)], SMALL, room.foot_width)
    text(page, said, Box(room.left, top, room.foot_width, height), SMALL, SOFT)


def _notes(page: Page, said: str) -> None:
    write(page.notes_slide.notes_text_frame, said, Pt(SMALL))
