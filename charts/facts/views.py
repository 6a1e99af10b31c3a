"""What can be drawn of an indicator, each view by the name it goes by in tabs and links."""

from __future__ import annotations

from dataclasses import replace

from charts import facts
from charts.facts import ChartFacts, Point
from indicators.core.board.board import Board
from indicators.core.series.control import without_steps
from indicators.core.series.series import other_lines

OVER_TIME = "Over time"
CONTROL = "Control chart"
BEFORE = "Control chart, before"
AREAS = "Similar areas"
FUNNEL = "Funnel"
BY = {
    "age": "By age",
    "sex": "By sex",
    "ethnic group": "By ethnic group",
    "broad ethnic group": "By ethnic group, broad",
    "deprivation tenth": "By deprivation",
    "service": "By service",
}
STEPS = {1: "Monthly", 3: "Quarterly", 12: "Yearly", 36: "Three-yearly"}


def trend(board: Board, name: str) -> ChartFacts | None:
    """The leading line over time; ``None`` where there is no figure."""
    series = board.series(name)
    if series is None or series.known.empty:
        return None
    return facts.over_time(name, board.indicator(name), series, board.measures(name), board.target(name))


def newest(board: Board, name: str) -> Point | None:
    """The newest figure of the leading line, with where it comes from; ``None`` where there is no figure."""
    series = board.series(name)
    return None if series is None or series.known.empty else facts.point(series.latest)


def views(board: Board, name: str) -> dict[str, ChartFacts]:
    """Every view that has a figure, the line over time first; empty where there is none."""
    line, series = trend(board, name), board.series(name)
    if line is None or series is None:
        return {}
    indicator, measures = board.indicator(name), board.measures(name)
    found = {OVER_TIME: line}
    chart = facts.control(name, indicator, series, line.target)
    if chart:
        found[CONTROL] = chart
        before = facts.control(name, indicator, without_steps(series), line.target) if chart.redrawn else None
        if before:
            found[BEFORE] = replace(before, proposed=None)
    beside = facts.similar_areas(name, indicator, series, measures, board.areas)
    found |= {called: made for called, made in zip((AREAS, FUNNEL), beside, strict=True) if made}
    for dimension in facts.dimensions(measures, indicator):
        groups = facts.by_group(name, indicator, series, measures, dimension)
        if groups:
            found[BY.get(dimension, f"By {dimension}")] = groups
    for other in other_lines(measures, indicator, series):
        if not other.known.empty:
            place = other.place.name.split(" (")[0]
            step = STEPS.get(other.step, "Other")
            found[f"{step}, {place}"] = facts.over_time(name, indicator, other, measures, None)
    return found


def view(board: Board, name: str, asked: str = "") -> ChartFacts | None:
    """The view asked for by name, else the line over time; ``None`` where there is no figure."""
    if asked in ("", OVER_TIME):
        return trend(board, name)
    found = views(board, name)
    return found.get(asked) or found.get(OVER_TIME)
