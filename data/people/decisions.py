"""What a board decided at a meeting, before which page or slide, and the figures that it had before it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from data.people import People, meetings, snapshots
from data.people.connection import Row
from data.people.playlists import Address, address
from data.people.records import moment, text_needed
from data.people.snapshots import Basis


@dataclass(frozen=True)
class Decision:
    """One decision, with the day of its meeting and the view that was on the screen."""

    id: int
    meeting: date
    what: str
    seen: Address
    basis: Basis
    at: datetime
    who: str


@dataclass(frozen=True)
class At:
    """The meeting at which something was decided; its name is used where it is not written down yet."""

    day: date
    name: str


def take(people: People, decision: str, meeting: At, seen: Address, basis: Basis, who: str, strategy: str) -> bool:
    """Write down a decision; return whether its meeting had to be written down with it.

    Raises ``ValueError`` where nothing is said, or too much.
    """
    decision = text_needed(decision, "what was decided")
    with people.write() as connection:
        meeting_is_new = meetings.make_sure(connection, meeting.day, meeting.name, who, strategy)
        connection.execute(
            "INSERT INTO decision (strategy, meeting, what, page, query, data_version, figures, at, who) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(strategy, str(meeting.day), decision, seen.page, json.dumps(dict(seen.query))),
                *(basis.version, snapshots.as_json(basis.figures), moment(connection), who),
            ),
        )
    return meeting_is_new


def remove(people: People, decision: int, who: str) -> None:
    """Take a decision off its meeting; ``restore`` brings it back."""
    with people.write() as connection:
        connection.execute(
            "UPDATE decision SET removed_at = ?, removed_by = ? WHERE id = ?", (moment(connection), who, decision)
        )


def restore(people: People, decision: int) -> None:
    """Bring back a decision that was taken off."""
    with people.write() as connection:
        connection.execute("UPDATE decision SET removed_at = NULL, removed_by = NULL WHERE id = ?", (decision,))


def all_of(people: People, strategy: str) -> list[Decision]:
    """Every decision of a strategy's board, the latest meeting first and in the order in which they were taken."""
    return _decisions_where(people, strategy, "IS NULL")


def taken_off(people: People, strategy: str) -> list[Decision]:
    """Every decision that was taken off, and can be brought back."""
    return _decisions_where(people, strategy, "IS NOT NULL")


def _decisions_where(people: People, strategy: str, removed: str) -> list[Decision]:
    with people.read() as connection:
        rows = connection.execute(
            f"SELECT * FROM decision WHERE strategy = ? AND removed_at {removed} ORDER BY meeting DESC, id", (strategy,)
        ).fetchall()
    return [_decision(row) for row in rows]


def _decision(row: Row) -> Decision:
    return Decision(
        row["id"],
        date.fromisoformat(row["meeting"]),
        row["what"],
        address(row["page"], json.loads(row["query"])),
        snapshots.basis(row["data_version"], row["figures"]),
        datetime.fromisoformat(row["at"]),
        row["who"],
    )
