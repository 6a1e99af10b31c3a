"""People in contact within twelve months, each counted once, counted from referrals by hand."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from tests.indicators.records.kept import COMMISSIONER, TRUST, add, figures, nothing_yet

EARLY = date(2021, 1, 4)
ENDS_JUNE, ENDS_SEPTEMBER = date(2024, 7, 1), date(2024, 10, 1)
"""The first day of the twelve months that end with June, and with September, of 2025."""


@pytest.fixture
def referrals() -> duckdb.DuckDBPyConnection:
    """Nothing but one early referral of a grown-up to another service, so that it is known since when there are records."""
    connection = nothing_yet()
    add(connection, "referral", service="other", received=EARLY)
    return connection


def counts(connection: duckdb.DuckDBPyConnection, name: str, body: str = COMMISSIONER) -> dict[date, float]:
    found = figures(connection, name).xs((body, "", ""), level=("area", "dimension", "category"))
    return found["value"].to_dict()


def test_children_in_contact_within_twelve_months_are_counted_once(referrals):
    """To June: 7 once in May, 6 from 2023 to 2025, 5 of two referrals each; not 8 who came of age, nor 9 of before."""
    child = {"service": "children and young people", "age": 15, "received": date(2023, 3, 1)}
    add(referrals, "referral", 7, **child, first_contact=date(2025, 5, 6))
    add(referrals, "referral", 6, **child, first_contact=date(2023, 4, 3), last_contact=date(2025, 12, 1))
    for at in range(5):
        add(referrals, "referral", 2, **child, first_contact=date(2024, 9, 2), person=f"twice-{at}")
    add(referrals, "referral", 8, **(child | {"age": 18}), first_contact=date(2025, 5, 6))
    add(referrals, "referral", 9, **child, first_contact=date(2023, 4, 3), last_contact=date(2024, 6, 28))
    add(referrals, "referral", 4, **child)
    found = counts(referrals, "cyp_access")
    assert found[ENDS_JUNE] == 18
    assert found[ENDS_SEPTEMBER] == 13, "a contact on 2 September 2024 is not within the year to September 2025"
    assert found[date(2025, 1, 1)] == 13
    of_june = figures(referrals, "cyp_access").loc[(COMMISSIONER, ENDS_JUNE, "", "")]
    assert (of_june["step_months"], of_june["window_months"], of_june["period_end"].date()) == (
        3,
        12,
        date(2025, 6, 30),
    )


def test_a_contact_on_the_first_day_of_the_twelve_months_counts_and_one_the_day_before_does_not(referrals):
    child = {"service": "children and young people", "age": 15, "received": date(2023, 3, 1)}
    add(referrals, "referral", 20, **child, first_contact=date(2025, 5, 6))
    add(referrals, "referral", 5, **child, first_contact=date(2024, 7, 1))
    add(referrals, "referral", 6, **child, first_contact=date(2024, 6, 30))
    assert counts(referrals, "cyp_access")[ENDS_JUNE] == 25


def test_records_that_begin_too_late_to_know_who_was_in_contact_make_no_figure():
    connection = nothing_yet()
    child = {"service": "children and young people", "age": 15}
    add(connection, "referral", 9, **child, received=date(2024, 1, 8), first_contact=date(2025, 5, 6))
    assert [*counts(connection, "cyp_access")] == [date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("name", "service", "cells", "others"),
    [
        ("access_18_24", "other", {"age": 18}, {"age": 25}),
        ("access_18_24", "talking therapies", {"age": 24}, {"age": 17}),
        ("perinatal_access", "perinatal", {"sex": "Female"}, {"sex": None}),
        ("ips_access", "employment support", {}, {"service": "other"}),
    ],
)
def test_whom_a_measure_of_access_is_about(referrals, name, service, cells, others):
    seen = {"service": service, "received": date(2025, 4, 1), "first_contact": date(2025, 5, 6)}
    add(referrals, "referral", 11, **(seen | cells))
    add(referrals, "referral", 7, **(seen | cells | others))
    assert counts(referrals, name)[ENDS_JUNE] == 11


def test_adults_in_community_care_count_from_their_second_contact(referrals):
    adult = {"service": "community adult", "received": date(2024, 1, 9), "first_contact": date(2024, 2, 6)}
    add(referrals, "referral", 12, **adult, second_contact=date(2025, 5, 6), last_contact=date(2025, 5, 6))
    add(referrals, "referral", 6, **adult, last_contact=date(2025, 5, 6))
    for body in (COMMISSIONER, TRUST):
        found = counts(referrals, "cmh_access", body)
        assert found[ENDS_JUNE] == 12 and found[date(2025, 1, 1)] == 12
        assert date(2024, 5, 1) not in found


def test_a_few_people_are_hidden(referrals):
    add(referrals, "referral", 4, service="perinatal", received=date(2025, 4, 1), first_contact=date(2025, 5, 6))
    found = figures(referrals, "perinatal_access").loc[(COMMISSIONER, ENDS_JUNE, "", "")]
    assert found["suppressed"] == "suppressed" and found[["value", "numerator"]].isna().all()
