"""The columns of the sheet Measures: a row for each figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from charts import words
from data.contract import Column
from data.tables.measure import MEASURE
from indicators.core.board.board import Board
from indicators.core.model import Indicator
from reports.workbook.sheet import Field

KINDS = {
    "VARCHAR": "text",
    "DOUBLE": "number",
    "INTEGER": "whole number",
    "DATE": "day",
    "BOOLEAN": "true or false",
}
HELD = {column.name: column for column in MEASURE.columns}


class Figure(NamedTuple):
    """A measure as it is held, with what its board says of it."""

    measure: dict[str, Any]
    declared: Indicator
    place: str
    support: str
    version: int


def figures(board: Board) -> Iterator[Figure]:
    """Every measure in force of the strategy's indicators, in the strategy's order."""
    for name, declared in board.indicators.items():
        support = words.support(declared, board.strategy)
        for record in board.measures(name).to_dict("records"):
            named = {str(column): value for column, value in record.items()}
            yield Figure(named, declared, board.areas.get(named["area"], ""), support, board.version)


def _store_field(name: str, width: int = 14) -> Field[Figure]:
    """A column as the store has it, with the meaning that its contract gives."""
    column: Column = HELD[name]
    return Field(name, column.help, lambda figure: figure.measure[name], KINDS[column.type], column.one_of, width)


def _approximate(figure: Figure) -> str:
    stored = figure.measure["approximate"]
    return words.why_approximate(stored) if isinstance(stored, str) else ""


def _period(figure: Figure) -> str:
    return words.period((figure.measure["period_start"], figure.measure["period_end"]))


FIELDS: tuple[Field[Figure], ...] = (
    _store_field("indicator", 24),
    Field("title", "What the indicator is called.", lambda figure: figure.declared.title, width=40),
    Field("place", "The name of the place or body, where it is known.", lambda figure: figure.place, width=28),
    _store_field("area"),
    _store_field("role", 12),
    Field("period", "The period in words.", _period, width=24),
    _store_field("period_start"),
    _store_field("period_end"),
    _store_field("step_months"),
    _store_field("window_months"),
    _store_field("dimension"),
    _store_field("category", 24),
    _store_field("value"),
    Field("unit", "What the value, and its limits, are counted in.", lambda figure: figure.declared.unit, width=20),
    _store_field("lower95"),
    _store_field("upper95"),
    _store_field("lower998"),
    _store_field("upper998"),
    Field("approximate", HELD["approximate"].help, _approximate, width=24),
    _store_field("numerator"),
    _store_field("denominator"),
    _store_field("status", 12),
    _store_field("suppressed"),
    _store_field("method", 20),
    _store_field("note", 24),
    _store_field("population_base"),
    _store_field("source", 20),
    _store_field("series", 20),
    _store_field("citation", 60),
    _store_field("release"),
    _store_field("release_precision"),
    _store_field("load_id", 8),
    _store_field("row_number"),
    _store_field("illustrative"),
    Field("version", "The data version that this file shows.", lambda figure: figure.version, "whole number"),
    Field(
        "support",
        "Whom to talk to, beside every figure about suicide or self-harm.",
        lambda figure: figure.support,
        width=40,
    ),
)
