"""Usual waits and lengths of stay: medians with limits, counted from records by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.indicators.records.kept import COMMISSIONER, TRUST, add, figures, nothing_yet

EARLY = date(2021, 1, 4)
MARCH_TO_MAY, SPRING = date(2025, 3, 1), date(2025, 4, 1)
YEAR = date(2024, 4, 1)
LAST_WHOLE = date(2025, 12, 1)
"""The last month before the day on which the extracts were drawn."""


def referred(connection, waits: dict[int, int], seen: date, contact: str = "first_contact", **cells: object) -> None:
    """So many referrals of each wait in days, all seen on one day."""
    for wait, times in waits.items():
        came = seen - timedelta(days=wait)
        contacts = {"first_contact": came, contact: seen}
        add(connection, "referral", times, **({"age": 12, "received": came} | contacts | cells))


@pytest.fixture
def records():
    connection = nothing_yet()
    add(connection, "referral", service="other", received=EARLY)
    add(connection, "inpatient_stay", ward="other", admitted=EARLY)
    return connection


# Waits that ended in a contact


@pytest.mark.slow
def test_half_of_the_children_who_were_seen_had_waited_longer(records):
    """21 children: 10 of 20 days, 3 of 40, 8 of 100.  The 11th is at 40; by the binomial the 6th and the 16th are the limits."""
    referred(records, {20: 10, 40: 3, 100: 8}, date(2025, 5, 20), service="children and young people")
    referred(records, {5: 30}, date(2025, 5, 20), service="community adult", age=40)
    measure = figures(records, "cyp_wait_first_contact").loc[(TRUST, MARCH_TO_MAY, "", "")]
    assert measure["value"] == 40
    assert measure[["numerator", "denominator"]].isna().all(), (
        "the quarters of a year would tell how many a hidden one is of"
    )
    assert (measure["lower95"], measure["upper95"]) == (20, 100)
    assert (measure["step_months"], measure["window_months"], measure["period_end"].date()) == (1, 3, date(2025, 5, 31))
    assert measure["method"] == "from records"


@pytest.mark.slow
def test_of_an_even_number_it_lies_between_the_two_in_the_middle(records):
    referred(records, {20: 5, 31: 5}, date(2025, 5, 20), service="children and young people")
    assert figures(records, "cyp_wait_first_contact").loc[(TRUST, MARCH_TO_MAY, "", ""), "value"] == 25.5


def test_a_wait_counts_in_each_three_months_that_its_end_lies_in(records):
    referred(records, {20: 9}, date(2025, 5, 20), service="children and young people")
    measures = figures(records, "cyp_wait_first_contact").xs((TRUST, "", ""), level=("area", "dimension", "category"))
    assert [*measures.index[measures["step_months"] == 1]] == [date(2025, month, 1) for month in (3, 4, 5)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "service", "age"),
    [("cyp_wait_second_contact", "children and young people", 12), ("cmh_wait_second_contact", "community adult", 30)],
)
def test_the_wait_for_a_second_contact_is_from_the_referral(records, name, service, age):
    referred(records, {30: 6, 60: 7}, date(2025, 5, 20), "second_contact", service=service, age=age)
    measure = figures(records, name).loc[(TRUST, MARCH_TO_MAY, "", "")]
    assert measure["value"] == 60


@pytest.mark.parametrize(("how_many", "why"), [(4, "suppressed"), (5, "unreliable"), (7, "unreliable"), (8, None)])
def test_of_fewer_than_eight_there_is_no_median_and_of_fewer_than_five_no_number(records, how_many, why):
    referred(records, {30: how_many}, date(2025, 5, 20), service="children and young people")
    measure = figures(records, "cyp_wait_first_contact").loc[(TRUST, MARCH_TO_MAY, "", "")]
    assert measure["suppressed"] == why
    assert (measure["value"] == 30) == (why is None)


@pytest.mark.parametrize(("how_many", "limits"), [(11, None), (12, (30, 100))])
def test_limits_are_never_one_of_the_two_longest_or_shortest_waits(records, how_many, limits):
    """Of 12 the limits at 95% are the 3rd and the 10th; of 11 they would be the 2nd and the 10th."""
    waits = {10: 1, 20: 1, 30: 1, 50: how_many - 6, 100: 1, 110: 1, 120: 1}
    referred(records, waits, date(2025, 5, 20), service="children and young people")
    measure = figures(records, "cyp_wait_first_contact").loc[(TRUST, MARCH_TO_MAY, "", "")]
    assert measure["value"] == 50
    assert (
        None if measure[["lower95", "upper95"]].isna().all() else (measure["lower95"], measure["upper95"])
    ) == limits
    assert measure[["lower998", "upper998"]].isna().all()


def test_groups_are_given_by_financial_year_and_few_are_hidden_with_the_next(records):
    seen = {"seen": date(2024, 9, 3), "service": "children and young people"}
    referred(records, {20: 30}, **seen, ethnic_group="White")
    referred(records, {50: 12}, **seen, ethnic_group="Asian")
    referred(records, {90: 3}, **seen, ethnic_group="Black")
    of_year = figures(records, "cyp_wait_first_contact").query("window_months == 12")
    assert of_year.loc[(TRUST, YEAR, "", ""), "value"] == 20
    groups = of_year.loc[(TRUST, YEAR, "ethnic group")]
    assert groups["value"].dropna().to_dict() == {"White": 20}
    assert groups["suppressed"].dropna().to_dict() == {"Asian": "suppressed", "Black": "suppressed"}
    assert groups.loc[["Asian", "Black"], ["denominator", "lower95", "upper95"]].isna().all(axis=None)


# Still waiting


@pytest.mark.slow
def test_children_who_wait_at_the_end_of_a_month_have_waited_up_to_then(records):
    """At the end of May: 9 since 1 April (60 days), 4 since 1 May (30); others were seen, or ended, or come in June."""
    child = {"service": "children and young people", "age": 12}
    add(records, "referral", 9, **child, received=date(2025, 4, 1))
    add(records, "referral", 4, **child, received=date(2025, 5, 1), first_contact=date(2025, 6, 1))
    add(records, "referral", 9, **child, received=date(2025, 3, 1), first_contact=date(2025, 5, 31))
    add(records, "referral", 9, **child, received=date(2025, 3, 1), ended=date(2025, 5, 2), ending="declined")
    add(records, "referral", 9, **child, received=date(2025, 6, 1))
    measure = figures(records, "cyp_wait_median").loc[(TRUST, date(2025, 5, 1), "", "")]
    assert measure["value"] == 60


# Lengths of stay


@pytest.fixture
def stays(records):
    """Twenty people left acute wards in spring: 8 after 20 days, 5 after 60, 4 after 61, 3 after 91."""
    for length, times in ((20, 8), (60, 5), (61, 4), (91, 3)):
        for ward in ("adult acute",) if times % 2 else ("adult acute", "older adult acute"):
            stay(records, length, times // 2 if times % 2 == 0 else times, ward=ward)
    stay(records, 300, 9, ward="psychiatric intensive care")
    add(records, "inpatient_stay", 9, ward="adult acute", admitted=date(2025, 1, 1))
    return records


def stay(
    connection, length: int, times: int, discharge_time: datetime = datetime(2025, 5, 20, 11), **cells: object
) -> None:
    admitted = discharge_time.date() - timedelta(days=length)
    add(connection, "inpatient_stay", times, **({"admitted": admitted, "discharged": discharge_time} | cells))


@pytest.mark.slow
def test_half_of_the_people_who_left_had_stayed_longer(stays):
    """The 10th and the 11th of twenty are at 60 days; the limits are the 6th and the 15th."""
    for body in (TRUST, COMMISSIONER):
        measure = figures(stays, "acute_stay_median").loc[(body, SPRING, "", "")]
        assert (measure["value"], measure["lower95"], measure["upper95"]) == (60, 20, 61)


@pytest.mark.slow
def test_stays_of_more_than_sixty_days_are_counted_from_the_sixty_first(stays):
    measure = figures(stays, "acute_stay_over_60d").loc[(TRUST, SPRING, "", "")]
    assert (measure["numerator"], measure["denominator"], measure["value"]) == (7, 20, 35)


@pytest.mark.slow
def test_stays_of_more_than_ninety_days_that_are_few_are_hidden(stays):
    assert figures(stays, "acute_stay_over_90d").loc[(TRUST, SPRING, "", ""), "suppressed"] == "suppressed"
    stay(stays, 91, 2, ward="adult acute")
    measure = figures(stays, "acute_stay_over_90d").loc[(TRUST, SPRING, "", "")]
    assert (measure["numerator"], measure["denominator"]) == (5, 22)


# Days


def days(connection, name: str, body: str) -> dict[date, float]:
    measures = figures(connection, name).xs((body, "", ""), level=("area", "dimension", "category"))
    return measures["value"].to_dict()


@pytest.mark.slow
def test_days_of_people_who_are_ready_to_leave_are_those_of_each_month(records):
    """Six people ready from 20 May to 10 June: 12 days each in May (20 to 31), 9 in June; five ready and still there."""
    stayed = {"ward": "adult acute", "admitted": date(2025, 4, 1)}
    add(records, "inpatient_stay", 6, **stayed, ready=date(2025, 5, 20), discharged=datetime(2025, 6, 10, 9))
    add(records, "inpatient_stay", 5, **stayed, ready=date(2025, 6, 30))
    add(records, "inpatient_stay", 5, **stayed, discharged=datetime(2025, 6, 10, 9))
    for body in (TRUST, COMMISSIONER):
        bed_days = days(records, "crfd_bed_days", body)
        assert bed_days[date(2025, 5, 1)] == 6 * 12
        assert bed_days[date(2025, 6, 1)] == 6 * 9 + 5 * 1
        assert bed_days[date(2025, 7, 1)] == 5 * 31


def test_a_quarter_in_which_nobody_was_away_has_no_days(records):
    away = {"ward": "adult acute", "out_of_area": "yes"}
    for month in (4, 10):
        discharge_time = datetime(2025, month, 12, 9)
        add(records, "inpatient_stay", 5, **away, admitted=date(2025, month, 10), discharged=discharge_time)
    bed_days = days(records, "oap_bed_days", COMMISSIONER)
    assert bed_days == {SPRING: 10, date(2025, 7, 1): 0, date(2025, 10, 1): 10}


def test_nobody_away_any_more_is_nought_up_to_the_last_whole_month_of_the_extract(records):
    away = {"ward": "adult acute", "out_of_area": "yes"}
    add(records, "inpatient_stay", 6, **away, admitted=date(2025, 4, 10), discharged=datetime(2025, 6, 12, 9))
    placements = days(records, "oap_active", COMMISSIONER)
    assert [placements[date(2025, month, 1)] for month in (4, 5)] == [6, 6]
    assert {value for first, value in placements.items() if first > date(2025, 5, 1)} == {0}
    assert max(placements) == LAST_WHOLE


@pytest.mark.slow
def test_who_brings_no_day_does_not_hide_who_does(records):
    """Four leave on the day on which they are ready: the days are those of one."""
    stayed = {"ward": "adult acute", "admitted": date(2025, 4, 1), "ready": date(2025, 5, 6)}
    add(records, "inpatient_stay", 4, **stayed, discharged=datetime(2025, 5, 6, 9))
    add(records, "inpatient_stay", 1, **stayed, discharged=datetime(2025, 5, 31, 9))
    assert figures(records, "crfd_bed_days").loc[(TRUST, date(2025, 5, 1), "", ""), "suppressed"] == "suppressed"


@pytest.mark.slow
def test_days_of_a_few_people_are_hidden_however_many_days(records):
    stayed = {"ward": "adult acute", "admitted": date(2025, 4, 1), "ready": date(2025, 5, 1)}
    add(records, "inpatient_stay", 4, **stayed, discharged=datetime(2025, 6, 10, 9))
    measure = figures(records, "crfd_bed_days").loc[(TRUST, date(2025, 5, 1), "", "")]
    assert measure["suppressed"] == "suppressed" and measure[["value", "numerator", "denominator"]].isna().all()


@pytest.mark.slow
def test_days_out_of_area_are_those_of_each_quarter_and_placements_those_at_its_end(records):
    """Five people from 20 June to 9 July: 11 days each in spring, 8 in summer; six for all of July and on."""
    away = {"ward": "adult acute", "out_of_area": "yes", "provider": "T2"}
    add(records, "inpatient_stay", ward="other", admitted=EARLY, provider="T2")
    add(records, "inpatient_stay", 5, **away, admitted=date(2025, 6, 20), discharged=datetime(2025, 7, 9, 9))
    add(records, "inpatient_stay", 6, **away, admitted=date(2025, 7, 1))
    add(records, "inpatient_stay", 9, **(away | {"out_of_area": "no"}), admitted=date(2025, 6, 20))
    bed_days = days(records, "oap_bed_days", COMMISSIONER)
    assert bed_days[SPRING] == 5 * 11
    assert bed_days[date(2025, 7, 1)] == 5 * 8 + 6 * 92
    active = days(records, "oap_active", COMMISSIONER)
    assert (active[date(2025, 6, 1)], active[date(2025, 7, 1)]) == (5, 6)
