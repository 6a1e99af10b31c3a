"""Short links: the same page has the same letters, other pages have others; in the file and in PostgreSQL."""

from __future__ import annotations

from data.people import short_links
from data.people.short_links import LENGTH, Target
from data.people.talks import LETTERS

VIEW = {"indicator": "tt_recovery", "view": "By deprivation", "version": "2"}


def test_letters_lead_to_the_page_as_its_address_had_it(people):
    code = short_links.make(people, "indicator", VIEW, "Ann")
    assert len(code) == LENGTH and set(code) <= set(LETTERS)
    assert short_links.of(people, code) == Target("indicator", VIEW)
    assert short_links.of(people, "NOSUCH") is None


def test_the_same_page_has_the_same_letters_whoever_asks_and_another_has_others(people):
    code = short_links.make(people, "indicator", VIEW, "Ann")
    turned = dict(reversed(VIEW.items()))
    assert short_links.make(people, "indicator", turned, "Ben") == code
    assert short_links.make(people, "indicator", VIEW | {"version": "3"}, "Ann") != code
    assert short_links.make(people, "priority", VIEW, "Ann") != code
