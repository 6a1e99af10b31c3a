"""The audit: who changed what, and what was taken away, as tables with filters, and whole as a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from data import formula_escape
from data.people import audit as audit_records
from data.people import downloads
from data.people.audit import Entry
from data.periods import in_full
from pages.access.role_table import Permission
from pages.parts.data import tabs
from pages.parts.lists import choosing
from pages.parts.shared import markup, people_file, roles
from pages.parts.shared.downloads import taken

SHOWN = 50
EVERYBODY, EVERYTHING = "everybody", "everything"
COLUMNS = ("when_utc", "who", "what", "subject", "detail", "version")


def audit() -> None:
    """The newest changes by who and what, then the newest exports; every version is among the changes."""
    if not roles.may(Permission.SEE_AUDIT):
        refusal = tabs.finding("The audit is for those who keep the figures.") + tabs.read_only("seeing who did what")
        markup.show(refusal)
        return
    people_file.catch_up_audit()
    markup.show(
        tabs.finding("Who changed what, and who took what away.")
        + markup.heading("Who did what", ident="audit")
        + tabs.small(f"Every publish, withdrawal and change, the newest {SHOWN}. Nothing here can be changed.")
    )
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        who, action = _filters()
        _whole()
    entries = _entries(exports=False, who=who, action=action)
    none = "Nothing is left by these filters." if who or action else "Nothing is written down yet."
    markup.show(_table(entries, "Who did what, newest first") if entries else tabs.small(none))
    markup.show(_exports(who) + _open_data())


def _filters() -> tuple[str, str]:
    """Who and what to look for, kept in the link; empty for everybody and everything."""
    people, changes_made = people_file.kept(audit_records.names, otherwise=([], []))
    who = choosing.choose("who", "Who", {EVERYBODY: "Everybody"} | {name: name for name in people})
    changes = {name: name for name in changes_made if name != audit_records.EXPORTED}
    action = choosing.choose("what", "What", {EVERYTHING: "Everything"} | changes)
    return "" if who == EVERYBODY else who, "" if action == EVERYTHING else action


def _whole() -> None:
    """The whole audit as a file, exports too."""
    people = people_file.people()

    def content() -> bytes:
        rows = [
            (entry.at, entry.who, entry.what, entry.subject, entry.detail, entry.version)
            for entry in audit_records.entries(people, None)
        ]
        return formula_escape.rows(COLUMNS, rows).encode("utf-8-sig")

    st.download_button("The whole audit (CSV)", taken("audit.csv", content), "audit.csv", "text/csv", on_click="ignore")


def _exports(who: str) -> Markup:
    return (
        markup.heading("Who took what away", ident="exports")
        + tabs.small(f"Every file made for a visitor, the newest {SHOWN}.")
        + _table(_entries(exports=True, who=who), "Who took what away, newest first")
    )


def _entries(*, exports: bool, who: str = "", action: str = "") -> list[Entry]:
    return people_file.read(
        lambda people: audit_records.entries(people, SHOWN, exports=exports, who=who, action=action), list[Entry]()
    )


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
        for row in people_file.read(lambda people: downloads.newest(people, SHOWN), [])
    ]
    table = markup.table(["Day", "File", "Version", "Times"], body, "What machines read, newest first")
    return (
        markup.heading("What machines read")
        + tabs.small("Files of the open data, and how often machines read them on a day.")
        + table
    )
