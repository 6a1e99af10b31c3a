"""The figures of one chart as CSV: the table beside it, and with every row where it comes from."""

from __future__ import annotations

import re

from charts.words import table
from charts.facts import ChartFacts, Point
from charts.words import support
from data import formula_escape
from indicators.core.verdicts import sensitive

NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?")
AREAS = ("areas", "funnel")
HELD = (
    "value",
    "lower95",
    "upper95",
    "indicator",
    "title",
    "place",
    "period",
    "unit",
    "source",
    "release",
    "status",
    "load",
    "version",
)


def chart_csv(facts: ChartFacts, version: int) -> str:
    """CSV text, a row a figure in the order of the table: its columns as shown, then the figure as it is held.

    Figures about suicide or self-harm carry the support lines in a last column.
    """
    talk = [support(facts.indicator.sensitivity)] if sensitive(facts.indicator) else []
    head = [*table.header(facts), *HELD, *(["support"] if talk else [])]
    shown = zip(table.points(facts), table.rows(facts), strict=True)
    body = [[*map(_figure, cells), *_held(point, facts), version, *talk] for point, cells in shown]
    return formula_escape.rows(head, body)


def _figure(cell: str) -> str | float:
    """What the table shows as a number is one."""
    if not (found := NUMBER.fullmatch(cell)):
        return cell
    return (float if found[1] else int)(cell.replace(",", ""))


def _held(point: Point, facts: ChartFacts) -> list[str | float | None]:
    return [
        point.value,
        point.lower,
        point.upper,
        facts.id,
        facts.subject,
        point.group if facts.kind in AREAS else facts.place,
        point.period,
        facts.indicator.unit,
        point.citation or point.source,
        point.release,
        point.status,
        point.load,
    ]
