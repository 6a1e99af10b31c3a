"""Of whom counts of records are: the same conditions count the same people, and more conditions some of them."""

from __future__ import annotations

import pytest

from indicators import catalogue
from indicators.core.disclosure.same_people import in_all, on_top
from indicators.core.records import Events, events


def declared(name: str) -> Events:
    (figures,) = (one for one in catalogue()[name].figures if isinstance(one, Events))
    return figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tt_wait_6w", "tt_wait_18w"),
        ("tt_wait_6w", "tt_reliable_improvement"),
        ("tt_recovery", "tt_reliable_recovery"),
        ("tt_recovery", "tt_recovery_ethnic_gap"),
        ("acute_stay_over_60d", "acute_stay_over_90d"),
        ("settled_accommodation", "smh_paid_employment"),
    ],
)
def test_indicators_that_are_of_the_same_people(one: str, other: str):
    assert in_all(declared(one)) == in_all(declared(other))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (on_top(declared("tt_wait_6w")), on_top(declared("tt_wait_18w"))),
        (on_top(declared("acute_stay_over_90d")), on_top(declared("acute_stay_over_60d"))),
        (on_top(declared("tt_reliable_recovery")), on_top(declared("tt_reliable_improvement"))),
        (on_top(declared("crisis_4h")), in_all(declared("crisis_4h"))),
    ],
)
def test_some_are_a_part_of_others(part, whole):
    assert part.are_part_of(whole)
    assert not whole.are_part_of(part)


def test_who_finished_treatment_is_on_top_of_one_indicator_and_all_of_another():
    assert on_top(declared("tt_completion")) == in_all(declared("tt_wait_6w"))


def test_other_days_other_ages_and_other_ways_to_count_are_of_other_people():
    days = events("referral", "ended"), events("referral", "received")
    ages = events("referral", "ended"), events("referral", "ended", of_ages=(18, 69))
    once = events("referral", "ended"), events("referral", "ended", persons="any")
    for one, other in (days, ages, once):
        assert in_all(one) != in_all(other)
        assert not in_all(one).are_part_of(in_all(other))


def test_of_persons_counted_once_none_is_a_part_since_their_groups_are_not():
    some = events("referral", "ended", persons="any", counted=lambda referral: referral.age > 40)
    over_twenty = events("referral", "ended", persons="any", counted=lambda referral: referral.age > 20)
    assert not in_all(some).are_part_of(in_all(over_twenty))


def test_what_is_no_number_of_people_is_of_nobody():
    assert on_top(declared("oap_bed_days")) is None
    assert in_all(declared("acute_stay_median")) is None
    assert on_top(declared("restraint_rate")) is None
