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

from data.event_log import event
from data.storage import checking, recovery, seal, upkeep
from data.storage.clock import now
from data.storage.draft import Draft, NothingToPublish
from data.storage.errors import DamagedError, StoreError, brief, remedy
from data.storage.folder import sync
from data.storage.in_force import StoreInForce
from data.storage.ledger import WENT_BACK, Entry
from data.storage.originals import Originals
from data.storage.seal import Seal

DEFAULT = Path(__file__).parents[1] / "store"
LOG = logging.getLogger(__name__)

__all__ = ["DamagedError", "Draft", "NothingToPublish", "Store", "StoreError", "location", "now"]


def location(folder: str | Path | None = None) -> Path:
    """Where the store is: as given, else as ``DASHBOARD_STORE`` says, else ``data/store``."""
    return Path(folder or os.environ.get("DASHBOARD_STORE") or DEFAULT)


class Store(StoreInForce):
    """A folder of versions.  Cheap to make; connections are shared by the threads of a process."""

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
                rehearsal_draft = Draft(
                    draft, self.highest_number() + 1, base, Originals(Path(folder)), self.highest_load()
                )
                try:
                    yield rehearsal_draft
                finally:
                    rehearsal_draft.close()
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
                if damage := checking.damage(self, version):
                    raise StoreError(f"{damage} Nothing was changed. {recovery.way_back(self)}")
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
        new_draft = None
        try:
            if base:
                self._copy(base, file)
            new_draft = Draft(file, number, base, self.originals, self.highest_load())
            yield new_draft
            sealed = new_draft.sealed()
            self._put_in_force(file, sealed)
            _log_published(sealed)
        except (OSError, duckdb.Error) as fault:
            raise StoreError(
                f"Version {number} could not be made ({brief(fault)}). Nothing was changed. {remedy(fault)}"
            ) from fault
        finally:
            if new_draft is not None:
                new_draft.close()
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
            elif damage := checking.unlike_its_seal(self, version, None):
                raise DamagedError(damage)
            else:
                shutil.copyfile(self.file(version), target)
        except (DamagedError, FileNotFoundError) as fault:
            raise StoreError(f"{brief(fault)} Nothing was changed. {recovery.way_back(self)}") from fault

    def _put_in_force(self, draft: Path, sealed: Seal) -> None:
        file = self.file(sealed.version)
        if file.exists():
            raise FileExistsError(f"{file.name} is there already, and no version is ever written over")
        sync(draft)
        beside = seal.beside(file)
        seal.write(sealed, beside)
        sync(beside)
        draft.rename(file)
        self.point_to(sealed.version)


def _log_published(sealed: Seal) -> None:
    """What a version did, by numbers alone: who did it, why, and from which file is in the history."""
    loads = [load["load_id"] for load in sealed.entry["loads"]]
    action, withdrawn = sealed.entry["what"], sealed.entry["withdrawn"]
    event(LOG, "published", version=sealed.version, what=action, loads=loads, withdrawn=withdrawn)
