"""What can be drawn of an indicator, each view by the name it goes by in tabs and links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from charts import facts
from charts.facts import ChartFacts, ChartKind, Point
from indicators.core.board.board import Board
from indicators.core.model import Method, Place
from indicators.core.series.control import without_steps
from indicators.core.series.series import other_lines

Drawn = TypeVar("Drawn")
OVER_TIME = "Over time"
SIDE_BY_SIDE = "Side by side"
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
    """The leading line over time, or the bodies side by side where several stand for the place.

    ``None`` where there is no figure.
    """
    return _once(board, f"{name}, trend", lambda: _trend(board, name))


def _trend(board: Board, name: str) -> ChartFacts | None:
    if places := board.bodies(name):
        return facts.side_by_side(name, board.indicator(name), board.measures(name), places)
    series = board.series(name)
    if series is None or series.known.empty:
        return None
    return facts.over_time(name, board.indicator(name), series, board.measures(name), board.target(name))


def _once(board: Board, key: str, draw: Callable[[], Drawn]) -> Drawn:
    """What is drawn of a board is kept with it: slides ask for the same again and again."""
    if key not in board.drawn:
        board.drawn[key] = draw()
    drawing: Drawn = board.drawn[key]
    return drawing


def newest(board: Board, name: str) -> Point | None:
    """The newest figure of the leading line, with where it comes from; ``None`` where there is no figure.

    Of several bodies, that of the newest of theirs.
    """
    lines = [series for place in board.bodies(name) if (series := board.of_body(name, place))]
    known = [series for series in lines if not series.known.empty]
    series = max(known, key=lambda line: line.latest["period_end"]) if known else board.series(name)
    return None if series is None or series.known.empty else facts.point(series.latest)


def views(board: Board, name: str) -> dict[str, ChartFacts]:
    """Every view that has a figure, the line over time first where one stands for all; empty where there is none."""
    return dict(_once(board, f"{name}, views", lambda: _views(board, name)))


def _views(board: Board, name: str) -> dict[str, ChartFacts]:
    if places := board.bodies(name):
        return _of_bodies(board, name, places)
    line, series = trend(board, name), board.series(name)
    if line is None or series is None:
        return {}
    indicator, measures = board.indicator(name), board.measures(name)
    views_by_name = {OVER_TIME: line}
    chart = facts.control(name, indicator, series, line.target)
    if chart:
        views_by_name[CONTROL] = chart
        before = facts.control(name, indicator, without_steps(series), line.target) if chart.redrawn else None
        if before:
            views_by_name[BEFORE] = replace(before, proposed=None)
    beside = facts.similar_areas(name, indicator, series, measures, board.areas)
    views_by_name |= {
        called: area_chart for called, area_chart in zip((AREAS, FUNNEL), beside, strict=True) if area_chart
    }
    for dimension in facts.dimensions(measures, indicator):
        groups = facts.by_group(name, indicator, series, measures, dimension)
        if groups:
            views_by_name[BY.get(dimension, f"By {dimension}")] = groups
    for other in other_lines(measures, indicator, series):
        if not other.known.empty:
            place = other.place.name.split(" (")[0]
            step = STEPS.get(other.step, "Other")
            views_by_name[f"{step}, {place}"] = facts.over_time(name, indicator, other, measures, None)
    return _groups_first(views_by_name) if indicator.method is Method.REFERENCE else views_by_name


def _groups_first(views_by_name: dict[str, ChartFacts]) -> dict[str, ChartFacts]:
    """Where each group is set beside everybody no line stands for all of them: what each group is comes first."""
    return dict(sorted(views_by_name.items(), key=lambda view: view[1].kind is not ChartKind.GROUPS))


def _of_bodies(board: Board, name: str, places: tuple[Place, ...]) -> dict[str, ChartFacts]:
    """All bodies side by side, then each over time by its own name."""
    indicator, measures = board.indicator(name), board.measures(name)
    all_of_them = facts.side_by_side(name, indicator, measures, places)
    views_by_name = {SIDE_BY_SIDE: all_of_them} if all_of_them else {}
    for place in places:
        series = board.of_body(name, place)
        if series is not None and not series.known.empty:
            place_indicator = replace(indicator, places=(place,), place_name=place.name)
            views_by_name[place.name] = facts.over_time(name, place_indicator, series, measures, board.target(name))
    return views_by_name


def view(board: Board, name: str, requested: str = "") -> ChartFacts | None:
    """The view asked for by name, else the one that comes first; ``None`` where there is no figure."""
    over_time_first = name in board.verdicts and board.indicator(name).method is not Method.REFERENCE
    if requested == OVER_TIME or (requested in ("", SIDE_BY_SIDE) and over_time_first):
        return trend(board, name)
    views_by_name = views(board, name)
    return views_by_name.get(requested) or next(iter(views_by_name.values()), None)
