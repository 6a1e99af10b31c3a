"""Measures of co-production, each worked out by hand from invented registers."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.indicators.invented_registers import Q1, Q2, Y2025, add, figures, quarter, value


def test_projects_that_run_are_counted_as_they_stood_at_the_end_of_each_quarter_with_an_entry(registers):
    add(
        registers, "project",
        {"project": "a", "as_of": date(2026, 1, 10), "state": "running", "community": "LGBT+"},
        {"project": "b", "as_of": date(2026, 2, 1), "state": "running"},
        {"project": "b", "as_of": date(2026, 5, 1), "state": "paused"},
        {"project": "c", "as_of": date(2026, 5, 2), "state": "ended"},
    )  # fmt: skip
    measures = figures(registers, "cp_projects_active")
    assert value(measures, Q1) == 2
    assert value(measures, Q2) == 1
    assert [value(measures, Q2, "state", state) for state in ("running", "paused", "ended")] == [1, 1, 1]
    assert value(measures, Q2, "community", "LGBT+") == 1


def test_projects_of_which_only_the_year_is_known_are_counted_for_the_year(registers):
    add(
        registers, "project",
        {"project": "a", "as_of": date(2025, 1, 1), "as_of_precision": "year", "state": "running"},
        {"project": "b", "as_of": date(2025, 1, 1), "as_of_precision": "year", "state": "paused"},
    )  # fmt: skip
    measures = figures(registers, "cp_projects_active")
    assert value(measures, Y2025) == 1
    assert value(measures, Y2025, "state", "paused") == 1
    assert set(measures["step_months"]) == {12}
    assert set(measures["approximate"]) == {"everything is counted"}


def test_an_activity_counts_at_co_design_by_its_members_rating_and_by_the_staff_s_where_there_is_no_other(registers):
    add(
        registers, "involvement",
        {"day": Q1[0], "ladder_members": 7, "ladder_staff": 3},
        {"day": Q1[0], "ladder_members": 4, "ladder_staff": 6},
        {"day": Q1[1], "ladder_staff": 6},
        {"day": Q1[1], "ladder_members": 2},
        {"day": Q1[1]},
    )  # fmt: skip
    measures = figures(registers, "cp_ladder_share")
    assert value(measures, Q1) == 50
    assert value(measures, Q1, "who rated", "Members") == pytest.approx(100 / 3)
    assert value(measures, Q1, "who rated", "Staff") == pytest.approx(200 / 3)


def test_the_gap_between_ratings_is_of_activities_that_both_rated_with_student_s_limits_from_five_on(registers):
    pairs = [(6, 4), (5, 5), (7, 4), (6, 5), (4, 4)]
    add(registers, "involvement", *({"day": Q1[0], "ladder_staff": s, "ladder_members": m} for s, m in pairs))
    add(registers, "involvement", {"activity": "one", "day": Q2[0], "ladder_staff": 6, "ladder_members": 3})
    add(registers, "involvement", {"activity": "only staff", "day": Q2[0], "ladder_staff": 1})
    measures = figures(registers, "cp_rating_gap")
    assert value(measures, Q1) == pytest.approx(1.2)
    # t of 4 degrees of freedom 2.776445, standard deviation 1.303840
    assert float(measures.loc[(Q1, "", ""), "upper95"]) == pytest.approx(1.2 + 2.776445 * 1.303840 / 5**0.5, abs=1e-5)
    assert value(measures, Q2) == 3
    assert pd.isna(measures.loc[(Q2, "", ""), "upper95"])


def test_support_counts_where_all_three_were_there_and_an_activity_that_does_not_say_is_not_counted(registers):
    yes = {"debrief": "yes", "named_contact": "yes"}
    add(
        registers, "involvement",
        {"day": Q1[0], **yes, "access_needs": 2, "access_needs_met": 2},
        {"day": Q1[0], **yes, "access_needs": 0},
        {"day": Q1[0], **yes, "access_needs": 2, "access_needs_met": 1},
        {"day": Q1[0], "debrief": "no", "named_contact": "yes", "access_needs": 0},
        {"day": Q1[0], "debrief": "yes"},
    )  # fmt: skip
    assert value(figures(registers, "cp_support_offered"), Q1) == 50


def test_wellbeing_is_of_those_who_answered_and_hidden_where_too_few_did_or_too_few_felt_worse(registers):
    add(
        registers, "involvement",
        {"day": Q1[0], "answers": 12, "same_or_better": 8},
        {"day": Q1[0], "answers": 8, "same_or_better": 6},
        {"day": Q1[0], "answers": 5},
        {"day": Q2[0], "answers": 30, "same_or_better": 27},
    )  # fmt: skip
    measures = figures(registers, "cp_wellbeing_after")
    assert value(measures, Q1) == 70
    row = measures.loc[(Q2, "", "")]
    assert row["suppressed"] == "suppressed"
    assert row[["value", "numerator", "denominator"]].isna().all()


def test_claims_are_paid_on_time_by_claim_not_by_activity(registers):
    add(
        registers, "involvement",
        {"day": Q1[0], "claims": 10, "claims_on_time": 9},
        {"day": Q1[0], "claims": 2, "claims_on_time": 0},
        {"day": Q1[0], "claims": 5},
    )  # fmt: skip
    assert value(figures(registers, "cp_paid_on_time"), Q1) == 75


def test_feedback_is_closed_once_people_were_told_and_an_answer_alone_is_not_enough(registers):
    add(
        registers, "feedback",
        {"received": Q1[0], "theme": "access", "answer": "yes", "answered": Q1[0], "told_back": Q1[1]},
        {"received": Q1[0], "theme": "access", "answer": "yes", "answered": Q1[0]},
        {"received": Q1[0], "theme": "letters"},
        {"received": Q1[0], "theme": "access"},
        {"received": Q1[1], "theme": "letters", "answer": "no", "told_back": Q2[0]},
        {"theme": "no day"},
    )  # fmt: skip
    measures = figures(registers, "cp_feedback_closed")
    assert value(measures, Q1) == 40
    assert value(measures, Q1, "theme", "access") == pytest.approx(100 / 3)


def test_a_share_of_one_or_two_things_is_no_figure(registers):
    add(registers, "feedback", {"received": Q1[0], "theme": "access", "answer": "yes", "told_back": Q1[1]})
    assert figures(registers, "cp_feedback_closed").empty


def test_changes_count_once_made_and_shown_by_evidence(registers):
    add(
        registers, "change",
        {"day": Q1[0], "state": "made", "kind": "letter", "evidence": "the letter"},
        {"day": date(2025, 3, 1), "state": "made", "kind": "letter", "evidence": "the letter"},
        {"day": date(2025, 4, 1), "state": "made", "kind": "form"},
        {"state": "under way", "kind": "form", "evidence": "minutes"},
    )  # fmt: skip
    measures = figures(registers, "cp_changes_made")
    assert value(measures, Y2025) == 1
    assert value(measures, Y2025, "type", "letter") == 1
    assert not measures.index.get_level_values("period").isin([(date(2026, 1, 1), date(2026, 12, 31))]).any()


def test_groups_that_decide_and_forums_on_their_own_terms_are_counted_apart_as_they_stood_at_the_end_of_the_year(
    registers,
):
    terms = ("name_set_by", "terms_set_by", "chair_set_by")
    decides, meets = {"kind": "decision group"}, {"kind": "forum"}
    first, last = Y2025
    add(
        registers, "forum",
        {"forum": "board", "as_of": first, **decides, "lived_experience": 2, "carers": 0},
        {"forum": "other", "as_of": first, **decides, "lived_experience": 3, "carers": 0},
        {"forum": "third", "as_of": first, **decides, "lived_experience": 0, "carers": 0},
        {"forum": "group", "as_of": first, **decides, "lived_experience": 4, "carers": 1},
        {"forum": "group", "as_of": last, **decides, "lived_experience": 1, "carers": 1},
        {"forum": "not told", "as_of": first, **decides},
        {"forum": "f", "as_of": first, **meets, **dict.fromkeys(terms, "members")},
        {"forum": "g", "as_of": first, **meets, **dict.fromkeys(terms, "members"), "terms_set_by": "both"},
        {"forum": "h", "as_of": first, **meets, **dict.fromkeys(terms, "staff")},
        {"forum": "i", "as_of": first, **meets, **dict.fromkeys(terms, "staff")},
        {"forum": "j", "as_of": first, **meets, "name_set_by": "members"},
    )  # fmt: skip
    measures = figures(registers, "cp_board_presence")
    assert value(measures, Y2025) == 50
    assert value(measures, Y2025, "who", "Carers") == 25
    assert value(figures(registers, "cp_terms_coproduced"), Y2025) == 25


def test_people_new_voices_and_hours_come_from_the_quarter_s_own_rows(registers):
    add(registers, "participation", quarter(40, 10, hours=6.5))
    people = figures(registers, "cp_people_involved")
    assert value(people, Q1) == 40
    assert [value(people, Q1, "new and returning", who) for who in ("New", "Returning")] == [10, 30]
    assert value(figures(registers, "cp_new_voices"), Q1) == 25
    assert value(figures(registers, "cp_burden"), Q1) == 6.5


def test_a_group_of_few_is_hidden_with_another_so_that_it_cannot_be_worked_out(registers):
    add(
        registers, "participation", quarter(40, 10, hours=6),
        quarter(3, None, "sex", "Male", hours=9), quarter(37, None, "sex", "Female", hours=5),
    )  # fmt: skip
    people = figures(registers, "cp_people_involved")
    assert value(people, Q1) == 40
    assert people.loc[[(Q1, "sex", "Male"), (Q1, "sex", "Female")], "suppressed"].eq("suppressed").all()
    assert figures(registers, "cp_burden").loc[(Q1, "sex", "Male"), "suppressed"] == "suppressed"


def test_what_is_known_of_people_counts_a_refusal_as_an_answer_and_shows_it_apart(registers):
    add(
        registers, "participation", quarter(50),
        quarter(20, None, "sex", "Male"), quarter(20, None, "sex", "Female"),
        quarter(10, None, "sex", "Not known"),
        quarter(30, None, "disability", "Disabled"), quarter(10, None, "disability", "Not disabled"),
        quarter(10, None, "disability", "Prefer not to say"),
    )  # fmt: skip
    measures = figures(registers, "cp_demographics_known")
    assert value(measures, Q1, "characteristic", "sex") == 80
    assert value(measures, Q1, "characteristic", "disability") == 100
    assert value(measures, Q1, "prefer not to say", "disability") == 20
    assert value(measures, Q1) == 90


def test_a_quarter_that_was_not_over_when_the_register_came_has_no_figure(registers):
    add(registers, "involvement", {"day": date(2026, 7, 1), "ladder_members": 7})
    assert figures(registers, "cp_ladder_share").empty


@pytest.mark.slow
def test_entries_that_say_nothing_of_a_measure_give_it_no_figure_at_all(registers):
    add(registers, "involvement", {"day": Q1[0]})
    add(registers, "forum", {"forum": "f", "as_of": Y2025[0], "kind": "forum"})
    for name in ("cp_ladder_share", "cp_support_offered", "cp_wellbeing_after", "cp_paid_on_time"):
        assert figures(registers, name).empty
    assert figures(registers, "cp_terms_coproduced").empty
    assert figures(registers, "cp_board_presence").empty


def test_an_activity_of_which_only_the_year_is_known_is_in_no_quarter(registers):
    add(registers, "involvement", {"day": Q1[0], "day_precision": "year", "ladder_members": 7})
    assert figures(registers, "cp_ladder_share").empty


def test_two_networks_are_never_added(registers):
    add(registers, "participation", quarter(40), {**quarter(60), "network": "other"})
    measures = figures(registers, "cp_people_involved")
    assert sorted(measures["area"]) == ["net", "other"]
    assert sorted(measures["value"]) == [40, 60]
