"""What somebody has typed and not saved yet: one a person and record, until it is saved or thrown away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.people import People
from data.people.records import moment


@dataclass(frozen=True)
class Draft:
    """What each field holds (words, or several), and the version of the record that was opened (0 where there was none)."""

    opened: int
    words: dict[str, Any]


def keep(people: People, who: str, record: str, opened: int, words: Mapping[str, str | list[str]]) -> None:
    """Keep what is typed, in place of what was before."""
    with people.write() as connection:
        connection.execute(
            "INSERT INTO draft (who, record, opened, words, at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (who, record) DO UPDATE SET opened = excluded.opened, words = excluded.words, at = excluded.at",
            (who, record, opened, json.dumps(dict(words)), moment(connection)),
        )


def of(people: People, who: str, record: str) -> Draft | None:
    """What somebody has typed for a record; ``None`` where that is nothing."""
    with people.read() as connection:
        row = connection.execute(
            "SELECT opened, words FROM draft WHERE who = ? AND record = ?", (who, record)
        ).fetchone()
    return Draft(row["opened"], json.loads(row["words"])) if row else None


def records(people: People, who: str) -> frozenset[str]:
    """The records of which somebody has typed something and not saved it."""
    with people.read() as connection:
        return frozenset(record for (record,) in connection.execute("SELECT record FROM draft WHERE who = ?", (who,)))


def throw_away(people: People, who: str, record: str) -> None:
    """Forget what was typed."""
    with people.write() as connection:
        connection.execute("DELETE FROM draft WHERE who = ? AND record = ?", (who, record))
