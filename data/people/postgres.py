"""What people write in PostgreSQL, for several machines that write: the same tables, steps and statements as in SQLite."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import BaseRowFactory
from psycopg_pool import ConnectionPool, PoolTimeout

from data.people.connection import Connection, Parameters
from data.people.migrations import IN_POSTGRES, MIGRATIONS
from data.people.sqlite_file import SqliteFile
from data.storage.errors import PeopleError, brief

SETTING = "DASHBOARD_PEOPLE"
PATIENCE_SECONDS = 10
AT_ONCE = 8
TURN = 7_310_465
"""The number of the lock that one writer at a time holds, whatever machine it is on."""
WAY_BACK = (
    f"Check that PostgreSQL answers at the address that {SETTING} gives, and that its user may make tables there."
)
NAMED, PLACED = re.compile(r"(?<![:\w]):([a-z_]+)"), re.compile(r"\?")
ONLY_IN_SQLITE = re.compile(r"\s*PRAGMA secure_delete", re.IGNORECASE)
PRIMARY_KEY = re.compile(r"\bINTEGER PRIMARY KEY\b")
INTEGER, BLOB = re.compile(r"\bINTEGER\b"), re.compile(r"\bBLOB\b")


class Row(tuple[Any, ...]):
    """A row by name, place and in order, as SQLite's are."""

    names: tuple[str, ...]

    def keys(self) -> tuple[str, ...]:
        """The names of its columns."""
        return self.names

    def __getitem__(self, name: Any) -> Any:
        return super().__getitem__(self.names.index(name) if isinstance(name, str) else name)


def _rows(cursor: Any) -> Any:
    names = tuple(column.name for column in cursor.description or ())
    return type("Row", (Row,), {"names": names})


class PostgresResult:
    """What a statement found."""

    def __init__(self, cursor: psycopg.Cursor[Any]) -> None:
        self._cursor = cursor

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that was added last on this connection."""
        row = self._cursor.connection.execute("SELECT lastval()").fetchone()
        return int(row[0]) if row else None

    def fetchone(self) -> Any:
        """The next row; ``None`` after the last."""
        return self._cursor.fetchone()

    def fetchall(self) -> list[Any]:
        """Every row that is left."""
        return self._cursor.fetchall()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cursor)


class Translated:
    """A connection that takes statements as SQLite does."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, statement: str, parameters: Parameters = ()) -> PostgresResult:
        """Carry out a statement; one that only SQLite needs is left out."""
        if ONLY_IN_SQLITE.match(statement):
            return PostgresResult(self._connection.execute("SELECT 1"))
        return PostgresResult(self._connection.execute(_translated(statement), _plain(parameters)))

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry out a statement once for each row of values."""
        with self._connection.cursor() as cursor:
            cursor.executemany(_translated(statement), [_plain(row) for row in rows])


class Postgres:
    """The database at an address."""

    name = "PostgreSQL"

    def __init__(self, address: str) -> None:
        self._address = address

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Yield a connection to read from.  Raises ``PeopleError`` where there is none, or it is of a newer dashboard."""
        with self._connected() as connection:
            yield Translated(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Yield a connection whose changes are all kept, or none; one writer at a time.

        Raises ``PeopleError`` where it cannot be written.
        """
        with self._connected() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
            yield Translated(connection)
            connection.execute("UPDATE written SET times = times + 1")

    def state(self) -> tuple[int, ...]:
        """How often somebody has written; nothing while it cannot be read."""
        try:
            with self._connected() as connection:
                return tuple(connection.execute("SELECT times FROM written").fetchone() or ())
        except PeopleError:
            return ()

    def damage(self) -> str:
        """Why it cannot be used; empty where every table can be read."""
        try:
            with self._connected() as connection:
                for table in _tables(connection):
                    connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
        except PeopleError as fault:
            return str(fault)
        return ""

    def copy_to(self, file: Path) -> None:
        """Write every table, as it is at one moment, into a SQLite file of the same steps."""
        with (
            self._connected() as connection,
            connection.transaction(),
            SqliteFile(file).write() as copied,
        ):
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for table in _tables(connection):
                rows = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))).fetchall()
                if rows:
                    names, places = ", ".join(f'"{name}"' for name in rows[0].names), ", ".join("?" * len(rows[0]))
                    copied.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)  # noqa: S608 (own tables)

    def take_in(self, file: Path) -> None:
        """Hold what a SQLite file holds, brought up to date, in place of what is held now; the file goes."""
        with SqliteFile(file).write():  # brings it up to date, and makes an empty one where there is none
            pass
        with closing(sqlite3.connect(file)) as source, self._connected() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
            tables = _tables(connection)
            connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, tables))))
            for table in tables:
                _fill(connection, source, table)
            connection.execute("UPDATE written SET times = times + 1")
        file.unlink()

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            with _pool(self._address).connection(timeout=PATIENCE_SECONDS) as connection:
                yield connection
        except (psycopg.Error, PoolTimeout) as fault:
            raise PeopleError(f"PostgreSQL cannot be used ({brief(fault)}). Nothing was changed. {WAY_BACK}") from fault


_pools: list[ConnectionPool[psycopg.Connection[Any]]] = []


@cache
def _pool(address: str) -> ConnectionPool[psycopg.Connection[Any]]:
    """The connections of this process, the tables brought up to date when the first is opened."""
    factory: BaseRowFactory[Any] = _rows
    pool = ConnectionPool(
        address, min_size=1, max_size=AT_ONCE, open=False, check=ConnectionPool.check_connection,
        kwargs={"autocommit": True, "row_factory": factory, "connect_timeout": PATIENCE_SECONDS},
    )  # fmt: skip
    pool.open()
    try:
        with pool.connection(timeout=PATIENCE_SECONDS) as connection:
            _bring_up_to_date(connection)
    except BaseException:
        pool.close()
        raise
    _pools.append(pool)
    return pool


def close_all() -> None:
    """Close every connection of this process: a database that nobody is connected to can be taken down."""
    for pool in _pools:
        pool.close()
    _pools.clear()
    _pool.cache_clear()


def _bring_up_to_date(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (TURN,))
        connection.execute("CREATE TABLE IF NOT EXISTS written (times BIGINT NOT NULL, steps BIGINT NOT NULL)")
        row = connection.execute("SELECT steps FROM written").fetchone()
        if row is None:
            connection.execute("INSERT INTO written VALUES (0, 0)")
        steps_taken = row["steps"] if row else 0
        if steps_taken > len(MIGRATIONS):
            raise PeopleError(
                "What people wrote is of a newer dashboard. Nothing in it was changed. Start that dashboard."
            )
        for statement in MIGRATIONS[steps_taken:]:
            connection.execute(_in_postgres(statement))
        connection.execute("UPDATE written SET steps = %s", (len(MIGRATIONS),))


def _in_postgres(statement: str) -> Any:
    """A step as PostgreSQL says it: its own words where it has some, else other names of the types."""
    translation = IN_POSTGRES.get(statement)
    if translation is not None:
        return translation
    keyed = PRIMARY_KEY.sub("BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", statement)
    return BLOB.sub("BYTEA", INTEGER.sub("BIGINT", keyed))


def _tables(connection: psycopg.Connection[Any]) -> list[str]:
    """The tables of what people write, those first that others refer to."""
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name <> 'written'"
    ).fetchall()
    existing = {row[0] for row in rows}
    created_tables = re.findall(r"CREATE TABLE (\w+)", "\n".join(MIGRATIONS))
    return [table for table in created_tables if table in existing]


def _fill(connection: psycopg.Connection[Any], source: sqlite3.Connection, table: str) -> None:
    cursor = source.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (own tables)
    names = [column[0] for column in cursor.description]
    into = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join([sql.Placeholder()] * len(names)),
    )
    with connection.cursor() as filled:
        filled.executemany(into, cursor.fetchall())
    if "id" in names:
        connection.execute(
            sql.SQL("SELECT setval(pg_get_serial_sequence(%s, 'id'), coalesce(max(id), 0) + 1, false) FROM {}").format(
                sql.Identifier(table)
            ),
            (table,),
        )


@cache
def _translated(statement: str) -> Any:
    """A statement with PostgreSQL's marks for values."""
    return PLACED.sub("%s", NAMED.sub(r"%(\1)s", statement.replace("%", "%%")))


def _plain(parameters: Parameters) -> Any:
    """Values as SQLite takes them: a code is its word."""
    if isinstance(parameters, Mapping):
        return {name: _value(value) for name, value in parameters.items()}
    return [_value(value) for value in parameters]


def _value(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
