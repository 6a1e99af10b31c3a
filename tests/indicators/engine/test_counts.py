"""Measures made from the counts of national files."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection

from indicators.core.figures import activity, count
from indicators.core.measures import engine
from indicators.core.model import Method
from tests.indicators.drawing import Given, measured
from tests.indicators.engine.declared import SHARE, of_provider


def test_the_publishers_percentage_is_shown_where_there_is_one_and_ours_where_not(given: Given) -> None:
    rows = given(
        service_activity="""
        series | period_start | period_end | statistic  | value
        P      | 2023-01-01   | 2023-01-31 | percentage | 50
        M1     | 2023-01-01   | 2023-01-31 | count      | 105
        M2     | 2023-01-01   | 2023-01-31 | count      | 205
        M1     | 2023-02-01   | 2023-02-28 | count      | 60
        M2     | 2023-02-01   | 2023-02-28 | count      | 240
    """
    )
    measures = measured(rows, of_provider(SHARE))
    assert measures["value"].to_list() == [50, 25]
    assert measures["method"].to_list() == ["as published", "from published counts"]


def test_a_hidden_part_makes_a_sum_unknown_and_never_smaller(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value | suppressed
        A      | 10    |
        B      |       | suppressed
    """
    )
    measures = measured(rows, of_provider(activity("a_file", numerator=count("A", "B")), Method.COUNT, unit="people"))
    assert measures["value"].isna().all() and measures["suppressed"].to_list() == ["suppressed"]


def test_a_part_that_is_not_there_makes_a_sum_unknown(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        A      | 10
    """
    )
    measures = measured(rows, of_provider(activity("a_file", numerator=count("A", "B")), Method.COUNT, unit="people"))
    assert measures["value"].isna().all() and measures["suppressed"].to_list() == ["not available"]


def test_counts_are_added_and_taken_away(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        A      | 10
        B      | 5
        C      | 3
    """
    )
    figures = activity("a_file", numerator=count("A", "B", less=("C",)))
    assert measured(rows, of_provider(figures, Method.COUNT, unit="people"))["value"].to_list() == [12]


def test_nought_of_nought_is_not_nought_per_cent(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        M1     | 0
        M2     | 0
    """
    )
    measures = measured(rows, of_provider(SHARE))
    assert measures["value"].isna().all() and measures["lower95"].isna().all()


def test_nought_of_some_is_nought_per_cent_with_an_upper_limit(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        M1     | 0
        M2     | 10
    """
    )
    measure = measured(rows, of_provider(SHARE)).iloc[0]
    assert (measure["value"], measure["lower95"]) == (0, 0)
    assert measure["upper95"] == pytest.approx(27.7533, abs=1e-4)


def test_more_than_all_is_no_share(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        M1     | 10
        M2     | 5
    """
    )
    assert measured(rows, of_provider(SHARE))["value"].isna().all()


def test_not_recorded_turned_into_recorded(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        M1     | 30
        M2     | 120
    """
    )
    recorded = activity("a_file", numerator=count("M1"), denominator=count("M2"), complement=True)
    measures = measured(rows, of_provider(recorded))
    assert measures[["value", "numerator"]].to_numpy().tolist() == [[75, 90]]


def test_men_in_a_national_file_are_not_added_to_everybody(given: Given) -> None:
    rows = given(
        service_activity="""
        series | sex     | value
        M1     | Persons | 100
        M1     | Male    | 40
    """
    )
    figures = activity("a_file", numerator=count("M1"))
    assert measured(rows, of_provider(figures, Method.COUNT, unit="people"))["value"].to_list() == [100]


# Age bands that change: 65 and over in one year, three bands in the next.
OLDER = activity(
    "a_file",
    numerator=count("R", dimension="age", categories=("65 and over", "65 to 74", "75 to 89", "90 and over")),
    denominator=count("R"),
)
BANDS = """
    area      | role     | period_start | period_end | dimension | category    | value
    RY6       | provider | 2021-01-01   | 2021-01-31 |           |             | 100
    RY6       | provider | 2021-01-01   | 2021-01-31 | age       | 65 and over | 10
    RY6       | provider | 2022-01-01   | 2022-01-31 |           |             | 100
    RY6       | provider | 2022-01-01   | 2022-01-31 | age       | 65 to 74    | 10
    RY6       | provider | 2022-01-01   | 2022-01-31 | age       | 75 to 89    | 4
    E92000001 | national | 2022-01-01   | 2022-01-31 |           |             | 9000
    E92000001 | national | 2022-01-01   | 2022-01-31 | age       | 65 to 74    | 800
    E92000001 | national | 2022-01-01   | 2022-01-31 | age       | 75 to 89    | 300
    E92000001 | national | 2022-01-01   | 2022-01-31 | age       | 90 and over | 20
"""
OLDEST = "    RY6 | provider | 2022-01-01 | 2022-01-31 | age | 90 and over | {}"


def leeds_share(rows: DuckDBPyConnection) -> pd.DataFrame:
    measures = measured(rows, of_provider(OLDER))
    return measures[measures["area"] == "RY6"]


def test_changing_age_bands_are_added_to_the_same_group(given: Given) -> None:
    rows = given(service_activity=_with_series(BANDS + OLDEST.format(1)))
    assert leeds_share(rows)["numerator"].to_list() == [10, 15]


def test_a_band_that_others_have_and_leeds_has_not_makes_the_sum_unknown(given: Given) -> None:
    rows = given(service_activity=_with_series(BANDS))
    assert leeds_share(rows)["value"].isna().to_list() == [False, True]


def _with_series(picture: str) -> str:
    header, *lines = picture.strip().splitlines()
    return "\n".join([f"series | {header}", *(f"R | {line}" for line in lines)])


@pytest.mark.slow
def test_figures_that_share_counts_are_each_what_they_are_alone(given: Given) -> None:
    rows = given(
        service_activity="""
        series | dimension | category | value
        M1     |           |          | 60
        M2     |           |          | 240
        M1     | sex       | Female   | 20
        M2     | sex       | Female   | 100
        M2     | sex       | Male     | 140
    """
    )
    share = activity("a_file", numerator=count("M1"), denominator=count("M2"))
    declared = {
        "share": of_provider(share),
        "rest": of_provider(replace(share, complement=True)),
        "by_sex": of_provider(replace(share, by=("sex",))),
        "others": of_provider(activity("a_file", numerator=count("M2", less=("M1",))), Method.COUNT, unit="people"),
    }
    together = engine.compute(rows, declared, 1)
    assert together.groupby("indicator")["value"].first().to_dict() == {
        "share": 25, "rest": 75, "by_sex": 25, "others": 180
    }  # fmt: skip
    alone = pd.concat([engine.compute(rows, {name: one}, 1) for name, one in declared.items()], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)
