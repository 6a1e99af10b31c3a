"""What the partners said they would do: who, by when, how it stands; every change is kept beside those before it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from data.people import People, snapshots
from data.people.connection import Connection, Row
from data.people.records import ConflictError, moment, text, text_needed, worded
from data.people.snapshots import Basis

NEWEST = "(SELECT max(number) FROM action_change WHERE action = a.id)"


class State(StrEnum):
    """How an action stands."""

    NOT_STARTED = "not started"
    ON_COURSE = "on course"
    OFF_COURSE = "off course"
    DONE = "done"
    DROPPED = "dropped"


ENDED = (State.DONE, State.DROPPED)


@dataclass(frozen=True)
class Plan:
    """What an action says; ``why`` is why it was dropped."""

    what: str
    owner: str
    due: date | None
    state: State = State.NOT_STARTED
    why: str = ""
    indicators: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The indicators and priorities that it is linked to."""
        return self.indicators + self.priorities


@dataclass(frozen=True)
class Change:
    """A plan as it was from a moment on, and who wrote it."""

    number: int
    plan: Plan
    at: datetime
    who: str


@dataclass(frozen=True)
class Action:
    """An action as it stands; ``basis`` has the figures when it was first written, ``meeting`` where it was agreed."""

    id: int
    plan: Plan
    number: int
    basis: Basis
    begun: datetime
    at: datetime
    who: str
    meeting: date | None = None

    @property
    def ended(self) -> bool:
        return self.plan.state in ENDED

    def overdue(self, today: date) -> bool:
        """Is its day past, and it neither done nor dropped?"""
        return not self.ended and self.plan.due is not None and self.plan.due < today


def in_order(actions: list[Action], today: date) -> list[Action]:
    """Overdue first, then what is due soonest; what is done or dropped last."""
    return sorted(
        actions, key=lambda action: (action.ended, not action.overdue(today), action.plan.due or date.max, action.id)
    )


def add(people: People, plan: Plan, basis: Basis, who: str, strategy: str, meeting: date | None = None) -> int:
    """Write down an action of a strategy; return its number.  Raises ``ValueError`` where something needed is not said."""
    plan = _checked(plan)
    with people.write() as connection:
        cursor = connection.execute(
            "INSERT INTO action (strategy, meeting, data_version, figures, at, who) VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(strategy, str(meeting) if meeting else None, basis.version),
                *(snapshots.as_json(basis.figures), moment(connection), who),
            ),
        )
        ident = int(cursor.lastrowid or 0)
        _append(connection, ident, 1, plan, who)
    return ident


def change(people: People, action: int, plan: Plan, who: str, opened: int) -> None:
    """Write a change over the one that was opened.

    Raises ``ValueError`` where something needed is not said or the action is gone, and ``ConflictError`` where somebody
    else has changed it since.
    """
    plan = _checked(plan)
    with people.write() as connection:
        newest = next(iter(_changes(connection, action)), None)
        if newest is None or not _there(connection, action):
            raise ValueError("That action is not there any more: somebody has taken it off. Bring it back first.")
        if newest.number != opened:
            raise ConflictError(plan, newest)
        _append(connection, action, opened + 1, plan, who)


def remove(people: People, action: int, who: str) -> None:
    """Take an action off the lists; ``restore`` brings it back as it was."""
    with people.write() as connection:
        connection.execute(
            "UPDATE action SET removed_at = ?, removed_by = ? WHERE id = ?", (moment(connection), who, action)
        )


def restore(people: People, action: int) -> None:
    """Bring back an action that was taken off."""
    with people.write() as connection:
        connection.execute("UPDATE action SET removed_at = NULL, removed_by = NULL WHERE id = ?", (action,))


def history(people: People, action: int) -> list[Change]:
    """Everything that an action has said, the newest first."""
    with people.read() as connection:
        return _changes(connection, action)


def all_of(people: People, strategy: str) -> list[Action]:
    """Every action of a strategy as it stands, in the order in which they were written down."""
    return _actions_where(people, strategy, "IS NULL")


def taken_off(people: People, strategy: str) -> list[Action]:
    """Every action that was taken off, and can be brought back."""
    return _actions_where(people, strategy, "IS NOT NULL")


def _actions_where(people: People, strategy: str, removed: str) -> list[Action]:
    with people.read() as connection:
        rows = connection.execute(
            "SELECT a.id, a.meeting, a.data_version, a.figures, a.at AS begun, c.* FROM action AS a "
            f"JOIN action_change AS c ON c.action = a.id AND c.number = {NEWEST} "
            f"WHERE a.strategy = ? AND a.removed_at {removed} ORDER BY a.id",
            (strategy,),
        ).fetchall()
    return [_action(row) for row in rows]


def _checked(plan: Plan) -> Plan:
    if plan.due is None:
        raise ValueError("Give the day the action is due, its year in four digits: nothing was written.")
    why = text(plan.why, "why it was dropped")
    if plan.state is State.DROPPED and not why:
        raise ValueError("Say why the action was dropped: nothing was written.")
    return replace(
        plan,
        what=text_needed(plan.what, "what will be done"),
        owner=worded(plan.owner, "who owns the action"),
        why=why if plan.state is State.DROPPED else "",
    )


def _there(connection: Connection, action: int) -> bool:
    query = "SELECT 1 FROM action WHERE id = ? AND removed_at IS NULL"
    return connection.execute(query, (action,)).fetchone() is not None


def _append(connection: Connection, action: int, number: int, plan: Plan, who: str) -> None:
    connection.execute(
        "INSERT INTO action_change (action, number, what, owner, due, state, why, indicators, priorities, at, who) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(action, number, plan.what, plan.owner, str(plan.due), plan.state, plan.why),
            *(json.dumps(plan.indicators), json.dumps(plan.priorities), moment(connection), who),
        ),
    )


def _changes(connection: Connection, action: int) -> list[Change]:
    rows = connection.execute("SELECT * FROM action_change WHERE action = ? ORDER BY number DESC", (action,)).fetchall()
    return [Change(row["number"], _plan(row), datetime.fromisoformat(row["at"]), row["who"]) for row in rows]


def _action(row: Row) -> Action:
    return Action(
        row["action"],
        _plan(row),
        row["number"],
        snapshots.basis(row["data_version"], row["figures"]),
        datetime.fromisoformat(row["begun"]),
        datetime.fromisoformat(row["at"]),
        row["who"],
        date.fromisoformat(row["meeting"]) if row["meeting"] else None,
    )


def _plan(row: Row) -> Plan:
    return Plan(
        row["what"],
        row["owner"],
        date.fromisoformat(row["due"]),
        State(row["state"]),
        row["why"],
        tuple(json.loads(row["indicators"])),
        tuple(json.loads(row["priorities"])),
    )
