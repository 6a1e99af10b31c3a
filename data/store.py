"""The store: immutable versions, one DuckDB file each, and a pointer that is swapped whole.

A folder holds ``CURRENT`` (the number of the version in force), ``000012.duckdb`` (that version, with
the history of all before it) and a few older files as a safety net.  Readers open a version read-only
and never wait; publishers take turns by a lock that a dead process cannot hold.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from data.tables import TABLES

DEFAULT = Path(__file__).parent / "store"
KEEP = 3
PATIENCE_SECONDS = 120


class StoreError(Exception):
    """The store cannot do what was asked; the message says why and what to do."""


class NothingToPublish(Exception):  # noqa: N818 - it is no error
    """Raised inside a draft to drop it: there turned out to be nothing to publish."""


class Draft:
    """A version in the making: written to freely, seen by nobody until it is whole.

    ``base`` is the version that it began as a copy of; 0 where it began empty.
    """

    def __init__(self, file: Path, number: int, base: int = 0) -> None:
        self.file, self.number, self.base = file, number, base
        self.connection = _begun(file)

    @contextmanager
    def handed_over(self) -> Iterator[Path]:
        """Yield the draft's file for another process to write to; ``connection`` is a new one afterwards."""
        self.connection.execute("COMMIT")
        self.connection.close()
        try:
            yield self.file
        finally:
            self.connection = _begun(self.file)

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        self.connection.close()


def location(given: str | Path | None = None) -> Path:
    """Where the store is: as given, else as ``DASHBOARD_STORE`` says, else ``data/store``."""
    return Path(given or os.environ.get("DASHBOARD_STORE") or DEFAULT)


class Store:
    """A folder of versions.  Cheap to make; connections are shared by the threads of a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    @property
    def exists(self) -> bool:
        """Has a first version been made?"""
        return (self.folder / "CURRENT").is_file()

    @property
    def version(self) -> int:
        """The number of the version in force.

        Raises ``StoreError`` where there is none yet, or where CURRENT cannot be understood.
        """
        pointer = self.folder / "CURRENT"
        try:
            return int(pointer.read_text(encoding="ascii"))
        except FileNotFoundError as fault:
            raise StoreError(f"There is no store at {self.folder}. Run: python -m data status") from fault
        except ValueError as fault:
            raise StoreError(
                f"{pointer} is damaged. Write into it the number of the newest whole file beside it, such as 12."
            ) from fault

    @property
    def outdated(self) -> bool:
        """Does the version in force lack a table or column that this release of the dashboard knows?"""
        held = set(self.read().execute("SELECT table_name, column_name FROM duckdb_columns()").fetchall())
        return any((contract.table, column.name) not in held for contract in TABLES for column in contract.columns)

    def file(self, version: int) -> Path:
        """Where that version is, if it is still kept."""
        return self.folder / f"{version:06d}.duckdb"

    def read(self) -> DuckDBPyConnection:
        """A read-only cursor on the version in force; make one for each query or thread.

        Raises ``StoreError`` where the version's file is missing or damaged.
        """
        version = self.version
        try:
            return self.read_at(version)
        except StoreError:
            if self.version == version:
                raise
            return self.read()  # others published and cleared away between our two looks

    def read_at(self, version: int) -> DuckDBPyConnection:
        """A read-only cursor on the file of a version still kept."""
        return _shared(self.file(version))

    @contextmanager
    def next_version(self, upon: int | None = None) -> Iterator[Draft]:
        """Yield a writable copy of the version in force; put it in force only if the block succeeds.

        The first version starts from an empty file.  Raises ``StoreError`` where another publisher
        holds the store for longer than two minutes, where the version in force is another than ``upon``
        (the one that a preview showed) by the time it is our turn, or the disk is full.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / "publish.lock", timeout=PATIENCE_SECONDS)
            lock.acquire()
        except Timeout as fault:
            raise StoreError("Somebody else is publishing. Try again in a moment.") from fault
        except OSError as fault:
            raise StoreError(f"The store at {self.folder} cannot be written ({fault}). Nothing was changed.") from fault
        try:
            if upon is not None and self.version != upon:
                raise StoreError(
                    f"Somebody else made version {self.version} meanwhile, so nothing was changed. "
                    "Look again at what would change now."
                )
            yield from self._draft()
        finally:
            lock.release()

    @contextmanager
    def rehearsal(self) -> Iterator[Draft]:
        """Yield a writable copy of the version in force that is thrown away: nothing done to it is ever seen.

        It takes nobody's turn.  Raises ``StoreError`` where there is no room for it.
        """
        try:
            with TemporaryDirectory(prefix="rehearsal-", ignore_cleanup_errors=True) as folder:
                draft = Path(folder) / "rehearsal.duckdb"
                base = self.version
                shutil.copyfile(self.file(base), draft)
                made = Draft(draft, self._next_number(), base)
                try:
                    yield made
                finally:
                    made.close()
        except (OSError, duckdb.IOException) as fault:
            raise StoreError(
                f"It could not be tried out ({fault}). Nothing was changed. "
                "Check that there is room on the disk for a copy of the store."
            ) from fault

    def _draft(self) -> Iterator[Draft]:
        """Nothing is in force until CURRENT says so: whatever fails before leaves no trace."""
        number = self._next_number()
        draft = self.folder / f"{number:06d}.draft"
        self._sweep()
        made = None
        try:
            base = self.version if self.exists else 0
            if base:
                shutil.copyfile(self.file(base), draft)
            made = Draft(draft, number, base)
            yield made
            made.connection.execute("COMMIT")
            made.connection.execute("CHECKPOINT")
            made.close()
            self._put_in_force(draft, number)
        except (OSError, duckdb.IOException) as fault:
            raise StoreError(f"Version {number} could not be made ({fault}). Nothing was changed.") from fault
        finally:
            if made is not None:
                made.close()
            self._sweep()
        self._prune(number)

    def _next_number(self) -> int:
        """One more than any there is: after going back to an older file, a newer one is not written over."""
        if not self.exists:
            return 1
        return max([self.version, *(int(path.stem) for path in self._files())]) + 1

    def _files(self) -> list[Path]:
        return [path for path in self.folder.glob("*.duckdb") if path.stem.isdigit()]

    def _put_in_force(self, draft: Path, number: int) -> None:
        _sync(draft)
        draft.replace(self.file(number))
        pointer = self.folder / "CURRENT.new"
        pointer.write_text(str(number), encoding="ascii")
        _sync(pointer)
        pointer.replace(self.folder / "CURRENT")
        with suppress(OSError):  # it is in force by now; not every file system can sync a folder
            _sync(self.folder)

    def _prune(self, number: int) -> None:
        """Keep the newest files as a safety net; one that a reader still holds waits for the next time."""
        for path in sorted(self._files())[:-KEEP]:
            if int(path.stem) < number:
                with suppress(OSError):
                    path.unlink()

    def _sweep(self) -> None:
        """Remove what a publisher that died, or gave up, has left behind."""
        for leftover in (*self.folder.glob("*.draft*"), self.folder / "CURRENT.new"):
            with suppress(OSError):
                shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)


def now() -> datetime:
    """The moment, in UTC without a zone, as the tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _sync(path: Path) -> None:
    """Have the disk hold it before we say it is there (folders: where the system allows)."""
    flags = os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR
    with suppress(PermissionError):
        handle = os.open(path, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


Identity = tuple[int, int]
_open: OrderedDict[Path, tuple[Identity, DuckDBPyConnection]] = OrderedDict()
_opening = threading.Lock()


def _shared(path: Path) -> DuckDBPyConnection:
    """One open database a version file and process; a cursor of it for the caller."""
    path = path.resolve()
    with _opening:
        identity = _identity(path)
        if path in _open and _open[path][0] != identity:
            _open.pop(path)[1].close()  # the store was deleted and made again
        if path not in _open:
            _open[path] = identity, _connect(path)
            while len(_open) > KEEP:
                _open.popitem(last=False)[1][1].close()
        _open.move_to_end(path)
        return _open[path][1].cursor()


def _identity(path: Path) -> Identity:
    try:
        facts = path.stat()
    except OSError as fault:
        raise _broken(path, fault) from fault
    return facts.st_ino, facts.st_mtime_ns


def _connect(path: Path) -> DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as fault:
        raise _broken(path, fault) from fault
    return _locked_down(connection)


def _begun(path: Path) -> DuckDBPyConnection:
    """A writable connection within a transaction, every table there and with all its columns."""
    connection = _connect_to_write(path)
    connection.execute("BEGIN")
    for contract in TABLES:
        for statement in contract.bring_up_to_date():
            connection.execute(statement)
    return connection


def _connect_to_write(path: Path) -> DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path))
    except duckdb.Error as fault:
        raise _broken(path, fault) from fault
    return _locked_down(connection)


def _locked_down(connection: DuckDBPyConnection) -> DuckDBPyConnection:
    """No query can read a file, reach the network or load an extension."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _broken(path: Path, fault: Exception) -> StoreError:
    return StoreError(
        f"{path.name} is missing or damaged ({fault}). "
        "Write the number of an older file in the same folder into CURRENT to go back to it."
    )
