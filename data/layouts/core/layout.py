"""How a layout says what a file's columns become: each field of a table, from a column of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

PERIOD = ("period_start", "period_end", "step_months", "window_months")
GROUP = ("dimension", "category")
BODY = ("area", "role")
RELEASE = ("release", "release_precision")


@dataclass(frozen=True)
class Text:
    """The cell as it stands, without padding."""

    column: str
    default: str | None = None


@dataclass(frozen=True)
class Number:
    """The cell as a number; what marks such as ``*`` mean is in ``published_marks``, and a blank means ``blank``."""

    column: str
    blank: str | None = None


@dataclass(frozen=True)
class Constant:
    """The same for every row."""

    value: Any


@dataclass(frozen=True)
class LeftOut:
    """Rows of a kind that nothing here reads: they are counted and named, and never in the way of other rows.

    ``because`` ends the sentence "12 rows were left out: "; ``what`` is what the file calls them, if they are of
    several kinds.
    """

    because: str
    what: str = ""


@dataclass(frozen=True)
class Plain:
    """The usual ways of writing a cell that is not empty, and SQL for what such a cell says, as ``parse`` makes of it.

    They are ``cells``, where these are few: the database then holds a column by their numbers, and null for an empty cell.
    Otherwise they match the regular expression ``form``; for a cell without a value the SQL gives null.
    """

    value: Callable[[str], str]
    cells: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True)
class Parsed:
    """Columns made by ``parse`` from each distinct tuple of cells.

    ``parse`` takes the cells' text and returns a mapping of table columns, or ``LeftOut`` for rows that are not
    taken; it raises ``OddValueError`` where a cell cannot be what its column should hold.  Of what it returns the
    columns that it ``makes`` are taken.  ``allowed`` are the only values of a column of the file, where it is so.
    ``plain`` says the same as ``parse`` of the usual cells of a single column, where there are some.
    """

    columns: tuple[str, ...]
    parse: Callable[..., Mapping[str, Any] | LeftOut]
    makes: tuple[str, ...]
    allowed: Mapping[str, Iterable[str]] = field(default_factory=dict)
    plain: Plain | None = None


@dataclass(frozen=True)
class Measure:
    """What a column of figures holds, where a file has a column for each measure: its series, and what kind of number."""

    series: str
    statistic: str
    into = "value"

    @property
    def what(self) -> dict[str, Any]:
        """What the table's other columns say of each of its figures."""
        return {"series": self.series, "series_name": self.series, "statistic": self.statistic}


@dataclass(frozen=True)
class OfAge:
    """What a column of people holds, where a file has a column for each year of age."""

    age: int
    into = "people"

    @property
    def what(self) -> dict[str, Any]:
        """What the table's other columns say of each of its counts."""
        return {"age": self.age}


@dataclass(frozen=True)
class InGroup:
    """What a column of people holds, where a file has a column for each group of a characteristic."""

    group: str
    into = "people"

    @property
    def what(self) -> dict[str, Any]:
        """What the table's other columns say of each of its counts."""
        return {"group_name": self.group}


@dataclass(frozen=True)
class Within:
    """What a column of codes holds, where a lookup has a column for each kind of place that a smaller one lies in."""

    kind: str
    into = "parent"

    @property
    def what(self) -> dict[str, Any]:
        """What the table's other columns say of each of its links."""
        return {"parent_kind": self.kind}


OfColumn = Measure | OfAge | InGroup | Within
"""What one of many columns of a file holds, each of which becomes rows of its own."""


@dataclass(frozen=True)
class FileFacts:
    """What a layout may know of a file beside its rows: its name and the rows above the header."""

    name: str
    above: Sequence[Sequence[str]]
    header: Sequence[str]


@dataclass(frozen=True)
class Context:
    """Constants that stand above the header or in the file's name, and what to say aloud of them."""

    values: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One published file layout: how it is recognised, and how it becomes rows of a table.

    ``measures`` are the columns of figures by their normal headers, where a file has one for each measure: a row of the
    file then becomes a row of the table for each of those columns that the file has.  ``total`` is the column that holds
    their sum, where there is one.  ``kinds`` are the columns of codes of which it is certain what kind of place they name:
    these places are known from then on, and a code of another form is refused.
    """

    name: str
    title: str
    publisher: str
    table: str
    headers: tuple[str, ...]
    fields: Mapping[str, Text | Number | Constant]
    parsed: tuple[Parsed, ...] = ()
    absent: tuple[str, ...] = ()
    named: str = ""
    above: str = ""
    context: Callable[[FileFacts], Context] | None = None
    afterwards: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    beside: str = ""
    measures: Mapping[str, OfColumn] = field(default_factory=dict)
    total: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The normal headers of the columns by which it is known, which a file of it has."""
        return tuple(map(normal, self.headers))

    @cached_property
    def reads(self) -> frozenset[str]:
        """The normal headers of the columns that it takes something from."""
        named = {column for pair in self.names for column in pair}
        return frozenset(self._reads.union(named, self.kinds, {self.total} - {""}))

    @property
    def _reads(self) -> set[str]:
        fields = {source.column for source in self.fields.values() if not isinstance(source, Constant)}
        return fields.union(self.measures, *(parsed.columns for parsed in self.parsed))

    @property
    def citation(self) -> str:
        """Where the figures of a file can be found; empty where its rows say it themselves."""
        if "citation" in self._reads:
            return ""
        return f"{self.title}. {self.publisher}."

    def recognises(self, header: frozenset[str], file_name: str, title: str) -> bool:
        """Is a row of a file the header of this layout?

        ``header`` are its cells as normal headers, ``title`` is the text of the rows above it.
        """
        return (
            header.issuperset(self.needed)
            and header.isdisjoint(self.absent)
            and re.search(self.named, file_name, re.IGNORECASE) is not None
            and re.search(self.above, title, re.IGNORECASE) is not None
        )


def normal(header: str) -> str:
    """A header without case, spaces and punctuation: ``Lower CI 95.0 limit`` is ``lowerci950limit``."""
    return re.sub(r"[^a-z0-9]", "", header.lower())
