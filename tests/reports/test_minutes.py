"""Minutes say what was decided before which figures, and what was agreed, in the words of those who wrote."""

from __future__ import annotations

from datetime import date, datetime

from data.people.actions import Action, Plan
from data.people.decisions import Decision
from data.people.meetings import Meeting
from data.people.playlists import address
from data.people.snapshots import Basis, Snapshot
from reports import minutes

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
