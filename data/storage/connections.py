"""Connections to version files: shared and read-only for readers, one writer for a draft, none that reaches outside."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from data.storage import migrations
from data.storage.errors import DamagedError, brief

AT_MOST = 3
"""How many version files a process keeps open for readers."""

Identity = tuple[int, int]
_open: OrderedDict[Path, tuple[Identity, DuckDBPyConnection]] = OrderedDict()
_opening = threading.Lock()


def shared(path: Path) -> DuckDBPyConnection:
    """A cursor on a version file, which a process opens once.

    Raises ``DamagedError`` where it cannot be read, and ``NewerStoreError`` where a newer release made it.
    """
    path = path.resolve()
    with _opening:
        identity = _identity(path)
        if path in _open and _open[path][0] != identity:
            _open.pop(path)[1].close()  # the store was deleted and made again
        if path not in _open:
            _open[path] = identity, _read_only(path)
            while len(_open) > AT_MOST:
                _open.popitem(last=False)  # closed once its last cursor is gone
        _open.move_to_end(path)
        return _open[path][1].cursor()


def let_go(path: Path) -> None:
    """Close a version file that readers of this process had open."""
    with _opening:
        if open_entry := _open.pop(path.resolve(), None):
            open_entry[1].close()


def _identity(path: Path) -> Identity:
    try:
        facts = path.stat()
    except OSError as fault:
        raise unreadable(path, fault) from fault
    return facts.st_ino, facts.st_mtime_ns


def _read_only(path: Path) -> DuckDBPyConnection:
    """Raises ``NewerStoreError`` where a newer release of the dashboard made the file."""
    try:
        connection = _locked_down(duckdb.connect(str(path), read_only=True))
        migrations.refuse_newer(connection, path.name)
    except duckdb.Error as fault:
        raise unreadable(path, fault) from fault
    return connection


def writable(path: Path) -> DuckDBPyConnection:
    """A connection that may write to a version file.  Raises ``DamagedError`` where it cannot be opened."""
    try:
        return _locked_down(duckdb.connect(str(path)))
    except duckdb.Error as fault:
        raise unreadable(path, fault) from fault


def rewritten(path: Path) -> None:
    """Write a file again from what its tables hold, so that nothing deleted is left in its free blocks."""
    fresh = path.with_suffix(".rewritten")
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{_quoted(path)}' AS before (READ_ONLY)")
        connection.execute(f"ATTACH '{_quoted(fresh)}' AS after")
        connection.execute("COPY FROM DATABASE before TO after")
        connection.execute("CHECKPOINT after")
    fresh.replace(path)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _locked_down(connection: DuckDBPyConnection) -> DuckDBPyConnection:
    """No query can read a file, reach the network or load an extension.

    A file that a reader still holds is locked down already: all connections of a process to it are to one database.
    """
    ((locked,),) = connection.execute("SELECT current_setting('lock_configuration')").fetchall()
    if not locked:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    return connection


def unreadable(path: Path, fault: Exception) -> DamagedError:
    """A version file that is missing or cannot be opened."""
    return DamagedError(f"{path.name} is missing or damaged ({brief(fault)}).")
