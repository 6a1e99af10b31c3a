"""Slides carry what people wrote: the story of what is on them, and what we are doing about it."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from places import LEEDS
from pptx import Presentation

from data.people.actions import Action, Plan, State
from data.people.playlists import address
from data.people.snapshots import Basis, Snapshot
from data.people.stories import About, Parts, Story, Subject
from reports.powerpoint import pptx
from reports.slides import deck, doing
from reports.slides.model import Deck

NAME = "tt_wait_18w"
NOON = datetime(2026, 9, 10, 12)
OLD = Basis(1, (Snapshot(NAME, "worse", "lower", 95.0, date(2025, 6, 1), date(2025, 6, 30)),))
STORIES = {
    Subject(LEEDS, kind, ident): Story(
        1, Parts("<b>Vacant</b> posts\x0b", next="Recruit"), OLD, NOON, "Ann", NOON, "Ann"
    )
    for kind, ident in ((About.INDICATOR, NAME), (About.PRIORITY, "P1"))
}


def notes(board, *addresses) -> list[str]:
    slides = tuple(deck.with_story(board, deck.slide(board, shown), STORIES) for shown in addresses)
    file = Presentation(BytesIO(pptx(Deck(board.strategy, "P", slides, 1, "today", date(2026, 11, 21)))))
    return [page.notes_slide.notes_text_frame.text for page in file.slides][1:]


@pytest.mark.slow
def test_a_story_stands_in_the_notes_of_its_indicator_and_of_its_priority_and_nowhere_else(board):
    views = (address("indicator", indicator=NAME), address("priority", priority="P1"), address("overview"))
    slide_notes = notes(board, *views, address("indicator", indicator="tt_recovery"))
    for of_it in slide_notes[:2]:
        assert "What is behind the figures: <b>Vacant</b> posts" in of_it
        assert "What we do next: Recruit" in of_it
        assert "Written by Ann on 10 September 2026. Older than the figures" in of_it
    for of_others in slide_notes[2:]:
        assert "What is behind the figures" not in of_others


@pytest.mark.slow
def test_a_story_can_be_a_slide_of_its_own_with_the_beginning_of_each_part(board):
    slide_address = address("indicator", indicator=NAME, part="story")
    long = {
        Subject(LEEDS, About.INDICATOR, NAME): Story(1, Parts("word " * 500, "Tried"), OLD, NOON, "Ann", NOON, "Ann")
    }
    story_slide = deck.with_story(board, deck.slide(board, slide_address), long)
    assert story_slide.chart is None
    assert [line.name for line in story_slide.lines] == ["What is behind the figures", "What has been tried"]
    assert story_slide.lines[0].words.endswith("word …")
    assert 80 <= story_slide.lines[0].length <= 85
    assert story_slide.lines[1].words == "Tried"
    assert story_slide.under.startswith("Written by Ann on 10 September 2026.")
    assert any(note.count("word") == 500 for note in story_slide.notes)
    assert deck.title(board, slide_address) == "Talking therapy within 18 weeks, its story"
    assert not deck.has_reading(slide_address)


@pytest.mark.slow
def test_a_slide_of_a_story_that_was_taken_off_says_so(board):
    story_slide = deck.with_story(board, deck.slide(board, address("indicator", indicator=NAME, part="story")), {})
    assert [line.words for line in story_slide.lines] == ["No story is written yet."]


def action(
    number: int, description: str, due: date, state: State = State.ON_COURSE, **linked: tuple[str, ...]
) -> Action:
    return Action(number, Plan(description, "Provider lead", due, state, **linked), 1, OLD, NOON, NOON, "Ann")


ACTIONS = (
    action(1, "Two more therapists", date(2027, 1, 31), indicators=(NAME,)),
    action(2, "Reminders by text", date(2026, 6, 30), priorities=("P1",)),
    action(3, "A new leaflet", date(2026, 3, 31), State.DONE, indicators=("suicide_rate",)),
)


def with_actions(board, shown, actions=ACTIONS):
    return deck.with_writing(board, deck.slide(board, shown), ({}, actions))


def test_what_we_are_doing_stands_in_the_notes_of_what_it_is_about(board):
    of_indicator = with_actions(board, address("indicator", indicator=NAME)).notes
    assert of_indicator == ("Two more therapists On course · due 31 January 2027 · Provider lead",)
    of_priority = with_actions(board, address("priority", priority="P1")).notes
    assert "Reminders by text Overdue · on course · was due 30 June 2026 · Provider lead" in of_priority
    assert with_actions(board, address("indicator", indicator="tt_recovery")).notes == ()
    assert with_actions(board, address("overview")).notes == ()


def test_it_can_be_a_slide_of_its_own_overdue_first_and_with_a_second_where_one_does_not_hold_it(board):
    actions_slide = with_actions(board, address("overview", part="doing"))
    assert actions_slide.finding == "3 actions: 1 overdue, 1 on course and 1 done."
    assert [line.name for line in actions_slide.lines][0] == "Reminders by text"
    assert actions_slide.chart is None and actions_slide.rows == ()
    assert doing.own_slides(board.strategy, address("overview"), ACTIONS[:1], board.today) == [
        address("overview", part="doing")
    ]
    many = [action(n, f"Action number {n}", date(2027, 1, n + 1), indicators=(NAME,)) for n in range(8)]
    first, second = doing.own_slides(board.strategy, address("indicator", indicator=NAME), many, board.today)
    names = [[line.name for line in with_actions(board, shown, many).lines] for shown in (first, second)]
    assert not set(names[0]) & set(names[1])
    assert deck.title(board, first) == "Talking therapy within 18 weeks, what we are doing"
    assert doing.own_slides(board.strategy, address("indicator", indicator="tt_recovery"), many, board.today) == []
