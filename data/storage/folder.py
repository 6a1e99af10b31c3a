"""The folder of a store: its files by version, the pointer to the one in force, and publishers' turns."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from data.storage import connections, seal
from data.storage.errors import DamagedError, StoreError
from data.storage.ledger import Entry, Ledger
from data.storage.originals import Originals
from data.storage.seal import Seal

PATIENCE_SECONDS = 120


class StoreFolder:
    """What lies in the folder, whichever version is in force.  Cheap to make."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self.ledger = Ledger(self.folder)
        self.originals = Originals(self.folder)

    @property
    def pointer(self) -> Path:
        """The file that says which version is in force."""
        return self.folder / "CURRENT"

    @property
    def exists(self) -> bool:
        """Is there a version in force?"""
        return self.pointer.is_file()

    @property
    def first_begun(self) -> Path:
        """A mark that is there while the first version of a new store is made."""
        return self.folder / "first.begun"

    @property
    def is_new(self) -> bool:
        """Has nothing been published here yet, as far as anything in the folder tells?"""
        traces = self.kept() or self.ledger.file.exists() or self.originals.kept()
        return not self.exists and (not traces or self.first_begun.exists())

    def file(self, version: int) -> Path:
        """Where that version is, if it is still kept."""
        return self.folder / f"{version:06d}.duckdb"

    def kept(self) -> list[int]:
        """The versions of which there is a file, the oldest first."""
        return sorted(int(path.stem) for path in self.folder.glob("*.duckdb") if path.stem.isdigit())

    def seal(self, version: int) -> Seal | None:
        """The seal of a version; ``None`` where neither it nor the ledger says what the file was.

        A seal that is missing or damaged is made again where the file is still what the ledger says that it was.
        Raises ``DamagedError`` where it is not.
        """
        with suppress(DamagedError):
            if stored := seal.read(seal.beside(self.file(version))):
                return stored
        line = next((line for line in self.known() if line["version"] == version and line.get("digest")), None)
        if line is None:
            return None
        remade = seal.make(self.file(version), line["at"], version, {}, line)
        if remade.digest != line["digest"]:
            raise DamagedError(f"{self.file(version).name} is damaged: it is not what was published.")
        return remade

    def read_at(self, version: int) -> DuckDBPyConnection:
        """A read-only cursor on the file of a version still kept."""
        return connections.shared(self.file(version))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep publishers out.  Raises ``StoreError`` where one of them takes longer than two minutes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with self.turn(PATIENCE_SECONDS):
                yield
        except Timeout as fault:
            raise StoreError("Somebody else is publishing. Try again in a moment.") from fault

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Hold the lock of publishers.  Raises ``Timeout`` where another holds it for longer."""
        with FileLock(self.folder / "publish.lock", timeout=seconds):
            yield

    def highest_number(self) -> int:
        """The highest number that a version of this store ever had, as far as is known; 0 where there is none."""
        numbers = [int(entry.get("highest") or entry["version"]) for entry in self.known()]
        with suppress(ValueError, OSError):
            numbers.append(int(self.pointer.read_text(encoding="ascii")))
        return max([0, *self.kept(), *numbers])

    def highest_load(self) -> int:
        """The highest number that a load of any version ever had, as far as the ledger knows; 0 where there was none."""
        lines = self.known()
        numbers = [int(load["load_id"]) for line in lines for load in line.get("loads", ())]
        return max([0, *numbers, *(int(line.get("highest_load") or 0) for line in lines)])

    def known(self) -> list[Entry]:
        """The lines of the ledger; none where it is damaged."""
        with suppress(DamagedError):
            return self.ledger.entries()
        return []

    def point_to(self, version: int) -> None:
        """Put a version in force."""
        pointer = self.folder / "CURRENT.new"
        pointer.write_text(str(version), encoding="ascii")
        sync(pointer)
        pointer.replace(self.pointer)
        with suppress(OSError):  # it is in force by now; not every file system can sync a folder
            sync(self.folder)

    def remove(self, version: int) -> None:
        """Remove a version's file and its seal; whoever has it open goes on reading it."""
        self.file(version).unlink(missing_ok=True)
        seal.beside(self.file(version)).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the disk hold it before we say it is there (folders: where the system allows)."""
    flags = os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR
    with suppress(PermissionError):
        handle = os.open(path, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
