"""Short names for what measures follow from beside the files that are loaded: the code, its settings and the strategies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from data.loading.software import Software
from indicators.core import disclosure

ROOM = Path(__file__).parents[2]
DATA = ROOM.parent / "data"
IN_FORCE = ("precedence.py", "entries.py", "moved_records.py")
"""The modules of the store by which a row is in force."""


def software() -> Software:
    """What measures and targets follow from in this release, beside the files that are loaded."""
    return Software(of_code(), of_strategies())


def of_code() -> str:
    """A short name for what measures follow from beside the files: the code, and how few people are hidden."""
    fewest = disclosure.threshold()
    return _of_files() if fewest == disclosure.USUAL else f"{_of_files()}-{fewest}"


@cache
def _of_files() -> str:
    """A short name for the code that measures follow from: it changes when any of it does.

    That is all of this room, since no list of the modules that matter could be trusted, with the rule by which a row
    is in force and the contracts of the tables.  The strategies have a name of their own.  Left out are the versions
    of the libraries, whose last decimal places would make figures look changed that are not.
    """
    return _digest(
        [*ROOM.rglob("*.py"), *(DATA / "storage" / name for name in IN_FORCE), *(DATA / "tables").rglob("*.py")],
        DATA.parent,
    )


@cache
def of_strategies() -> str:
    """A short name for the strategies' files, whose targets are written into each version that is computed."""
    from indicators.core.strategy import reading

    folder = reading.folder()
    return _digest(folder.glob("*.yaml"), folder)


def _digest(files: Iterable[Path], root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
