"""Limits: the publisher's, ours, and where there can be none."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.core.figures import activity, count, published
from indicators.core.measures.approximate import Approximate
from indicators.core.model import Method
from tests.indicators.drawing import Given, indicator, measured
from tests.indicators.engine.declared import SHARE, of_provider


def test_the_publishers_limits_are_kept(given: Given) -> None:
    rows = given(
        published_value="""
        value | lower95 | upper95 | numerator | denominator
        20    | 13      | 29      | 20        | 100
    """
    )
    measure = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert (measure["lower95"], measure["upper95"], measure["approximate"]) == (13, 29, None)


def test_limits_are_made_from_counts_where_the_publisher_gives_none(given: Given) -> None:
    rows = given(
        published_value="""
        value | numerator | denominator
        20    | 20        | 100
    """
    )
    measure = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert [measure["lower95"], measure["upper95"]] == pytest.approx([13.3367, 28.8829], abs=1e-4)


@pytest.mark.parametrize(
    "limits", ["21 | 29 | | ", "13 | 19 | | ", "13 | 29 | 21 | 30"], ids=["too high", "too low", "the wider ones"]
)
def test_limits_that_do_not_hold_their_own_value_are_dropped_and_said(given: Given, limits: str) -> None:
    rows = given(published_value=f"value | lower95 | upper95 | lower998 | upper998\n20 | {limits}")
    measure = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert measure[["lower95", "upper95", "lower998", "upper998"]].isna().all()
    assert (measure["value"], measure["approximate"]) == (20, Approximate.UNBRACKETED)


def test_counts_beside_a_value_that_they_do_not_give_make_no_limits(given: Given) -> None:
    rows = given(
        published_value="""
        value | numerator | denominator
        60    | 20        | 100
    """
    )
    measure = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert pd.isna(measure["lower95"]) and measure["approximate"] == Approximate.OTHER_COUNTS


def test_limits_hold_a_value_that_the_publisher_rounded_just_outside_them(given: Given) -> None:
    rows = given(
        service_activity="""
        series | area      | role     | statistic  | value
        P      | E92000001 | national | percentage | 50
        M1     | E92000001 | national | count      | 504701
        M2     | E92000001 | national | count      | 1000000
    """
    )
    measure = measured(rows, of_provider(SHARE)).iloc[0]
    assert measure["lower95"] == 50 < measure["upper95"]


def test_limits_from_counts_rounded_to_five_say_so(given: Given) -> None:
    picture = """
        source                | series | value
        nhs_talking_therapies | M1     | 50
        nhs_talking_therapies | M2     | 100
    """
    share = activity("nhs_talking_therapies", numerator=count("M1"), denominator=count("M2"))
    assert measured(given(service_activity=picture), of_provider(share))["approximate"].to_list() == [
        Approximate.ROUNDED
    ]


def test_englands_counts_are_not_rounded(given: Given) -> None:
    picture = """
        source                | series | area      | role     | value
        nhs_talking_therapies | M1     | E92000001 | national | 50
        nhs_talking_therapies | M2     | E92000001 | national | 100
    """
    share = activity("nhs_talking_therapies", numerator=count("M1"), denominator=count("M2"))
    assert measured(given(service_activity=picture), of_provider(share))["approximate"].isna().all()


def test_a_pair_of_counts_that_happen_to_end_in_five_is_not_called_rounded(given: Given) -> None:
    rows = given(
        published_value="""
        period_start | period_end | value | numerator | denominator
        2021-01-01   | 2021-12-31 | 50    | 3395      | 6790
        2022-01-01   | 2022-12-31 | 50    | 3401      | 6802
        2023-01-01   | 2023-12-31 | 50    | 3402      | 6804
    """
    )
    assert measured(rows, indicator(published("a_publisher")))["approximate"].isna().all()


def test_counts_that_all_end_in_nought_or_five_are_rounded_whoever_published_them(given: Given) -> None:
    rows = given(
        published_value="""
        period_start | period_end | value | numerator | denominator
        2021-01-01   | 2021-12-31 | 50    | 100       | 200
        2022-01-01   | 2022-12-31 | 50    | 105       | 210
    """
    )
    assert (measured(rows, indicator(published("a_publisher")))["approximate"] == Approximate.ROUNDED).all()


def test_a_count_of_people_has_limits_of_ours_and_says_what_they_assume(given: Given) -> None:
    rows = given(
        published_value="""
        value
        25
    """
    )
    measure = measured(rows, indicator(published("a_publisher"), method=Method.COUNT, unit="people")).iloc[0]
    assert [measure["lower95"], measure["upper95"]] == pytest.approx([16.17427, 36.90645], abs=1e-5)
    assert measure["approximate"] == Approximate.A_COUNT


def test_days_are_not_independent_events_and_have_no_limits(given: Given) -> None:
    rows = given(
        published_value="""
        value
        1285
    """
    )
    assert measured(rows, indicator(published("a_publisher"), method=Method.COUNT, unit="days"))["lower95"].isna().all()


def test_a_crude_rate_has_poisson_limits_from_its_counts(given: Given) -> None:
    rows = given(
        published_value="""
        value | numerator | denominator
        50    | 5         | 10000
    """
    )
    rate = indicator(published("a_publisher"), method=Method.RATE, unit="per 100,000 people", multiplier=100_000)
    measure = measured(rows, rate).iloc[0]
    assert [measure["lower95"], measure["upper95"]] == pytest.approx([16.2349, 116.6833], abs=1e-4)


def test_a_standardised_rate_without_limits_has_approximate_ones_from_the_population(given: Given) -> None:
    rows = given(
        published_value="""
            period_start | period_end | window_months | value
            2021-01-01   | 2023-12-31 | 36            | 11.6
        """,
        population="""
            area      | year | sex     | age | people
            E08000035 | 2021 | Persons | 40  | 713107
            E08000035 | 2021 | Persons | 9   | 95929
            E08000035 | 2020 | Persons | 40  | 700000
        """,
    )
    rate = indicator(
        published("a_publisher"), method=Method.DSR, unit="per 100,000 people", multiplier=100_000,
        approximate_population=(10, 120),
    )  # fmt: skip
    measure = measured(rows, rate).iloc[0]
    assert [round(measure["lower95"], 1), round(measure["upper95"], 1)] == [10.2, 13.1]
    assert measure["approximate"] == "population:2021"
