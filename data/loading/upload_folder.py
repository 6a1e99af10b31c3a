"""Where what is dropped waits: a folder of this process, removed when it stops, or when the next one starts."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "dashboard-"
IN_USE = "in-use"


@contextmanager
def folder() -> Iterator[Path]:
    """Have ``tempfile`` make everything in one folder of this process, and remove it at the end."""
    usual = tempfile.tempdir
    with temporary_folder(PREFIX) as process_folder:
        tempfile.tempdir = str(process_folder)
        try:
            yield process_folder
        finally:
            tempfile.tempdir = usual


@contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """A folder that goes at the end.

    First, folders of this name are removed whose process was killed before it could do that: nobody holds their lock.
    """
    _sweep(Path(tempfile.gettempdir()), prefix)
    new_folder, lock = _locked(prefix)
    try:
        yield new_folder
    finally:
        lock.release()
        shutil.rmtree(new_folder, ignore_errors=True)


def _locked(prefix: str) -> tuple[Path, FileLock]:
    """A new folder and its lock; another one where somebody who swept took it for abandoned before it was locked."""
    while True:
        new_folder = Path(tempfile.mkdtemp(prefix=prefix))
        lock = FileLock(new_folder / IN_USE)
        with suppress(FileNotFoundError):
            lock.acquire()
            if (new_folder / IN_USE).exists():
                return new_folder, lock
            lock.release()


def _sweep(place: Path, prefix: str) -> None:
    for lock in place.glob(f"{prefix}*/{IN_USE}"):
        try:
            with FileLock(lock, timeout=0):
                shutil.rmtree(lock.parent, ignore_errors=True)
        except (Timeout, OSError):
            continue  # in use, or another user's
        if os.name == "nt":  # where an open file cannot be removed
            shutil.rmtree(lock.parent, ignore_errors=True)
