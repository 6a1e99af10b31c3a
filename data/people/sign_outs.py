"""Sign-ins that were ended by signing out: their cookie, wherever it is kept still, opens nothing any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.people import People
from data.storage.clock import now


def end(people: People, mark: str, hours: float) -> None:
    """End the sign-in of a mark, and forget those that have ended by themselves: none lasts longer than so many hours."""
    with people.write() as connection:
        connection.execute("DELETE FROM signed_out WHERE until < ?", (_kept(now()),))
        connection.execute(
            "INSERT INTO signed_out (mark, until) VALUES (?, ?) ON CONFLICT (mark) DO UPDATE SET until = excluded.until",
            (mark, _kept(now() + timedelta(hours=hours))),
        )


def ended(people: People, mark: str) -> bool:
    """Was the sign-in of a mark ended by signing out?"""
    with people.read() as connection:
        return connection.execute("SELECT 1 FROM signed_out WHERE mark = ?", (mark,)).fetchone() is not None


def _kept(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds")
