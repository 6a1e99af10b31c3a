"""Stories and actions on the pages: everybody reads them, those who may write them, and nothing typed is lost."""

from __future__ import annotations

from datetime import date

import pytest
from places import LEEDS

from charts.facts.matrix import WHOLE
from data.people import People, actions, audit, drafts, playlists, stories
from data.people.actions import Plan, State
from data.people.snapshots import Basis, Snapshot
from data.people.stories import About, Parts, Subject
from indicators.core.strategy.reading import strategies

NAME = "tt_wait_18w"
PAGE = {"indicator": NAME}
SUBJECT = Subject(LEEDS, About.INDICATOR, NAME)
ODD = "<b>x</b> *y* :smile:"
RECORD = f"story:{LEEDS}:indicator:{NAME}"
LIST = {"list": "doing"}
OLD = Snapshot(NAME, "worse", "lower", 95.0, date(2025, 6, 1), date(2025, 6, 30))


@pytest.fixture
def people(own_store) -> People:
    return People(own_store.folder)


EARLIER, NEWEST = (date(2025, 6, 1), date(2025, 6, 30)), (date(2026, 2, 1), date(2026, 2, 28))


def tell(
    people: People,
    direction: str = "worse",
    text: str = "Four posts are vacant.",
    value: float = 95.0,
    period: tuple[date, date] = EARLIER,
) -> None:
    then = Basis(1, (Snapshot(NAME, direction, "lower", value, *period),))
    stories.save(people, SUBJECT, Parts(text, owner="Service lead"), then, "Ann", 0)


def plan(action: str = "Two more therapists", due: date = date(2027, 1, 31), **other) -> Plan:
    return Plan(action, "Provider lead", due, indicators=(NAME,), priorities=("P1",), **other)


def fill(opened, record: str, **fields: str):
    """Type into fields of a record's form."""
    boxes = [*opened.app.text_area, *opened.app.text_input, *opened.app.selectbox, *opened.app.date_input]
    for field, words in fields.items():
        next(field_of_form for field_of_form in boxes if field_of_form.key == f"{record}|{field}").set_value(words)
    opened.app.run()
    assert not opened.app.exception


@pytest.mark.slow
class TestStory:
    def test_one_that_is_written_is_shown_as_text_with_its_writer_and_kept_with_its_figures(
        self, writable_page, people
    ):
        opened = writable_page("indicator", **PAGE)
        assert "No story is written yet." in opened.words
        opened.press("Write the story")
        fill(opened, RECORD, behind=f"{ODD}\nA second line", owner="Service lead")
        opened.press("Save the story")
        assert "&lt;b&gt;x&lt;/b&gt; *y* :smile:\nA second line" in opened.markup
        assert "Older than the figures" not in opened.words
        story = stories.all_of(people, SUBJECT.strategy).get(SUBJECT)
        assert (story.parts.owner, story.basis.version) == ("Service lead", 1)
        assert [(one.indicator, one.value) for one in story.basis.figures] == [(NAME, 91.0)]
        assert audit.entries(people)[0].what == "wrote a story"
        assert drafts.of(people, story.who, RECORD) is None

    def test_it_says_when_a_newer_figure_has_come(self, writable_page, people):
        tell(people)
        opened = writable_page("indicator", **PAGE)
        assert "Older than the figures: a newer one has come since." in opened.words
        assert "<summary>Written before the latest figures" not in opened.markup

    def test_it_says_when_its_figure_has_been_revised(self, writable_page, people):
        tell(people, value=90.0, period=NEWEST)
        assert "Older than the figures: this one has been revised since." in writable_page("indicator", **PAGE).words

    def test_it_is_folded_where_the_same_figure_is_judged_otherwise_by_now(self, writable_page, people):
        tell(people, direction="better", value=91.0, period=NEWEST)
        opened = writable_page("indicator", **PAGE)
        assert "<summary>Written for another verdict</summary>" in opened.markup
        assert "Older than the verdict: the same figures are judged otherwise by now." in opened.words

    def test_it_is_folded_where_the_direction_has_changed_since(self, writable_page, people):
        tell(people, direction="better")
        assert "<summary>Written before the latest figures</summary>" in writable_page("indicator", **PAGE).markup

    def test_a_reader_sees_it_and_no_form(self, writable_page, people, without_the_link):
        tell(people)
        opened = writable_page("indicator", **PAGE)
        assert "Four posts are vacant." in opened.words
        assert not {"Write the story", "Change the story", "Add an action"} & set(opened.buttons)

    def test_who_may_no_longer_write_when_saving_writes_nothing(self, writable_page, people, request):
        opened = writable_page("indicator", **PAGE).press("Write the story")
        fill(opened, RECORD, behind="Forged")
        request.getfixturevalue("without_the_link")
        next(one for one in opened.app.button if one.label == "Save the story").click().run()
        assert stories.history(people, SUBJECT) == []

    def test_what_is_typed_waits_for_the_same_person_after_a_reload(self, writable_page, people):
        opened = writable_page("indicator", **PAGE).press("Write the story")
        fill(opened, RECORD, behind="Half a sentence")
        again = writable_page("indicator", **PAGE).press("Carry on with your draft")
        assert [one.value for one in again.app.text_area][0] == "Half a sentence"
        again.press("Throw away")
        assert "Write the story" in writable_page("indicator", **PAGE).buttons

    def test_the_second_of_two_editors_sees_both_texts_and_chooses(self, writable_page, people):
        tell(people)
        opened = writable_page("indicator", **PAGE).press("Change the story")
        fill(opened, RECORD, behind="Mine")
        stories.save(people, SUBJECT, Parts("Theirs"), Basis(1), "Ben", 1)
        opened.press("Save the story")
        assert "Ben has saved another version since you began." in opened.words
        assert "Theirs" in opened.words
        assert [story.parts.behind for story in stories.history(people, SUBJECT)][0] == "Theirs"
        opened.press("Go on with mine").press("Save the story")
        texts = [story.parts.behind for story in stories.history(people, SUBJECT)]
        assert texts == ["Mine", "Theirs", "Four posts are vacant."]

    def test_it_is_added_to_a_playlist_and_shown_as_a_slide(self, writable_page, people):
        tell(people, text=ODD)
        opened = writable_page("indicator", **PAGE).press("Add this view to a playlist")
        opened.app.checkbox[0].check().run()
        next(one for one in opened.app.text_input if one.key == "keep_name").set_value("June").run()
        opened.press("Add")
        (playlist,) = playlists.all_of(people, LEEDS)
        assert [dict(kept.address.query).get("part") for kept in playlist.slides] == [None, "story"]
        slide = writable_page("present", playlist=f"own-{playlist.id}", slide="2")
        assert "What is behind the figures: &lt;b&gt;x&lt;/b&gt; *y* :smile:" in slide.markup
        assert not slide.charts

    def test_an_earlier_version_can_be_read_and_brought_back(self, writable_page, people):
        tell(people)
        stories.save(people, SUBJECT, Parts("Another"), Basis(1), "Ben", 1)
        opened = writable_page("indicator", **PAGE)
        assert "Earlier versions: 1" in opened.words
        opened.press("Change the story").press("Bring it back")
        assert stories.all_of(people, SUBJECT.strategy).get(SUBJECT).parts.behind == "Four posts are vacant."
        opened.press("Change the story").press("Take the story off")
        assert stories.all_of(people, SUBJECT.strategy).get(SUBJECT) is None


@pytest.mark.slow
class TestActions:
    def test_one_that_is_added_is_linked_and_its_figures_are_kept(self, writable_page, people):
        opened = writable_page("indicator", **PAGE).press("Add an action")
        fill(opened, f"action:{LEEDS}:{NAME}", what=ODD, owner="Provider lead", due=date(2027, 1, 31))
        opened.press("Save the action")
        (action,) = actions.all_of(people, LEEDS)
        assert (action.plan.what, action.plan.indicators) == (ODD, (NAME,))
        assert action.basis.of(NAME).value == 91.0
        assert "&lt;b&gt;x&lt;/b&gt; *y* :smile:</a>" in opened.markup
        assert "Not started · due 31 January 2027 · Provider lead" in opened.words

    def test_what_is_missing_is_named_and_what_was_typed_stays(self, writable_page, people):
        opened = writable_page("indicator", **PAGE).press("Add an action")
        fill(opened, f"action:{LEEDS}:{NAME}", what="More groups", owner="Provider lead")
        opened.press("Save the action")
        assert "Give the day the action is due" in opened.words
        assert [one.value for one in opened.app.text_area][0] == "More groups"
        assert actions.all_of(people, LEEDS) == []

    def test_overdue_ones_lead_and_say_whether_the_figure_moved_without_a_cause(self, writable_page, people):
        actions.add(people, plan("Later"), Basis(1, (OLD,)), "Ann", LEEDS)
        actions.add(people, plan("Reminders", date(2026, 6, 30)), Basis(1, (OLD,)), "Ann", LEEDS)
        shown = writable_page("indicator", **PAGE).words
        assert shown.index("Reminders") < shown.index("Later")
        assert "When written: 95% in June 2025, getting worse. Now: 91% in February 2026, was getting worse." in shown
        assert shown.count("This does not show what caused it.") == 1

    def test_a_figure_that_was_revised_since_is_said_to_be(self, writable_page, people):
        then = Snapshot(NAME, "worse", "lower", 90.0, *NEWEST)
        actions.add(people, plan("Reminders", date(2026, 6, 30)), Basis(1, (then,)), "Ann", LEEDS)
        shown = writable_page("indicator", **PAGE).words
        assert "When written: 90% in February 2026, getting worse. Revised since: 91% in February 2026" in shown

    def test_the_list_filters_by_state_and_owner_in_the_link(self, writable_page, people):
        actions.add(people, plan("Reminders", date(2026, 6, 30)), Basis(1), "Ann", LEEDS)
        actions.add(people, plan("Groups", state=State.ON_COURSE), Basis(1), "Ann", LEEDS)
        everything = writable_page("indicator", **LIST)
        assert "2 actions: 1 overdue and 1 on course." in everything.words
        overdue = writable_page("indicator", **LIST, state="overdue")
        assert "Reminders" in overdue.words
        assert "Groups" not in overdue.words
        assert "2 actions" in writable_page("indicator", **LIST, owner="Provider lead").words
        assert "2 actions" in writable_page("indicator", **LIST, state="nonsense", owner="nobody").words

    def test_one_is_changed_on_its_own_page_and_its_history_is_shown(self, writable_page, people):
        action = actions.add(people, plan(), Basis(1), "Ann", LEEDS)
        opened = writable_page("indicator", **LIST, action=str(action)).press("Change this action")
        fill(opened, f"action:{action}", state="dropped")
        fill(opened, f"action:{action}", why="No money")
        opened.press("Save the action")
        assert "Why it was dropped: No money" in opened.words
        assert "Every change: 2" in opened.words
        opened.press("Take this action off")
        assert actions.all_of(people, LEEDS) == []
        writable_page("indicator", **LIST).press("Bring back “Two more therapists”")
        assert [one.plan.state for one in actions.all_of(people, LEEDS)] == [State.DROPPED]

    def test_the_second_of_two_editors_sees_both_and_chooses(self, writable_page, people):
        action = actions.add(people, plan(), Basis(1), "Ann", LEEDS)
        opened = writable_page("indicator", **LIST, action=str(action)).press("Change this action")
        fill(opened, f"action:{action}", what="Mine")
        actions.change(people, action, plan("Theirs"), "Ben", 1)
        opened.press("Save the action")
        assert "Ben has changed this action since you began." in opened.words
        assert actions.all_of(people, LEEDS)[0].plan.what == "Theirs"
        opened.press("Keep theirs")
        assert [change.plan.what for change in actions.history(people, action)] == ["Theirs", "Two more therapists"]

    def test_a_reader_sees_the_list_and_each_action_and_no_form(self, writable_page, people, without_the_link):
        action = actions.add(people, plan(), Basis(1), "Ann", LEEDS)
        for query in (LIST, LIST | {"action": str(action)}, LIST | {"action": "99"}):
            opened = writable_page("indicator", **query)
            assert "Two more therapists" in opened.words
            assert not {"Add an action", "Change this action", "Take this action off"} & set(opened.buttons)


@pytest.mark.slow
class TestElsewhere:
    def test_a_priority_tells_its_story_and_the_actions_of_its_indicators(self, writable_page, people):
        actions.add(people, Plan("Reminders", "Lead", date(2026, 6, 30), indicators=(NAME,)), Basis(1), "Ann", LEEDS)
        opened = writable_page("priority", priority="P1").press("Write the story")
        fill(opened, f"story:{LEEDS}:priority:P1", next=ODD)
        opened.press("Save the story")
        assert "&lt;b&gt;x&lt;/b&gt; *y* :smile:" in opened.markup
        assert "Reminders" in opened.words
        assert "Reminders" not in writable_page("priority", priority="P3").words
        kept = (
            stories.all_of(people, Subject(LEEDS, About.PRIORITY, "P1").strategy)
            .get(Subject(LEEDS, About.PRIORITY, "P1"))
            .basis
        )
        assert len(kept.figures) == len(strategies()[LEEDS].serving_priority("P1"))

    def test_the_whole_strategy_can_be_written_about_too(self, writable_page, people):
        opened = writable_page("priority", priority=WHOLE).press("Add an action")
        fill(opened, f"action:{LEEDS}:{WHOLE}", what="Ask people", owner="The board", due=date(2027, 1, 1))
        opened.press("Save the action")
        assert actions.all_of(people, LEEDS)[0].plan.priorities == (WHOLE,)
        assert "Ask people" in opened.words

    def test_an_outcome_names_the_actions_of_its_indicators(self, writable_page, people):
        actions.add(people, plan(), Basis(1), "Ann", LEEDS)
        assert "Two more therapists" in writable_page("outcome", outcome="O3").words
        assert "Two more therapists" not in writable_page("outcome", outcome="O1").words

    def test_at_a_glance_the_first_two_say_their_day_and_owner_and_what_is_overdue_is_bold(self, writable_page, people):
        for action, due in (("Reminders", date(2026, 6, 30)), ("Later", date(2099, 1, 1)), ("Last", date(2099, 2, 1))):
            actions.add(people, Plan(action, "Lead", due, indicators=(NAME,)), Basis(1), "Ann", LEEDS)
        opened = writable_page("priority", priority="P1")
        assert "<strong>Overdue · not started · was due 30 June 2026 · Lead</strong>" in opened.markup
        words = opened.words.replace(" :", ":")
        assert "What we are doing 3 actions. Reminders: Overdue" in words
        assert "Later: Not started · due 1 January 2099 · Lead 1 more." in words

    def test_the_overview_counts_them_and_leads_to_the_list(self, writable_page, people):
        assert (
            "What we are doing No action is entered here yet. Some may be under way." in writable_page("overview").words
        )
        actions.add(people, plan("Reminders", date(2026, 6, 30)), Basis(1), "Ann", LEEDS)
        actions.add(people, plan(state=State.OFF_COURSE), Basis(1), "Ann", LEEDS)
        opened = writable_page("overview")
        assert "2 actions: 1 overdue and 1 off course." in opened.words
        assert any("list=doing" in link for link in opened.links)

    def test_what_is_overdue_or_older_than_its_figures_waits_for_somebody(self, writable_page, people):
        before = writable_page("holdings", tab="waiting").words
        assert "Actions overdue None. Stories older than their figures None." in before
        actions.add(people, plan("Reminders", date(2026, 6, 30)), Basis(1), "Ann", LEEDS)
        tell(people)
        after = writable_page("holdings", tab="waiting").words
        assert "Actions overdue: 1 Reminders" in after
        assert "Stories older than their figures: 1 Talking therapy within 18 weeks Written by Ann" in after
