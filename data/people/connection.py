"""What the modules of what people write ask of a database: the part that SQLite and PostgreSQL have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

Parameters = Sequence[Any] | Mapping[str, Any]


class Row(Protocol):
    """A row: its values by name or place, and in order."""

    def __getitem__(self, name: str | int) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def keys(self) -> Iterable[str]:
        """The names of its columns."""


class Result(Protocol):
    """What a statement found, or the number that an added row was given."""

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that was added last."""

    def fetchone(self) -> Any:
        """The next row; ``None`` after the last."""

    def fetchall(self) -> list[Any]:
        """Every row that is left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection.  Statements have ``?`` or ``:name`` where a value goes, and use what both databases know."""

    def execute(self, statement: str, parameters: Parameters = (), /) -> Result:
        """Carry out a statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Carry out a statement once for each row of values."""


class Engine(Protocol):
    """Where what people write is kept."""

    name: str

    def read(self) -> AbstractContextManager[Connection]:
        """A connection to read from; tables are there, empty where nobody has written anything yet."""

    def write(self) -> AbstractContextManager[Connection]:
        """A connection whose changes are all kept, or, where the block fails, none."""

    def state(self) -> tuple[int, ...]:
        """What changes whenever somebody writes."""

    def damage(self) -> str:
        """Why it cannot be used; empty where it can."""

    def copy_to(self, file: Path) -> None:
        """Write everything, as it is at one moment, into a SQLite file that is not there yet."""

    def take_in(self, file: Path) -> None:
        """Hold what such a file holds, in place of what is held now."""
