"""A native chart from a chart's facts: its figures stay in its own workbook, and anybody may edit them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Length, Pt

from charts import axis, control, words
from charts.facts import ChartFacts, Point
from charts.theme import ACCENT, INK, QUIET, RULE, SOFT
from charts.trend import short
from indicators.core.figures import plain
from reports import csv
from reports.slides.look import PALE, Box, clean, colour, write
from reports.slides.sheet import Role, Series, Sheet, sheet

LABELS, TICKS, TRIANGLE = Pt(14), Pt(12), Pt(11)
MOST_TICKS = 8
A_YEAR = {1: 12, 3: 4}
MANY = 24
CLOSE = 0.06
PLOT_OF_TIME = (0.055, 0.03, 0.79, 0.86)
PLOT_OF_GROUPS = (0.27, 0.01, 0.68, 0.9)
BAR_GAP, FEW_BARS = 45, 400


@dataclass(frozen=True)
class Look:
    """How a series is drawn: its line, if it has one, and its markers, if it has any."""

    colour: str
    width: float = 0.0
    dash: MSO_LINE = MSO_LINE.SOLID
    marker: XL_MARKER_STYLE = XL_MARKER_STYLE.NONE


LOOKS = {
    Role.LIMIT: Look(PALE, 1.25),
    Role.TARGET: Look(INK, 1.25, MSO_LINE.ROUND_DOT),
    Role.BOUND: Look(QUIET, 1.25, MSO_LINE.DASH),
    Role.MEAN: Look(QUIET, 1.25),
    Role.OTHER: Look(QUIET, 1.75, MSO_LINE.DASH),
    Role.OTHER_DOTS: Look(QUIET, marker=XL_MARKER_STYLE.DIAMOND),
    Role.OURS: Look(ACCENT, 2.5, marker=XL_MARKER_STYLE.CIRCLE),
    Role.OURS_DOTS: Look(ACCENT, marker=XL_MARKER_STYLE.CIRCLE),
}


def add(slide: Slide, facts: ChartFacts, box: Box) -> None:
    """Put the chart of some facts on a slide, with what it says to those who cannot see it."""
    held = sheet(facts)
    groups = facts.kind == "groups"
    kind = XL_CHART_TYPE.BAR_CLUSTERED if groups else XL_CHART_TYPE.LINE_MARKERS
    frame: Any = slide.shapes.add_chart(kind, *box.measures, _data(held, facts))
    frame.name = clean(f"Chart: {facts.subject}")
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(words.alternative(facts)))
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = TICKS, colour(SOFT)
    _place_plot(chart, PLOT_OF_GROUPS if groups else PLOT_OF_TIME)
    (_bars if groups else _lines)(chart, held, facts)


def _data(held: Sheet, facts: ChartFacts) -> ChartData:
    """The workbook's content; nothing that anybody wrote can start a formula in it."""
    data = ChartData(number_format=_format(facts.indicator.decimals, facts))
    data.categories = [csv.safe(clean(name)) for name in held.categories]
    for series in held.series:
        data.add_series(csv.safe(clean(series.name)), series.values)
    return data


def _format(decimals: int, facts: ChartFacts) -> str:
    digits = f"#,##0{'.' if decimals else ''}{'0' * decimals}"
    return f'{digits}"%"' if facts.indicator.unit == "%" else digits


def _lines(chart: Chart, held: Sheet, facts: ChartFacts) -> None:
    _value_axis(chart, facts)
    _time_axis(chart, held, facts)
    for made, series in zip(chart.plots[0].series, held.series, strict=True):
        _draw(made, series, facts)
        _error_bars(made, series)
    if facts.kind == "control":
        _flag(chart, held, facts)
    _label_ends(chart, held, facts)
    _label_target(chart, held, facts)
    _label_cuts(chart, held, facts)


def _value_axis(chart: Chart, facts: ChartFacts) -> None:
    """The same beginning, end and rules as on screen."""
    found = axis.axis(facts)
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = found.low, found.high, found.step
    values.major_gridlines.format.line.color.rgb = colour(RULE)
    values.major_gridlines.format.line.width = Pt(0.75)
    values.format.line.fill.background()
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.number_format = _format(found.decimals, facts)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.font.size = TICKS


def _time_axis(chart: Chart, held: Sheet, facts: ChartFacts) -> None:
    times = chart.category_axis
    times.format.line.color.rgb = colour(RULE)
    times.major_tick_mark = XL_TICK_MARK.OUTSIDE
    times.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    times.tick_labels.font.size = TICKS
    every = _every(len(held.categories), facts.ours.step)
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        _insert(times._element, f'<{tag} {nsdecls("c")} val="{every}"/>', before="c:noMultiLvlLbl")


def _every(number: int, step: int) -> int:
    """How many periods from one label to the next: whole years where there are many, so that few stand side by side."""
    year = A_YEAR.get(step, 1)
    if number <= MOST_TICKS:
        return 1
    years = -(-number // (year * MOST_TICKS))
    return year * years


def _draw(made: Any, series: Series, facts: ChartFacts) -> None:
    look = LOOKS[series.role]
    made.smooth = False
    line = made.format.line
    if look.width:
        line.color.rgb, line.width, line.dash_style = colour(look.colour), _width(series.role, facts), look.dash
    else:
        line.fill.background()
    marker = made.marker
    marker.style = look.marker
    if look.marker is XL_MARKER_STYLE.NONE:
        return
    few = len(facts.ours.known) <= MANY
    marker.size = 8 if few else 5
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour("#ffffff" if few and look.width else look.colour)
    marker.format.line.color.rgb, marker.format.line.width = colour(look.colour), Pt(1.75 if few else 0.5)


def _width(role: Role, facts: ChartFacts) -> Length:
    return Pt(1.75 if role is Role.OURS and len(facts.ours.known) > MANY else LOOKS[role].width)


def _flag(chart: Chart, held: Sheet, facts: ChartFacts) -> None:
    """Unusual points by shape as well as colour: triangles that point to the side on which they lie."""
    for place, point in held.ours:
        sign, shade = _triangle(point, facts)
        if not sign:
            continue
        drawn = _series_at(chart, held, place).points[place]
        drawn.format.line.color.rgb, drawn.format.line.width = colour(ACCENT), _width(Role.OURS, facts)
        if point is facts.latest:
            drawn.marker.format.fill.solid()
            drawn.marker.format.fill.fore_color.rgb = colour(shade)
        else:
            drawn.marker.style = XL_MARKER_STYLE.NONE
            _label(_series_at(chart, held, place), place, sign, shade, XL_LABEL_POSITION.CENTER, size=TRIANGLE)


def _triangle(point: Point, facts: ChartFacts) -> tuple[str, str]:
    """The sign and colour of an unusual point; no sign for any other.  A native marker cannot point down."""
    _, shade, symbol = control.kind(point, facts)
    return {"triangle-up": "▲", "triangle-down": "▼"}.get(symbol, ""), shade


def _series_at(chart: Chart, held: Sheet, place: int, roles: tuple[Role, ...] = (Role.OURS, Role.OURS_DOTS)) -> Any:
    """The series of these kinds that has a value at a place."""
    order = next(
        order for order, series in enumerate(held.series) if series.role in roles and series.values[place] is not None
    )
    return chart.plots[0].series[order]


def _label_ends(chart: Chart, held: Sheet, facts: ChartFacts) -> None:
    """Direct labels at the last figures, apart where they are close, instead of a legend."""
    place, newest = held.ours[-1]
    sign, shade = _triangle(newest, facts) if facts.kind == "control" else ("", "")
    ours = f"{sign} {facts.ours.name} {plain(_value(newest), facts.indicator)}".strip()
    if place % _every(len(held.categories), facts.ours.step):
        ours += f", {short(newest.period)}"
    beside = [(line.name, line.known[-1]) for line in facts.beside]
    found = axis.axis(facts)
    near = CLOSE * (found.high - found.low)
    close = [p for _, p in beside if p.end == newest.end and abs(_value(p) - _value(newest)) < near]
    higher = all(_value(newest) >= _value(point) for point in close)
    _label(
        _series_at(chart, held, place), place, ours, shade if sign else ACCENT, _side(bool(close), higher), bold=True
    )
    for name, point in beside:
        last = _last(held, name)
        series = _series_at(chart, held, last, (Role.OTHER, Role.OTHER_DOTS))
        said = f"{name} {plain(_value(point), facts.indicator)}"
        if last == place:
            _label(series, last, said, SOFT, _side(point in close, not higher))
        else:
            then = dict(held.ours).get(last)
            above = then is None or _value(point) >= _value(then)
            _label(series, last, f"{said}, {short(point.period)}", SOFT, _side(True, above))


def _side(close: bool, higher: bool) -> XL_LABEL_POSITION:
    if not close:
        return XL_LABEL_POSITION.RIGHT
    return XL_LABEL_POSITION.ABOVE if higher else XL_LABEL_POSITION.BELOW


def _last(held: Sheet, name: str) -> int:
    """The place of the last value of a line beside ours."""
    values = [
        series.values for series in held.series if series.name.startswith(name) and series.role is not Role.TARGET
    ]
    return max(place for line in values for place, value in enumerate(line) if value is not None)


def _label_target(chart: Chart, held: Sheet, facts: ChartFacts) -> None:
    for order, series in enumerate(held.series):
        if series.role is Role.TARGET and facts.target is not None and facts.target.value is not None:
            held_at = [place for place, value in enumerate(series.values) if value is not None]
            place = held_at[len(held_at) // 6] if held_at else 0
            said = f"{facts.target.owner}: {plain(facts.target.value, facts.indicator)}"
            _label(chart.plots[0].series[order], place, said, SOFT, XL_LABEL_POSITION.ABOVE, size=TICKS)


def _label_cuts(chart: Chart, held: Sheet, facts: ChartFacts) -> None:
    """Why the line begins anew, at its first figure after the cut, on the side where there is room."""
    found = axis.axis(facts)
    for cut in facts.cuts:
        place, point = next(known for known in held.ours if known[1].end == cut.after)
        if point is not facts.latest and not point.flags:
            high = _value(point) > (found.low + found.high) / 2
            said = cut.short.replace("<br>", " ")
            _label(_series_at(chart, held, place), place, said, SOFT, _side(True, not high), size=TICKS)


def _label(
    series: Any,
    place: int,
    said: str,
    shade: str,
    side: XL_LABEL_POSITION,
    *,
    bold: bool = False,
    size: Length = LABELS,
) -> None:
    label = series.points[place].data_label
    write(label.text_frame, said, size, shade, bold=bold)
    label.position = side


def _bars(chart: Chart, held: Sheet, facts: ChartFacts) -> None:
    """A bar from zero for each group, its figure at the foot of it and its limits at the end."""
    _value_axis(chart, facts)
    names = chart.category_axis
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = colour(RULE)
    names.tick_labels.font.size, names.tick_labels.font.color.rgb = TICKS, colour(INK)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = max(BAR_GAP, FEW_BARS // len(held.categories)), False
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour(PALE)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
    labels.number_format, labels.number_format_is_linked = _format(facts.indicator.decimals, facts), False
    labels.font.size, labels.font.bold, labels.font.color.rgb = LABELS, True, colour(INK)
    _error_bars(series, held.series[0])


def _error_bars(made: Any, series: Series) -> None:
    """Limits of single figures, as the distances from the figure that the file's format asks for."""
    if not series.barred:
        return
    below = {place: _value(point) - (point.lower or 0.0) for place, point in series.barred}
    above = {place: (point.upper or 0.0) - _value(point) for place, point in series.barred}
    upright = "" if series.role is Role.GROUPS else '<c:errDir val="y"/>'
    _insert(
        made._element,
        f"<c:errBars {nsdecls('c', 'a')}>{upright}"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{_literals(above, series)}</c:plus><c:minus>{_literals(below, series)}</c:minus>"
        f'<c:spPr><a:ln w="{Pt(1.75)}"><a:solidFill><a:srgbClr val="{ACCENT[1:]}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>",
        before="c:cat",
    )


def _literals(distances: dict[int, float], series: Series) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{distance}</c:v></c:pt>' for place, distance in distances.items())
    return f'<c:numLit><c:ptCount val="{len(series.values)}"/>{points}</c:numLit>'


def _insert(parent: Any, xml: str, *, before: str) -> None:
    parent.find(qn(before)).addprevious(parse_xml(xml))


def _place_plot(chart: Chart, shares: tuple[float, float, float, float]) -> None:
    """The plot's own rectangle as shares of the frame, so that labels at its right end have room."""
    inside = "".join(f'<c:{side} val="{share}"/>' for side, share in zip("xywh", shares, strict=True))
    layout = (
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{inside}</c:manualLayout></c:layout>'
    )
    plot = chart._chartSpace.chart.plotArea
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    plot.insert(0, parse_xml(layout))


def _value(point: Point) -> float:
    return point.value if point.value is not None else 0.0
