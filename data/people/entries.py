"""Entries of registers that are written in the app: what waits to be published, with every change that was made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from data.people import People
from data.people.connection import Connection, Row
from data.people.records import ConflictError, moment, text

Key = tuple[str, ...]
LONGEST_SHORT_NAME = 40
NO_LOAD = -1
NEWEST = "(SELECT max(number) FROM entry_change WHERE entry = e.id)"
GONE = "That entry is not there any more: somebody has taken it back. Bring it back first, or write a new one."


@dataclass(frozen=True)
class Written:
    """An entry as it was written at one moment: ``fields`` are the cells that it has in a file of its register.

    ``key`` tells which entry of the register it is, the network first; ``load`` is the load that published this text.
    """

    id: int
    register: str
    key: Key
    fields: dict[str, str]
    number: int
    at: datetime
    who: str
    load: int | None = None

    @property
    def network(self) -> str:
        return next(iter(self.key), "")


def add(people: People, register: str, key: Key, fields: Mapping[str, str], who: str) -> int:
    """Write down an entry that waits to be published; return its number.

    Raises ``ValueError`` where a text is too long, and ``ConflictError`` where the same entry is written and waits.
    """
    checked_fields = _checked(fields)
    with people.write() as connection:
        _refuse_twin(connection, register, key, checked_fields, itself=0)
        cursor = connection.execute(
            "INSERT INTO entry (register, at, who) VALUES (?, ?, ?)", (register, moment(connection), who)
        )
        ident = int(cursor.lastrowid or 0)
        _append(connection, ident, 1, key, checked_fields, who)
    return ident


def change(people: People, entry: int, key: Key, fields: Mapping[str, str], who: str, opened: int) -> None:
    """Write a change over the one that was opened; of a text that was published since, it is one to be published too.

    Raises ``ValueError`` where a text is too long or the entry was taken back, and ``ConflictError`` where somebody else
    has changed it since, or has written the entry that this one becomes.
    """
    checked_fields = _checked(fields)
    with people.write() as connection:
        newest = next(iter(_changes(connection, entry)), None)
        if newest is None or not _there(connection, entry):
            raise ValueError(GONE)
        if newest.number != opened:
            raise ConflictError(checked_fields, newest)
        _refuse_twin(connection, newest.register, key, checked_fields, itself=entry)
        _append(connection, entry, opened + 1, key, checked_fields, who)


def take_back(people: People, entry: int, who: str) -> None:
    """Take an entry off what waits; ``restore`` brings it back as it was."""
    with people.write() as connection:
        connection.execute(
            "UPDATE entry SET removed_at = ?, removed_by = ? WHERE id = ?", (moment(connection), who, entry)
        )


def restore(people: People, entry: int) -> None:
    """Bring back an entry that was taken back.  Raises ``ValueError`` where it has been written anew meanwhile."""
    with people.write() as connection:
        newest = next(iter(_changes(connection, entry)), None)
        if newest is not None and _twin(connection, newest.register, newest.key, entry):
            raise ValueError("This entry has been written again since: take that one back first. Nothing was changed.")
        connection.execute("UPDATE entry SET removed_at = NULL, removed_by = NULL WHERE id = ?", (entry,))


def history(people: People, entry: int) -> list[Written]:
    """Everything that an entry has said, the newest first."""
    with people.read() as connection:
        return _changes(connection, entry)


def waiting(people: People, networks: Collection[str]) -> list[Written]:
    """The entries of some networks that wait to be published, in the order in which they were begun."""
    with people.read() as connection:
        return _of(connection, networks, "IS NULL")


def taken_back(people: People, networks: Collection[str]) -> list[Written]:
    """Those that were taken back before they were published."""
    with people.read() as connection:
        return _of(connection, networks, "IS NOT NULL")


def mark_published(people: People, loads: Mapping[tuple[int, int], int]) -> None:
    """Write down which load published which text, by (entry, number); what was changed meanwhile goes on waiting."""
    with people.write() as connection:
        connection.executemany(
            "UPDATE entry_change SET load = ? WHERE entry = ? AND number = ?",
            [(load, entry, number) for (entry, number), load in loads.items()],
        )


def undone(people: People, in_force: Collection[int]) -> list[Written]:
    """The texts whose load is none of those in force any more, and that nobody has written again since."""
    with people.read() as connection:
        return _undone(connection, in_force)


def wait_again(people: People, in_force: Collection[int]) -> None:
    """Have those texts wait again: what was written is not lost with a load that is undone."""
    with people.write() as connection:
        for waiting_again in _undone(connection, in_force):
            _append(
                connection,
                waiting_again.id,
                waiting_again.number + 1,
                waiting_again.key,
                waiting_again.fields,
                waiting_again.who,
            )


def forget(people: People, load: int) -> None:
    """Remove every text of the entries that a load published: for personal data that was published by mistake."""
    with people.write() as connection:
        connection.execute("PRAGMA secure_delete = ON")
        published = "SELECT entry FROM entry_change WHERE load = ?"
        connection.execute(
            f"UPDATE entry SET removed_at = ?, removed_by = '(erased)' WHERE id IN ({published})",
            (moment(connection), load),
        )
        connection.execute(f"UPDATE entry_change SET fields = '{{}}', key = '[]' WHERE entry IN ({published})", (load,))


def short_name(words: str, taken: Collection[str]) -> str:
    """A short name made from a name: small letters, digits and hyphens, and a number where it is taken."""
    plain = re.sub(r"[^\w]+", "-", words.lower()).strip("-_")[:LONGEST_SHORT_NAME].strip("-_")
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(name for name in numbered if name not in taken)


def _checked(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: text(words, f"“{name}”") for name, words in fields.items()}


def _refuse_twin(connection: Connection, register: str, key: Key, fields: dict[str, str], itself: int) -> None:
    if twin := _twin(connection, register, key, itself):
        raise ConflictError(fields, twin)


def _twin(connection: Connection, register: str, key: Key, itself: int) -> Written | None:
    """Another text of the same entry that waits to be published."""
    waiting_entries = _of(connection, key[:1], "IS NULL")
    return next(
        (entry for entry in waiting_entries if (entry.register, entry.key) == (register, key) and entry.id != itself),
        None,
    )


def _there(connection: Connection, entry: int) -> bool:
    query = "SELECT 1 FROM entry WHERE id = ? AND removed_at IS NULL"
    return connection.execute(query, (entry,)).fetchone() is not None


def _append(connection: Connection, entry: int, number: int, key: Key, fields: Mapping[str, str], who: str) -> None:
    connection.execute(
        "INSERT INTO entry_change (entry, number, network, key, fields, at, who) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry, number, key[0], json.dumps(key), json.dumps(dict(fields)), moment(connection), who),
    )


def _of(connection: Connection, networks: Collection[str], removed: str) -> list[Written]:
    if not networks:
        return []
    places = ", ".join("?" * len(networks))
    waits = f"c.load IS NULL AND e.removed_at {removed} AND c.network IN ({places})"
    return _newest(connection, waits, tuple(networks))


def _undone(connection: Connection, in_force: Collection[int]) -> list[Written]:
    loads = (*in_force, NO_LOAD)  # PostgreSQL knows no empty list
    of_the_same = (
        "SELECT max(o.id) FROM entry_change AS o JOIN entry AS x ON x.id = o.entry "
        "WHERE x.register = e.register AND o.key = c.key AND x.removed_at IS NULL"
    )
    places = ", ".join("?" * len(loads))
    return _newest(connection, f"e.removed_at IS NULL AND c.load NOT IN ({places}) AND c.id = ({of_the_same})", loads)


def _newest(connection: Connection, where: str, values: tuple[str, ...] | tuple[int, ...]) -> list[Written]:
    """The newest text of each entry of which a condition holds."""
    rows = connection.execute(
        f"SELECT e.register, c.* FROM entry AS e JOIN entry_change AS c ON c.entry = e.id AND c.number = {NEWEST} "
        f"WHERE {where} ORDER BY e.id",
        values,
    ).fetchall()
    return [_written(row) for row in rows]


def _changes(connection: Connection, entry: int) -> list[Written]:
    rows = connection.execute(
        "SELECT e.register, c.* FROM entry AS e JOIN entry_change AS c ON c.entry = e.id "
        "WHERE e.id = ? ORDER BY c.number DESC",
        (entry,),
    ).fetchall()
    return [_written(row) for row in rows]


def _written(row: Row) -> Written:
    return Written(
        row["entry"],
        row["register"],
        tuple(json.loads(row["key"])),
        json.loads(row["fields"]),
        row["number"],
        datetime.fromisoformat(row["at"]),
        row["who"],
        row["load"],
    )
