"""Decisions are recorded where they are taken, and a meeting's page has all that belongs to it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from places import LEEDS, WITH_FIGURES

from data.people import People, actions, decisions, drafts, meetings, playlists, stories
from data.people.actions import Plan
from data.people.decisions import At
from data.people.playlists import address
from data.people.snapshots import Basis, Snapshot
from data.people.stories import About, Parts, Subject
from indicators.core.strategy.reading import strategies
from pages.parts.data import slide_check

NAME = "tt_wait_18w"
SEEN = address("indicator", indicator=NAME)
ODD = "<b>x</b> *y* :smile:"
STRATEGY = strategies()[LEEDS]
OLD = Basis(1, (Snapshot(NAME, "worse", "lower", 95.0, date(2025, 6, 1), date(2025, 6, 30)),))
BEFORE, TODAY, NEXT = date(2026, 9, 10), date(2026, 11, 21), date(2026, 12, 10)
pytestmark = pytest.mark.slow


@pytest.fixture
def people(own_store) -> People:
    return People(own_store.folder)


@pytest.fixture
def of_meeting(writable_page):
    return lambda day: writable_page("holdings", tab="meetings", meeting=str(day))


def decide(people: People, decision: str = ODD, day: date = BEFORE) -> None:
    decisions.take(people, decision, At(day, "Board"), SEEN, OLD, "Ann", LEEDS)


def write(opened, decision: str, day: date | None = None):
    opened.app.text_area[0].set_value(decision)
    if day is not None:
        opened.app.date_input[0].set_value(day)
    opened.app.run()
    return opened.press("Record it")


@pytest.mark.parametrize(
    ("page", "query", "figures"),
    [("indicator", {"indicator": NAME}, 1), ("priority", {"priority": "P1"}, len(STRATEGY.serving_priority("P1"))),
     ("outcome", {"outcome": "O1"}, len(STRATEGY.serving_outcome("O1"))), ("overview", {}, len(WITH_FIGURES))],
)  # fmt: skip
def test_a_decision_is_recorded_at_the_foot_of_a_page_with_its_figures(writable_page, people, page, query, figures):
    opened = write(writable_page(page, **query).press("Record a decision"), "Ask for more", NEXT)
    assert "Recorded. See the meeting" in opened.words
    (decision,) = decisions.all_of(people, LEEDS)
    assert (decision.what, decision.meeting, decision.seen) == ("Ask for more", NEXT, address(page, query))
    assert len(decision.basis.figures) == figures
    assert [meeting.day for meeting in meetings.all_of(people, LEEDS)] == [NEXT]


def test_one_that_says_nothing_is_refused_and_one_that_is_thrown_away_forgotten(writable_page, people):
    opened = write(writable_page("indicator", indicator=NAME).press("Record a decision"), " ")
    assert "Give what was decided in words" in opened.words
    opened.press("Throw away")
    assert decisions.all_of(people, LEEDS) == []
    assert "Record a decision" in opened.buttons


def test_a_decision_is_recorded_on_a_slide(writable_page, people):
    opened = write(writable_page("present", playlist="P1", slide="3", decide="1"), "Ask for more")
    assert "The decision is recorded" in opened.words
    (decision,) = decisions.all_of(people, LEEDS)
    assert (decision.meeting, decision.seen.page) == (TODAY, "indicator")
    assert [then.indicator for then in decision.basis.figures] == [decision.seen.get("indicator")]


def test_a_reader_can_record_nothing(writable_page, people, without_the_link):
    assert "Record a decision" not in writable_page("indicator", indicator=NAME).buttons
    slide = writable_page("present", playlist="P1", slide="3", decide="1")
    assert "Record it" not in slide.buttons
    assert slide.charts


def test_who_may_no_longer_write_when_recording_writes_nothing(writable_page, people, request):
    opened = writable_page("indicator", indicator=NAME).press("Record a decision")
    request.getfixturevalue("without_the_link")
    opened.app.text_area[0].set_value("Forged")
    next(one for one in opened.app.button if one.label == "Record it").click().run()
    assert decisions.all_of(people, LEEDS) == []
    assert drafts.of(people, "a visitor", f"decision:{LEEDS}:indicator?indicator={NAME}") is None


class TestThePageOfAMeeting:
    def test_it_has_the_decisions_as_text_with_the_view_as_it_was(self, people, of_meeting):
        decide(people)
        opened = of_meeting(BEFORE)
        assert opened.headline == "Board, 10 September 2026"
        assert "&lt;b&gt;x&lt;/b&gt; *y* :smile:" in opened.markup
        assert "Talking therapy within 18 weeks: 95% in June 2025, getting worse." in opened.words
        assert any(f"indicator={NAME}" in link and "version=1" in link for link in opened.links)

    def test_a_decision_is_taken_off_and_brought_back(self, people, of_meeting):
        decide(people)
        opened = of_meeting(BEFORE).press("Take off")
        assert decisions.all_of(people, LEEDS) == []
        opened.press("Bring back the decision")
        assert len(decisions.all_of(people, LEEDS)) == 1

    def test_the_next_one_says_what_became_of_the_figures_and_claims_no_cause(self, people, of_meeting):
        decide(people)
        meetings.add(people, NEXT, "December", "Ann", LEEDS)
        shown = of_meeting(NEXT).words
        assert "Since the decisions of 10 September 2026" in shown
        assert "When written: 95% in June 2025, getting worse. Now: 91% in February 2026, was getting worse." in shown
        assert "This does not show what caused it." in shown
        assert "What changed since the last meeting Since 10 September 2026 :" in shown

    def test_an_action_agreed_there_belongs_to_it(self, people, of_meeting):
        meetings.add(people, NEXT, "December", "Ann", LEEDS)
        opened = of_meeting(NEXT).press("Add an action")
        opened.app.text_area[0].set_value("Two posts")
        opened.app.text_input[0].set_value("Lead")
        opened.app.date_input[0].set_value(date(2027, 3, 1))
        opened.app.run()
        opened.press("Save the action")
        assert [one.meeting for one in actions.all_of(people, LEEDS)] == [NEXT]
        assert "Not started · due 1 March 2027 · Lead" in opened.words

    def test_an_agenda_is_chosen_and_its_faults_are_listed_before_the_meeting(self, people, of_meeting):
        slides = [SEEN, address("indicator", indicator="gone"), address("indicator", indicator=NAME, view="Gone"),
                  address("indicator", indicator="ips_employment")]  # fmt: skip
        number = playlists.make(people, "For December", "Ann", LEEDS, slides)
        meeting = meetings.add(people, NEXT, "December", "Ann", LEEDS)
        assert "Choose an agenda to check its slides too." in of_meeting(NEXT).words
        meetings.choose_agenda(people, meeting.id, f"own-{number}")
        stories.save(people, Subject(LEEDS, About.INDICATOR, NAME), Parts("Why"), OLD, "Ann", 0)
        actions.add(people, Plan("Reminders", "Lead", date(2026, 6, 30)), Basis(1), "Ann", LEEDS)
        shown = of_meeting(NEXT).words
        assert "For December , 4 slides" in shown
        for fault in (
            "Slide 2 Broken: it shows a view that no longer exists.",
            "Slide 3 Broken: it shows a view that no longer exists.",
            "Talking therapy within 18 weeks Overdue. March 2026 was due June 2026.",
            "Story: Talking therapy within 18 weeks Older than the figures",
            "Reminders Overdue · not started",
            "Talking therapy within 18 weeks A step change waits for approval.",
        ):
            assert fault in shown
        assert "Slide 1 Broken" not in shown

    def test_the_playlist_is_chosen_on_the_page(self, people, of_meeting):
        meetings.add(people, NEXT, "December", "Ann", LEEDS)
        opened = of_meeting(NEXT)
        next(one for one in opened.app.selectbox if one.key == "agenda").set_value("P1").run()
        opened.press("Use this playlist")
        assert meetings.all_of(people, LEEDS)[0].agenda == "P1"

    def test_a_reader_sees_it_whole_and_can_change_nothing(self, people, of_meeting, without_the_link):
        decide(people)
        opened = of_meeting(BEFORE)
        assert "&lt;b&gt;x&lt;/b&gt;" in opened.markup
        assert not {"Take off", "Add an action", "Use this playlist"} & set(opened.buttons)

    def test_a_day_without_a_meeting_says_so_and_shows_all(self, people, of_meeting):
        decide(people)
        shown = of_meeting(NEXT).words
        assert "No meeting is entered for 2026-12-10." in shown
        assert "10 September 2026 Board" in shown


def test_every_slide_can_be_tried_before_the_meeting_and_what_is_slow_or_broken_is_named(
    of_meeting, people, monkeypatch
):
    meeting = meetings.add(people, NEXT, "Board", "Ann", LEEDS)
    playlist = playlists.make(
        people, "Agenda", "Ann", LEEDS, [SEEN, address("overview"), address("priority", priority="P1")]
    )
    meetings.choose_agenda(people, meeting.id, f"own-{playlist}")
    words = of_meeting(NEXT).press("Try every slide").words
    assert "All 3 slides come out; the slowest took" in words
    usual = slide_check.deck.slide

    def breaks(board, shown, before=None):
        if shown.page == "overview":
            raise RuntimeError("boom")
        return usual(board, shown, before)

    monkeypatch.setattr(slide_check.deck, "slide", breaks)
    monkeypatch.setattr(slide_check, "SLOW_SECONDS", 0.0)
    words = of_meeting(NEXT).press("Try every slide").words
    assert re.search(r"Slide 2 is broken. The log says why under \w+", words)
    assert re.search(r"Slide 3 took \d+\.\d seconds", words)
    assert "boom" not in words
