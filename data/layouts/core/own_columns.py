"""Reading a file that has the columns of its table under the very names that the contract gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from data import formula_escape, periods
from data.contract import Column
from data.layouts.core.expressions import literal
from data.layouts.core.layout import Parsed, Plain, normal
from data.layouts.core.published_marks import NUMBER
from data.problems import OddValueError

YES_OR_NO = {"y": "yes", "n": "no", "true": "yes", "false": "no"}
LARGEST = 2**31 - 1
USUAL_MINUTE = r"20[0-4]\d-[01]\d-[0-3]\d ([01]\d|2[0-3]):[0-5]\d"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2049, 12, 31)
SMALL = 1000
"""A usual count is below it."""
EMPTY = "leave the cell empty where it is not known"
MINUTE = re.compile(r"(.+?)[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")

Parse = Callable[..., Mapping[str, Any]]


def parsed(column: Column, nothing: str | None = None) -> Parsed:
    """How the cells of a column are read; ``nothing`` is what a text holds where its cell is empty."""
    header = normal(column.name)
    if column.one_of:
        return Parsed(
            (header,), word(column, nothing), (column.name,), {header: column.one_of}, plain=plain(column, nothing)
        )
    if column.type == "VARCHAR":
        return Parsed((header,), text(column, nothing), (column.name,))
    read = {"DATE": day, "TIMESTAMP": moment, "INTEGER": count, "DOUBLE": number}[column.type]
    return Parsed((header,), read(column), (column.name,), plain=plain(column))


def plain(column: Column, nothing: str | None = None) -> Plain | None:
    """The usual cells of a column and what they say: its words, the days or minutes of some decades, or small counts."""
    if column.one_of:
        words = tuple(filter(None, column.one_of))
        if nothing is None:
            return Plain(str, words)
        return Plain(lambda cell: f"coalesce(CAST({cell} AS VARCHAR), {literal(nothing)})", words)
    if column.type == "DATE":
        return Plain(lambda cell: f"DATE '{FIRST_DAY}' + {_number(cell)}", _days())
    if column.type == "INTEGER":
        return Plain(_number, tuple(map(str, range(SMALL))))
    if column.type == "TIMESTAMP":
        return Plain(lambda cell: f"TRY_CAST(nullif({cell}, '') AS TIMESTAMP)", form=USUAL_MINUTE)
    return None


def _number(cell: str) -> str:
    """SQL for the number of a cell among the usual ones, from 0; null for an empty one."""
    return f"CAST(enum_code({cell}) AS INTEGER)"


@cache
def _days() -> tuple[str, ...]:
    return tuple((FIRST_DAY + timedelta(days=number)).isoformat() for number in range((LAST_DAY - FIRST_DAY).days + 1))


def text(column: Column, nothing: str | None = None) -> Parse:
    """Words as they are written; the apostrophe that keeps a spreadsheet from taking them for a formula is none of them."""
    return lambda cell: {column.name: formula_escape.as_meant(cell) or nothing}


def day(column: Column) -> Parse:
    """A date."""
    return lambda cell: {column.name: periods.day(cell) if cell else None}


def moment(column: Column) -> Parse:
    """A date with the minute, without which nobody can say how many hours lie between two."""

    def parse(cell: str) -> dict[str, Any]:
        if not cell:
            return {column.name: None}
        match = MINUTE.fullmatch(cell)
        if match is None:
            raise OddValueError("There is no time of day.", f"Write it as 2024-09-01 14:30; {EMPTY}.")
        on = periods.day(match[1])
        hour, minute, second = (int(part or 0) for part in match.groups()[1:])
        try:
            return {column.name: datetime(on.year, on.month, on.day, hour, minute, second)}
        except ValueError as fault:
            raise OddValueError("There is no such time of day.", "Write it as 2024-09-01 14:30.") from fault

    return parse


def word(column: Column, nothing: str | None = None) -> Parse:
    """A word of the contract, however it is written; yes and no may be ticked boxes of a spreadsheet."""
    words = {word.lower(): word for word in column.one_of}
    others = YES_OR_NO if column.one_of == ("yes", "no") else {}

    def parse(cell: str) -> dict[str, Any]:
        lowered = " ".join(cell.lower().split())
        meant = words.get(others.get(lowered, lowered))
        if meant is None and lowered:
            raise OddValueError(
                "This is not one of the words allowed here.", f"Use one of: {', '.join(filter(None, column.one_of))}."
            )
        return {column.name: nothing if meant is None else meant}

    return parse


def number(column: Column) -> Parse:
    """A number in figures."""

    def parse(cell: str) -> dict[str, Any]:
        if not cell:
            return {column.name: None}
        if not re.fullmatch(NUMBER, cell):
            raise OddValueError("This is not a number.", f"Write it in figures, such as 12; {EMPTY}.")
        return {column.name: float(cell.replace(",", ""))}

    return parse


def count(column: Column) -> Parse:
    """A whole number."""

    def parse(cell: str) -> dict[str, Any]:
        figure = number(column)(cell)[column.name]
        if figure is None:
            return {column.name: None}
        if figure != int(figure) or abs(figure) > LARGEST:
            raise OddValueError("This is not a whole number.", f"Give the count, such as 12; {EMPTY}.")
        return {column.name: int(figure)}

    return parse
