"""The figures of a chart as rows of cells, for the table beside it and for files."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from charts.facts import ChartFacts, ChartKind, Line, Point
from charts.words.approximate import why_approximate
from charts.words.counting import upper
from charts.words.figures import aimed, number, plain
from charts.words.flags import flags_in_words

WHY_NOT = {
    "suppressed": ("[c]", "hidden to protect people, not zero"),
    "rounds to zero": ("[low]", "rounds to zero, but is not zero"),
    "unreliable": ("[u]", "unreliable, not given"),
    "not applicable": ("[z]", "not applicable"),
}
NOT_AVAILABLE = ("[x]", "not available")


class Cell(NamedTuple):
    """What a cell shows, and the number it shows where that is all it shows: as rounded, for files."""

    text: str
    number: float | int | None = None

    @property
    def for_file(self) -> str | float | int:
        """The number where the cell is one, else its text."""
        return self.text if self.number is None else self.number


class Column(NamedTuple):
    """A head, and the cell under it for a figure."""

    head: str
    cell: Callable[[Point, ChartFacts], Cell]


def header(facts: ChartFacts) -> list[str]:
    """Column heads: only those that this chart has something to say in."""
    return [column.head for column in _columns(facts)]


def rows(facts: ChartFacts) -> list[list[str]]:
    """Newest first (groups in the publisher's order); a figure that is not there says why."""
    return [[cell.text for cell in row] for row in cells(facts)]


def cells(facts: ChartFacts) -> list[list[Cell]]:
    """The same with the numbers that the cells show."""
    columns = _columns(facts)
    return [[column.cell(point, facts) for column in columns] for point in points(facts)]


def points(facts: ChartFacts) -> tuple[Point, ...]:
    """The figure that each row is of."""
    return facts.ours.points if facts.side_by_side else tuple(reversed(facts.ours.points))


def why_not(reason: str) -> str:
    """Why a figure is not there, in words."""
    return WHY_NOT.get(reason, NOT_AVAILABLE)[1]


def _columns(facts: ChartFacts) -> list[Column]:
    drawn = facts.ours.points
    unit = "Per cent" if facts.indicator.unit == "%" else upper(facts.indicator.unit)
    columns = [_first(facts), Column(unit, _value)]
    if facts.limits:
        columns += [Column("Mean", _mean), Column("Usual range", _usual)]
    elif facts.has_band:
        columns.append(Column("95% limits", _limits))
    if any(point.denominator is not None for point in drawn):
        columns.append(Column("Of", lambda point, _: _count(point.denominator)))
    if any(point.numerator is not None for point in drawn):
        columns.append(Column("Count", lambda point, _: _count(point.numerator)))
    columns += [_other(line) for line in facts.beside]
    if facts.target is not None:
        columns.append(Column("Target", _target))
    return [*columns, Column("Notes", lambda point, chart_facts: Cell(_notes(point, chart_facts)))]


def _first(facts: ChartFacts) -> Column:
    if facts.side_by_side:
        return Column(upper(facts.dimension), lambda point, _: Cell(point.group))
    return Column("Period", lambda point, _: Cell(point.period))


def _shown(value: float, facts: ChartFacts) -> Cell:
    """A figure as it is shown; one with a sign is no plain number."""
    text = plain(value, facts.indicator)
    return Cell(text) if facts.indicator.unit == "%" else Cell(text, _rounded(value, facts.indicator.decimals))


def _rounded(value: float, decimals: int) -> float | int:
    return float(f"{value:.{decimals}f}") + 0.0 if decimals else int(f"{value:.0f}")


def _value(point: Point, facts: ChartFacts) -> Cell:
    if point.value is None:
        return Cell(" ".join(WHY_NOT.get(point.reason, NOT_AVAILABLE)))
    return _shown(point.value, facts)


def _limits(point: Point, facts: ChartFacts) -> Cell:
    if not point.limits:
        return Cell("")
    low, high = (plain(limit, facts.indicator) for limit in point.limits)
    return Cell(f"{low} to {high}{', approximate' if point.approximate else ''}")


def _mean(point: Point, facts: ChartFacts) -> Cell:
    limits = facts.usual(point)
    return _shown(limits.mean, facts) if limits else Cell("")


def _usual(point: Point, facts: ChartFacts) -> Cell:
    limits = facts.usual(point)
    if limits is None or not limits.varies:
        return Cell("")
    low, high = (plain(limit, facts.indicator) for limit in limits.within(facts.indicator))
    return Cell(f"{low} to {high}{', trial' if limits.trial else ''}")


def _other(line: Line) -> Column:
    value_by_period = {(point.start, point.end): point.value for point in line.known}

    def cell(point: Point, facts: ChartFacts) -> Cell:
        value = value_by_period.get((point.start, point.end))
        return Cell("") if value is None else _shown(value, facts)

    return Column(line.name, cell)


def _target(point: Point, facts: ChartFacts) -> Cell:
    target = facts.target
    if target is None or target.value is None or (target.since is not None and point.end < target.since):
        return Cell("")
    text = aimed(target.value, facts.indicator)
    return Cell(text) if facts.indicator.unit == "%" else Cell(text, target.value)


def _count(value: float | None) -> Cell:
    return Cell("") if value is None else Cell(number(value, 0), _rounded(value, 0))


def _notes(point: Point, facts: ChartFacts) -> str:
    lacks_limits = point.limits is None and facts.kind is not ChartKind.CONTROL
    without = why_approximate(point.approximate) if lacks_limits else ""
    unsettled = f"[p] {point.status}" if point.provisional else ""
    return "; ".join(part for part in (*flags_in_words(point.flags), unsettled, point.note, without) if part)
