"""Wards, early help, coming of age, homes and health checks, counted from records by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from data.tables.records.health_check import CHECKS
from tests.indicators.records.kept import COMMISSIONER, COUNCIL, TRUST, add, complete_from, figures, nothing_yet, shares

MAY = date(2025, 5, 1)
SPRING = date(2025, 4, 1)
EARLY = date(2023, 1, 2)


# Wards


@pytest.mark.slow
def test_acute_admissions_of_people_whom_no_service_knew():
    connection = nothing_yet()
    add(connection, "inpatient_stay", ward="other", admitted=EARLY)
    for known, ward, times in (
        ("no", "adult acute", 12),
        ("yes", "adult acute", 28),
        (None, "adult acute", 9),
        ("no", "other", 9),
    ):
        add(connection, "inpatient_stay", times, ward=ward, admitted=date(2025, 6, 30), known_before=known)
    assert shares(connection, "admission_no_prior_contact") == {SPRING: (12, 40)}


def test_restrictive_interventions_for_bed_days_of_the_stays_that_ended():
    connection = nothing_yet()
    add(connection, "inpatient_stay", ward="other", admitted=EARLY)
    for interventions, days, times in ((0, 30, 10), (2, 20, 5), (1, 100, 4), (None, 50, 6)):
        discharged = datetime(2025, 5, 20, 9)
        admitted = discharged.date() - timedelta(days=days)
        add(
            connection, "inpatient_stay", times,
            ward="other", admitted=admitted, discharged=discharged, restrictive_interventions=interventions,
        )  # fmt: skip
    measure = figures(connection, "restraint_rate").loc[(TRUST, MAY, "", "")]
    assert (measure["numerator"], measure["denominator"]) == (14, 800)
    assert measure["value"] == pytest.approx(17.5)
    # Byar's limits of 14 events: 7.648 and 23.490
    assert (measure["lower95"], measure["upper95"]) == pytest.approx((9.56, 29.36), abs=0.01)


@pytest.mark.slow
def test_uses_of_section_136_are_counted_and_few_are_hidden():
    connection = nothing_yet()
    for month, times in ((3, 7), (4, 2), (6, 6)):
        add(connection, "crisis_contact", times, received=datetime(2025, month, 9), section_136="yes")
    add(connection, "crisis_contact", 9, received=datetime(2025, 5, 9), section_136="no")
    measures = figures(connection, "s136_uses").xs((COMMISSIONER, "", ""), level=("area", "dimension", "category"))
    until_june = measures["value"].dropna()[: date(2025, 6, 1)]
    assert until_june.to_dict() == {date(2025, 3, 1): 7, date(2025, 5, 1): 0, date(2025, 6, 1): 6}
    assert measures["suppressed"].dropna().to_dict() == {date(2025, 4, 1): "suppressed"}


# Waits of young people


@pytest.mark.parametrize(
    ("name", "service", "urgency", "limit"),
    [
        ("eip_2w", "early intervention in psychosis", "routine", 14),
        ("cyp_ed_urgent_1w", "eating disorder", "urgent", 7),
        ("cyp_ed_routine_4w", "eating disorder", "routine", 28),
    ],
)
def test_treatment_that_began_in_time_is_of_all_that_began_in_the_quarter(name, service, urgency, limit):
    connection = nothing_yet()
    add(connection, "referral", service=service, received=EARLY)
    came = {"service": service, "urgency": urgency, "age": 16, "received": date(2025, 4, 2)}
    for days, times in ((limit, 13), (limit + 1, 9)):
        add(connection, "referral", times, **came, first_contact=date(2025, 4, 2) + timedelta(days=days))
    add(connection, "referral", 7, **came)
    assert shares(connection, name, COMMISSIONER) == {SPRING: (13, 22)}


@pytest.mark.slow
def test_a_young_person_is_kept_if_any_service_sees_them_a_year_later():
    """Thirty people of 17 and 18: 9 seen again after a year, 6 by another service, 15 not; those of 16 are not asked about."""
    connection = nothing_yet()
    add(connection, "referral", service="other", received=EARLY)
    first = date(2023, 6, 1)
    young = {
        "service": "children and young people",
        "received": date(2023, 4, 1),
        "first_contact": first,
        "person_shared": "yes",
    }
    add(connection, "referral", 9, **young, age=17, last_contact=first + timedelta(days=365))
    add(connection, "referral", 15, **young, age=18, last_contact=first + timedelta(days=364))
    add(connection, "referral", 20, **young, age=16, last_contact=first + timedelta(days=600))
    for at in range(6):
        add(connection, "referral", **young, age=17, person=f"moved-{at}")
        later = date(2024, 7, 1)
        adult = {
            "service": "community adult",
            "person_shared": "yes",
            "provider": "T2",
            "received": later,
            "first_contact": later,
            "age": 19,
            "person": f"moved-{at}",
        }
        add(connection, "referral", **adult)
    assert shares(connection, "transition_retention", COUNCIL) == {date(2023, 1, 1): (15, 30)}
    connection.execute("UPDATE in_force_referral SET person_shared = 'no'")
    assert shares(connection, "transition_retention", COUNCIL) == {}


# People in services at the end of a period


@pytest.fixture
def open_referrals():
    """At the end of March 2025: 40 people of 18 to 69, ten of them referred twice; others had ended, or are older."""
    connection = nothing_yet()
    adult = {"service": "community adult", "received": date(2023, 3, 1)}
    answers = {"settled_home": "yes", "paid_work": "no", "parent_or_carer": "no", "asked_about_trauma": "yes"}
    for at in range(10):
        add(connection, "referral", 2, **adult, **answers, person=f"twice-{at}")
    add(connection, "referral", 12, **adult, settled_home="no", paid_work="yes")
    add(connection, "referral", 18, **adult, ended=date(2025, 4, 1), ending="completed")
    add(connection, "referral", 9, **adult, **answers, ended=date(2025, 3, 31), ending="completed")
    add(connection, "referral", 9, **adult, **answers, age=70)
    complete_from(connection, "referral", date(2023, 3, 1))
    return connection


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kept"), [("settled_accommodation", 10), ("smh_paid_employment", 12), ("asked_about_trauma", 10)]
)
def test_people_in_secondary_care_at_the_end_of_a_financial_year_are_counted_once(open_referrals, name, kept):
    assert shares(open_referrals, name, COUNCIL) == {date(2024, 4, 1): (kept, 40)}


@pytest.mark.slow
def test_adults_of_whom_it_is_written_down_whether_they_are_parents_or_carers(open_referrals):
    assert shares(open_referrals, "think_family_recorded")[date(2025, 1, 1)] == (19, 49)
    assert shares(open_referrals, "think_family_recorded")[SPRING] == (19, 31)


ADULT = {"service": "community adult", "received": date(2023, 3, 1)}
LAST_YEAR = date(2024, 4, 1)


@pytest.mark.slow
def test_of_a_persons_referrals_the_latest_that_has_an_answer_says_where_they_live_and_which_group_they_are_of():
    connection = nothing_yet()
    for at in range(20):
        person = {"person": f"p-{at}", **ADULT}
        add(connection, "referral", **person, settled_home="yes", ethnic_group="Asian")
        add(
            connection, "referral", **(person | {"received": date(2024, 3, 1)}), settled_home="no", ethnic_group="White"
        )
        add(connection, "referral", **(person | {"received": date(2024, 9, 1)}), settled_home=None, ethnic_group=None)
    groups = figures(connection, "settled_accommodation").loc[(TRUST, LAST_YEAR, "ethnic group")]
    assert groups[["numerator", "denominator"]].T.to_dict("list") == {"White": [0, 20]}


@pytest.mark.slow
def test_who_was_asked_by_any_of_their_referrals_was_asked():
    connection = nothing_yet()
    for at in range(20):
        for day, answer in ((date(2023, 3, 1), "yes"), (date(2024, 3, 1), "no")):
            add(connection, "referral", **(ADULT | {"received": day}), person=f"p-{at}", asked_about_trauma=answer)
    assert shares(connection, "asked_about_trauma", COUNCIL)[LAST_YEAR] == (20, 20)


@pytest.mark.slow
@pytest.mark.parametrize(("shared", "people"), [("yes", 20), ("no", 40), (None, 40)])
def test_one_pseudonym_of_two_providers_is_one_person_only_where_they_share_it(shared, people):
    connection = nothing_yet()
    for provider in (TRUST, "T2"):
        for at in range(20):
            cells = {"provider": provider, "person": f"p-{at}", "person_shared": shared, "settled_home": "yes"}
            add(connection, "referral", **ADULT, **cells)
    assert shares(connection, "settled_accommodation", COUNCIL)[LAST_YEAR] == (people, people)


@pytest.mark.slow
@pytest.mark.parametrize(("age", "years"), [(68, [2022, 2023]), (16, [2024]), (18, [2022, 2023, 2024])])
def test_people_grow_older_while_they_are_in_touch(age, years):
    """Referred early in 2023; by the ends of March 2023, 2024 and 2025 they are 0, 1 and 2 years older."""
    connection = nothing_yet()
    add(connection, "referral", 20, **ADULT, age=age, settled_home="yes")
    counts = shares(connection, "settled_accommodation")
    assert [day.year for day, (_, below) in counts.items() if below == 20] == years


@pytest.mark.slow
@pytest.mark.parametrize(("age", "years"), [(17, [2024]), (69, [2023])])
def test_somebody_is_a_year_older_on_the_last_day_of_the_year_that_follows_that_of_the_referral(age, years):
    """Referred on 31 March 2024; on 31 March 2025, after 365 days, a whole year has gone by."""
    connection = nothing_yet()
    add(connection, "referral", 20, **ADULT | {"received": date(2024, 3, 31)}, age=age, settled_home="yes")
    assert [day.year for day in shares(connection, "settled_accommodation")] == years


# Health checks


def test_all_six_checks_have_to_be_done_in_the_year_up_to_the_day_of_the_register():
    connection = nothing_yet()
    day = date(2025, 6, 30)
    check_days = dict.fromkeys(CHECKS, day - timedelta(days=365))
    add(connection, "health_check", 21, as_of=day, **check_days)
    add(connection, "health_check", 11, as_of=day, **(check_days | {"smoking": day - timedelta(days=366)}))
    add(connection, "health_check", 8, as_of=day, **(check_days | {"alcohol": None}))
    measure = figures(connection, "smi_health_check").loc[(COMMISSIONER, date(2024, 7, 1), "", "")]
    assert (measure["numerator"], measure["denominator"], measure["value"]) == (21, 40, 52.5)
    assert (measure["step_months"], measure["window_months"], measure["period_end"].date()) == (3, 12, day)
