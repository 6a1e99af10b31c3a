"""A sign-in that ends while a page is open, where everybody may read: the page stays readable, and what it held is gone."""

from __future__ import annotations

from datetime import date

import pytest

from data.people import People, meetings
from pages.access.role_table import UserRole
from pages.access.sign_in import read
from pages.access.visitor import SIGNED_OUT, Person
from pages.parts.shared import roles
from tests.places import LEEDS

ANALYST = Person("ana", "Ana Lyst", frozenset({UserRole.ANALYST}), signed_in=True, mark="of this sign-in")
ANYBODY = Person("a visitor", "a visitor", frozenset({UserRole.PUBLIC}), SIGNED_OUT)


@pytest.mark.slow
def test_what_an_analyst_took_off_is_not_brought_back_by_whoever_sits_there_after_they_signed_out(
    writable_page, own_store, monkeypatch
):
    people = People(own_store.folder)
    meetings.add(people, date(2026, 9, 10), "Board", "Ann", LEEDS)
    monkeypatch.setattr("pages.parts.site.signing_in.sign_in", lambda: read({"auth": {}, "access": {}}))
    monkeypatch.setattr(roles, "person", lambda: ANALYST)
    opened = writable_page("holdings", tab="meetings").press("Take off")
    assert "Bring back 10 September 2026" in opened.buttons
    monkeypatch.setattr(roles, "person", lambda: ANYBODY)
    opened.press("Bring back 10 September 2026")
    assert meetings.all_of(people, LEEDS) == []
    assert "Bring back 10 September 2026" not in opened.buttons
    assert 'class="top noprint"' in opened.markup
