"""An entry of a register as a file of its own: made of what a form holds, and checked as any file of the register is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from data import formula_escape
from data.contract import Column, Contract
from data.layouts.registers import NETWORK_NAME, filled_in
from data.loading import ingest
from data.problems import Problem
from data.storage.entries import key_of, rows
from data.tables import REGISTERS

SEPARATOR = "; "
"""What stands between ids in one cell."""
WRITTEN = "written"
"""The column of the file that says which text of which entry it is: nothing reads it, and no two files are the same."""


@dataclass(frozen=True)
class CheckedEntry:
    """What checking an entry came to: its problems, each with the column it is about, and its key where it has one."""

    problems: tuple[Problem, ...]
    key: tuple[str, ...]


def form_columns(register: Contract) -> tuple[Column, ...]:
    """The columns that a form asks for: those of the file, but how exactly a day is known, which the day itself says."""
    return tuple(
        column for column in filled_in(register) if column != NETWORK_NAME and not column.name.endswith("_precision")
    )


def layout_of(table: str) -> str:
    """The layout of a register's files."""
    return f"register_{table}"


def cells(register: Contract, entry: Mapping[str, Any]) -> dict[str, str]:
    """An entry in force as the cells of a file that would give it again."""
    return {
        column.name: _cell(entry.get(column.name), entry.get(f"{column.name}_precision"))
        for column in form_columns(register)
    }


def as_csv(table: str, entries: Iterable[Mapping[str, str]]) -> str:
    """Entries as a file of their register, in its own layout."""
    head = [*(column.name for column in form_columns(REGISTERS[table])), WRITTEN]
    return formula_escape.rows(head, ([entry.get(name, "") for name in head] for entry in entries))


def check(connection: DuckDBPyConnection, table: str, entry: Mapping[str, str]) -> CheckedEntry:
    """Everything that a file with this one entry would be told.  The connection must hold the ``area`` table."""
    with TemporaryDirectory(prefix="entry-") as folder:
        path = Path(folder) / f"{table}.csv"
        path.write_bytes(as_csv(table, [entry]).encode())
        checked = ingest.check(connection, path, layout_of(table))
    staged = rows(connection, "SELECT * FROM staged")
    return CheckedEntry(checked.problems, key_of(table, staged[0]) if staged else ())


def _cell(value: Any, precision: str | None) -> str:
    if isinstance(value, date):
        return _day(value, precision or "day")
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def _day(day: date, precision: str) -> str:
    """A day as people write it, as exactly as it is known: 26/06/1948, June 1948 or 1948."""
    return {"day": f"{day:%d/%m/%Y}", "month": f"{day:%B} {day.year}", "year": str(day.year)}[precision]
