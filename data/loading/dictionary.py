"""Which columns a file of each layout has, and what may stand in them: from the layout and the contract of its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.contract import Column
from data.layouts import LAYOUTS, records, registers
from data.layouts.common import OWN_FORMAT
from data.layouts.core.layout import Constant, Layout, Number, Parsed, Text, Within, normal
from data.loading import templates
from data.tables import LOADABLE, RECORDS, REGISTERS

NUMBER, TEXT, DAY = "number, or a mark such as [c] where there is none", "text", "day or period"
PLAIN_NUMBER = {"INTEGER": "whole number", "DOUBLE": "number"}
READ_FROM_TABLE = ("load_id", "row_number")


@dataclass(frozen=True)
class FileColumn:
    """One column of a file: its header, what it holds, what it is for, its only values, and whether it must be there."""

    header: str
    holds: str
    about: str
    allowed: tuple[str, ...] = ()
    needed: bool = False


def dictionary() -> dict[str, tuple[FileColumn, ...]]:
    """The columns of every layout by its name: our own format first, the others by their titles."""
    ordered = sorted(LAYOUTS.values(), key=lambda layout: (layout.name != OWN_FORMAT, layout.title))
    return {layout.name: columns(layout) for layout in ordered}


def columns(layout: Layout) -> tuple[FileColumn, ...]:
    """Every column that something is taken from: those that a file must have first, in the publisher's order."""
    helps = _template(layout)
    spelled = {normal(header): header for header in layout.headers} | {
        name: header for name, (header, _) in helps.items()
    }
    others = [name for name in spelled if name not in layout.needed and name in layout.reads]
    unspelled = sorted(layout.reads - set(spelled))
    return tuple(
        _column(layout, name, spelled.get(name, name), helps.get(name, ("", ""))[1])
        for name in (*layout.needed, *others, *unspelled)
    )


def _template(layout: Layout) -> dict[str, tuple[str, str]]:
    """The columns of a layout that has a template, as that spells and explains them."""
    if layout.table in REGISTERS:
        return {
            normal(column.name): (column.name, column.help) for column in registers.filled_in(REGISTERS[layout.table])
        }
    if layout.table in RECORDS:
        return {normal(column.name): (column.name, column.help) for column in records.filled_in(RECORDS[layout.table])}
    template_columns = templates.COLUMNS if layout.name == OWN_FORMAT else ()
    return {normal(name): (name, words) for name, words, _ in template_columns}


def _column(layout: Layout, name: str, header: str, help_: str) -> FileColumn:
    table_columns = tuple(_columns_from(layout, name))
    return FileColumn(
        header,
        _holds(layout, name, table_columns),
        help_ or " ".join(column.help for column in table_columns) or _recognised_by(layout, name),
        _allowed(layout, name),
        name in layout.needed,
    )


def _columns_from(layout: Layout, name: str) -> Iterator[Column]:
    """The columns of the table that are made from a column of the file."""
    fields = [
        column_name
        for column_name, how in layout.fields.items()
        if not isinstance(how, Constant) and how.column == name
    ]
    parsed = [column_name for parsed_column in _parsed(layout, name) for column_name in parsed_column.makes]
    measure = [layout.measures[name].into] if name in layout.measures else []
    wanted = {*fields, *parsed, *measure} - set(READ_FROM_TABLE)
    return (column for column in LOADABLE[layout.table].columns if column.name in wanted)


def _parsed(layout: Layout, name: str) -> list[Parsed]:
    return [parsed_column for parsed_column in layout.parsed if name in parsed_column.columns]


def _recognised_by(layout: Layout, name: str) -> str:
    if any(name == label for _, label in layout.names):
        return "The name of the place or body."
    return "The file is recognised by it; nothing else is taken from it."


def _holds(layout: Layout, name: str, table_columns: tuple[Column, ...]) -> str:
    numbers = (how.column for how in layout.fields.values() if isinstance(how, Number))
    if name in numbers or name in layout.measures and not isinstance(layout.measures[name], Within):
        return NUMBER
    if layout.table in REGISTERS | RECORDS and table_columns and table_columns[0].type in PLAIN_NUMBER:
        return PLAIN_NUMBER[table_columns[0].type]
    says_when = any(column.type == "DATE" for column in table_columns) and not _allowed(layout, name)
    return DAY if says_when else TEXT


def _allowed(layout: Layout, name: str) -> tuple[str, ...]:
    """The only values of a column: what its parsing allows, or what the table allows where the cell is taken as it is."""
    for parsed_column in _parsed(layout, name):
        if name in parsed_column.allowed:
            return tuple(parsed_column.allowed[name])
    taken = {column_name for column_name, how in layout.fields.items() if isinstance(how, Text) and how.column == name}
    return next((column.one_of for column in LOADABLE[layout.table].columns if column.name in taken), ())
