"""Minutes say what was decided before which figures, and what was agreed, in the words of those who wrote."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from pptx import Presentation

from data.people.actions import Action, Plan
from data.people.decisions import Decision
from data.people.meetings import Meeting
from data.people.playlists import address
from data.people.snapshots import Basis, Snapshot
from reports import minutes
from reports.powerpoint import pptx

DAY = date(2026, 9, 10)
NOON = datetime(2026, 9, 10, 12)
MET = Meeting(1, DAY, "September board", "Ann")
THEN = Basis(1, (Snapshot("tt_wait_18w", "worse", "lower", 95.0, date(2025, 6, 1), date(2025, 6, 30)),))


def test_they_hold_every_decision_with_its_figure_and_link_and_every_action(board):
    seen = address("indicator", indicator="tt_wait_18w")
    decided = Decision(1, DAY, "Ask for a plan.\n<b>Soon</b>", seen, THEN, NOON, "Ann")
    agreed = Action(1, Plan("Two posts", "Lead", date(2026, 12, 1)), 1, THEN, NOON, NOON, "Ann", DAY)
    text = minutes.as_text(board, MET, (decided,), (agreed,), date(2026, 9, 11))
    assert text.startswith("September board\n10 September 2026\n")
    assert "1. Ask for a plan.\n<b>Soon</b>\nTaken on: Talking therapy within 18 weeks (/indicator?" in text
    assert "version=1&strategy=leeds-2020-2025), data version 1." in text
    assert "- Talking therapy within 18 weeks: 95% in June 2025, getting worse" in text
    assert "1. Two posts\nNot started · due 1 December 2026 · Lead" in text


def test_of_a_meeting_without_any_they_say_so(board):
    assert minutes.as_text(board, MET, (), (), DAY).count("None.") == 2


def test_as_slides_no_word_is_lost_and_the_figures_are_in_the_notes(board):
    seen, long = address("indicator", indicator="tt_wait_18w"), " ".join(f"word{n}" for n in range(600))
    decided = [Decision(n, DAY, decision, seen, THEN, NOON, "Ann") for n, decision in enumerate(("<b>Soon</b>", long))]
    agreed = Action(1, Plan("Two posts", "Lead", date(2026, 12, 1)), 1, THEN, NOON, NOON, "Ann", DAY)
    minutes_deck = minutes.as_deck(board, MET, decided, (agreed,), "today", DAY)
    file = Presentation(BytesIO(pptx(minutes_deck)))
    shown = " ".join(shape.text_frame.text for page in file.slides for shape in page.shapes if shape.has_text_frame)
    assert all(f"{word} " in f"{shown} " for word in ("<b>Soon</b>", *long.split(), "Two posts"))
    assert [slide.finding for slide in minutes_deck.slides].count("Decisions") > 1
    assert "95% in June 2025, getting worse" in file.slides[1].notes_slide.notes_text_frame.text
    lowest = max(shape.top + shape.height for page in file.slides for shape in page.shapes)
    assert lowest <= file.slide_height
