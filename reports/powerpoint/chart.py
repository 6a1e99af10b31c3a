"""A native chart from a chart's facts: its figures stay in its own workbook, and anybody may edit them."""

from __future__ import annotations

from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from charts import words
from charts.facts import ChartFacts, ChartKind
from charts.figures import axis
from charts.figures.theme import INK, RULE, SOFT
from data import formula_escape
from reports.powerpoint import date_axis, funnel, labels
from reports.powerpoint.chart_data import ChartSheet, sheet
from reports.powerpoint.date_axis import TICKS
from reports.powerpoint.series import draw, error_bars
from reports.powerpoint.style import PALE, PIXEL, Box, clean, colour

Shares = tuple[float, float, float, float]
PLOT_OF_SIZES: Shares = (0.06, 0.03, 0.9, 0.8)
PLOT_OF_TIME: Shares = (0.055, 0.03, 0.79, 0.86)
PLOT_OF_GROUPS: Shares = (0.27, 0.01, 0.68, 0.9)
BAR_GAP, FEW_BARS = 45, 400
LINE = 1.2


def add(slide: Slide, facts: ChartFacts, box: Box) -> None:
    """Put the chart of some facts on a slide, with what it says to those who cannot see it."""
    if facts.kind is ChartKind.FUNNEL:
        content = funnel.data(facts, _format(facts.indicator.decimals, facts))
        chart = _framed(slide, facts, box, XL_CHART_TYPE.XY_SCATTER, content, PLOT_OF_SIZES)
        funnel.draw(chart, facts, _format(0, facts))
    elif facts.side_by_side:
        groups = sheet(facts)
        chart = _framed(slide, facts, box, XL_CHART_TYPE.BAR_CLUSTERED, _data(groups, facts), PLOT_OF_GROUPS)
        _bars(chart, groups, facts, box.height * PLOT_OF_GROUPS[3] / len(groups.categories))
    else:
        periods = sheet(facts)
        chart = _framed(slide, facts, box, XL_CHART_TYPE.LINE_MARKERS, _data(periods, facts), PLOT_OF_TIME)
        _lines(chart, periods, facts, labels.Plot(box.width, box.height * PLOT_OF_TIME[3]))


def _framed(slide: Slide, facts: ChartFacts, box: Box, kind: XL_CHART_TYPE, content: Any, plot: Shares) -> Chart:
    """A chart of a kind in its place, named and told; its plot a rectangle of its own within the frame."""
    frame: Any = slide.shapes.add_chart(kind, *box.measures, content)
    frame.name = clean(f"Chart: {words.subject(facts)}")
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(words.alternative(facts)))
    chart: Chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.color.rgb = TICKS, colour(SOFT)
    _place_plot(chart, plot)
    return chart


def _data(chart_sheet: ChartSheet, facts: ChartFacts) -> ChartData:
    """The workbook's content; nothing that anybody wrote can start a formula in it."""
    data = ChartData(number_format=_format(facts.indicator.decimals, facts))
    data.categories = chart_sheet.dates or [formula_escape.safe(clean(name)) for name in chart_sheet.categories]
    data.categories.number_format = chart_sheet.written
    for series in chart_sheet.series:
        data.add_series(formula_escape.safe(clean(series.name)), series.values)
    return data


def _format(decimals: int, facts: ChartFacts) -> str:
    digits = f"#,##0{'.' if decimals else ''}{'0' * decimals}"
    return f'{digits}"%"' if facts.indicator.unit == "%" else digits


def _lines(chart: Chart, chart_sheet: ChartSheet, facts: ChartFacts, plot: labels.Plot) -> None:
    _value_axis(chart, facts)
    label_interval = date_axis.label_interval(len(chart_sheet.categories), facts.ours.step)
    date_axis.draw(chart, label_interval=label_interval, step=facts.ours.step)
    for chart_series, series in zip(chart.plots[0].series, chart_sheet.series, strict=True):
        draw(chart_series, series, facts)
        error_bars(chart_series, series)
    labels.label(chart, chart_sheet, facts, label_interval, plot)


def _value_axis(chart: Chart, facts: ChartFacts) -> None:
    """The same beginning, end and rules as on screen."""
    scale = axis.axis(facts)
    values = chart.value_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = scale.low, scale.high, scale.step
    values.major_gridlines.format.line.color.rgb = colour(RULE)
    values.major_gridlines.format.line.width = Pt(0.75)
    values.format.line.fill.background()
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.number_format = _format(scale.decimals, facts)
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.font.size = TICKS


def _bars(chart: Chart, chart_sheet: ChartSheet, facts: ChartFacts, bar_height: float) -> None:
    """A bar from zero for each group, its name before it, its figure at the foot of it and its limits at the end.

    ``bar_height`` is the height that a bar has, in pixels: where they are many, letters are as small as that asks for.
    """
    fitting = Pt(int(bar_height * PIXEL / LINE / Pt(1)))
    _value_axis(chart, facts)
    names = chart.category_axis
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = colour(RULE)
    names.tick_labels.font.size, names.tick_labels.font.color.rgb = min(TICKS, fitting), colour(INK)
    date_axis.name_every(chart, 1)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = max(BAR_GAP, FEW_BARS // len(chart_sheet.categories)), False
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = colour(PALE)
    plot.has_data_labels = True
    data_labels = plot.data_labels
    data_labels.show_value, data_labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
    data_labels.number_format, data_labels.number_format_is_linked = _format(facts.indicator.decimals, facts), False
    data_labels.font.size, data_labels.font.bold, data_labels.font.color.rgb = (
        min(labels.LARGE, fitting),
        True,
        colour(INK),
    )
    error_bars(series, chart_sheet.series[0])


def _place_plot(chart: Chart, shares: Shares) -> None:
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
