"""The original files: the bytes of everything published, compressed, by their SHA-256.

Tables whose extracts may not be kept (``Contract.keeps_originals``, or named in ``DASHBOARD_ORIGINALS_NOT_KEPT``,
separated by commas) leave none here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from data.contract import Contract
from data.storage.errors import DamagedError, brief
from data.storage.seal import blocks

FOLDER = "originals"
SUFFIX, UNFINISHED = ".zst", ".part"
NOT_KEPT = "DASHBOARD_ORIGINALS_NOT_KEPT"


def keeps(contract: Contract) -> bool:
    """May the original files of a table be kept?"""
    named = {name.strip() for name in os.environ.get(NOT_KEPT, "").split(",")}
    return contract.keeps_originals and contract.table not in named


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

    def kept(self) -> set[str]:
        """The SHA-256 of every original there is."""
        return {path.stem for path in self.folder.glob(f"*{SUFFIX}")}

    def keep(self, source: Path, sha256: str) -> bool:
        """Keep a file, unless it is kept already; say whether it was added.

        Raises ``DamagedError`` where the file is no longer the one with this SHA-256.
        """
        target = self.file(sha256)
        if target.exists():
            return False
        self.folder.mkdir(exist_ok=True)
        unfinished = target.with_suffix(UNFINISHED)
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
        unfinished.replace(target)
        return True

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
