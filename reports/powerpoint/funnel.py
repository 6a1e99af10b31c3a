"""A funnel as a native scatter chart: areas by size, their average, and the limits that chance alone would keep to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from charts.facts import ChartFacts, Point
from charts.facts.similar_areas import own
from charts.facts.model import Path
from charts.figures.theme import ACCENT, INK, QUIET, RULE, SOFT
from data import formula_escape
from reports.powerpoint.labels import LARGE, SMALL, say
from reports.powerpoint.style import PALE, clean, colour, write

INSIDE, OUTSIDE, OURS = "Areas within the limits", "Areas outside the limits", "Leeds"
AREAS = {INSIDE: (XL_MARKER_STYLE.CIRCLE, 8, PALE, QUIET), OUTSIDE: (XL_MARKER_STYLE.CIRCLE, 8, QUIET, QUIET),
         OURS: (XL_MARKER_STYLE.DIAMOND, 13, ACCENT, ACCENT)}  # fmt: skip


def data(facts: ChartFacts, number_format: str) -> XyChartData:
    """The workbook's content: a size and a level for each point of a limit, and for each area."""
    held = XyChartData(number_format=number_format)
    for name, path, _ in _curves(facts):
        series = held.add_series(name)
        for size, level in path:
            series.add_data_point(size, level)
    for name, points in _areas(facts).items():
        series = held.add_series(formula_escape.safe(clean(name)))
        for point in points:
            series.add_data_point(facts.size(point), point.value)
    return held


def draw(chart: Chart, facts: ChartFacts, number_format: str) -> None:
    """Limits and average as lines; an area as a dot, filled and named where it lies outside, Leeds' own a diamond."""
    made = iter(chart.plots[0].series)
    for _, _, dash in _curves(facts):
        _line(next(made), dash)
    for name, points in _areas(facts).items():
        _dots(next(made), name, points)
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


def _areas(facts: ChartFacts) -> dict[str, list[Point]]:
    """Areas with a figure by where they lie, Leeds last so that nothing hides it; only kinds that there are."""
    found: dict[str, list[Point]] = {INSIDE: [], OUTSIDE: [], OURS: []}
    for point in facts.ours.known:
        found[OURS if own(point) else OUTSIDE if point.flags else INSIDE].append(point)
    return {name: points for name, points in found.items() if points}


def _line(made: Any, dash: MSO_LINE | None) -> None:
    made.smooth = False
    made.marker.style = XL_MARKER_STYLE.NONE
    made.format.line.color.rgb = colour(INK if dash is None else QUIET)
    made.format.line.width, made.format.line.dash_style = Pt(1.25), dash or MSO_LINE.SOLID


def _dots(made: Any, name: str, points: list[Point]) -> None:
    style, size, fill, edge = AREAS[name]
    made.format.line.fill.background()
    made.marker.style, made.marker.size = style, size
    made.marker.format.fill.solid()
    made.marker.format.fill.fore_color.rgb = colour(fill)
    made.marker.format.line.color.rgb = colour(edge)
    if name == INSIDE:
        return
    ours = name == OURS
    for place, point in enumerate(points):
        shade, size = (ACCENT, LARGE) if ours else (SOFT, SMALL)
        say(made, place, point.group, shade, XL_LABEL_POSITION.ABOVE, bold=ours, size=size)


def _axes(chart: Chart, facts: ChartFacts, number_format: str) -> None:
    for one in (chart.category_axis, chart.value_axis):
        one.format.line.color.rgb = colour(RULE)
        one.tick_labels.font.size = SMALL
        one.has_major_gridlines = one is chart.value_axis
    levels, sizes = chart.value_axis, chart.category_axis
    levels.major_gridlines.format.line.color.rgb = colour(RULE)
    sizes.minimum_scale = 0
    for one, written in ((levels, number_format), (sizes, "#,##0")):
        one.tick_labels.number_format, one.tick_labels.number_format_is_linked = written, False
    sizes.has_title = True
    write(sizes.axis_title.text_frame, facts.base, SMALL, SOFT)
