"""What every note of a person shares: a moment, a name, and words of a sensible length."""

from __future__ import annotations

import getpass
import sqlite3

from data.storage.clock import now

LONGEST = 200


def moment(connection: sqlite3.Connection) -> str:
    """Now, in UTC, as SQLite keeps it; the moment of the newest line of the audit where the clock has gone back."""
    (last,) = connection.execute("SELECT max(at) FROM audit").fetchone()
    return max(now().isoformat(sep=" ", timespec="seconds"), last or "")


def worded(words: str, what: str) -> str:
    """Words with the blanks around them taken off.  Raises ``ValueError`` where there are none, or too many."""
    found = " ".join(words.split())
    if not found:
        raise ValueError(f"Give {what} in words: nothing was written.")
    if len(found) > LONGEST:
        raise ValueError(f"Give {what} in at most {LONGEST} letters: these are {len(found)}.")
    return found


def local_name() -> str:
    """Who uses this computer, where the system knows; some containers do not."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"
