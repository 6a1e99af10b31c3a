"""A network's own spreadsheet: one layout a register, made from its contract, with the contract's own column names."""

from __future__ import annotations

from datetime import date
from typing import Any

from data import periods
from data.contract import Column, Contract
from data.layouts.core import own_columns
from data.layouts.core.layout import Layout, Parsed, normal
from data.layouts.core.own_columns import Parse
from data.problems import OddValueError
from data.tables import REGISTERS
from data.tables.registers.entry import PRECISIONS
from data.tables.registers.involvement import LADDER

TITLES = {
    "project": "Co-production projects",
    "forum": "Co-production forums and groups that decide",
    "involvement": "Co-production activities",
    "participation": "Co-production participation",
    "feedback": "Co-production feedback",
    "change": "Co-production changes",
}
NETWORK_NAME = Column("network_name", "VARCHAR", "What the network is called; needed once, where it is a new one.")
FROM_LOAD = ("load_id", "row_number")
TO_EVERYBODY = ("characteristic", "group_name")
"""Parts of a key that are empty for the row that counts everybody."""
STEPS = {name: number for number, name in enumerate(LADDER, start=1)}


def filled_in(register: Contract) -> tuple[Column, ...]:
    """The columns of a register's file, in the order of its table."""
    network, *others = (column for column in register.columns if column.name not in FROM_LOAD)
    return (network, NETWORK_NAME, *others)


def must_be_filled(column: Column) -> bool:
    """Can no row leave this column empty?"""
    return not column.optional and column.name not in TO_EVERYBODY


def _layout(register: Contract) -> Layout:
    columns = [column for column in register.columns if column.name not in FROM_LOAD]
    needed = (column.name for column in columns if not column.optional)
    return Layout(
        name=f"register_{register.table}",
        title=TITLES[register.table],
        publisher="The network that wrote it",
        names=((normal("network"), normal(NETWORK_NAME.name)),),
        table=register.table,
        headers=tuple(needed),
        fields={},
        parsed=tuple(
            _parsed(column, {known_column.name for known_column in columns})
            for column in columns
            if not column.name.endswith("_precision")
        ),
    )


def _parsed(column: Column, names: set[str]) -> Parsed:
    """How the cells of a column are read."""
    header, precision = normal(column.name), f"{column.name}_precision"
    if precision in names:
        return Parsed(
            (header, normal(precision)), _dated(column.name), (column.name, precision), {normal(precision): PRECISIONS}
        )
    if column.unit == "step":
        return Parsed((header,), _count_or_step(column), (column.name,))
    return own_columns.parsed(column, "" if column.name in TO_EVERYBODY else None)


def _dated(name: str) -> Parse:
    def parse(cell: str, precision: str) -> dict[str, Any]:
        day, known = periods.about(cell)
        stated_precision = precision.strip().lower() or known
        if day is None or known is None:
            return {name: None, f"{name}_precision": None}
        if stated_precision not in PRECISIONS:
            raise OddValueError("This is not one of the words allowed here.", f"Use one of: {', '.join(PRECISIONS)}.")
        if PRECISIONS.index(stated_precision) < PRECISIONS.index(known):
            raise OddValueError(
                f"Only the {known} is given, and it is said that the {stated_precision} is known.",
                f"Give the {stated_precision}, or write {known} as the precision.",
            )
        first = date(
            day.year, day.month if stated_precision != "year" else 1, day.day if stated_precision == "day" else 1
        )
        return {name: first, f"{name}_precision": stated_precision}

    return parse


def _count_or_step(column: Column) -> Parse:
    """A whole number; a step of the ladder may be given by its name."""
    whole = own_columns.count(column)
    return lambda cell: {column.name: STEPS[cell.lower()]} if cell.lower() in STEPS else whole(cell)


LAYOUTS = tuple(map(_layout, REGISTERS.values()))
