"""A short link at the foot of a view: made once a view, it leads back to that view, pinned where the view was."""

from __future__ import annotations

import re

import pytest
from places import LEEDS

from data.people import People, short_links

pytestmark = pytest.mark.slow
RECOVERY = {"indicator": "tt_recovery", "view": "Table"}


def letters(page) -> str:
    (link,) = [code.value for code in page.app.code if "?go=" in code.value]
    return re.fullmatch(r".*/\?go=([A-Z]{6})", link)[1]


def test_it_leads_to_the_view_as_it_was(writable_page, own_store):
    page = writable_page("indicator", **RECOVERY).press("Short link")
    assert "It shows the figures in force." in page.words
    code = letters(page)
    assert short_links.of(People(own_store.folder), code).query == RECOVERY | {"strategy": LEEDS}
    opened = writable_page("overview", go=code.lower())
    assert opened.headline == page.headline
    assert opened.app.query_params["view"] == "Table"


def test_of_a_pinned_view_it_stays_with_that_version_and_of_another_view_it_is_another(writable_page):
    pinned = writable_page("indicator", version="1", **RECOVERY).press("Short link")
    assert "It stays with version 1." in pinned.words
    live = writable_page("indicator", **RECOVERY).press("Short link")
    assert letters(pinned) != letters(live) == letters(writable_page("indicator", **RECOVERY).press("Short link"))


def test_letters_that_lead_nowhere_are_said_to(open_page):
    page = open_page("overview", go="abcdef")
    assert "No page has the short link “ABCDEF”. Check its letters with whoever gave it to you." in page.words
