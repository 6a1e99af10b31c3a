"""Talking therapies counted from referrals by hand: who starts, waits, stops, finishes and gets well."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.indicators.records.kept import TRUST, add, complete_from, figures, nothing_yet, shares

MAY = date(2025, 5, 1)
ENDED = date(2025, 5, 20)
FIRST = {"service": "talking therapies", "received": date(2023, 1, 2)}
"""One referral of long ago, so that an extract reaches back far enough."""
THERAPY = {"service": "talking therapies", "received": date(2025, 1, 1), "contacts": 6, "ended": ENDED}


@pytest.fixture
def referrals():
    connection = nothing_yet()
    add(connection, "referral", **FIRST)
    return connection


def begun(days: int) -> dict[str, object]:
    day = date(2025, 1, 1) + timedelta(days=days)
    return THERAPY | {"first_contact": day, "second_contact": day, "last_contact": day}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "limit"), [("tt_wait_6w", 42), ("tt_wait_18w", 126)])
def test_of_finished_courses_some_had_begun_in_time(referrals, name: str, limit: int):
    add(referrals, "referral", 30, **begun(limit))
    add(referrals, "referral", 20, **begun(limit + 1))
    add(referrals, "referral", 15, **(begun(1) | {"contacts": 1}))  # one treatment is no course
    add(referrals, "referral", 15, **(begun(1) | {"ended": None}))  # not finished
    add(referrals, "referral", 15, **(begun(1) | {"service": "perinatal"}))
    assert shares(referrals, name) == {MAY: (30, 50)}


def test_courses_of_the_extracts_first_year_are_not_counted(referrals):
    early = {"received": date(2023, 2, 1), "first_contact": date(2023, 2, 3), "ended": date(2023, 12, 31)}
    add(referrals, "referral", 12, **(THERAPY | early))
    add(referrals, "referral", 12, **(THERAPY | early | {"ended": date(2024, 1, 1)}))
    complete_from(referrals, "referral", date(2023, 1, 1))
    assert list(shares(referrals, "tt_wait_6w")) == [date(2024, 1, 1)]


def test_over_90_days_between_the_first_and_the_second(referrals):
    first = date(2025, 2, 1)
    for days, times in ((90, 14), (91, 11)):
        second = first + timedelta(days=days)
        add(referrals, "referral", times, **(THERAPY | {"first_contact": first, "second_contact": second}))
    add(referrals, "referral", 9, **(THERAPY | {"first_contact": first}))  # no second one
    assert shares(referrals, "tt_gap_1st_2nd_90d") == {MAY: (11, 25)}


def test_of_referrals_that_ended_some_did_after_one_treatment(referrals):
    for contacts, times in ((0, 9), (1, 16), (2, 25), (None, 6)):
        add(referrals, "referral", times, **(THERAPY | {"contacts": contacts}))
    assert shares(referrals, "tt_ended_treated_once") == {MAY: (16, 56)}


def test_people_who_start_are_counted_and_a_month_without_any_is_nought(referrals):
    for month in (3, 5):
        add(referrals, "referral", 8, **(THERAPY | {"first_contact": date(2025, month, 9), "ended": None}))
    measures = figures(referrals, "tt_access").xs((TRUST, "", ""), level=("area", "dimension", "category"))
    measures = measures[: date(2025, 5, 1)]
    assert measures["value"].to_dict() == {date(2025, 3, 1): 8, date(2025, 4, 1): 0, date(2025, 5, 1): 8}
    assert measures.reset_index()["from"].is_unique and set(measures["role"]) == {"provider"}
    assert [*measures["period_end"].dt.date] == [date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)]


# Recovery


def scored(phq9: tuple[int | None, int | None], gad7: tuple[int | None, int | None]) -> dict[str, object]:
    return THERAPY | {"phq9_first": phq9[0], "phq9_last": phq9[1], "gad7_first": gad7[0], "gad7_last": gad7[1]}


SCORES = [
    # PHQ-9, GAD-7, times, unwell at the start, recovered, reliably improved
    ((10, 9), (0, 0), 7, True, True, False),
    ((9, 9), (8, 7), 5, True, True, False),
    ((9, 3), (7, 7), 6, False, False, True),
    ((20, 9), (15, 7), 11, True, True, True),
    ((20, 14), (15, 15), 8, True, False, True),
    ((20, 15), (15, 12), 5, True, False, False),
    ((20, 9), (3, 7), 6, True, True, False),  # anxiety is worse by more than chance
    ((16, None), (9, None), 9, True, False, False),  # no last score: not known to be better
    ((None, None), (None, None), 10, False, False, False),
]


@pytest.fixture
def scores(referrals):
    for phq9, gad7, times, *_ in SCORES:
        add(referrals, "referral", times, **scored(phq9, gad7))
    return referrals


def test_recovery_is_of_those_unwell_at_the_start(scores):
    unwell = sum(times for *_, times, bad, _, _ in SCORES if bad)
    well = sum(times for *_, times, bad, good, _ in SCORES if bad and good)
    assert (well, unwell) == (29, 51)
    assert shares(scores, "tt_recovery") == {MAY: (29, 51)}


def test_reliable_improvement_is_of_all_who_finished(scores):
    assert shares(scores, "tt_reliable_improvement") == {MAY: (25, 67)}


def test_reliable_recovery_asks_for_both(scores):
    assert shares(scores, "tt_reliable_recovery") == {MAY: (11, 51)}


# Courses finished for referrals received, in financial years


@pytest.fixture
def year(referrals):
    """In 2024/25: 40 + 60 referrals came, 18 courses finished of fifth 5 and 12 of fifth 1; ten of them came before."""
    came = date(2024, 6, 1)
    finished_course = {"contacts": 5, "ended": date(2025, 3, 31), "deprivation_fifth": 5}
    add(referrals, "referral", 10, **(THERAPY | finished_course | {"received": date(2023, 10, 1)}))
    add(referrals, "referral", 8, **(THERAPY | finished_course | {"received": came}))
    add(referrals, "referral", 32, **(THERAPY | finished_course | {"received": came, "ended": date(2025, 4, 1)}))
    add(referrals, "referral", 12, **(THERAPY | finished_course | {"received": came, "deprivation_fifth": 1}))
    add(referrals, "referral", 48, **(THERAPY | {"received": came, "ended": None, "deprivation_fifth": 1}))
    complete_from(referrals, "referral", date(2023, 4, 1))
    return referrals


@pytest.mark.slow
def test_courses_finished_in_a_year_for_the_referrals_that_came_in_it(year):
    assert shares(year, "tt_completion") == {date(2024, 4, 1): (30, 100)}


@pytest.mark.slow
def test_the_gap_in_completion_is_the_least_deprived_fifth_less_the_most(year):
    measures = figures(year, "tt_completion_deprivation_gap").loc[(TRUST, date(2024, 4, 1))]
    sides = measures.xs("deprivation fifth")["value"].to_dict()
    assert sides == {"least deprived fifth": pytest.approx(45), "most deprived fifth": pytest.approx(20)}
    gap = measures.loc[("", "")]
    assert gap["value"] == pytest.approx(25)
    # Newcombe's limits of 18/40 less 12/60, by the Wilson limits (30.71, 60.17) and (11.83, 31.78) per cent
    assert (gap["lower95"], gap["upper95"]) == pytest.approx((6.48, 42.23), abs=0.01)


def test_referrals_with_an_ethnic_group(referrals):
    add(referrals, "referral", 33, **(THERAPY | {"received": date(2024, 4, 1)}))
    add(referrals, "referral", 17, **(THERAPY | {"received": date(2025, 3, 31), "ethnic_group": None}))
    assert shares(referrals, "ethnicity_recording")[date(2024, 4, 1)] == (33, 50)


# Whom it reaches and helps

FINANCIAL_YEAR = date(2024, 4, 1)


@pytest.mark.slow
def test_of_the_people_referred_in_a_financial_year_some_are_65_or_older(referrals):
    add(referrals, "referral", **(FIRST | {"received": date(2022, 1, 4)}))
    for age, times in ((65, 9), (80, 6), (64, 35), (None, 12)):
        add(referrals, "referral", times, service="talking therapies", received=date(2025, 3, 31), age=age)
    add(referrals, "referral", 20, service="other", received=date(2025, 3, 31), age=80)
    assert shares(referrals, "tt_65plus_share")[FINANCIAL_YEAR] == (15, 50)


@pytest.mark.slow
def test_the_recovery_gap_is_of_white_people_beside_all_others_with_newcombes_limits(referrals):
    """31 of 52 White people recover (59.6%), and 8 of 21 Asian and 7 of 20 Black people (36.6%): a gap of 23.0 points."""
    well, unwell = scored((15, 5), (12, 5)), scored((15, 14), (12, 11))
    in_year = {"ended": date(2025, 3, 20)}
    for group, times, recovered in (("White", 52, 31), ("Asian", 21, 8), ("Black", 20, 7), (None, 15, 15)):
        add(referrals, "referral", recovered, **(well | in_year), ethnic_group=group)
        add(referrals, "referral", times - recovered, **(unwell | in_year), ethnic_group=group)
    measures = figures(referrals, "tt_recovery_ethnic_gap").loc[(TRUST, FINANCIAL_YEAR)]
    assert measures["value"].to_dict() == pytest.approx(
        {
            ("", ""): 23.03,
            ("ethnic group", "White"): 59.62,
            ("ethnic group", "Asian, Black, Mixed and other"): 36.59,
        },
        abs=0.01,
    )
    # Wilson's limits: 46.07 to 71.84 of 52 people, 23.59 to 51.88 of 41
    assert measures.loc[("", ""), ["lower95", "upper95"]].tolist() == pytest.approx([2.60, 40.87], abs=0.01)


@pytest.mark.slow
def test_a_gap_of_few_people_counted_here_has_limits_whatever_its_counts_end_in(referrals):
    """25 of 50 White people recover, and 5 of 20 Asian and 15 of 30 Black people: published, such counts would be rounded."""
    well, unwell = scored((15, 5), (12, 5)), scored((15, 14), (12, 11))
    for group, times, recovered in (("White", 50, 25), ("Asian", 20, 5), ("Black", 30, 15)):
        add(referrals, "referral", recovered, **(well | {"ended": date(2025, 3, 20)}), ethnic_group=group)
        add(referrals, "referral", times - recovered, **(unwell | {"ended": date(2025, 3, 20)}), ethnic_group=group)
    gap = figures(referrals, "tt_recovery_ethnic_gap").loc[(TRUST, FINANCIAL_YEAR, "", "")]
    # Wilson's limits: 36.64 to 63.36 of 25 in 50, 27.61 to 53.82 of 20 in 50
    assert gap[["value", "lower95", "upper95"]].tolist() == pytest.approx([10, -9.22, 28.22], abs=0.01)
    assert gap["approximate"] is None
