"""Words and signs in a chart, each at its figure: the newest ones, the target, cuts, what is unusual."""

from __future__ import annotations

from textwrap import shorten
from typing import Any, NamedTuple

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.util import Length, Pt

from charts.facts import ChartFacts, ChartKind, Point
from charts.figures import axis, control
from charts.figures.theme import ACCENT, SOFT
from charts.figures.time_axis import short
from charts.figures.trend import OWNER
from charts.words.chart import cut_label
from charts.words.figures import aimed, plain
from reports.powerpoint import measure
from reports.powerpoint.chart_data import ChartSheet, Drawn
from reports.powerpoint.measure import Run
from reports.powerpoint.series import width
from reports.powerpoint.style import colour, style, write

LARGE, SMALL, TRIANGLE = Pt(14), Pt(12), Pt(11)
ACROSS = 0.125
"""What a label has of a chart's width before LibreOffice breaks it; PowerPoint gives it more."""
BESIDE = (Drawn.OTHER, Drawn.OTHER_DOTS)


class Plot(NamedTuple):
    """How wide the frame of a chart is, and how high its axis, in pixels."""

    frame: float
    height: float


def label(chart: Chart, chart_sheet: ChartSheet, facts: ChartFacts, label_interval: int, plot: Plot) -> None:
    """Say in the chart what a legend would; ``label_interval`` is from one label of the axis to the next."""
    if facts.kind is ChartKind.CONTROL:
        _flag(chart, chart_sheet, facts)
    _ends(chart, chart_sheet, facts, label_interval, plot)
    _target(chart, chart_sheet, facts)
    _cuts(chart, chart_sheet, facts)


def _flag(chart: Chart, chart_sheet: ChartSheet, facts: ChartFacts) -> None:
    """Unusual points by shape as well as colour: triangles that point to the side on which they lie."""
    for place, point in chart_sheet.ours:
        sign, shade = _triangle(point, facts)
        if not sign:
            continue
        drawn = _series_at(chart, chart_sheet, place).points[place]
        drawn.format.line.color.rgb, drawn.format.line.width = colour(ACCENT), width(Drawn.OURS, facts)
        if point is facts.latest:
            drawn.marker.format.fill.solid()
            drawn.marker.format.fill.fore_color.rgb = colour(shade)
        else:
            drawn.marker.style = XL_MARKER_STYLE.NONE
            say(_series_at(chart, chart_sheet, place), place, sign, shade, XL_LABEL_POSITION.CENTER, size=TRIANGLE)


def _triangle(point: Point, facts: ChartFacts) -> tuple[str, str]:
    """The sign and colour of an unusual point; no sign for any other.  A native marker cannot point down."""
    _, shade, symbol = control.kind(point, facts)
    return {"triangle-up": "▲", "triangle-down": "▼"}.get(symbol, ""), shade


def _series_at(
    chart: Chart, chart_sheet: ChartSheet, place: int, roles: tuple[Drawn, ...] = (Drawn.OURS, Drawn.OURS_DOTS)
) -> Any:
    """The series of these kinds that has a value at a place."""
    order = next(
        order
        for order, series in enumerate(chart_sheet.series)
        if series.role in roles and series.values[place] is not None
    )
    return chart.plots[0].series[order]


def _ends(chart: Chart, chart_sheet: ChartSheet, facts: ChartFacts, label_interval: int, plot: Plot) -> None:
    """Direct labels to the right of the last figures instead of a legend: one for those that are close together."""
    place, newest = chart_sheet.ours[-1]
    sign, shade = _triangle(newest, facts) if facts.kind is ChartKind.CONTROL else ("", "")
    ours = f"{sign} {facts.ours.name} {plain(newest.figure, facts.indicator)}".strip()
    if place % label_interval:
        ours += f", {short(newest.period)}"
    beside = [(line.name, line.known[-1]) for line in facts.beside]
    near = _near(ours, facts, plot)
    close = [(n, p) for n, p in beside if p.end == newest.end and abs(p.figure - newest.figure) < near]
    ends = [(newest.figure, ours, shade if sign else ACCENT, True)]
    ends += [(p.figure, f"{n} {plain(p.figure, facts.indicator)}", SOFT, False) for n, p in close]
    series = _series_at(chart, chart_sheet, place)
    _say_lines(series, place, [line for _, *line in sorted(ends, key=lambda end: -end[0])])
    for name, point in beside:
        if (name, point) in close:
            continue
        last = _last(chart_sheet, name)
        series = _series_at(chart, chart_sheet, last, BESIDE)
        label_text = f"{name} {plain(point.figure, facts.indicator)}"
        if last == place:
            say(series, last, label_text, SOFT, XL_LABEL_POSITION.RIGHT)
        else:
            then = dict(chart_sheet.ours).get(last)
            above = then is None or point.figure >= then.figure
            say(series, last, f"{label_text}, {short(point.period)}", SOFT, _side(above))


def _near(ours: str, facts: ChartFacts, plot: Plot) -> float:
    """How far from our newest figure another must be for a label of one line to stand clear of ours."""
    lines = measure.lines([Run(ours, bold=True)], LARGE.pt, plot.frame * ACROSS)
    apart = (lines + 1) / 2 * measure.line_height(LARGE.pt)
    scale = axis.axis(facts)
    return apart / plot.height * (scale.high - scale.low)


def _say_lines(series: Any, place: int, lines: list[list[Any]]) -> None:
    """One label to the right of a figure, a line for each of the words, shades and weights given, from the top."""
    label = series.points[place].data_label
    write(label.text_frame, "\n".join(line_text for line_text, _, _ in lines), LARGE)
    for paragraph, (_, shade, bold) in zip(label.text_frame.paragraphs, lines, strict=True):
        for run in paragraph.runs:
            style(run, LARGE, shade, bold=bold)
    label.position = XL_LABEL_POSITION.RIGHT


def _side(higher: bool) -> XL_LABEL_POSITION:
    return XL_LABEL_POSITION.ABOVE if higher else XL_LABEL_POSITION.BELOW


def _last(chart_sheet: ChartSheet, name: str) -> int:
    """The place of the last value of a line beside ours."""
    values = [s.values for s in chart_sheet.series if s.role in BESIDE and s.line_name == name]
    return max(place for line in values for place, value in enumerate(line) if value is not None)


def _target(chart: Chart, chart_sheet: ChartSheet, facts: ChartFacts) -> None:
    """Whose target it is, above its line and away from both ends."""
    for order, series in enumerate(chart_sheet.series):
        places = [place for place, value in enumerate(series.values) if value is not None]
        if series.role is Drawn.TARGET and places:
            place = places[len(places) // 6]
            owner = shorten(facts.target.owner, OWNER, placeholder=" …") if facts.target else ""
            label_text = f"{owner}: {aimed(series.values[place] or 0.0, facts.indicator)}"
            say(chart.plots[0].series[order], place, label_text, SOFT, XL_LABEL_POSITION.ABOVE, size=SMALL)


def _cuts(chart: Chart, chart_sheet: ChartSheet, facts: ChartFacts) -> None:
    """Why the line is cut, at its first figure after the cut, on the side where there is room."""
    scale = axis.axis(facts)
    for cut in facts.cuts:
        place, point = next(known for known in chart_sheet.ours if known[1].end == cut.after)
        if point is not facts.latest and not point.flags:
            high = point.figure > (scale.low + scale.high) / 2
            label_text = " ".join(cut_label(cut))
            say(_series_at(chart, chart_sheet, place), place, label_text, SOFT, _side(not high), size=SMALL)


def say(
    series: Any,
    place: int,
    label_text: str,
    shade: str,
    side: XL_LABEL_POSITION,
    *,
    bold: bool = False,
    size: Length = LARGE,
) -> None:
    """Put words at one figure of a series."""
    label = series.points[place].data_label
    write(label.text_frame, label_text, size, shade, bold=bold)
    label.position = side
