"""Step changes of control limits that a named person approved, declined or withdrew; every decision is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data.people import People
from data.people.records import moment, worded


class Decision(StrEnum):
    """What a person decided of a proposed step change."""

    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Step:
    """One decision on one line: from which day its control limits are, or are not, drawn again."""

    indicator: str
    place: str
    role: str
    starts: date
    decision: Decision
    who: str
    at: datetime
    reason: str


def decide(people: People, line: tuple[str, str, str], starts: date, decision: Decision, who: str, reason: str) -> None:
    """Write down a decision on a line (indicator, place, role).

    Raises ``ValueError`` without a reason, and where what is withdrawn was never approved.
    """
    reason = worded(reason, "the reason")
    if decision is Decision.WITHDRAWN and not any(
        step.starts == starts and (step.indicator, step.place, step.role) == line
        for step in standing(people)
        if step.decision is Decision.APPROVED
    ):
        raise ValueError("That step change is not in force, so it cannot be withdrawn.")
    with people.write() as connection:
        connection.execute(
            "INSERT INTO step (indicator, place, role, starts, decision, who, at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*line, str(starts), str(decision), who, moment(connection), reason),
        )


def history(people: People, before: datetime | None = None) -> tuple[Step, ...]:
    """Every decision made before a moment in UTC (``None``: to now), the earliest first."""
    with people.read() as connection:
        rows = connection.execute(
            "SELECT indicator, place, role, starts, decision, who, at, reason FROM step WHERE at < ? ORDER BY id",
            (before.isoformat(sep=" ", timespec="seconds") if before else "9999",),
        ).fetchall()
    return tuple(
        Step(name, place, role, date.fromisoformat(starts), Decision(decision), who, datetime.fromisoformat(at), reason)
        for name, place, role, starts, decision, who, at, reason in rows
    )


def standing(people: People, before: datetime | None = None) -> tuple[Step, ...]:
    """The last decision on each line and day, less those withdrawn: what limits rest on, or did at a moment."""
    last = {(step.indicator, step.place, step.role, step.starts): step for step in history(people, before)}
    return tuple(step for step in last.values() if step.decision is not Decision.WITHDRAWN)
