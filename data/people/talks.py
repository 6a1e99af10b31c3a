"""A talk that others follow: which slide it is at, by a short code; nothing is known of who follows."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.people import People
from data.people.records import moment
from data.storage.clock import now

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without I, L and O, which are taken for digits."""
LENGTH = 5
LASTS = timedelta(hours=12)
"""A talk that nobody has moved for so long is over: it was left open."""
FORGOTTEN_AFTER = timedelta(days=30)
"""So long after its last move nothing is kept of a talk."""


@dataclass(frozen=True)
class Talk:
    """A talk: its playlist, the slide it is at (the first is 1), and the data version it is pinned to, if it is."""

    code: str
    strategy: str
    playlist: str
    slide: int
    version: int | None
    who: str
    begun: datetime
    moved: datetime
    ended: bool

    def over(self, at: datetime) -> bool:
        """Has it been ended, or left open too long?"""
        return self.ended or at - self.moved > LASTS


def begin(people: People, strategy: str, playlist: str, version: int | None, who: str) -> str:
    """Begin a talk at its first slide; return its code, which no other talk has.  Old talks are forgotten."""
    with people.write() as connection:
        connection.execute("DELETE FROM talk WHERE moved < ?", (str(now() - FORGOTTEN_AFTER),))
        taken = {code for (code,) in connection.execute("SELECT code FROM talk")}
        code = _code()
        while code in taken:
            code = _code()
        at = moment(connection)
        connection.execute(
            "INSERT INTO talk (code, strategy, playlist, slide, version, who, begun, moved) VALUES (?, ?, ?, 1, ?, ?, ?, ?)",
            (code, strategy, playlist, version, who, at, at),
        )
    return code


def move(people: People, code: str, slide: int) -> None:
    """Go to a slide; a talk that has ended stays where it was."""
    with people.write() as connection:
        connection.execute(
            "UPDATE talk SET slide = ?, moved = ? WHERE code = ? AND ended IS NULL", (slide, moment(connection), code)
        )


def step(people: People, code: str, steps: int, slide_count: int) -> None:
    """Go ``steps`` slides on (back where negative) from where the talk is by now, within its ``slide_count`` slides.

    A window may show an earlier slide for a second after another window has moved the talk: "next" is never back.
    """
    with people.write() as connection:
        connection.execute(
            "UPDATE talk SET slide = slide + ?, moved = ? WHERE code = ? AND ended IS NULL AND slide + ? BETWEEN 1 AND ?",
            (steps, moment(connection), code, steps, slide_count),
        )


def end(people: People, code: str) -> None:
    """End a talk for all who follow it."""
    with people.write() as connection:
        connection.execute("UPDATE talk SET ended = ? WHERE code = ? AND ended IS NULL", (moment(connection), code))


def of(people: People, code: str) -> Talk | None:
    """The talk of a code; ``None`` where there is none."""
    with people.read() as connection:
        row = connection.execute("SELECT * FROM talk WHERE code = ?", (code,)).fetchone()
    if row is None:
        return None
    return Talk(
        row["code"], row["strategy"], row["playlist"], row["slide"], row["version"], row["who"],
        datetime.fromisoformat(row["begun"]), datetime.fromisoformat(row["moved"]), row["ended"] is not None,
    )  # fmt: skip


def as_typed(words: str) -> str:
    """A code as somebody may type it: "ab-cde" is ``ABCDE``."""
    return "".join(letter for letter in words.upper() if letter.isalnum())[:20]


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
