"""The data sheet behind a native chart: categories in order, and a series for each stretch that may be one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import groupby

from charts.facts import ChartFacts, ChartKind, Line, Point, UsualRange
from charts.facts.points import Period, Run, joined
from charts.facts.similar_areas import own
from charts.figures.time_axis import short
from charts.words.table import why_not
from data.periods import label
from reports.powerpoint import date_axis

Values = tuple[float | None, ...]


class Drawn(Enum):
    """What a series is, which decides how it is drawn."""

    LIMIT = auto()
    TARGET = auto()
    BOUND = auto()
    MEAN = auto()
    OTHER = auto()
    OTHER_DOTS = auto()
    OURS = auto()
    OURS_DOTS = auto()
    GROUPS = auto()


@dataclass(frozen=True)
class SheetSeries:
    """A value or nothing for each category.

    ``barred`` are figures whose limits are bars, by place; ``line_name`` is that of the line of which it is a stretch.
    """

    name: str
    role: Drawn
    values: Values
    barred: tuple[tuple[int, Point], ...] = ()
    line_name: str = ""


@dataclass(frozen=True)
class ChartSheet:
    """What the chart's own workbook holds; ``ours`` are our figures by their place among the categories.

    Where there are ``dates`` they stand for the categories, and ``written`` is how the workbook and the axis write them.
    """

    categories: tuple[str, ...]
    series: tuple[SheetSeries, ...]
    ours: tuple[tuple[int, Point], ...]
    dates: tuple[date, ...] = ()
    written: str = "General"


def sheet(facts: ChartFacts) -> ChartSheet:
    """The sheet of any chart, what is drawn behind first."""
    if facts.side_by_side:
        return _of_groups(facts)
    periods = _periods(facts)
    around = _ranges(facts, periods) if facts.kind is ChartKind.CONTROL else _limits(facts, periods)
    series = [*around, *_target(facts, periods)]
    for line in facts.beside:
        series += _lines(line, periods, Drawn.OTHER, Drawn.OTHER_DOTS)
    series += _lines(facts.ours, periods, Drawn.OURS, Drawn.OURS_DOTS, bars=facts.kind is ChartKind.TREND)
    at = {period: place for place, period in enumerate(periods)}
    dates = date_axis.dates(periods, facts.ours.step)
    return ChartSheet(
        tuple(short(label(*period)) for period in periods),
        tuple(series),
        tuple((at[_period(point)], point) for point in facts.ours.known),
        dates,
        date_axis.written(periods) if dates else "General",
    )


def _of_groups(facts: ChartFacts) -> ChartSheet:
    points = facts.ours.points
    known = tuple((place, point) for place, point in enumerate(points) if point.value is not None)
    barred = tuple((place, point) for place, point in known if point.limits)
    values = SheetSeries(facts.ours.name, Drawn.GROUPS, tuple(point.value for point in points), barred)
    return ChartSheet(tuple(_group(point, facts) for point in points), (values,), known)


def _group(point: Point, facts: ChartFacts) -> str:
    """A group's name, the place's among areas with a sign; a hidden one says that it is, where its figure would be."""
    name = point.group or "not named"
    if facts.kind in (ChartKind.AREAS, ChartKind.FUNNEL) and own(point, facts):
        name = f"◆ {name}"
    return name if point.value is not None else f"{name}: {why_not(point.reason)}"


def _periods(facts: ChartFacts) -> list[Period]:
    """Every period in order of time, those without a figure among them: there the line has a gap."""
    known_periods = {_period(point) for line in (facts.ours, *facts.beside) for point in line.points}
    return sorted(known_periods | set(facts.ours.absent), key=lambda period: (period[1], period[0]))


def _period(point: Point) -> Period:
    return point.start, point.end


def _lines(
    line: Line, periods: list[Period], drawn: Drawn, dots: Drawn, *, bars: bool = False
) -> Iterator[SheetSeries]:
    """A series a stretch, so that no line is drawn over a cut, and none through one figure or two."""
    for order, stretch in enumerate(_stretches(line)):
        name = line.name if not order else f"{line.name}, from {stretch[0][0].period}"
        points = [point for run in stretch for point in run]
        barred = [point for run in stretch for point in _lone(run)] if bars else []
        yield SheetSeries(
            name,
            drawn if joined(stretch[0]) else dots,
            _placed(((point, point.value) for point in points), periods),
            tuple((periods.index(_period(point)), point) for point in barred),
            line.name,
        )


def _stretches(line: Line) -> list[list[Run]]:
    """Runs that one series can hold: of one segment, all joined or all dots, and a gap between two that are joined."""
    stretches: list[list[Run]] = []
    for run in line.runs:
        fitting = next((stretch for stretch in stretches if _fits(run, stretch[-1], line)), None)
        if fitting is None:
            stretches.append([run])
        else:
            fitting.append(run)
    return stretches


def _fits(run: Run, before: Run, line: Line) -> bool:
    is_same_kind = run[0].segment == before[-1].segment and joined(run) == joined(before)
    return is_same_kind and (not joined(run) or _apart(before[-1], run[0], line))


def _apart(before: Point, after: Point, line: Line) -> bool:
    """Does another period, hidden or missing, lie between two figures of a line?"""
    between = [*line.absent, *(_period(point) for point in line.points)]
    return any(before.end < end < after.end for _, end in between)


def _lone(run: Run) -> list[Point]:
    """Figures whose limits are bars and no band: dots, and those in a line whose neighbours have none."""
    if not joined(run):
        return [point for point in run if point.limits]
    banded = (list(points) for limited, points in groupby(run, key=lambda point: bool(point.limits)) if limited)
    return [points[0] for points in banded if len(points) == 1]


def _limits(facts: ChartFacts, periods: list[Period]) -> Iterator[SheetSeries]:
    """The 95% limits of what is a line, as two lines around each of its stretches."""
    stretches = [stretch for stretch in _stretches(facts.ours) if joined(stretch[0])]
    for stretch in stretches:
        limited = [(point, point.limits) for run in stretch for point in run if point.limits]
        since = "" if stretch is stretches[0] else f", from {stretch[0][0].period}"
        for end, name in enumerate(("Lower", "Upper") if limited else ()):
            point_limits = ((point, limits[end]) for point, limits in limited if limits)
            yield SheetSeries(f"{name} 95% limit{since}", Drawn.LIMIT, _placed(point_limits, periods))


def _ranges(facts: ChartFacts, periods: list[Period]) -> Iterator[SheetSeries]:
    """Mean and limits of each stretch of a control chart; a limit beyond what the measure can be is not drawn."""
    for order, limits in enumerate(facts.limits):
        since = "" if not order else f", from {_first(limits, facts)}"
        trial = ", trial" if limits.trial else ""
        for name, role in (("Mean", Drawn.MEAN), ("Upper limit", Drawn.BOUND), ("Lower limit", Drawn.BOUND)):
            levels = [_level(name, limits, end, facts) for _, end in periods]
            if any(level is not None for level in levels):
                yield SheetSeries(f"{name}{trial}{since}", role, tuple(levels))


def _level(name: str, limits: UsualRange, end: date, facts: ChartFacts) -> float | None:
    """A level of one stretch at the end of a period: none outside it, and none beyond what the measure can be."""
    if not limits.first <= end <= limits.last:
        return None
    if name == "Mean":
        return limits.mean
    limits_of_period = limits.of(end)
    low, high = limits_of_period.within(facts.indicator)
    level, computed = (high, limits_of_period.upper) if name == "Upper limit" else (low, limits_of_period.lower)
    return level if limits.varies and level == computed else None


def _first(limits: UsualRange, facts: ChartFacts) -> str:
    return next(point.period for point in facts.ours.known if limits.holds(point))


def _target(facts: ChartFacts, periods: list[Period]) -> Iterator[SheetSeries]:
    """The target from the day it held, with whose it is."""
    target = facts.target
    if target is not None and target.value is not None:
        levels = (target.value if target.since is None or end >= target.since else None for _, end in periods)
        yield SheetSeries(f"{target.owner}: target", Drawn.TARGET, tuple(levels))


def _placed(point_values: Iterable[tuple[Point, float | None]], periods: list[Period]) -> Values:
    by_period = {_period(point): value for point, value in point_values}
    return tuple(by_period.get(period) for period in periods)
