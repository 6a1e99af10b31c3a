"""Published values: which source is used, and what is a breakdown."""

from __future__ import annotations

from indicators.core.figures import published
from indicators.core.model import Method
from tests.indicators.drawing import Given, indicator, measured


def test_the_source_named_first_is_trusted_first(given: Given) -> None:
    rows = given(
        published_value="""
        source | value
        second | 20
        first  | 10
    """
    )
    measures = measured(rows, indicator(published("first", "second")))
    assert measures[["source", "value"]].to_numpy().tolist() == [["first", 10]]


def test_sources_fill_in_for_each_other_by_the_period(given: Given) -> None:
    rows = given(
        published_value="""
        source | period_start | period_end | value
        first  | 2022-01-01   | 2022-12-31 | 10
        second | 2022-01-01   | 2022-12-31 | 20
        second | 2023-01-01   | 2023-12-31 | 21
    """
    )
    assert measured(rows, indicator(published("first", "second")))["value"].to_list() == [10, 21]


def test_a_number_that_the_trusted_source_hides_stays_hidden(given: Given) -> None:
    rows = given(
        published_value="""
        source | value | suppressed
        first  |       | suppressed
        second | 3     |
    """
    )
    measures = measured(rows, indicator(published("first", "second")))
    assert measures["value"].isna().all() and measures["suppressed"].to_list() == ["suppressed"]


def test_a_source_that_has_nothing_does_not_silence_a_lesser_one(given: Given) -> None:
    rows = given(
        published_value="""
        source | value | suppressed
        first  |       | not available
        second | 3     |
    """
    )
    assert measured(rows, indicator(published("first", "second")))["value"].to_list() == [3]


def test_a_series_of_a_publisher_is_chosen_by_its_number(given: Given) -> None:
    rows = given(
        published_value="""
        source     | series | value
        fingertips | 41001  | 11.6
        fingertips | 90813  | 460
    """
    )
    assert measured(rows, indicator(published("fingertips:41001")))["value"].to_list() == [11.6]


def test_the_common_format_feeds_an_indicator_that_declares_nothing(given: Given) -> None:
    rows = given(
        published_value="""
        source        | series | value
        a_local_audit | it     | 42
        a_local_audit | other  | 43
    """
    )
    assert measured(rows, indicator())["value"].to_list() == [42]


def test_a_source_not_named_comes_after_those_that_are(given: Given) -> None:
    rows = given(
        published_value="""
        source  | value
        nowhere | 1
        named   | 2
    """
    )
    assert measured(rows, indicator(published("named")))["value"].to_list() == [2]


def test_men_and_women_are_a_breakdown_and_never_the_headline(given: Given) -> None:
    rows = given(
        published_value="""
        sex     | value
        Persons | 11
        Male    | 17
        Female  | 5
    """
    )
    measures = measured(rows, indicator(published("a_publisher")))
    assert measures[["dimension", "category", "value"]].to_numpy().tolist() == [
        ["", "", 11], ["sex", "Female", 5], ["sex", "Male", 17],
    ]  # fmt: skip


def test_where_only_men_are_published_there_is_no_headline(given: Given) -> None:
    rows = given(
        published_value="""
        sex  | value
        Male | 17
    """
    )
    assert measured(rows, indicator(published("a_publisher")))["dimension"].to_list() == ["sex"]


def test_an_age_band_beside_the_usual_ages_is_a_breakdown(given: Given) -> None:
    rows = given(
        published_value="""
        age    | period_start | period_end | value
        10-24  | 2022-01-01   | 2022-12-31 | 400
        10-24  | 2023-01-01   | 2023-12-31 | 410
        10-14  | 2023-01-01   | 2023-12-31 | 300
    """
    )
    measures = measured(rows, indicator(published("a_publisher"), method=Method.DSR, unit="per 100,000 people"))
    assert measures[["dimension", "category", "value"]].to_numpy().tolist() == [
        ["", "", 400], ["", "", 410], ["age", "10-14", 300],
    ]  # fmt: skip


def test_a_count_is_never_taken_for_a_percentage_nor_the_other_way_round(given: Given) -> None:
    rows = given(
        published_value="""
        statistic  | value
        count      | 160
        percentage | 16
    """
    )
    assert measured(rows, indicator(published("a_publisher")))["value"].to_list() == [16]
    number = indicator(published("a_publisher"), method=Method.COUNT, unit="people")
    assert measured(rows, number)["value"].to_list() == [160]
