"""A file as it is at one moment: what is hashed is what is read and kept.

A copy is hashed as it is made.  A large file that nobody has written to lately is linked instead of copied, which saves
about a sixth of the time that loading it takes.  After reading, its size and the time of its last change show whether
somebody wrote to it meanwhile.
"""

from __future__ import annotations

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from data.files import reading

BLOCK = 1 << 20
LINKED_FROM = 100_000_000
"""Bytes of a file that is linked."""
RESTS_SECONDS = 5
"""A file that was written to less than so many seconds ago is copied: a second write within the same tick of the file
system's clock, some hundredths of a second, would not change its time."""


@dataclass(frozen=True)
class Snapshot:
    """A file to read under its own name, its SHA-256 and its size in bytes.

    ``written`` is when it was last written to, in nanoseconds, where it is a link; a copy is nobody else's.
    """

    path: Path
    sha256: str
    size: int
    written: int | None = None

    @property
    def changed(self) -> bool:
        """Has somebody written to it since it was taken?"""
        if self.written is None:
            return False
        file_status = self.path.stat()
        return (file_status.st_size, file_status.st_mtime_ns) != (self.size, self.written)


def take(path: Path, folder: Path) -> Snapshot:
    """Copy or link a file into a folder of its own.

    Raises ``UnreadableFileError`` where the file is missing, empty, too large or of an unknown kind, ``OSError``
    where there is no room for the copy.
    """
    reading.refuse_at_sight(path)
    folder.mkdir()
    taken = folder / path.name
    with reading.opened(path) as source:
        file_status = os.fstat(source.fileno())
        linked = _rests(file_status) and _linked(path, file_status, taken)
        sha256, size = _hashed(source, path.name, None if linked else taken)
    return Snapshot(taken, sha256, size, file_status.st_mtime_ns if linked else None)


def _rests(file_status: os.stat_result) -> bool:
    """Is it a large file that nobody has written to lately?"""
    return file_status.st_size >= LINKED_FROM and time.time() - file_status.st_mtime > RESTS_SECONDS


def _linked(path: Path, file_status: os.stat_result, link: Path) -> bool:
    """Link the file that was found there, if it is there yet and this file system has such links."""
    with suppress(OSError):
        os.link(path.resolve(), link)
        if os.path.samestat(link.stat(), file_status):
            return True
        link.unlink()
    return False


def _hashed(source: IO[bytes], name: str, copy: Path | None) -> tuple[str, int]:
    """The SHA-256 and the size of a file, which is copied on the way where a copy is wanted."""
    digest, size = hashlib.sha256(), 0
    with copy.open("xb") if copy else nullcontext() as target, ThreadPoolExecutor(1) as beside:
        while block := source.read(BLOCK):
            hashed = beside.submit(digest.update, block)
            if target:
                target.write(block)
            size += len(block)
            reading.refuse_large(name, size)
            hashed.result()
    return digest.hexdigest(), size
