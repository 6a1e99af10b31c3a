"""Which periods extracts of services cover: a figure is made of no other."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.indicators.records.kept import COMMISSIONER, TRUST, add, complete_from, figures, nothing_yet, shares

JANUARY = date(2024, 1, 1)


def seen(connection, day: date, times: int = 10, **cells: object) -> None:
    """Very urgent referrals that came on a day and were seen at once."""
    came = datetime(day.year, day.month, day.day, 9)
    add(connection, "crisis_contact", times, urgency="very urgent", received=came, seen=came, **cells)


def each_month(connection, first: date, last: date, times: int = 10, **cells: object) -> None:
    day = first
    while day <= last:
        seen(connection, day, times, **cells)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=first.day)


def months(connection, body: str = TRUST) -> list[date]:
    return [*shares(connection, "crisis_4h", body)]


@pytest.fixture
def half_a_year():
    """Ten a month from January to June 2024, in an extract of July that does not say from when on it is whole."""
    connection = nothing_yet()
    each_month(connection, JANUARY, date(2024, 6, 1), extracted=date(2024, 7, 1), complete_from=None)
    return connection


@pytest.mark.slow
def test_an_extract_that_says_it_is_whole_from_within_a_month_on_has_no_figure_of_that_month(half_a_year):
    complete_from(half_a_year, "crisis_contact", date(2024, 2, 2))
    assert months(half_a_year) == [date(2024, month, 1) for month in (3, 4, 5, 6)]


@pytest.mark.slow
def test_where_it_does_not_say_so_a_first_record_within_a_month_makes_no_figure_of_it():
    connection = nothing_yet()
    each_month(connection, date(2024, 1, 12), date(2024, 6, 12), complete_from=None, extracted=date(2024, 7, 1))
    assert months(connection) == [date(2024, month, 1) for month in (2, 3, 4, 5, 6)]


@pytest.mark.slow
@pytest.mark.parametrize("early", [date(2001, 3, 1), date(2023, 6, 1)])
def test_few_early_records_do_not_begin_it(half_a_year, early):
    seen(half_a_year, early, 1, extracted=date(2024, 7, 1), complete_from=None)
    assert months(half_a_year)[0] == JANUARY


@pytest.mark.slow
def test_records_that_are_few_for_years_are_those_still_open_when_it_was_drawn(half_a_year):
    each_month(half_a_year, date(2022, 1, 1), date(2023, 12, 1), 2, extracted=date(2024, 7, 1), complete_from=None)
    assert months(half_a_year)[0] == JANUARY


@pytest.mark.slow
def test_between_two_extracts_that_do_not_meet_there_is_no_figure(half_a_year):
    complete_from(half_a_year, "crisis_contact", JANUARY)
    each_month(
        half_a_year,
        date(2024, 10, 1),
        date(2024, 12, 1),
        complete_from=date(2024, 10, 1),
        extracted=date(2025, 1, 1),
    )
    seen(half_a_year, date(2024, 8, 5), complete_from=date(2024, 10, 1), extracted=date(2025, 1, 1))
    assert months(half_a_year) == [date(2024, month, 1) for month in (1, 2, 3, 4, 5, 6, 10, 11, 12)]


@pytest.mark.slow
def test_extracts_that_meet_give_the_year_in_which_they_do(half_a_year):
    complete_from(half_a_year, "crisis_contact", JANUARY)
    each_month(
        half_a_year, date(2024, 7, 1), date(2025, 3, 1), complete_from=date(2024, 7, 1), extracted=date(2025, 4, 1)
    )
    of_women = figures(half_a_year, "crisis_4h").loc[(TRUST, date(2024, 4, 1), "sex", "Female")]
    assert (of_women["window_months"], of_women["denominator"]) == (12, 120)


@pytest.mark.slow
def test_who_is_still_in_touch_is_known_only_as_far_back_as_one_extract_reaches():
    connection = nothing_yet()
    adult = {"service": "community adult", "received": date(2022, 5, 1), "settled_home": "yes"}
    add(connection, "referral", 20, **adult, complete_from=date(2020, 1, 1), extracted=date(2024, 4, 1))
    newer = adult | {"received": date(2024, 4, 10), "complete_from": date(2024, 4, 1), "extracted": date(2025, 4, 1)}
    add(connection, "referral", 30, **newer)
    assert list(shares(connection, "settled_accommodation")) == [date(2022, 4, 1), date(2023, 4, 1)]


@pytest.mark.slow
def test_a_provider_of_very_few_of_a_commissioners_records_does_not_cut_its_line(half_a_year):
    seen(half_a_year, JANUARY, 59 * 10, extracted=date(2024, 7, 1), complete_from=None)
    seen(half_a_year, JANUARY, 6, provider="T2", extracted=date(2024, 2, 1), complete_from=None)
    assert months(half_a_year, COMMISSIONER)[-1] == date(2024, 6, 1)
    seen(half_a_year, JANUARY, 60, provider="T2", extracted=date(2024, 2, 1), complete_from=None)
    assert months(half_a_year, COMMISSIONER) == [JANUARY]


@pytest.mark.slow
def test_records_that_name_no_commissioner_and_no_area_make_figures_of_their_provider_alone():
    connection = nothing_yet()
    each_month(connection, JANUARY, date(2024, 6, 1), extracted=date(2024, 7, 1), commissioner=None, area=None)
    measures = figures(connection, "crisis_4h")
    assert len(measures) and {*measures.index.unique("area")} == {TRUST}
