"""The figures of a chart as rows of text, for the table beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from charts.facts import ChartFacts, Line, Point
from indicators.core.measures.formatting import aimed, number, plain

WHY_NOT = {
    "suppressed": ("[c]", "hidden to protect people, not zero"),
    "unreliable": ("[u]", "unreliable, not given"),
    "not applicable": ("[z]", "not applicable"),
}
NOT_AVAILABLE = ("[x]", "not available")


class Column(NamedTuple):
    """A head, and what stands under it for a figure."""

    head: str
    cell: Callable[[Point, ChartFacts], str]


def header(facts: ChartFacts) -> list[str]:
    """Column heads: only those that this chart has something to say in."""
    return [column.head for column in _columns(facts)]


def rows(facts: ChartFacts) -> list[list[str]]:
    """Newest first (groups in the publisher's order); a figure that is not there says why."""
    return [[column.cell(point, facts) for column in _columns(facts)] for point in points(facts)]


def points(facts: ChartFacts) -> tuple[Point, ...]:
    """The figure that each row is of."""
    return facts.ours.points if facts.side_by_side else tuple(reversed(facts.ours.points))


def why_not(reason: str) -> str:
    """Why a figure is not there, in words."""
    return WHY_NOT.get(reason, NOT_AVAILABLE)[1]


def _columns(facts: ChartFacts) -> list[Column]:
    groups, drawn = facts.side_by_side, facts.ours.points
    first = (
        Column(_capital(facts.dimension), lambda p, _: p.group) if groups else Column("Period", lambda p, _: p.period)
    )
    unit = "Per cent" if facts.indicator.unit == "%" else _capital(facts.indicator.unit)
    found = [first, Column(unit, _value)]
    if facts.limits:
        found += [Column("Mean", _mean), Column("Usual range", _usual)]
    elif facts.has_band:
        found.append(Column("95% limits", _limits))
    if any(point.denominator is not None for point in drawn):
        found.append(Column("Of", lambda p, _: _count(p.denominator)))
    if any(point.numerator is not None for point in drawn):
        found.append(Column("Count", lambda p, _: _count(p.numerator)))
    found += [_other(line) for line in facts.beside]
    if facts.target is not None:
        found.append(Column("Target", _target))
    return [*found, Column("Notes", _notes)]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _value(point: Point, facts: ChartFacts) -> str:
    if point.value is None:
        return " ".join(WHY_NOT.get(point.reason, NOT_AVAILABLE))
    return plain(point.value, facts.indicator)


def _limits(point: Point, facts: ChartFacts) -> str:
    if not point.limits:
        return ""
    low, high = (plain(limit, facts.indicator) for limit in point.limits)
    return f"{low} to {high}{', approximate' if point.approximate else ''}"


def _mean(point: Point, facts: ChartFacts) -> str:
    limits = facts.usual(point)
    return plain(limits.mean, facts.indicator) if limits else ""


def _usual(point: Point, facts: ChartFacts) -> str:
    limits = facts.usual(point)
    if limits is None or not limits.varies:
        return ""
    low, high = (plain(limit, facts.indicator) for limit in limits.within(facts.indicator))
    return f"{low} to {high}{', trial' if limits.trial else ''}"


def _other(line: Line) -> Column:
    held = {(point.start, point.end): point.value for point in line.known}

    def cell(point: Point, facts: ChartFacts) -> str:
        value = held.get((point.start, point.end))
        return "" if value is None else plain(value, facts.indicator)

    return Column(line.name, cell)


def _target(point: Point, facts: ChartFacts) -> str:
    target = facts.target
    if target is None or target.value is None or (target.since is not None and point.end < target.since):
        return ""
    return aimed(target.value, facts.indicator)


def _count(value: float | None) -> str:
    return "" if value is None else number(value, 0)


def _notes(point: Point, facts: ChartFacts) -> str:
    without = point.approximate if point.limits is None and facts.kind != "control" else ""
    unsettled = f"[p] {point.status}" if point.provisional else ""
    return "; ".join(part for part in (*point.flags, unsettled, point.note, without) if part)
