"""What people write in the app: a SQLite file beside the versions, or PostgreSQL where several machines write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.people.connection import Connection, Engine
from data.people.sqlite_file import FILE, SqliteFile

POSTGRES = "DASHBOARD_PEOPLE"


class People:
    """What people write beside a store.  Cheap to make."""

    def __init__(self, folder: Path) -> None:
        self.file = Path(folder) / FILE
        self.engine = _engine(self.file)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection to read from; empty tables where nobody has written anything yet.

        Raises ``PeopleError`` where it cannot be read or is of a newer dashboard.
        """
        with self.engine.read() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all kept, or, where the block fails, none.

        Raises ``PeopleError`` where it cannot be written.
        """
        with self.engine.write() as connection:
            yield connection

    def state(self) -> tuple[int, ...]:
        """What changes whenever somebody writes."""
        return self.engine.state()

    def damage(self) -> str:
        """Why it cannot be used, read in full; empty where it can."""
        return self.engine.damage()

    def copy_to(self, file: Path) -> None:
        """Write everything, as it is at one moment, into a SQLite file that is not there yet."""
        self.engine.copy_to(file)

    def take_in(self, file: Path) -> None:
        """Hold what such a file holds, in place of what is held now."""
        self.engine.take_in(file)


def _engine(file: Path) -> Engine:
    """The database that ``DASHBOARD_PEOPLE`` names by its address, ``postgresql://…``; else the file."""
    address = os.environ.get(POSTGRES, "")
    if not address:
        return SqliteFile(file)
    from data.people.postgres import Postgres  # only who has it needs its driver

    return Postgres(address)
