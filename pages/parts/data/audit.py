"""The audit: who changed what, and what was taken away, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from data.people import audit as kept
from data.people import downloads
from data.people.audit import Entry
from data.periods import in_full
from pages.access.role_table import Permission
from pages.parts.data import tabs
from pages.parts.shared import cached, markup, roles

SHOWN = 50


def audit() -> Markup:
    """The newest changes, then the newest exports; every version is among the changes."""
    if not roles.may(Permission.SEE_AUDIT):
        return tabs.finding("The audit is for those who keep the figures.") + tabs.read_only("seeing who did what")
    cached.catch_up_audit()
    return _changes() + _exports() + _open_data()


def _changes() -> Markup:
    return (
        tabs.finding("Who changed what, and who took what away.")
        + markup.heading("Who did what", ident="audit")
        + tabs.small(f"Every publish, withdrawal and change, the newest {SHOWN}. Nothing here can be changed.")
        + _table(_entries(exports=False), "Who did what, newest first")
    )


def _exports() -> Markup:
    return (
        markup.heading("Who took what away", ident="exports")
        + tabs.small(f"Every file made for a visitor, the newest {SHOWN}.")
        + _table(_entries(exports=True), "Who took what away, newest first")
    )


def _entries(exports: bool) -> list[Entry]:
    return cached.of_people(lambda people: kept.entries(people, SHOWN, exports=exports), [])


def _table(entries: Sequence[Entry], caption: str) -> Markup:
    body = [
        [
            f"{in_full(entry.at)} at {entry.at:%H:%M} UTC",
            entry.who,
            entry.what,
            entry.subject,
            entry.detail,
        ]
        for entry in entries
    ]
    return markup.table(["When", "Who", "Did what", "To what", "Why, or more"], body, caption)


def _open_data() -> Markup:
    """How often machines read which file; the counts of the last half minute may be missing."""
    body = [
        [in_full(row.day), row.file, str(row.version), f"{row.times:,}"]
        for row in cached.of_people(lambda people: downloads.newest(people, SHOWN), [])
    ]
    table = markup.table(["Day", "File", "Version", "Times"], body, "What machines read, newest first")
    return (
        markup.heading("What machines read")
        + tabs.small("Files of the open data, and how often machines read them on a day.")
        + table
    )
