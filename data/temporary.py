"""Where what is dropped waits: a folder of this process, removed when it stops, or when the next one starts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "dashboard-"
IN_USE = "in-use"


@contextmanager
def folder() -> Iterator[Path]:
    """Have ``tempfile`` make everything in one folder of this process, and remove it at the end.

    First, folders are removed whose process was killed before it could do that: nobody holds their lock.
    """
    _sweep(Path(tempfile.gettempdir()))
    found = Path(tempfile.mkdtemp(prefix=PREFIX))
    usual, lock = tempfile.tempdir, FileLock(found / IN_USE)
    try:
        with lock:
            tempfile.tempdir = str(found)
            yield found
    finally:
        tempfile.tempdir = usual
        shutil.rmtree(found, ignore_errors=True)


def _sweep(place: Path) -> None:
    for lock in place.glob(f"{PREFIX}*/{IN_USE}"):
        try:
            with FileLock(lock, timeout=0):
                pass
        except (Timeout, OSError):
            continue  # in use, or another user's
        shutil.rmtree(lock.parent, ignore_errors=True)
