"""The file every deck starts from: wide pages, our type and colours, one layout with a title and a number."""

from __future__ import annotations

from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

from charts.figures.theme import ACCENT, BETTER, CHANGED, INK, QUIET, SOFT, TINT, WORSE
from reports.powerpoint.room import OURS, Master
from reports.powerpoint.style import FONT, PIXEL, Box, flush

ONLY_A_TITLE = 5
LANGUAGE = "en-GB"
PANOSE = "020B0503030403020204"
SCHEME = {
    "dk1": INK, "lt1": "#ffffff", "dk2": SOFT, "lt2": TINT, "accent1": ACCENT, "accent2": QUIET, "accent3": BETTER,
    "accent4": WORSE, "accent5": CHANGED, "accent6": SOFT, "hlink": ACCENT, "folHlink": CHANGED,
}  # fmt: skip
TITLE = Box(84, 74, 1112, 110)
NUMBER = Box(1046, 650, 150, 24)


def empty() -> Master:
    """A presentation without a page, 1280 by 720 pixels."""
    file = Presentation()
    file.slide_width, file.slide_height = Emu(1280 * PIXEL), Emu(720 * PIXEL)
    file.part._element.sldSz.attrib.pop("type", None)
    _forget_the_template(file)
    layout = file.slide_layouts[ONLY_A_TITLE]
    for other in [other for other in file.slide_layouts if other != layout]:
        file.slide_layouts.remove(other)
    layout.name = "Finding"
    for shared in (file.slide_master, layout):
        _keep_title_and_number(shared)
    _title_style(file.slide_master)
    _theme(file.slide_master)
    for element in (file.part._element, file.slide_master._element, layout._element):
        _speak_british(element)
    return Master(file, layout, OURS, ours=True)


def _forget_the_template(file: Any) -> None:
    """Its preview of an empty page, and its word on a program and a shape of page that are not ours."""
    package = file.part.package
    theirs = (RELATIONSHIP.THUMBNAIL, RELATIONSHIP.EXTENDED_PROPERTIES)
    for ident in [ident for ident, relation in package._rels.items() if relation.reltype in theirs]:
        package.drop_rel(ident)


def page(master: Master) -> Slide:
    """A new page with a place for its title, which the outline and screen readers go by."""
    new_page: Slide = master.file.slides.add_slide(master.layout)
    return new_page


def number(slide: Slide, place: int, total: int) -> None:
    """The page's number, of how many, as a field that follows the page where somebody moves it."""
    ident = slide.shapes._next_shape_id
    run = f'<a:rPr lang="{LANGUAGE}"/>'
    slide.shapes._spTree.append(
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{ident}" name="Slide number"/><p:cNvSpPr/>'
            '<p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'
            f'<a:p><a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">{run}<a:t>{place}</a:t></a:fld>'
            f"<a:r>{run}<a:t> of {total}</a:t></a:r></a:p></p:txBody></p:sp>"
        )
    )


def _keep_title_and_number(shared: Any) -> None:
    for holder in list(shared.placeholders):
        kind = holder._element.ph.get("type")
        if kind in ("dt", "ftr"):
            holder._element.getparent().remove(holder._element)
        elif kind in ("title", "sldNum"):
            _place(holder, TITLE if kind == "title" else NUMBER)
        else:
            _place(holder, Box(84, 215, 1112, 415))


def _place(holder: Any, box: Box) -> None:
    holder.left, holder.top, holder.width, holder.height = box.measures
    flush(holder.text_frame)


def _title_style(shared: Any) -> None:
    style = shared._element.find(qn("p:txStyles")).find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    style.set("algn", "l")
    style.find(qn("a:defRPr")).set("b", "1")
    style.find(qn("a:defRPr")).set("sz", str(Pt(30).centipoints))
    holder = next(holder for holder in shared.placeholders if holder._element.ph.get("type") == "sldNum")
    holder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    first = holder._element.txBody.find(qn("a:lstStyle")).find(qn("a:lvl1pPr"))
    first.set("algn", "r")
    first.find(qn("a:defRPr")).set("sz", str(Pt(13).centipoints))


def _theme(shared: Any) -> None:
    """Our colours where PowerPoint offers colours, and a type that every computer has, so that lines break where they should."""
    part = next(relation.target_part for relation in shared.part.rels.values() if relation.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    scheme = theme.find(".//" + qn("a:clrScheme"))
    for name, shade in SCHEME.items():
        place = scheme.find(qn(f"a:{name}"))
        place.clear()
        place.append(parse_xml(f'<a:srgbClr {nsdecls("a")} val="{RGBColor.from_string(shade[1:].upper())}"/>'))
    for kind in ("a:majorFont", "a:minorFont"):
        latin = theme.find(".//" + qn(kind)).find(qn("a:latin"))
        latin.set("typeface", FONT)
        latin.set("panose", PANOSE)
    part._blob = serialize_part_xml(theme)


def _speak_british(element: Any) -> None:
    for spoken in element.iter():
        if spoken.get("lang"):
            spoken.set("lang", LANGUAGE)
