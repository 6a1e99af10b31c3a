"""Talks that others follow: a short code, where the talk is, and that it ends; in the file and in PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from data.people import talks
from data.people.talks import FORGOTTEN_AFTER, LASTS, LENGTH, LETTERS, as_typed
from data.storage.clock import now
from tests.places import LEEDS


def begun(people, version: int | None = None) -> str:
    return talks.begin(people, LEEDS, "P1", version, "Ann")


def test_a_talk_begins_at_its_first_slide_with_a_code_that_is_easy_to_type(people):
    code = begun(people)
    assert len(code) == LENGTH and set(code) <= set(LETTERS) and not set("ILO") & set(LETTERS)
    talk = talks.of(people, code)
    assert (talk.playlist, talk.slide, talk.version, talk.who, talk.ended) == ("P1", 1, None, "Ann", False)


def test_each_talk_has_a_code_of_its_own_though_two_present_the_same(people):
    first, second = begun(people), begun(people)
    talks.move(people, first, 4)
    assert first != second and (talks.of(people, first).slide, talks.of(people, second).slide) == (4, 1)


def test_a_step_goes_on_from_where_the_talk_is_whatever_a_window_shows(people):
    code = begun(people)
    talks.move(people, code, 4)
    for steps, slide_count, now_at in ((1, 6, 5), (1, 6, 6), (1, 6, 6), (-1, 6, 5)):
        talks.step(people, code, steps, slide_count)
        assert talks.of(people, code).slide == now_at
    talks.move(people, code, 1)
    talks.step(people, code, -1, 6)
    assert talks.of(people, code).slide == 1


def test_once_ended_it_moves_no_more(people):
    code = begun(people)
    talks.move(people, code, 3)
    talks.end(people, code)
    talks.move(people, code, 5)
    talks.step(people, code, 1, 9)
    assert talks.of(people, code).ended and talks.of(people, code).slide == 3


def test_one_left_open_is_over_by_itself(people):
    talk = talks.of(people, begun(people))
    assert not talk.over(talk.moved + LASTS)
    assert talk.over(talk.moved + LASTS + timedelta(seconds=1))
    assert replace(talk, ended=True).over(talk.moved)


def test_after_a_month_nothing_is_kept_of_a_talk(people):
    old, newer = begun(people), begun(people)
    for code, moved in ((old, now() - FORGOTTEN_AFTER - timedelta(days=1)), (newer, now() - timedelta(days=1))):
        with people.write() as connection:
            connection.execute("UPDATE talk SET moved = ? WHERE code = ?", (str(moved), code))
    begun(people)
    assert talks.of(people, old) is None and talks.of(people, newer) is not None


def test_what_is_typed_is_read_kindly(people):
    code = begun(people)
    assert talks.of(people, as_typed(f" {code[:2].lower()}-{code[2:]} ")).code == code
    assert talks.of(people, "NONE") is None
