"""Short links: a few letters that lead to a page as its long address has it; the same page always has the same letters."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from data.people import People
from data.people.records import moment
from data.people.talks import LETTERS

LENGTH = 6


@dataclass(frozen=True)
class Target:
    """Where a short link leads: a page by its name in an address, and what its address asks for."""

    page: str
    query: dict[str, str]


def make(people: People, page: str, query: Mapping[str, str], who: str) -> str:
    """The letters that lead to a page; new ones where it has none yet."""
    query_json = json.dumps(sorted(query.items()))
    with people.write() as connection:
        row = connection.execute(
            "SELECT code FROM short_link WHERE page = ? AND query = ?", (page, query_json)
        ).fetchone()
        if row is not None:
            return str(row["code"])
        taken = {code for (code,) in connection.execute("SELECT code FROM short_link")}
        code = _letters()
        while code in taken:
            code = _letters()
        connection.execute(
            "INSERT INTO short_link (code, page, query, at, who) VALUES (?, ?, ?, ?, ?)",
            (code, page, query_json, moment(connection), who),
        )
    return code


def of(people: People, code: str) -> Target | None:
    """Where the letters lead; ``None`` where they lead nowhere."""
    with people.read() as connection:
        row = connection.execute("SELECT page, query FROM short_link WHERE code = ?", (code,)).fetchone()
    return Target(row["page"], dict(json.loads(row["query"]))) if row else None


def _letters() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
