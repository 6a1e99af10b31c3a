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

    held: dict[str, Any]
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


def _held(name: str, width: int = 14) -> Field[Figure]:
    """A column as the store has it, with the meaning that its contract gives."""
    column: Column = HELD[name]
    return Field(name, column.help, lambda figure: figure.held[name], KINDS[column.type], column.one_of, width)


def _approximate(figure: Figure) -> str:
    stored = figure.held["approximate"]
    return words.why_approximate(stored) if isinstance(stored, str) else ""


def _period(figure: Figure) -> str:
    return words.period((figure.held["period_start"], figure.held["period_end"]))


FIELDS: tuple[Field[Figure], ...] = (
    _held("indicator", 24),
    Field("title", "What the indicator is called.", lambda figure: figure.declared.title, width=40),
    Field("place", "The name of the place or body, where it is known.", lambda figure: figure.place, width=28),
    _held("area"),
    _held("role", 12),
    Field("period", "The period in words.", _period, width=24),
    _held("period_start"),
    _held("period_end"),
    _held("step_months"),
    _held("window_months"),
    _held("dimension"),
    _held("category", 24),
    _held("value"),
    Field("unit", "What the value, and its limits, are counted in.", lambda figure: figure.declared.unit, width=20),
    _held("lower95"),
    _held("upper95"),
    _held("lower998"),
    _held("upper998"),
    Field("approximate", HELD["approximate"].help, _approximate, width=24),
    _held("numerator"),
    _held("denominator"),
    _held("status", 12),
    _held("suppressed"),
    _held("method", 20),
    _held("note", 24),
    _held("population_base"),
    _held("source", 20),
    _held("series", 20),
    _held("citation", 60),
    _held("release"),
    _held("release_precision"),
    _held("load_id", 8),
    _held("row_number"),
    _held("illustrative"),
    Field("version", "The data version that this file shows.", lambda figure: figure.version, "whole number"),
    Field(
        "support",
        "Whom to talk to, beside every figure about suicide or self-harm.",
        lambda figure: figure.support,
        width=40,
    ),
)
