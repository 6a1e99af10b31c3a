"""Stories, actions, decisions and drafts: every save is kept, two editors never overwrite each other, words stay words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from data.people import People, actions, decisions, drafts, meetings, stories
from data.people.actions import Plan, State
from data.people.decisions import At
from data.people.migrations import MIGRATIONS
from data.people.playlists import address
from data.people.records import ConflictError
from data.people.snapshots import Basis, Snapshot
from data.people.stories import About, Parts, Subject

HERE, ELSEWHERE = "a-strategy", "another-strategy"
ODD = "<b>x</b> *y* :smile: '); DROP TABLE story; --"
JUNE = date(2026, 6, 30)
SUBJECT = Subject(HERE, About.INDICATOR, "suicide_rate")
THEN = Basis(3, (Snapshot("suicide_rate", "worse", "similar", 11.6, date(2021, 1, 1), date(2023, 12, 31)),))


def plan(action: str = "Two more therapists", **other) -> Plan:
    return Plan(**{"what": action, "owner": "Provider lead", "due": JUNE, **other})


def texts_of(people: People) -> list[str]:
    return [story.parts.behind for story in stories.history(people, SUBJECT)]


class TestStories:
    def test_where_nobody_has_written_there_is_none_and_no_file_is_made(self, people):
        assert stories.all_of(people, SUBJECT.strategy).get(SUBJECT) is None
        assert stories.all_of(people, HERE) == {}
        assert not people.file.exists()

    def test_a_story_keeps_its_words_as_they_were_written_and_the_figures_it_was_written_for(self, people):
        parts = Parts(f"{ODD}\nA second line", "Tried", "Next", "The board")
        stories.save(people, SUBJECT, parts, THEN, "Ann", 0)
        story = stories.all_of(people, SUBJECT.strategy).get(SUBJECT)
        assert (story.parts, story.basis, story.who, story.number) == (parts, THEN, "Ann", 1)

    def test_every_save_is_a_version_and_all_can_be_read(self, people):
        for number, words in enumerate(("one", "two", "three")):
            stories.save(people, SUBJECT, Parts(words), THEN, "Ann", number)
        assert texts_of(people) == ["three", "two", "one"]
        assert stories.all_of(people, HERE)[SUBJECT].parts.behind == "three"

    def test_an_older_version_is_brought_back_as_a_new_one_for_the_figures_it_was_written_for(self, people):
        first = stories.save(people, SUBJECT, Parts("one"), THEN, "Ann", 0)
        stories.save(people, SUBJECT, Parts("two"), Basis(4), "Ben", 1)
        back = stories.bring_back(people, SUBJECT, 1, "Cas", 2)
        assert texts_of(people) == ["one", "two", "one"]
        assert (back.basis, back.who, back.written_by, back.written_at) == (THEN, "Cas", "Ann", first.written_at)
        assert stories.all_of(people, SUBJECT.strategy).get(SUBJECT) == back

    def test_a_version_that_there_is_not_cannot_be_brought_back(self, people):
        with pytest.raises(ValueError, match="There is no version 7 of this story"):
            stories.bring_back(people, SUBJECT, 7, "Ann", 0)

    def test_a_story_taken_off_is_not_shown_and_nothing_of_it_is_lost(self, people):
        stories.save(people, SUBJECT, Parts("one"), THEN, "Ann", 0)
        stories.remove(people, SUBJECT, "Ben", 1)
        assert stories.all_of(people, SUBJECT.strategy).get(SUBJECT) is None
        assert stories.all_of(people, HERE) == {}
        stories.bring_back(people, SUBJECT, 1, "Ben", 2)
        assert stories.all_of(people, SUBJECT.strategy).get(SUBJECT).parts.behind == "one"

    def test_the_second_of_two_editors_sees_both_texts_and_overwrites_nothing(self, people):
        stories.save(people, SUBJECT, Parts("one"), THEN, "Ann", 0)
        stories.save(people, SUBJECT, Parts("hers"), THEN, "Ann", 1)
        with pytest.raises(ConflictError, match="Somebody else has changed this") as conflict:
            stories.save(people, SUBJECT, Parts("his"), THEN, "Ben", 1)
        assert (conflict.value.mine.behind, conflict.value.theirs.parts.behind) == ("his", "hers")
        assert texts_of(people) == ["hers", "one"]
        stories.save(people, SUBJECT, Parts("his"), THEN, "Ben", conflict.value.theirs.number)
        assert texts_of(people) == ["his", "hers", "one"]

    @pytest.mark.parametrize(
        ("parts", "why"), [(Parts(" ", "\n"), "at least one part"), (Parts("x" * 4001), "at most 4,000 letters")]
    )
    def test_what_says_nothing_or_too_much_is_refused_whole(self, people, parts, why):
        with pytest.raises(ValueError, match=why):
            stories.save(people, SUBJECT, parts, THEN, "Ann", 0)
        assert texts_of(people) == []

    def test_the_same_id_in_another_strategy_or_of_another_kind_is_another_story(self, people):
        stories.save(people, SUBJECT, Parts("one"), THEN, "Ann", 0)
        assert (
            stories.all_of(people, Subject(ELSEWHERE, About.INDICATOR, SUBJECT.id).strategy).get(
                Subject(ELSEWHERE, About.INDICATOR, SUBJECT.id)
            )
            is None
        )
        assert (
            stories.all_of(people, Subject(HERE, About.PRIORITY, SUBJECT.id).strategy).get(
                Subject(HERE, About.PRIORITY, SUBJECT.id)
            )
            is None
        )


class TestActions:
    def test_an_action_keeps_what_it_said_and_the_figures_when_it_was_written(self, people):
        action_plan = plan(f"{ODD}\nmore", indicators=("suicide_rate",), priorities=("P1",))
        actions.add(people, action_plan, THEN, "Ann", HERE, date(2026, 3, 1))
        (action,) = actions.all_of(people, HERE)
        assert (action.plan, action.basis, action.who, action.meeting) == (action_plan, THEN, "Ann", date(2026, 3, 1))
        assert actions.all_of(people, ELSEWHERE) == []

    def test_every_change_stays_in_its_history(self, people):
        action = actions.add(people, plan(), THEN, "Ann", HERE)
        actions.change(people, action, plan(state=State.OFF_COURSE), "Ben", 1)
        actions.change(people, action, plan(state=State.DROPPED, why="No money"), "Cas", 2)
        assert [(one.who, one.plan.state, one.plan.why) for one in actions.history(people, action)] == [
            ("Cas", State.DROPPED, "No money"),
            ("Ben", State.OFF_COURSE, ""),
            ("Ann", State.NOT_STARTED, ""),
        ]
        assert actions.all_of(people, HERE)[0].number == 3

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ({"what": " "}, "Give what will be done"),
            ({"what": "x" * 4001}, "at most 4,000"),
            ({"owner": ""}, "Give who owns the action"),
            ({"due": None}, "Give the day the action is due"),
            ({"state": State.DROPPED}, "Say why the action was dropped"),
        ],
    )
    def test_what_is_missing_is_named_and_nothing_is_written(self, people, wrong, why):
        with pytest.raises(ValueError, match=why):
            actions.add(people, plan(**wrong), THEN, "Ann", HERE)
        assert actions.all_of(people, HERE) == []

    def test_the_second_of_two_editors_sees_both_and_overwrites_nothing(self, people):
        action = actions.add(people, plan(), THEN, "Ann", HERE)
        actions.change(people, action, plan("hers"), "Ann", 1)
        with pytest.raises(ConflictError) as conflict:
            actions.change(people, action, plan("his"), "Ben", 1)
        assert (conflict.value.mine.what, conflict.value.theirs.plan.what) == ("his", "hers")
        assert actions.all_of(people, HERE)[0].plan.what == "hers"

    def test_an_action_taken_off_comes_back_as_it_was_and_cannot_be_changed_meanwhile(self, people):
        action = actions.add(people, plan(), THEN, "Ann", HERE)
        before = actions.all_of(people, HERE)
        actions.remove(people, action, "Ben")
        assert actions.all_of(people, HERE) == []
        assert actions.taken_off(people, HERE) == before
        with pytest.raises(ValueError, match="somebody has taken it off"):
            actions.change(people, action, plan("x"), "Ann", 1)
        actions.restore(people, action)
        assert actions.all_of(people, HERE) == before

    @pytest.mark.parametrize("state", State)
    def test_it_is_overdue_from_the_day_after_unless_it_has_ended(self, people, state):
        actions.add(people, plan(state=state, why="why"), THEN, "Ann", HERE)
        (action,) = actions.all_of(people, HERE)
        assert not action.overdue(JUNE)
        assert action.overdue(date(2026, 7, 1)) == (state not in (State.DONE, State.DROPPED))

    def test_overdue_ones_lead_and_what_has_ended_comes_last(self, people):
        for action, due, state in (
            ("ended", date(2026, 1, 1), State.DONE),
            ("later", date(2026, 12, 1), State.ON_COURSE),
            ("overdue", date(2026, 2, 1), State.ON_COURSE),
            ("soon", date(2026, 8, 1), State.NOT_STARTED),
        ):
            actions.add(people, plan(action, due=due, state=state), THEN, "Ann", HERE)
        ordered_actions = actions.in_order(actions.all_of(people, HERE), date(2026, 7, 1))
        assert [one.plan.what for one in ordered_actions] == ["overdue", "soon", "later", "ended"]


class TestDecisions:
    SEEN = address("indicator", indicator="suicide_rate", view="Table")

    def take(self, people: People, decision: str = "Ask for more", day: date = JUNE) -> bool:
        return decisions.take(people, decision, At(day, "Summer board"), self.SEEN, THEN, "Ann", HERE)

    def test_a_decision_keeps_the_view_and_the_figures_of_its_moment(self, people):
        self.take(people, ODD)
        (decision,) = decisions.all_of(people, HERE)
        assert (decision.what, decision.meeting, decision.seen, decision.basis) == (ODD, JUNE, self.SEEN, THEN)
        assert decisions.all_of(people, ELSEWHERE) == []

    def test_its_meeting_is_written_down_where_there_is_none(self, people):
        assert self.take(people)
        assert not self.take(people, "And more")
        assert [(meeting.day, meeting.name) for meeting in meetings.all_of(people, HERE)] == [(JUNE, "Summer board")]

    @pytest.mark.parametrize("decision", ["", "x" * 4001])
    def test_where_it_cannot_be_written_its_meeting_is_not_either(self, people, decision):
        with pytest.raises(ValueError, match="what was decided"):
            self.take(people, decision)
        assert meetings.all_of(people, HERE) == []

    def test_one_taken_off_comes_back(self, people):
        self.take(people)
        before = decisions.all_of(people, HERE)
        decisions.remove(people, before[0].id, "Ben")
        assert decisions.all_of(people, HERE) == []
        assert decisions.taken_off(people, HERE) == before
        decisions.restore(people, before[0].id)
        assert decisions.all_of(people, HERE) == before


class TestDrafts:
    def test_what_is_typed_is_kept_for_that_person_and_record_until_thrown_away(self, people):
        drafts.keep(people, "Ann", "a record", 2, {"behind": ODD})
        drafts.keep(people, "Ann", "a record", 2, {"behind": f"{ODD} and more"})
        assert drafts.of(people, "Ann", "a record") == drafts.Draft(2, {"behind": f"{ODD} and more"})
        assert drafts.of(people, "Ben", "a record") is None
        assert drafts.of(people, "Ann", "another") is None
        drafts.throw_away(people, "Ann", "a record")
        assert drafts.of(people, "Ann", "a record") is None


def test_the_agenda_of_a_meeting_is_kept_with_it(people):
    meeting = meetings.add(people, JUNE, "Board", "Ann", HERE)
    assert meeting.agenda == ""
    meetings.choose_agenda(people, meeting.id, "own-3")
    assert meetings.all_of(people, HERE)[0].agenda == "own-3"


def test_a_file_of_before_stories_is_brought_up_to_date_with_everything_in_it(people_file):
    before = next(at for at, migration in enumerate(MIGRATIONS) if "TABLE story" in migration)
    with closing(sqlite3.connect(people_file.file)) as connection:
        for migration in MIGRATIONS[:before]:
            connection.execute(migration)
        connection.execute(
            "INSERT INTO meeting (day, name, at, who, strategy) VALUES ('2026-06-30', 'Board', 'then', 'Ann', ?)",
            [HERE],
        )
        connection.execute(f"PRAGMA user_version = {before}")
        connection.commit()
    (meeting,) = meetings.all_of(people_file, HERE)
    assert (meeting.day, meeting.name, meeting.who, meeting.agenda) == (JUNE, "Board", "Ann", "")
    stories.save(people_file, SUBJECT, Parts("one"), THEN, "Ann", 0)
    assert people_file.damage() == ""
