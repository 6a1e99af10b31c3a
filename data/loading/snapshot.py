"""A file as it is at one moment: copied and hashed in one go, so that what is hashed is what is read and kept."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from data.files import reading

BLOCK = 1 << 20


@dataclass(frozen=True)
class Snapshot:
    """A copy of a file under the file's own name, its SHA-256 and its size in bytes."""

    path: Path
    sha256: str
    size: int


def take(path: Path, folder: Path) -> Snapshot:
    """Copy a file into a folder of its own.

    Raises ``UnreadableFileError`` where the file is missing, empty, too large or of an unknown kind, ``OSError``
    where there is no room for the copy.
    """
    reading.refuse_at_sight(path)
    folder.mkdir()
    copy, digest, size = folder / path.name, hashlib.sha256(), 0
    with reading.opened(path) as source, copy.open("xb") as target, ThreadPoolExecutor(1) as beside:
        while block := source.read(BLOCK):
            hashed = beside.submit(digest.update, block)
            target.write(block)
            size += len(block)
            reading.refuse_large(path.name, size)
            hashed.result()
    return Snapshot(copy, digest.hexdigest(), size)
