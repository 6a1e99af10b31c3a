"""The board's own template: its masters, colours and type for every deck, and what it lacks, said plainly."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn

from reports.powerpoint.artwork import share_covered
from reports.powerpoint.headline import LARGEST, MOST_LINES, SMALLEST
from reports.powerpoint.page_size import enlarge
from reports.powerpoint.room import Master, Room
from reports.powerpoint.style import PIXEL, Box

SETTING = "DASHBOARD_SLIDE_TEMPLATE"
WIDE, HIGH = 1280, 720
"""Pixels of a page: 33.867 by 19.05 cm, which PowerPoint calls widescreen."""
NEAR = 0.01
A_LINE, POINT = 1.2, 0.75
"""The height of a line in sizes of its type, and points to a pixel."""
PLAIN = 0.002
"""So little artwork hides nothing."""
LEAST_ROOM = 430
"""Pixels between the top of the title and the foot: a chart and its headline need them."""
LIGHT = 0.5
LARGEST_UNPACKED = 300_000_000
"""Bytes; a template of masters has a few million, and a file made to fill the memory has thousands of millions."""
TITLE_ALONE = ("title only", "nur titel", "titre seul")


class TemplateError(ValueError):
    """A template that cannot be used, with what it lacks."""


@dataclass(frozen=True)
class Template:
    """A PowerPoint file as its bytes, and what it is called."""

    name: str
    content: bytes


def from_setting() -> Template | None:
    """The file that the setting names; ``None`` where it names none.  Raises ``TemplateError`` where it cannot be read."""
    setting = os.environ.get(SETTING, "")
    if not setting:
        return None
    path = Path(setting)
    try:
        return Template(path.name, path.read_bytes())
    except OSError as fault:
        raise TemplateError(
            f"{path.name}: {SETTING} names this file, and it cannot be read. Check where it is."
        ) from fault


def of_template(template: Template) -> Master:
    """A presentation without a page, with the template's masters.  Raises ``TemplateError`` saying all that it lacks."""
    file = _opened(template)
    lacks = _size(file)
    if not lacks:
        enlarge(file, WIDE * PIXEL, HIGH * PIXEL)
    layout = _title_alone(file)
    lacks += [] if layout is not None else [_no_layout(file)]
    title = None if layout is None else _title(layout)
    if layout is not None and title is not None:
        lacks += [*_background(layout), *_space(_room(layout, title))]
    if lacks or layout is None or title is None:
        raise TemplateError(f"{template.name} cannot be used as it is. " + " ".join(lacks))
    _without_pages(file)
    room, covered = _room(layout, title), _covered(layout) > PLAIN
    return Master(file, layout, room, ours=False, covered=covered, headline=_colour(title), largest=_largest(title))


def _opened(template: Template) -> Any:
    try:
        unpacked = _bytes_unpacked(template)
        file = Presentation(io.BytesIO(template.content)) if unpacked <= LARGEST_UNPACKED else None
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError, OSError) as fault:
        raise TemplateError(
            f"{template.name}: this is no PowerPoint file that can be read. Save it again as .pptx."
        ) from fault
    if file is None:
        raise TemplateError(
            f"{template.name} is {unpacked / 1e6:,.0f} MB unpacked, and at most {LARGEST_UNPACKED / 1e6:,.0f} MB are opened. "
            "Take its pages and pictures out, and keep its masters."
        )
    return file


def _bytes_unpacked(template: Template) -> int:
    with zipfile.ZipFile(io.BytesIO(template.content)) as packed:
        return sum(part.file_size for part in packed.infolist())


def _title_alone(file: Any) -> Any:
    """The layout with a title alone: one of the usual name where there is one, and of several the plainest."""
    alone = [layout for layout in _layouts(file) if _title(layout) is not None and not _others(layout)]
    named = [layout for layout in alone if layout.name.strip().lower() in TITLE_ALONE]
    return min(named or alone, key=_covered, default=None)


def _covered(layout: Any) -> float:
    """The share of what a slide would write on that the template draws on."""
    title = _title(layout)
    room = _room(layout, title)
    below = (title.top + title.height) / PIXEL
    return share_covered(layout, Box(room.left, below, room.width, max(room.lowest - below, 1)))


def _layouts(file: Any) -> list[Any]:
    """The layouts of all masters, those of the first one first."""
    return [layout for master in file.slide_masters for layout in master.slide_layouts]


def _title(layout: Any) -> Any:
    return next((holder for holder in layout.placeholders if holder._element.ph.get("type") == "title"), None)


def _colour(title: Any) -> str | None:
    """The colour that only the layout's own words have, as LibreOffice writes it; other programs have pages inherit it."""
    colour_element = next(
        iter(title._element.txBody.iterfind(f"{qn('a:p')}//{qn('a:solidFill')}/{qn('a:srgbClr')}")), None
    )
    return None if colour_element is None else f"#{colour_element.get('val')}"


def _largest(title: Any) -> int:
    """The size in points at which the most lines of a headline stand in its place: outside it their colour may not show."""
    fits = int(title.height / PIXEL / MOST_LINES / A_LINE * POINT)
    return max(min(fits, LARGEST), SMALLEST)


def _others(layout: Any) -> list[Any]:
    """Places for anything but the title and the foot."""
    return [
        holder
        for holder in layout.placeholders
        if holder._element.ph.get("type") not in ("title", "dt", "ftr", "sldNum")
    ]


def _size(file: Any) -> list[str]:
    if abs(file.slide_width / file.slide_height - WIDE / HIGH) <= NEAR:
        return []
    return [
        f"Its pages are {file.slide_width.cm:.1f} by {file.slide_height.cm:.1f} cm: choose Design, Slide Size, Widescreen "
        "in PowerPoint (33.9 by 19.1 cm)."
    ]


def _no_layout(file: Any) -> str:
    names = ", ".join(layout.name for layout in _layouts(file)) or "none"
    return f"It has no layout with a title alone, such as Title Only; its layouts are: {names}. Add one in View, Slide Master."


def _background(layout: Any) -> list[str]:
    """Charts and words are dark: a page that is dark itself would hide them."""
    for shared in (layout, layout.slide_master):
        colour_element = shared._element.find(".//" + qn("p:bg") + "//" + qn("a:srgbClr"))
        if colour_element is not None:
            red, green, blue = (int(colour_element.get("val")[at : at + 2], 16) / 255 for at in (0, 2, 4))
            if 0.2126 * red + 0.7152 * green + 0.0722 * blue < LIGHT:
                return [
                    "Its pages are dark, and charts and words are drawn for light ones. Give that layout a light background."
                ]
            return []
    return []


def _space(room: Room) -> list[str]:
    if room.foot - room.top >= LEAST_ROOM and room.width >= WIDE / 2:
        return []
    return ["Its title and foot leave too little room for a chart. Move them apart on that layout."]


def _room(layout: Any, title: Any) -> Room:
    """Between the title's own place and what is at the foot of the layout or its master."""
    left, top, width = (side / PIXEL for side in (title.left, title.top, title.width))
    feet = [
        holder.top / PIXEL
        for shared in (layout, layout.slide_master)
        for holder in shared.placeholders
        if holder._element.ph.get("type") in ("dt", "ftr", "sldNum") and holder.top is not None
    ]
    lowest = min([feet_top for feet_top in feet if feet_top > HIGH / 2] or [HIGH - 16]) - 4
    return Room(left, top, width, lowest - 58, lowest, width)


def _without_pages(file: Any) -> None:
    """Take the template's own pages out: a deck has the board's."""
    pages = file.slides._sldIdLst
    for page in list(pages):
        file.part.drop_rel(page.rId)
        pages.remove(page)
