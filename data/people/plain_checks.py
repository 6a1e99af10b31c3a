"""That a person read a plain page and found it right: as long as what it says by codes is the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data.people import People
from data.people.records import moment


@dataclass(frozen=True)
class Check:
    """Who checked a page, and when."""

    who: str
    at: datetime


def check(people: People, strategy: str, page: str, codes: str, who: str) -> None:
    """Note that somebody has read a page that says these codes, in place of what was noted before."""
    with people.write() as connection:
        connection.execute(
            "INSERT INTO plain_check (strategy, page, codes, at, who) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (strategy, page) DO UPDATE SET codes = excluded.codes, at = excluded.at, who = excluded.who",
            (strategy, page, codes, moment(connection), who),
        )


def take_off(people: People, strategy: str, page: str) -> None:
    """Forget that a page was checked."""
    with people.write() as connection:
        connection.execute("DELETE FROM plain_check WHERE strategy = ? AND page = ?", (strategy, page))


def all_of(people: People, strategy: str) -> dict[tuple[str, str], Check]:
    """Every check of a strategy, by the page and the codes that it said."""
    with people.read() as connection:
        rows = connection.execute(
            "SELECT page, codes, at, who FROM plain_check WHERE strategy = ?", (strategy,)
        ).fetchall()
    return {(row["page"], row["codes"]): Check(row["who"], datetime.fromisoformat(row["at"])) for row in rows}
