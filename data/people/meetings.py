"""The days on which the board met, so that a screen can say what is new since then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.people import People
from data.people.connection import Connection
from data.people.records import moment, worded
from data.periods import in_full


@dataclass(frozen=True)
class Meeting:
    """One meeting of the board."""

    id: int
    day: date
    name: str
    who: str
    agenda: str = ""
    """The key of the playlist that the board goes through; empty where none is chosen."""


def add(people: People, day: date, name: str, who: str, strategy: str) -> Meeting:
    """Write down a meeting of a strategy's board.  Raises ``ValueError`` where that day has one, or it has no name."""
    name = worded(name, "the meeting's name")
    with people.write() as connection:
        _free(connection, day, strategy)
        return _insert(connection, day, name, who, strategy)


def make_sure(connection: Connection, day: date, name: str, who: str, strategy: str) -> bool:
    """Write down the meeting of a day where there is none yet; return whether it was."""
    if _exists(connection, day, strategy):
        return False
    _insert(connection, day, worded(name, "the meeting's name"), who, strategy)
    return True


def _insert(connection: Connection, day: date, name: str, who: str, strategy: str) -> Meeting:
    cursor = connection.execute(
        "INSERT INTO meeting (day, name, at, who, strategy) VALUES (?, ?, ?, ?, ?)",
        (str(day), name, moment(connection), who, strategy),
    )
    return Meeting(int(cursor.lastrowid or 0), day, name, who)


def choose_agenda(people: People, meeting: int, playlist: str) -> None:
    """Keep with a meeting the key of the playlist that the board goes through; empty for none."""
    with people.write() as connection:
        connection.execute("UPDATE meeting SET agenda = ? WHERE id = ?", (playlist, meeting))


def remove(people: People, meeting: int, who: str) -> None:
    """Take a meeting off the list; ``restore`` brings it back."""
    with people.write() as connection:
        connection.execute(
            "UPDATE meeting SET removed_at = ?, removed_by = ? WHERE id = ?", (moment(connection), who, meeting)
        )


def restore(people: People, meeting: int) -> None:
    """Bring back a meeting that was taken off.  Raises ``ValueError`` where its day has another one by now."""
    with people.write() as connection:
        row = connection.execute(
            "SELECT day, strategy FROM meeting WHERE id = ? AND removed_at IS NOT NULL", (meeting,)
        ).fetchone()
        if row is not None:
            _free(connection, date.fromisoformat(row["day"]), row["strategy"])
            connection.execute("UPDATE meeting SET removed_at = NULL, removed_by = NULL WHERE id = ?", (meeting,))


def _free(connection: Connection, day: date, strategy: str) -> None:
    if _exists(connection, day, strategy):
        raise ValueError(f"A meeting on {in_full(day)} is written down already.")


def _exists(connection: Connection, day: date, strategy: str) -> bool:
    query = "SELECT 1 FROM meeting WHERE day = ? AND strategy = ? AND removed_at IS NULL"
    return connection.execute(query, (str(day), strategy)).fetchone() is not None


def all_of(people: People, strategy: str) -> list[Meeting]:
    """Every meeting of a strategy's board, the latest first."""
    with people.read() as connection:
        rows = connection.execute(
            "SELECT id, day, name, who, agenda FROM meeting WHERE strategy = ? AND removed_at IS NULL "
            "ORDER BY day DESC, id DESC",
            (strategy,),
        ).fetchall()
    return [Meeting(ident, date.fromisoformat(day), *rest) for ident, day, *rest in rows]


def past(people: People, today: date, strategy: str) -> list[Meeting]:
    """Meetings before today, the latest first.

    That of today is not among them: what is new counts from the end of a meeting's day, and that is still to come.
    """
    return [meeting for meeting in all_of(people, strategy) if meeting.day < today]
