"""How each kind of series is drawn: its line, its markers, and bars for the limits of single figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Length, Pt

from charts.facts import ChartFacts
from charts.figures.theme import ACCENT, INK, QUIET
from reports.powerpoint.chart_data import Drawn, SheetSeries
from reports.powerpoint.style import PALE, colour

MANY = 24


@dataclass(frozen=True)
class Look:
    """How a series is drawn: its line, if it has one, and its markers, if it has any."""

    colour: str
    width: float = 0.0
    dash: MSO_LINE = MSO_LINE.SOLID
    marker: XL_MARKER_STYLE = XL_MARKER_STYLE.NONE


LOOKS = {
    Drawn.LIMIT: Look(PALE, 1.25),
    Drawn.TARGET: Look(INK, 1.25, MSO_LINE.ROUND_DOT),
    Drawn.BOUND: Look(QUIET, 1.25, MSO_LINE.DASH),
    Drawn.MEAN: Look(QUIET, 1.25),
    Drawn.OTHER: Look(QUIET, 1.75, MSO_LINE.DASH),
    Drawn.OTHER_DOTS: Look(QUIET, marker=XL_MARKER_STYLE.DIAMOND),
    Drawn.OURS: Look(ACCENT, 2.5, marker=XL_MARKER_STYLE.CIRCLE),
    Drawn.OURS_DOTS: Look(ACCENT, marker=XL_MARKER_STYLE.CIRCLE),
}


def draw(chart_series: Any, series: SheetSeries, facts: ChartFacts) -> None:
    """Give a series of a line chart the look of its role."""
    look = LOOKS[series.role]
    chart_series.smooth = False
    line = chart_series.format.line
    if look.width:
        line.color.rgb, line.width, line.dash_style = colour(look.colour), width(series.role, facts), look.dash
    else:
        line.fill.background()
    marker = chart_series.marker
    marker.style = look.marker
    if look.marker is XL_MARKER_STYLE.NONE:
        return
    few = len(facts.ours.known) <= MANY
    marker.size = 8 if few else 5
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour("#ffffff" if few and look.width else look.colour)
    marker.format.line.color.rgb, marker.format.line.width = colour(look.colour), Pt(1.75 if few else 0.5)


def width(role: Drawn, facts: ChartFacts) -> Length:
    """How thick the line is; thinner where many figures stand close."""
    return Pt(1.75 if role is Drawn.OURS and len(facts.ours.known) > MANY else LOOKS[role].width)


def error_bars(chart_series: Any, series: SheetSeries) -> None:
    """Limits of single figures, as the distances from the figure that the file's format asks for."""
    if not series.barred:
        return
    below = {place: (point.value or 0.0) - (point.lower or 0.0) for place, point in series.barred}
    above = {place: (point.upper or 0.0) - (point.value or 0.0) for place, point in series.barred}
    upright = "" if series.role is Drawn.GROUPS else '<c:errDir val="y"/>'
    insert(
        chart_series._element,
        f"<c:errBars {nsdecls('c', 'a')}>{upright}"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{_literals(above, series)}</c:plus><c:minus>{_literals(below, series)}</c:minus>"
        f'<c:spPr><a:ln w="{Pt(1.75)}"><a:solidFill><a:srgbClr val="{ACCENT[1:]}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>",
        before="c:cat",
    )


def _literals(distances: dict[int, float], series: SheetSeries) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{distance}</c:v></c:pt>' for place, distance in distances.items())
    return f'<c:numLit><c:ptCount val="{len(series.values)}"/>{points}</c:numLit>'


def insert(parent: Any, xml: str, *, before: str) -> None:
    """Put an element before another, where the format wants it."""
    parent.find(qn(before)).addprevious(parse_xml(xml))
