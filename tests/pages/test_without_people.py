"""With people's file unusable every page shows its figures, says what is missing, and figures are still published."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest
from places import EXAMPLES, LEEDS

from data.loading import publish
from data.people import People, actions, playlists, stories
from data.people.actions import Plan
from data.people.playlists import address
from data.people.snapshots import Basis
from data.people.stories import About, Parts, Subject
from indicators.core.measures.refresh import recompute

PAGES = {
    "overview": {},
    "outcome": {"outcome": "O1"},
    "priority": {"priority": "P3"},
    "indicator": {"indicator": "tt_recovery"},
    "voices": {},
    "present": {},
    "holdings": {},
    "upload": {},
    "about": {},
}


def damaged(store, how: str) -> People:
    people = People(store.folder)
    playlists.make(people, "The board", "Ann", LEEDS, [address("overview")])
    stories.save(people, Subject(LEEDS, About.INDICATOR, "tt_recovery"), Parts("Why"), Basis(1), "Ann", 0)
    actions.add(people, Plan("More", "Lead", date(2026, 1, 1), indicators=("tt_recovery",)), Basis(1), "Ann", LEEDS)
    if how == "garbage":
        people.file.write_bytes(b"no database " * 1000)
    elif how == "cut":
        people.file.write_bytes(people.file.read_bytes()[:5000])
    elif how == "a folder":
        people.file.unlink()
        people.file.mkdir()
    else:
        with closing(sqlite3.connect(people.file)) as connection:
            connection.execute("PRAGMA user_version = 999")
    return people


@pytest.mark.slow
@pytest.mark.parametrize("how", ["garbage", "cut", "a folder", "newer"])
def test_the_overview_shows_figures_and_says_what_cannot_be_read(own_store, writable_page, how: str):
    whole = writable_page("overview").headline
    damaged(own_store, how)
    opened = writable_page("overview")
    assert opened.headline == whole
    assert "Notes, meetings and playlists cannot be read just now." in opened.words
    assert "restore BACKUP --only people" in opened.words or "Start that dashboard" in opened.words


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(own_store, writable_page, page: str):
    damaged(own_store, "garbage")
    opened = writable_page(page, **PAGES[page])
    assert opened.headline
    assert "Notes, meetings and playlists cannot be read just now." in opened.words


@pytest.mark.slow
def test_a_change_that_cannot_be_written_says_so_and_the_page_stays(own_store, writable_page):
    damaged(own_store, "garbage")
    opened = writable_page("present")
    opened.app.text_input[0].set_value("A new playlist")
    opened.press("Start")
    assert "people.sqlite cannot be used" in opened.words
    assert "Nothing in it was changed" in opened.words


def test_a_slide_of_figures_is_shown(own_store, writable_page):
    damaged(own_store, "garbage")
    assert writable_page("present", playlist="strategy").markup


@pytest.mark.slow
def test_what_is_published_meanwhile_enters_the_audit_later(own_store, writable_page):
    people = damaged(own_store, "garbage")
    publish.load(own_store, EXAMPLES / "talking_therapies_2026-03.csv", recompute, who="Ann", note="March")
    assert writable_page("holdings").headline
    people.file.unlink()
    assert "Ann published version 2 March" in writable_page("holdings", tab="audit").words
