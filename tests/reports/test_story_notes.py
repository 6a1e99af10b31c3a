"""The presenter's notes of a slide carry the story of what is on it, and say when it is older than its figures."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from places import LEEDS
from pptx import Presentation

from data.people.playlists import address
from data.people.snapshots import Basis, Snapshot
from data.people.stories import About, Parts, Story, Subject
from reports.powerpoint import pptx
from reports.slides import deck
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
    told = notes(board, *views, address("indicator", indicator="tt_recovery"))
    for of_it in told[:2]:
        assert "What is behind the figures: <b>Vacant</b> posts" in of_it
        assert "What we do next: Recruit" in of_it
        assert "Written by Ann on 10 September 2026. Older than the figures" in of_it
    for of_others in told[2:]:
        assert "What is behind the figures" not in of_others


@pytest.mark.slow
def test_a_story_can_be_a_slide_of_its_own_with_the_beginning_of_each_part(board):
    asked = address("indicator", indicator=NAME, part="story")
    long = {
        Subject(LEEDS, About.INDICATOR, NAME): Story(1, Parts("word " * 500, "Tried"), OLD, NOON, "Ann", NOON, "Ann")
    }
    made = deck.with_story(board, deck.slide(board, asked), long)
    assert made.chart is None
    assert [line.name for line in made.lines] == ["What is behind the figures", "What has been tried"]
    assert made.lines[0].words.endswith("word …")
    assert 80 <= made.lines[0].length <= 85
    assert made.lines[1].words == "Tried"
    assert made.under.startswith("Written by Ann on 10 September 2026.")
    assert any(note.count("word") == 500 for note in made.notes)
    assert deck.title(board, asked) == "Talking therapy within 18 weeks, its story"
    assert not deck.has_reading(asked)


@pytest.mark.slow
def test_a_slide_of_a_story_that_was_taken_off_says_so(board):
    made = deck.with_story(board, deck.slide(board, address("indicator", indicator=NAME, part="story")), {})
    assert [line.words for line in made.lines] == ["No story is written yet."]
