"""The figures of one chart as CSV: the table beside it, and with every row where it comes from."""

from __future__ import annotations

from charts import words
from charts.facts import ChartFacts, ChartKind, Point
from charts.words import table
from data import formula_escape
from indicators.core.strategy.model import Strategy

AREAS = (ChartKind.AREAS, ChartKind.FUNNEL, ChartKind.BODIES)
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


def chart_csv(facts: ChartFacts, version: int, strategy: Strategy) -> str:
    """CSV text, a row a figure in the order of the table: its columns as shown, then the figure as it is held.

    Figures about suicide or self-harm carry the support lines in a last column.
    """
    talk = [words.support(facts.indicator, strategy)] if facts.indicator.sensitive else []
    head = [*table.header(facts), *HELD, *(["support"] if talk else [])]
    shown = zip(table.points(facts), table.cells(facts), strict=True)
    body = [[*(cell.for_file for cell in cells), *_cells(point, facts), version, *talk] for point, cells in shown]
    return formula_escape.rows(head, body)


def _cells(point: Point, facts: ChartFacts) -> list[str | float | None]:
    return [
        point.value,
        point.lower,
        point.upper,
        facts.id,
        words.subject(facts),
        point.group if facts.kind in AREAS else facts.place,
        point.period,
        facts.indicator.unit,
        point.citation or point.source,
        words.released(point),
        point.status,
        point.load,
    ]
