"""The days on which the board met, so that a screen can say what is new since then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.people import People
from data.people.writing import moment, worded


@dataclass(frozen=True)
class Meeting:
    """One meeting of the board."""

    id: int
    day: date
    name: str
    who: str


def add(people: People, day: date, name: str, who: str) -> Meeting:
    """Write down a meeting.  Raises ``ValueError`` where that day has one already, or it has no name."""
    name = worded(name, "the meeting's name")
    with people.write() as connection:
        if connection.execute("SELECT 1 FROM meeting WHERE day = ? AND removed_at IS NULL", (str(day),)).fetchone():
            raise ValueError(f"A meeting on {day.day} {day:%B %Y} is written down already.")
        made = connection.execute(
            "INSERT INTO meeting (day, name, at, who) VALUES (?, ?, ?, ?)", (str(day), name, moment(), who)
        )
        return Meeting(int(made.lastrowid or 0), day, name, who)


def remove(people: People, meeting: int, who: str) -> None:
    """Take a meeting off the list; ``restore`` brings it back."""
    _mark(people, meeting, moment(), who)


def restore(people: People, meeting: int) -> None:
    """Bring back a meeting that was taken off."""
    _mark(people, meeting, None, None)


def _mark(people: People, meeting: int, at: str | None, who: str | None) -> None:
    with people.write() as connection:
        connection.execute("UPDATE meeting SET removed_at = ?, removed_by = ? WHERE id = ?", (at, who, meeting))


def all_of(people: People) -> list[Meeting]:
    """Every meeting, the latest first."""
    with people.read() as connection:
        found = connection.execute(
            "SELECT id, day, name, who FROM meeting WHERE removed_at IS NULL ORDER BY day DESC, id DESC"
        ).fetchall()
    return [Meeting(ident, date.fromisoformat(day), name, who) for ident, day, name, who in found]


def last_before(people: People, today: date) -> Meeting | None:
    """The last meeting up to today; ``None`` where none is written down."""
    return next((meeting for meeting in all_of(people) if meeting.day <= today), None)
