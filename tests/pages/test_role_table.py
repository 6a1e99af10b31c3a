"""The role table, cell by cell: on every page each role meets the controls it may work, and no others.

``PRINT_ROLE_TABLE=1`` prints it.
"""

from __future__ import annotations

import os
import re
from contextlib import nullcontext
from datetime import date

import pytest

from data.loading import proposed_files, publish
from data.loading.incoming import Incoming
from data.people import People, decisions
from data.people.decisions import At
from data.people.playlists import address
from data.people.snapshots import Basis
from indicators.core.measures.refresh import recompute
from pages.access.role_table import IN_PLAIN_WORDS, TABLE, Permission, UserRole
from pages.access.sign_in import read
from pages.access.visitor import Person
from pages.parts.shared import roles
from tests.places import LEEDS

NAME = "tt_wait_18w"
STEPPED = "tt_wait_18w"
READ = "the page itself"
PRINTED = bool(os.environ.get("PRINT_ROLE_TABLE"))
MEETING = date(2026, 12, 10)
QUERIES = {
    "overview": {},
    "outcome": {"outcome": "O3"},
    "priority": {"priority": "P1"},
    "indicator": {"indicator": NAME},
    "inequalities": {},
    "places": {},
    "voices": {},
    "present": {},
    "follow": {},
    "holdings": {},
    "upload": {},
    "about": {},
}
MEETINGS = {"tab": "meetings", "meeting": str(MEETING)}
TALK = {"playlist": "P1", "slide": "3", "decide": "1"}
VIEWS = ("overview", "outcome", "priority", "indicator")
SIGNS: dict[tuple[Permission, str], tuple[dict[str, str], str]] = {
    **{(Permission.READ, page): (query, READ) for page, query in QUERIES.items()},
    **{(Permission.KEEP_PLAYLISTS, page): (QUERIES[page], "Add this view to a playlist") for page in VIEWS},
    (Permission.KEEP_PLAYLISTS, "present"): ({}, "Start"),
    **{(Permission.SHARE, page): (QUERIES[page], "Short link") for page in VIEWS},
    **{(Permission.RECORD_DECISIONS, page): (QUERIES[page], "Record a decision") for page in VIEWS},
    (Permission.LEAD_TALKS, "present"): ({}, "Let others follow"),
    (Permission.SET_TEMPLATE, "present"): ({}, "PowerPoint template (.pptx)"),
    (Permission.RECORD_DECISIONS, "present"): (TALK, "Record it"),
    (Permission.RECORD_DECISIONS, "holdings"): (MEETINGS, "Take off"),
    (Permission.CHOOSE_AGENDAS, "holdings"): (MEETINGS, "Use this playlist"),
    (Permission.KEEP_MEETINGS, "holdings"): ({"tab": "meetings"}, "Enter the meeting"),
    (Permission.WRITE_STORIES, "indicator"): (QUERIES["indicator"], "Write the story"),
    (Permission.WRITE_STORIES, "priority"): (QUERIES["priority"], "Write the story"),
    **{(Permission.WRITE_ACTIONS, page): (QUERIES[page], "Add an action") for page in VIEWS[1:]},
    (Permission.WRITE_ACTIONS, "holdings"): (MEETINGS, "Add an action"),
    (Permission.WRITE_REGISTERS, "voices"): ({}, "Add a project"),
    (Permission.LOAD, "upload"): ({}, "Drop files here"),
    (Permission.UNDO, "upload"): ({}, "Undo load"),
    (Permission.UNDO, "holdings"): ({"tab": "loads"}, "Undo load"),
    (Permission.SET_TARGETS, "holdings"): ({"tab": "targets"}, "Publish the target"),
    **{(Permission.READ_WRITING, page): (QUERIES[page], "What we are doing") for page in VIEWS},
    (Permission.READ_WRITING, "holdings"): ({}, "Meetings"),
    (Permission.READ_WRITING, "upload"): ({}, "History and undo"),
    (Permission.SEE_AUDIT, "holdings"): ({"tab": "audit"}, "Who did what"),
    (Permission.DECIDE_STEPS, "indicator"): (
        {"indicator": STEPPED, "view": "Control chart"},
        "Approve: redraw the limits",
    ),
    (Permission.APPROVE, "upload"): ({"proposed": "1"}, "Approve and publish"),
    **{(Permission.CHECK_PLAIN, page): (QUERIES[page] | {"plain": "1"}, "Mark as checked") for page in IN_PLAIN_WORDS},
    (Permission.GO_BACK, "holdings"): ({"tab": "loads"}, "Go back to an earlier version"),
}
"""Where a permission is on a page: the query that leads there, and what only those see there who have it."""
WHO = (None, *UserRole)


def person(role: UserRole | None) -> Person:
    """Somebody with one role, or none; a contributor may write for everything, so that they meet all the table says."""
    roles_of_person = frozenset({role} if role else ())
    return Person("somebody", "Somebody", roles_of_person, "You have no role.", writes_for=("*",), signed_in=True)


def met(opened) -> set[str]:
    """What a visitor can work or read: buttons, headings, expanders, places to drop files."""
    app = opened.app
    links = re.findall(r"<a [^>]*>([^<]*)</a>", opened.markup)
    others = [*links, *opened.headings, *(one.label for one in (*app.expander, *app.get("file_uploader")))]
    return {
        READ if 'class="top noprint"' in opened.markup or "playlist" in app.query_params else "",
        *opened.buttons,
        *others,
    }


def test_every_cell_of_the_table_is_tried_and_nothing_else():
    assert set(SIGNS) == {(permission, page) for permission, allowed in TABLE.items() for page in allowed.pages}


@pytest.mark.slow
def test_each_role_meets_what_the_table_says_on_every_page(writable_page, own_store, figures, monkeypatch, capsys):
    """Of one store, which the pages only read, each cell that is not as the table says it is named."""
    people = People(own_store.folder)
    publish.load(own_store, figures("""value\n53"""), recompute)
    decisions.take(people, "Ask for more", At(MEETING, "Board"), address("overview"), Basis(1), "Ann", LEEDS)
    entry = Incoming(figures("""value | period_start | period_end\n57 | 2022-04-01 | 2023-03-31""", "more.csv"))
    proposed_files.propose(own_store, [entry], "More.", own_store.version, "Ann", "ann")
    monkeypatch.setattr("pages.parts.site.signing_in.sign_in", lambda: read({"auth": {}, "access": {}}))
    wrong = {}
    for role in WHO:
        monkeypatch.setattr(roles, "person", lambda role=role: person(role))
        for (permission, page), (is_met, seen) in cells(writable_page).items():
            with capsys.disabled() if PRINTED else nullcontext():
                print(f"{role or 'no role':14} {page:10} {'may' if is_met else '-':4} {permission.value}")
            if is_met != (role in TABLE[permission].roles):
                wrong[role, page, permission] = sorted(seen)
    assert wrong == {}


def cells(open_page) -> dict[tuple[Permission, str], tuple[bool, set[str]]]:
    """Of each permission on each page: does whoever looks meet its sign, among what they meet there?"""
    seen: dict[tuple[str, tuple[tuple[str, str], ...]], set[str]] = {}
    is_met = {}
    for (permission, page), (query, sign) in SIGNS.items():
        key = page, tuple(query.items())
        if key not in seen:
            seen[key] = met(open_page(page, **query))
        is_met[permission, page] = any(sign in one for one in seen[key]), seen[key]
    return is_met
