"""What every note of a person shares: a moment, a name, and words of a sensible length."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import Generic, TypeVar

from data.people.connection import Connection
from data.storage.clock import now

LONGEST = 200
LONGEST_TEXT = 4000
Record = TypeVar("Record")


@dataclass(eq=False)
class ConflictError(Exception, Generic[Record]):
    """Somebody else has saved a record since this person opened it: nothing was written, and both are here to choose from."""

    mine: Record
    theirs: Record

    def __str__(self) -> str:
        return (
            "Somebody else has changed this since you opened it. Nothing of yours was saved yet, and nothing is lost."
        )


def moment(connection: Connection) -> str:
    """Now, in UTC, as SQLite keeps it; the moment of the newest line of the audit where the clock has gone back."""
    (last,) = connection.execute("SELECT max(at) FROM audit").fetchone()
    return max(now().isoformat(sep=" ", timespec="seconds"), last or "")


def worded(words: str, subject: str) -> str:
    """Words with the blanks around them taken off.  Raises ``ValueError`` where there are none, or too many."""
    trimmed = " ".join(words.split())
    if not trimmed:
        raise ValueError(f"Give {subject} in words: nothing was written.")
    if len(trimmed) > LONGEST:
        raise ValueError(f"Give {subject} in at most {LONGEST} letters: these are {len(trimmed)}.")
    return trimmed


def text(words: str, subject: str) -> str:
    """Several lines of plain text, which may be none.  Raises ``ValueError`` where they are too long."""
    trimmed = "\n".join(line.rstrip() for line in words.replace("\x00", "").splitlines()).strip()
    if len(trimmed) > LONGEST_TEXT:
        raise ValueError(
            f"Give {subject} in at most {LONGEST_TEXT:,} letters: these are {len(trimmed):,}. Nothing was saved; shorten it."
        )
    return trimmed


def text_needed(words: str, subject: str) -> str:
    """The same, where something must be said.  Raises ``ValueError`` where nothing is."""
    trimmed = text(words, subject)
    if not trimmed:
        raise ValueError(f"Give {subject} in words: nothing was written.")
    return trimmed


def local_name() -> str:
    """Who uses this computer, where the system knows; some containers do not."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"
