"""The store: immutable versions, one DuckDB file each, and a pointer that is swapped whole.

A folder holds ``CURRENT`` (the number of the version in force), ``000012.duckdb`` (that version, with the history of
all before it) with its seal, a few older files as a safety net, the ledger and the original files.  Readers open a
version read-only and never wait; publishers take turns by a lock that a dead process cannot hold.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout

from data.event_log import event
from data.storage import checking, connections, migrations, recovery, seal, upkeep
from data.storage.clock import now
from data.storage.draft import Draft, NothingToPublish
from data.storage.errors import DamagedError, StoreError, brief, remedy
from data.storage.ledger import WENT_BACK, Entry, Ledger
from data.storage.originals import Originals
from data.storage.seal import Seal

DEFAULT = Path(__file__).parents[1] / "store"
PATIENCE_SECONDS = 120
LOG = logging.getLogger(__name__)

__all__ = ["DamagedError", "Draft", "NothingToPublish", "Store", "StoreError", "location", "now"]


def location(given: str | Path | None = None) -> Path:
    """Where the store is: as given, else as ``DASHBOARD_STORE`` says, else ``data/store``."""
    return Path(given or os.environ.get("DASHBOARD_STORE") or DEFAULT)


class Store:
    """A folder of versions.  Cheap to make; connections are shared by the threads of a process."""

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

    @property
    def version(self) -> int:
        """The number of the version in force.

        Raises ``StoreError`` where there is no store yet, or CURRENT is missing or cannot be understood.
        """
        try:
            return int(self.pointer.read_text(encoding="ascii"))
        except FileNotFoundError as fault:
            if self.is_new:
                raise StoreError(f"There is no store at {self.folder}. Run: python -m data status") from fault
            raise StoreError(f"{self.pointer} is missing. {recovery.way_back(self)}") from fault
        except (ValueError, OSError) as fault:
            raise StoreError(f"{self.pointer} is damaged. {recovery.way_back(self)}") from fault

    @property
    def outdated(self) -> bool:
        """Are there steps of this release that the tables of the version in force have not been through?"""
        return migrations.outdated(self.read())

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
            if found := seal.read(seal.beside(self.file(version))):
                return found
        line = next((line for line in self._known() if line["version"] == version and line.get("digest")), None)
        if line is None:
            return None
        made = seal.make(self.file(version), line["at"], version, {}, line)
        if made.digest != line["digest"]:
            raise DamagedError(f"{self.file(version).name} is damaged: it is not what was published.")
        return made

    def read(self) -> DuckDBPyConnection:
        """A read-only cursor on the version in force; make one for each query or thread.

        Raises ``StoreError`` where the version's file is missing or damaged, with the way back.
        """
        version = self.version
        try:
            return self.read_at(version)
        except DamagedError as fault:
            if self.version == version:
                raise StoreError(f"{fault} {recovery.way_back(self)}") from fault
            return self.read()  # others published and cleared away between our two looks

    def read_at(self, version: int) -> DuckDBPyConnection:
        """A read-only cursor on the file of a version still kept."""
        return connections.shared(self.file(version))

    @contextmanager
    def next_version(self, upon: int | None = None, *, empty: bool = False) -> Iterator[Draft]:
        """Yield a writable copy of the version in force; put it in force only if the block succeeds.

        The first version starts from an empty file, and so does one that is to be ``empty``.  Raises ``StoreError``
        where another publisher holds the store for longer than two minutes, where the version in force is damaged,
        or another than ``upon`` (the one that a preview showed) by the time it is our turn, or the disk is full.
        """
        try:
            with self.alone():
                if upon is not None and self.version != upon:
                    raise StoreError(
                        f"Somebody else made version {self.version} meanwhile, so nothing was changed. "
                        "Look again at what would change now."
                    )
                yield from self._draft(empty)
        except OSError as fault:
            raise StoreError(
                f"The store at {self.folder} cannot be written ({brief(fault)}). Nothing was changed. {remedy(fault)}"
            ) from fault

    @contextmanager
    def rehearsal(self) -> Iterator[Draft]:
        """Yield a writable copy of the version in force that is thrown away: nothing done to it is ever seen.

        It takes nobody's turn.  Raises ``StoreError`` where there is no room for it, or the version is damaged.
        """
        try:
            with TemporaryDirectory(prefix="rehearsal-", ignore_cleanup_errors=True) as folder:
                draft = Path(folder) / "rehearsal.duckdb"
                base = self.version
                self._copy(base, draft)
                made = Draft(draft, self.highest_number() + 1, base, Originals(Path(folder)))
                try:
                    yield made
                finally:
                    made.close()
        except (OSError, duckdb.Error) as fault:
            raise StoreError(
                f"It could not be checked ({brief(fault)}). Nothing was changed. Make room on the disk, then try again."
            ) from fault

    def go_back(self, version: int, who: str) -> None:
        """Put an older version in force again, whole.

        Raises ``StoreError`` where it is not kept or damaged, or somebody is publishing.
        """
        try:
            with self.alone():
                if version not in self.kept():
                    names = ", ".join(map(str, self.kept())) or "none"
                    raise StoreError(f"Version {version} is not kept. Those that are: {names}.")
                if found := checking.damage(self, version):
                    raise StoreError(f"{found} Nothing was changed. {recovery.way_back(self)}")
                upkeep.begin_the_ledger(self)
                self.point_to(version)
                self.ledger.append([{"what": WENT_BACK, "version": version, "at": str(now()), "who": who}])
                event(LOG, WENT_BACK, version=version)
        except OSError as fault:
            raise StoreError(f"CURRENT could not be written ({brief(fault)}). {remedy(fault)}") from fault

    def note(self, line: Entry) -> None:
        """Add a line to the ledger.  Raises ``StoreError`` where somebody publishes for longer than two minutes."""
        with self.alone():
            self.ledger.append([line])

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

    def _draft(self, empty: bool) -> Iterator[Draft]:
        """Nothing is in force until CURRENT says so: whatever fails before leaves no trace."""
        if self.is_new:
            upkeep.finish_the_first(self)
            self.first_begun.touch()
        elif not empty:
            upkeep.tidy(self)
        base = 0 if empty or self.is_new else self.version
        number = self.highest_number() + 1
        file = self.folder / f"{number:06d}.draft"
        made = None
        try:
            if base:
                self._copy(base, file)
            made = Draft(file, number, base, self.originals)
            yield made
            sealed = made.sealed()
            self._put_in_force(file, sealed)
            _log_published(sealed)
        except (OSError, duckdb.Error) as fault:
            raise StoreError(
                f"Version {number} could not be made ({brief(fault)}). Nothing was changed. {remedy(fault)}"
            ) from fault
        finally:
            if made is not None:
                made.close()
            upkeep.sweep_unfinished(self)
        with suppress(OSError, StoreError, duckdb.Error):  # it is in force by now: the next start or publish does this
            self.first_begun.unlink(missing_ok=True)
            upkeep.catch_up(self)
            upkeep.settle_originals(self)
            upkeep.prune(self, number)

    def _copy(self, version: int, target: Path) -> None:
        """Copy a version's file, checked block by block.  Raises ``StoreError`` with the way back where it is damaged."""
        try:
            sealed = self.seal(version)
            if sealed is not None:
                seal.copy(self.file(version), target, sealed)
            elif found := checking.unlike_its_seal(self, version, None):
                raise DamagedError(found)
            else:
                shutil.copyfile(self.file(version), target)
        except (DamagedError, FileNotFoundError) as fault:
            raise StoreError(f"{brief(fault)} Nothing was changed. {recovery.way_back(self)}") from fault

    def highest_number(self) -> int:
        """The highest number that a version of this store ever had, as far as is known; 0 where there is none."""
        numbers = [int(entry.get("highest") or entry["version"]) for entry in self._known()]
        with suppress(ValueError, OSError):
            numbers.append(int(self.pointer.read_text(encoding="ascii")))
        return max([0, *self.kept(), *numbers])

    def _known(self) -> list[Entry]:
        """The lines of the ledger; none where it is damaged."""
        with suppress(DamagedError):
            return self.ledger.entries()
        return []

    def _put_in_force(self, draft: Path, sealed: Seal) -> None:
        file = self.file(sealed.version)
        if file.exists():
            raise FileExistsError(f"{file.name} is there already, and no version is ever written over")
        _sync(draft)
        beside = seal.beside(file)
        seal.write(sealed, beside)
        _sync(beside)
        draft.rename(file)
        self.point_to(sealed.version)

    def point_to(self, version: int) -> None:
        """Put a version in force."""
        pointer = self.folder / "CURRENT.new"
        pointer.write_text(str(version), encoding="ascii")
        _sync(pointer)
        pointer.replace(self.pointer)
        with suppress(OSError):  # it is in force by now; not every file system can sync a folder
            _sync(self.folder)

    def remove(self, version: int) -> None:
        """Remove a version's file and its seal; whoever has it open goes on reading it."""
        self.file(version).unlink(missing_ok=True)
        seal.beside(self.file(version)).unlink(missing_ok=True)


def _log_published(sealed: Seal) -> None:
    """What a version did, by numbers alone: who did it, why, and from which file is in the history."""
    loads = [load["load_id"] for load in sealed.entry["loads"]]
    what, withdrawn = sealed.entry["what"], sealed.entry["withdrawn"]
    event(LOG, "published", version=sealed.version, what=what, loads=loads, withdrawn=withdrawn)


def _sync(path: Path) -> None:
    """Have the disk hold it before we say it is there (folders: where the system allows)."""
    flags = os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR
    with suppress(PermissionError):
        handle = os.open(path, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
