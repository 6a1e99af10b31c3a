"""A funnel as a native scatter chart: areas by size, their average, and the limits that chance alone would keep to."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from charts.facts import ChartFacts, Point
from charts.facts.model import Path
from charts.facts.similar_areas import own
from charts.figures.theme import ACCENT, INK, QUIET, RULE, SOFT
from charts.words.areas import base
from data import formula_escape
from reports.powerpoint.labels import LARGE, SMALL, say
from reports.powerpoint.style import PALE, clean, colour, write


class Where(Enum):
    """Where an area lies, which decides how it is drawn."""

    INSIDE = auto()
    OUTSIDE = auto()
    OURS = auto()


AREAS = {Where.INSIDE: (XL_MARKER_STYLE.CIRCLE, 8, PALE, QUIET), Where.OUTSIDE: (XL_MARKER_STYLE.CIRCLE, 8, QUIET, QUIET),
         Where.OURS: (XL_MARKER_STYLE.DIAMOND, 13, ACCENT, ACCENT)}  # fmt: skip


def data(facts: ChartFacts, number_format: str) -> XyChartData:
    """The workbook's content: a size and a level for each point of a limit, and for each area."""
    content = XyChartData(number_format=number_format)
    for name, path, _ in _curves(facts):
        series = content.add_series(name)
        for size, level in path:
            series.add_data_point(size, level)
    for where, points in _areas(facts).items():
        series = content.add_series(formula_escape.safe(clean(_name(where, facts))))
        for point in points:
            series.add_data_point(facts.size(point), point.value)
    return content


def draw(chart: Chart, facts: ChartFacts, number_format: str) -> None:
    """Limits and average as lines; an area as a dot, filled and named where it lies outside, the place's own a diamond."""
    chart_series = iter(chart.plots[0].series)
    for _, _, dash in _curves(facts):
        _line(next(chart_series), dash)
    for where, points in _areas(facts).items():
        _dots(next(chart_series), where, points)
    _axes(chart, facts, number_format)


def _curves(facts: ChartFacts) -> Iterator[tuple[str, Path, MSO_LINE | None]]:
    """Each line by name, with how it is dashed; none of the average, which is the firmest."""
    limits = facts.funnel
    assert limits is not None
    yield "Lower 99.8% limit", limits.lowest, MSO_LINE.SOLID
    yield "Upper 99.8% limit", limits.highest, MSO_LINE.SOLID
    yield "Lower 95% limit", limits.low, MSO_LINE.DASH
    yield "Upper 95% limit", limits.high, MSO_LINE.DASH
    yield "Average", tuple((size, limits.average) for size in (limits.low[0][0], limits.low[-1][0])), None


def _areas(facts: ChartFacts) -> dict[Where, list[Point]]:
    """Areas with a figure by where they lie, the place last so that nothing hides it; only kinds that there are."""
    points_by_where: dict[Where, list[Point]] = {where: [] for where in Where}
    for point in facts.ours.known:
        points_by_where[Where.OURS if own(point, facts) else Where.OUTSIDE if point.flags else Where.INSIDE].append(
            point
        )
    return {where: points for where, points in points_by_where.items() if points}


def _name(where: Where, facts: ChartFacts) -> str:
    names = {Where.INSIDE: "Areas within the limits", Where.OUTSIDE: "Areas outside the limits"}
    return names.get(where, facts.ours.name)


def _line(chart_series: Any, dash: MSO_LINE | None) -> None:
    chart_series.smooth = False
    chart_series.marker.style = XL_MARKER_STYLE.NONE
    chart_series.format.line.color.rgb = colour(INK if dash is None else QUIET)
    chart_series.format.line.width, chart_series.format.line.dash_style = Pt(1.25), dash or MSO_LINE.SOLID


def _dots(chart_series: Any, where: Where, points: list[Point]) -> None:
    style, size, fill, edge = AREAS[where]
    chart_series.format.line.fill.background()
    chart_series.marker.style, chart_series.marker.size = style, size
    chart_series.marker.format.fill.solid()
    chart_series.marker.format.fill.fore_color.rgb = colour(fill)
    chart_series.marker.format.line.color.rgb = colour(edge)
    if where is Where.INSIDE:
        return
    ours = where is Where.OURS
    for place, point in enumerate(points):
        shade, size = (ACCENT, LARGE) if ours else (SOFT, SMALL)
        say(chart_series, place, point.group, shade, XL_LABEL_POSITION.ABOVE, bold=ours, size=size)


def _axes(chart: Chart, facts: ChartFacts, number_format: str) -> None:
    for axis in (chart.category_axis, chart.value_axis):
        axis.format.line.color.rgb = colour(RULE)
        axis.tick_labels.font.size = SMALL
        axis.has_major_gridlines = axis is chart.value_axis
    levels, sizes = chart.value_axis, chart.category_axis
    levels.major_gridlines.format.line.color.rgb = colour(RULE)
    sizes.minimum_scale = 0
    for axis, written in ((levels, number_format), (sizes, "#,##0")):
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = written, False
    sizes.has_title = True
    write(sizes.axis_title.text_frame, base(facts), SMALL, SOFT)
