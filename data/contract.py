"""What a table promises: its columns, what they may hold, and how they must agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error has to be corrected, a question to be answered before a load; a warning is worth a look."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"


@dataclass(frozen=True)
class Column:
    """One column: its DuckDB type, plain-language help, and what is allowed in it.

    A ``pseudonym`` stands for a person, or for what happened to one: no page, problem or file repeats it.
    ``example`` is what a template shows in it.
    """

    name: str
    type: str
    help: str
    key: bool = False
    optional: bool = True
    one_of: tuple[str, ...] = ()
    unit: str = ""
    pseudonym: bool = False
    example: str = ""


@dataclass(frozen=True)
class Rule:
    """A cross-field rule: ``holds`` is SQL that is true, or null, for a good row."""

    holds: str
    column: str
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Contract:
    """A table of the store; yields its SQL, its checks and its help.

    ``person_level``: is a row about one person?  Then its rows are never shown, and the files they came from not kept.
    ``fewest_behind``: no figure that rests on fewer people than this is shown, where the setting for all tables hides fewer.
    """

    table: str
    about: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    person_level: bool = False
    fewest_behind: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Every column, in the order of the table."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The natural key: rows that share it are releases of one figure."""
        return tuple(column.name for column in self.columns if column.key)

    def stored(self, column: Column) -> str:
        """A column's type in the database. Words of records are an ENUM: in millions of rows a number is smaller and quicker."""
        if self.person_level and column.one_of:
            words = ", ".join("'" + word.replace("'", "''") + "'" for word in column.one_of)
            return f"ENUM({words})"
        return column.type

    @property
    def as_text(self) -> str:
        """SQL that selects every column, and gives the words of an ENUM as text."""
        words = [column.name for column in self.columns if self.stored(column) != column.type]
        return f"* REPLACE ({', '.join(f'CAST({name} AS VARCHAR) AS {name}' for name in words)})" if words else "*"

    def create(self, name: str | None = None) -> str:
        """SQL that makes the table (under another name for staging)."""
        lines = ",\n  ".join(f"{column.name} {self.stored(column)}" for column in self.columns)
        return f"CREATE TABLE IF NOT EXISTS {name or self.table} (\n  {lines}\n)"
