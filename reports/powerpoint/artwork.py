"""What a template draws where a slide writes: pictures and shapes of a layout and its master."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from reports.powerpoint.style import PIXEL, Box

NO_AREA = (MSO_SHAPE_TYPE.LINE, MSO_SHAPE_TYPE.TEXT_BOX)


def share_covered(layout: Any, box: Box) -> float:
    """The share of a place, in pixels, that artwork covers; more than 1 where one piece lies over another."""
    if any(_has_picture_behind(shared) for shared in (layout, layout.slide_master)):
        return 1.0
    return sum(_common(shape, box) for shape in _pieces(layout)) / (box.width * box.height)


def _pieces(layout: Any) -> Iterator[Any]:
    shows_masters = layout._element.get("showMasterSp") not in ("0", "false")
    for shared in (layout, *([layout.slide_master] if shows_masters else [])):
        yield from (shape for shape in shared.shapes if not shape.is_placeholder and shape.shape_type not in NO_AREA)


def _has_picture_behind(shared: Any) -> bool:
    return shared._element.find(f"{qn('p:cSld')}/{qn('p:bg')}//{qn('a:blip')}") is not None


def _common(shape: Any, box: Box) -> float:
    left, top, width, height = (side / PIXEL for side in (shape.left, shape.top, shape.width, shape.height))
    wide = min(left + width, box.left + box.width) - max(left, box.left)
    high = min(top + height, box.top + box.height) - max(top, box.top)
    return float(max(wide, 0) * max(high, 0))
