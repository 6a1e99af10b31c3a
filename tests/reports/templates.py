"""A slide template as a board might have."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.util import Emu

from reports.powerpoint.style import PIXEL
from reports.powerpoint.template import Template


def title_only(file):
    return next(one for one in file.slide_layouts if one.name == "Title Only")


def foreign(change=lambda file: None) -> Template:
    """A widescreen template as a board might have: a title lower down and further in, a foot, two pages of its own."""
    file = Presentation()
    file.slide_width, file.slide_height = Emu(1280 * PIXEL), Emu(720 * PIXEL)
    layout = title_only(file)
    for holder in layout.placeholders:
        kind = holder._element.ph.get("type")
        if kind == "title":
            holder.left, holder.top, holder.width, holder.height = (Emu(side * PIXEL) for side in (150, 70, 1000, 110))
        elif kind in ("dt", "ftr", "sldNum"):
            holder.top = Emu(670 * PIXEL)
    file.slides.add_slide(layout)
    file.slides.add_slide(layout)
    change(file)
    out = io.BytesIO()
    file.save(out)
    return Template("board.pptx", out.getvalue())
