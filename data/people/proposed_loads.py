"""Loads that somebody proposes and somebody else approves, or that wait for their hour: who, when, why, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from data.people import People
from data.people.connection import Row
from data.people.records import moment, text_needed


class Stage(StrEnum):
    """How far a proposed load has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    """It is published at its hour, if the version in force is still the one that it was approved upon."""
    PUBLISHED = "published"
    SENT_BACK = "sent back"
    TAKEN_BACK = "taken back"


OPEN = (Stage.PROPOSED, Stage.APPROVED)


@dataclass(frozen=True)
class ProposedLoad:
    """A proposed load.

    ``files`` say what each file is (its name, layout, sheet, corrected cells).  ``upon`` is the version on which it was
    last looked at, ``not_before`` its hour in UTC.  ``why`` is why it was sent back, or could not be published at its hour.
    """

    id: int
    files: tuple[Mapping[str, Any], ...]
    note: str
    questions: int
    upon: int
    who: str
    ident: str
    at: datetime
    not_before: datetime | None
    stage: Stage
    by: str = ""
    why: str = ""
    version: int | None = None

    @property
    def authors(self) -> str:
        """Who answers for it, for the history: who proposed it, and who approved it where that is somebody else."""
        return f"{self.who}, approved by {self.by}" if self.by and self.by != self.who else self.who


def propose(
    people: People,
    files: Sequence[Mapping[str, Any]],
    note: str,
    upon: int,
    who: str,
    ident: str,
    *,
    questions: int = 0,
    not_before: datetime | None = None,
) -> int:
    """Write down a proposal; return its number."""
    with people.write() as connection:
        cursor = connection.execute(
            "INSERT INTO proposed_load (files, note, questions, upon, who, ident, at, not_before, stage) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(json.dumps([dict(file) for file in files]), note, questions, upon, who, ident, moment(connection)),
                *(str(not_before) if not_before else None, Stage.PROPOSED),
            ),
        )
        return int(cursor.lastrowid or 0)


def approve(people: People, number: int, approver: str, ident: str, upon: int, *, by_another: bool) -> ProposedLoad:
    """Approve what was looked at upon a version.

    Raises ``ValueError`` where it waits for nobody any more, and, where it has to be ``by_another``, for who proposed it.
    """
    not_by = ident if by_another else None
    return _move(
        people, number, Stage.APPROVED, (Stage.PROPOSED, Stage.APPROVED), not_by, by=approver, upon=upon, why=""
    )


def send_back(people: People, number: int, reviewer: str, why: str) -> ProposedLoad:
    """Send it back to who proposed it.  Raises ``ValueError`` where no reason is given, or it waits no more."""
    return _move(people, number, Stage.SENT_BACK, OPEN, by=reviewer, why=text_needed(why, "why it is sent back"))


def take_back(people: People, number: int, proposer: str) -> ProposedLoad:
    """Take one's own proposal back.  Raises ``ValueError`` where it waits for nobody any more."""
    return _move(people, number, Stage.TAKEN_BACK, OPEN, by=proposer)


def published(people: People, number: int, version: int) -> ProposedLoad:
    """Write down the version that it became."""
    return _move(people, number, Stage.PUBLISHED, (Stage.APPROVED,), version=version)


def look_again(people: People, number: int, why: str) -> ProposedLoad:
    """Have somebody look at it again: it could not be published at its hour."""
    return _move(people, number, Stage.PROPOSED, (Stage.APPROVED,), by="", why=why)


def all_of(people: People) -> list[ProposedLoad]:
    """Every proposed load, the newest first."""
    with people.read() as connection:
        rows = connection.execute("SELECT * FROM proposed_load ORDER BY id DESC").fetchall()
    return [_load(row) for row in rows]


def _move(
    people: People,
    number: int,
    stage: Stage,
    before: Sequence[Stage],
    not_by: str | None = None,
    **column_values: str | int,
) -> ProposedLoad:
    with people.write() as connection:
        row = connection.execute("SELECT * FROM proposed_load WHERE id = ?", (number,)).fetchone()
        if row is None or row["stage"] not in before:
            now = "is not there" if row is None else f"is {row['stage']} already"
            raise ValueError(f"Proposed load {number} {now}: nothing was changed.")
        if row["ident"] == not_by:
            raise ValueError(f"Proposed load {number} waits for somebody else to approve it: nothing was changed.")
        for name, value in {**column_values, "stage": stage}.items():
            connection.execute(f"UPDATE proposed_load SET {name} = ? WHERE id = ?", (value, number))
        return _load(connection.execute("SELECT * FROM proposed_load WHERE id = ?", (number,)).fetchone())


def _load(row: Row) -> ProposedLoad:
    fields = dict(row)
    moments = {name: datetime.fromisoformat(fields[name]) if fields[name] else None for name in ("at", "not_before")}
    return ProposedLoad(
        **fields | moments | {"files": tuple(json.loads(fields["files"])), "stage": Stage(fields["stage"])}
    )
