"""What people write in one SQLite file beside the versions: many small writes, each whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from data.people.connection import Connection
from data.people.migrations import MIGRATIONS
from data.storage.errors import PeopleError, brief

FILE = "people.sqlite"
PATIENCE_SECONDS = 10
WAY_BACK = (
    "Check that the disk has room and that the folder may be written to. Where the file is damaged: "
    "python -m data restore BACKUP --only people, or move people.sqlite away, and an empty one is begun."
)


class SqliteFile:
    """The file.  Cheap to make; every look and every change opens it again."""

    name = FILE

    def __init__(self, file: Path) -> None:
        self.file = file

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection to read from; empty tables where nobody has written anything yet.

        Raises ``PeopleError`` where the file is damaged or of a newer dashboard.
        """
        with self._opened(":memory:" if not self.file.exists() else str(self.file)) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all kept, or, where the block fails, none.

        Raises ``PeopleError`` where the file cannot be written.
        """
        with self._opened(str(self.file)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:  # a full disk has ended it already
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def state(self) -> tuple[int, ...]:
        """When the file and its journal were last changed, and their sizes."""
        times_and_sizes = []
        for path in (self.file, self.file.with_name(f"{FILE}-wal")):
            with suppress(OSError):
                facts = path.stat()
                times_and_sizes += [facts.st_mtime_ns, facts.st_size]
        return tuple(times_and_sizes)

    def damage(self) -> str:
        """Why the file cannot be used, read in full; empty where it can."""
        try:
            with self.read() as connection:
                (integrity,) = connection.execute("PRAGMA integrity_check").fetchone()
        except PeopleError as fault:
            return str(fault)
        return "" if integrity == "ok" else str(self._unusable(integrity))

    def copy_to(self, file: Path) -> None:
        """Copy it as it is at one moment, while people go on writing; nothing where nobody has written anything."""
        if self.file.exists():
            with closing(sqlite3.connect(self.file)) as people, closing(sqlite3.connect(file)) as copied:
                people.backup(copied)

    def take_in(self, file: Path) -> None:
        """Hold what a file holds.  One that lies in this place already does."""
        if file != self.file:
            file.replace(self.file)

    def _unusable(self, why: str) -> PeopleError:
        return PeopleError(f"{self.file.name} cannot be used ({why}). Nothing in it was changed. {WAY_BACK}")

    @contextmanager
    def _opened(self, where: str) -> Iterator[sqlite3.Connection]:
        connection = None
        try:
            connection = sqlite3.connect(where, timeout=PATIENCE_SECONDS, isolation_level=None)
            connection.row_factory = sqlite3.Row
            _bring_up_to_date(connection)
            yield connection
        except sqlite3.Error as fault:
            raise self._unusable(brief(fault)) from fault
        finally:
            if connection is not None:
                connection.close()


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    steps_taken = _version(connection)
    if steps_taken > len(MIGRATIONS):
        raise PeopleError(
            "people.sqlite was made by a newer dashboard. Nothing in it was changed. Start that dashboard."
        )
    for statement in MIGRATIONS[steps_taken:]:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
