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
    """Have ``tempfile`` make everything in one folder of this process, and remove it at the end."""
    usual = tempfile.tempdir
    with held(PREFIX) as found:
        tempfile.tempdir = str(found)
        try:
            yield found
        finally:
            tempfile.tempdir = usual


@contextmanager
def held(prefix: str) -> Iterator[Path]:
    """A folder that goes at the end.

    First, folders of this name are removed whose process was killed before it could do that: nobody holds their lock.
    """
    _sweep(Path(tempfile.gettempdir()), prefix)
    found = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        with FileLock(found / IN_USE):
            yield found
    finally:
        shutil.rmtree(found, ignore_errors=True)


def _sweep(place: Path, prefix: str) -> None:
    for lock in place.glob(f"{prefix}*/{IN_USE}"):
        try:
            with FileLock(lock, timeout=0):
                pass
        except (Timeout, OSError):
            continue  # in use, or another user's
        shutil.rmtree(lock.parent, ignore_errors=True)
