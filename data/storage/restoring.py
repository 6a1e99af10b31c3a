"""Swapping a store's files for those of a backup, so that a stop at any moment is finished by the next start."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from data.storage.clock import now

ARRIVING, ASIDE, JOURNAL = "arriving", "put-aside-", "restoring.json"


def begin(folder: Path, parts: Sequence[str]) -> None:
    """Note that the files named by ``parts`` (patterns) in the folder are to be swapped for those in ``ARRIVING``."""
    _note(folder, {"aside": _free(folder).name, "parts": list(parts), "arrives": False})


def finish(folder: Path) -> None:
    """Move what was there aside and what arrives in; begun again after a stop, it goes on where it was."""
    journal = folder / JOURNAL
    if not journal.exists():
        shutil.rmtree(folder / ARRIVING, ignore_errors=True)
        return
    noted = json.loads(journal.read_text(encoding="utf-8"))
    aside = folder / noted["aside"]
    aside.mkdir(exist_ok=True)
    if not noted["arrives"]:
        _move(folder, aside, noted["parts"])
        _note(folder, noted | {"arrives": True})
    _move(folder / ARRIVING, folder, noted["parts"])
    journal.unlink()
    shutil.rmtree(folder / ARRIVING, ignore_errors=True)
    with suppress(OSError):
        aside.rmdir()  # where there was nothing to put aside


def put_aside(folder: Path) -> list[Path]:
    """The folders into which stores were put aside when a backup was put back."""
    return sorted(folder.glob(f"{ASIDE}*"))


def _note(folder: Path, noted: dict[str, Any]) -> None:
    journal = folder / JOURNAL
    fresh = journal.with_suffix(".new")
    fresh.write_text(json.dumps(noted), encoding="utf-8")
    fresh.replace(journal)


def _free(folder: Path) -> Path:
    """A folder beside the store's files that there is not yet."""
    names = (f"{ASIDE}{now():%Y-%m-%d}-{number}" for number in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _move(source: Path, target: Path, parts: Sequence[str]) -> None:
    """Move a store's files, CURRENT last, so that it never points at what is not there."""
    paths = [path for part in parts for path in source.glob(part)]
    for path in sorted(paths, key=lambda path: path.name == "CURRENT"):
        path.rename(target / path.name)
