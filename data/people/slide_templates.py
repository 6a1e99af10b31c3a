"""The PowerPoint files that a board uploaded as the template of its decks: the newest is in force until it is taken off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.people import People
from data.people.records import moment, worded


@dataclass(frozen=True)
class Uploaded:
    """A template as it was uploaded: what the file is called, who uploaded it and when."""

    id: int
    name: str
    who: str
    at: datetime


def use(people: People, strategy: str, name: str, content: bytes, who: str) -> None:
    """Have every deck of a strategy written into this file.  Raises ``ValueError`` for a name of no or too many letters."""
    called = worded(name, "the template's name")
    with people.write() as connection:
        connection.execute(
            "INSERT INTO slide_template (strategy, name, content, at, who) VALUES (?, ?, ?, ?, ?)",
            (strategy, called, content, moment(connection), who),
        )


def in_force(people: People, strategy: str) -> Uploaded | None:
    """The template that was uploaded last and not taken off; ``None`` where there is none."""
    with people.read() as connection:
        row = connection.execute(
            "SELECT id, name, who, at FROM slide_template WHERE strategy = ? AND taken_off IS NULL "
            "ORDER BY id DESC LIMIT 1",
            (strategy,),
        ).fetchone()
    if row is None:
        return None
    return Uploaded(row["id"], row["name"], row["who"], datetime.fromisoformat(row["at"]))


def content(people: People, template: int) -> bytes:
    """The bytes of a template that was uploaded, which never change."""
    with people.read() as connection:
        (stored_bytes,) = connection.execute("SELECT content FROM slide_template WHERE id = ?", (template,)).fetchone()
    return bytes(stored_bytes)


def take_off(people: People, template: int) -> None:
    """Have decks written into the template uploaded before it, or into ours where there is none."""
    with people.write() as connection:
        connection.execute(
            "UPDATE slide_template SET taken_off = ? WHERE id = ? AND taken_off IS NULL",
            (moment(connection), template),
        )
