"""The original files: the bytes of everything published, compressed, by their SHA-256.

Tables whose extracts may not be kept (``Contract.person_level``, or named in ``DASHBOARD_ORIGINALS_NOT_KEPT``,
separated by commas) leave none here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from data.contract import Contract
from data.storage.errors import DamagedError, brief
from data.storage.seal import blocks

FOLDER = "originals"
SUFFIX, PENDING = ".zst", ".pending"
NOT_KEPT = "DASHBOARD_ORIGINALS_NOT_KEPT"


def keeps(contract: Contract) -> bool:
    """May the original files of a table be kept?"""
    named = {name.strip() for name in os.environ.get(NOT_KEPT, "").split(",")}
    return not contract.person_level and contract.table not in named


@dataclass(frozen=True)
class Originals:
    """The folder of original files of a store."""

    store: Path

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self.store / FOLDER

    def file(self, sha256: str) -> Path:
        """Where the original with this SHA-256 is, if it is kept."""
        return self.folder / f"{sha256}{SUFFIX}"

    def copy(self, target: Originals) -> None:
        """Copy every original, those of a version that was published this moment too."""
        target.folder.mkdir(parents=True)
        for pattern in (f"*{PENDING}", f"*{SUFFIX}"):
            for path in self.folder.glob(pattern):
                with suppress(FileNotFoundError):  # settled or dropped meanwhile: the second look finds what is kept
                    shutil.copy2(path, target.folder / path.name)

    def kept(self) -> set[str]:
        """The SHA-256 of every original there is."""
        return {path.stem for path in self.folder.glob(f"*{SUFFIX}")}

    def prepare(self, source: Path, sha256: str) -> None:
        """Keep a file that is about to be published, unless it is kept already; ``settle`` keeps it for good.

        Raises ``DamagedError`` where the file is no longer the one with this SHA-256.
        """
        if self.file(sha256).exists():
            return
        self.folder.mkdir(exist_ok=True)
        unfinished = self._pending(sha256)
        digest = hashlib.sha256()
        with pa.CompressedOutputStream(str(unfinished), "zstd") as packed:
            for block in blocks(source):
                digest.update(block)
                packed.write(block)
        if digest.hexdigest() != sha256:
            unfinished.unlink()
            raise DamagedError(f"{source.name} changed while it was being published. Nothing was changed. Try again.")
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())

    def settle(self, published: set[str]) -> None:
        """Keep what was prepared and is published by now; remove what was prepared and is not."""
        for pending in self.folder.glob(f"*{PENDING}"):
            if pending.stem in published:
                pending.replace(self.file(pending.stem))
            else:
                pending.unlink()

    def _pending(self, sha256: str) -> Path:
        return self.folder / f"{sha256}{PENDING}"

    def damage(self, sha256: str) -> str:
        """What is wrong with a kept original; empty where nothing is."""
        try:
            with TemporaryDirectory(prefix="original-") as folder:
                self.unpack(sha256, Path(folder) / "file")
        except (DamagedError, OSError) as fault:
            return brief(fault)
        return ""

    def unpack(self, sha256: str, target: Path) -> None:
        """Write an original back to a file.  Raises ``DamagedError`` where it is missing or damaged."""
        digest = hashlib.sha256()
        try:
            with pa.CompressedInputStream(str(self.file(sha256)), "zstd") as packed, target.open("wb") as unpacked:
                while block := packed.read(1 << 20):
                    digest.update(block)
                    unpacked.write(block)
        except FileNotFoundError as fault:
            raise DamagedError(f"The original file {sha256[:12]} is not kept.") from fault
        except (OSError, pa.ArrowException) as fault:
            raise DamagedError(f"The original file {sha256[:12]} is damaged ({brief(fault)}).") from fault
        if digest.hexdigest() != sha256:
            raise DamagedError(f"The original file {sha256[:12]} is damaged: it is not what was published.")

    @contextmanager
    def as_file(self, sha256: str, name: str) -> Iterator[Path]:
        """Yield an original under the name it had, for as long as the block runs."""
        with TemporaryDirectory(prefix="original-") as folder:
            path = Path(folder) / name
            self.unpack(sha256, path)
            yield path

    def remove(self, sha256: str) -> None:
        """Remove an original."""
        self.file(sha256).unlink(missing_ok=True)
