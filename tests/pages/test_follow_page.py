"""Following a talk: the presenter's slide, a way to look around, and what is said where there is no such talk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from data.loading import publish
from data.people import People, talks
from data.storage import clock
from indicators.core.measures.refresh import recompute
from tests.places import LEEDS


@pytest.fixture
def code(own_store) -> str:
    """A talk of the first priority, at its third slide."""
    people = People(own_store.folder)
    code_of_talk = talks.begin(people, LEEDS, "P1", None, "Ann")
    talks.move(people, code_of_talk, 3)
    return code_of_talk


def test_it_shows_the_presenter_s_slide_with_its_picture_its_figures_and_its_source(writable_page, code):
    opened = writable_page("follow", follow=code)
    assert re.search(r"slide 3 of \d+", opened.words) and "Figures as a table" in opened.words
    assert re.search(r'<img class="followed" alt="[^"]{20,}"', opened.markup) and "Source: " in opened.words


@pytest.mark.slow
def test_it_goes_along_when_the_presenter_moves_and_says_when_the_talk_ends(writable_page, own_store, code):
    opened = writable_page("follow", follow=code)
    talks.move(People(own_store.folder), code, 5)
    opened.app.run()
    assert "slide 5 of" in opened.words
    talks.end(People(own_store.folder), code)
    opened.app.run()
    assert "This talk has ended." in opened.words


def test_a_playlist_that_became_shorter_shows_its_last_slide(writable_page, own_store, code):
    talks.move(People(own_store.folder), code, 999)
    last = re.search(r"slide (\d+) of (\d+)", writable_page("follow", follow=code).words)
    assert last[1] == last[2]


def test_a_code_typed_wrong_is_said_with_what_to_do(writable_page, code):
    opened = writable_page("follow", follow="WRONG")
    assert "There is no talk WRONG. Check the code" in opened.words
    assert "Follow" in opened.buttons


@pytest.mark.slow
def test_whoever_looks_around_is_told_where_the_presenter_is(writable_page, code):
    opened = writable_page("indicator", indicator="tt_recovery", follow=code)
    assert re.search(r"The presenter is on slide 3 of \d+: .+\. Back to the presenter", opened.words)
    assert all(
        f"follow={code}" in link
        for link in re.findall(r'data-here href="([^"]*)"', opened.markup)
        if "strategy=" in link
    )


@pytest.mark.slow
def test_nothing_is_kept_of_who_follows(writable_page, own_store, code):
    people = People(own_store.folder)
    before = people.state()
    writable_page("follow", follow=code)
    writable_page("indicator", indicator="tt_recovery", follow=code)
    assert people.state() == before


def test_the_room_is_shown_the_code_and_a_picture_of_the_address(writable_page, code):
    opened = writable_page("present", lead=code)
    assert f"Follow on your phone: {code}" in opened.words
    assert f"/follow?follow={code}" in opened.words and "QR code of http" in opened.markup


@pytest.mark.slow
def test_the_presenter_s_window_has_this_slide_the_next_and_what_somebody_may_ask(writable_page, own_store, code):
    opened = writable_page("present", lead=code, window="1")
    assert "What somebody may ask" in opened.headings and "Is this more than chance?" in opened.words
    assert "Next" in opened.headings and re.search(r"slide 3 of \d+ · code", opened.words)
    opened.press("Next slide")
    assert talks.of(People(own_store.folder), code).slide == 4


@pytest.mark.slow
def test_the_presenter_is_told_what_was_published_since_the_talk_began(
    writable_page, own_store, code, figures, monkeypatch
):
    assert "was published since" not in writable_page("present", lead=code, window="1").words
    later = clock.now() + timedelta(minutes=5)
    with monkeypatch.context() as then:
        then.setattr("data.loading.publish.now", lambda: later)
        publish.load(own_store, figures("""value\n53"""), recompute)
    opened = writable_page("present", lead=code, window="1")
    assert "version 2 was published since this talk began; its slides show it" in opened.words


@pytest.mark.slow
def test_ended_for_everybody_it_leads_nowhere(writable_page, own_store, code):
    writable_page("present", lead=code).press("End the talk for everybody")
    assert talks.of(People(own_store.folder), code).ended
    assert "Choose what to show." in writable_page("present", lead=code).words
