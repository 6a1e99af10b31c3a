"""Pages of the shape of ours and of another size, such as 25.4 by 14.3 cm: enlarged as PowerPoint does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.oxml.ns import qn
from pptx.util import Emu

PLACES = {qn("a:off"): ("x", "y"), qn("a:ext"): ("cx", "cy")}
TYPE = (qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr"))
MARGINS = ("lIns", "tIns", "rIns", "bIns")


def enlarge(file: Any, width: int, height: int) -> None:
    """Make pages so wide and high, in the file's own unit, and all that stands on masters and layouts in proportion."""
    factor = width / file.slide_width
    if factor != 1:
        for shared in _shared(file):
            _scale(shared._element, factor)
    file.slide_width, file.slide_height = Emu(width), Emu(height)


def _shared(file: Any) -> Iterator[Any]:
    for slide_master in file.slide_masters:
        yield slide_master
        yield from slide_master.slide_layouts


def _scale(root: Any, factor: float) -> None:
    """Places and sizes of shapes, sizes of type and margins; what is in a group is drawn to the group's own scale."""
    for shape in root.find(qn("p:cSld")).find(qn("p:spTree")):
        for frame in [*shape.findall(f"*/{qn('a:xfrm')}"), *shape.findall(qn("p:xfrm"))]:
            for part in frame:
                _multiply(part, PLACES.get(part.tag, ()), factor)
    for part in root.iter(*TYPE):
        _multiply(part, ("sz",), factor)
    for part in root.iter(qn("a:bodyPr")):
        _multiply(part, MARGINS, factor)


def _multiply(element: Any, names: tuple[str, ...], factor: float) -> None:
    for name in names:
        if element.get(name) is not None:
            element.set(name, str(round(int(element.get(name)) * factor)))
