"""From published rows to measures: whose figure is taken, what a sum may say, where limits come from."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection

from data.store import Store, StoreError
from indicators import catalogue
from indicators.core import engine
from indicators.core import measures as reading
from indicators.core.model import (
    LCH,
    Activity,
    Groups,
    Indicator,
    Method,
    activity,
    count,
    published,
)
from indicators.core.rounding import A_COUNT, OTHER_COUNTS, ROUNDED, UNBRACKETED
from tests.indicators.drawing import Given, indicator, measured

SHARE = activity("a_file", value="P", numerator=count("M1"), denominator=count("M2"))


def of_provider(figures: Activity, method: Method = Method.PROPORTION, **declared: object) -> Indicator:
    return indicator(figures, method=method, place=LCH, **declared)


# Published values -------------------------------------------------------------------------------------


def test_the_source_named_first_is_trusted_first(given: Given) -> None:
    rows = given(
        published_value="""
        source | value
        second | 20
        first  | 10
    """
    )
    found = measured(rows, indicator(published("first", "second")))
    assert found[["source", "value"]].to_numpy().tolist() == [["first", 10]]


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
    found = measured(rows, indicator(published("first", "second")))
    assert found["value"].isna().all() and found["suppressed"].to_list() == ["suppressed"]


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
    found = measured(rows, indicator(published("a_publisher")))
    assert found[["dimension", "category", "value"]].to_numpy().tolist() == [
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
    found = measured(rows, indicator(published("a_publisher"), method=Method.DSR, unit="per 100,000 people"))
    assert found[["dimension", "category", "value"]].to_numpy().tolist() == [
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


# Counts of national files -----------------------------------------------------------------------------


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
    found = measured(rows, of_provider(SHARE))
    assert found["value"].to_list() == [50, 25]
    assert found["method"].to_list() == ["as published", "from published counts"]


def test_a_hidden_part_makes_a_sum_unknown_and_never_smaller(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value | suppressed
        A      | 10    |
        B      |       | suppressed
    """
    )
    found = measured(rows, of_provider(activity("a_file", numerator=count("A", "B")), Method.COUNT, unit="people"))
    assert found["value"].isna().all() and found["suppressed"].to_list() == ["suppressed"]


def test_a_part_that_is_not_there_makes_a_sum_unknown(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        A      | 10
    """
    )
    found = measured(rows, of_provider(activity("a_file", numerator=count("A", "B")), Method.COUNT, unit="people"))
    assert found["value"].isna().all() and found["suppressed"].to_list() == ["not available"]


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
    found = measured(rows, of_provider(SHARE))
    assert found["value"].isna().all() and found["lower95"].isna().all()


def test_nought_of_some_is_nought_per_cent_with_an_upper_limit(given: Given) -> None:
    rows = given(
        service_activity="""
        series | value
        M1     | 0
        M2     | 10
    """
    )
    found = measured(rows, of_provider(SHARE)).iloc[0]
    assert (found["value"], found["lower95"]) == (0, 0)
    assert found["upper95"] == pytest.approx(27.7533, abs=1e-4)


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
    found = measured(rows, of_provider(recorded))
    assert found[["value", "numerator"]].to_numpy().tolist() == [[75, 90]]


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
    found = measured(rows, of_provider(OLDER))
    return found[found["area"] == "RY6"]


def test_changing_age_bands_are_added_to_the_same_group(given: Given) -> None:
    rows = given(service_activity=_with_series(BANDS + OLDEST.format(1)))
    assert leeds_share(rows)["numerator"].to_list() == [10, 15]


def test_a_band_that_others_have_and_leeds_has_not_makes_the_sum_unknown(given: Given) -> None:
    rows = given(service_activity=_with_series(BANDS))
    assert leeds_share(rows)["value"].isna().to_list() == [False, True]


def _with_series(picture: str) -> str:
    header, *lines = picture.strip().splitlines()
    return "\n".join([f"series | {header}", *(f"R | {line}" for line in lines)])


# Gaps -------------------------------------------------------------------------------------------------

GAP = activity(
    "a_file", value="P", numerator=count("M1"), denominator=count("M2"),
    between=Groups("deprivation", ("01",), ("10",), "least deprived", "most deprived"),
)  # fmt: skip
SIDES = """
    series | dimension   | category | statistic  | value
    P      | deprivation | 01       | percentage | 30
    M1     | deprivation | 01       | count      | 90
    M2     | deprivation | 01       | count      | 300
    P      | deprivation | 10       | percentage | 18
    M1     | deprivation | 10       | count      | 54
    M2     | deprivation | 10       | count      | 300
"""


def gap_of(given: Given, picture: str = SIDES) -> pd.DataFrame:
    return measured(given(service_activity=picture), of_provider(GAP, Method.GAP, unit="percentage points"))


def test_a_gap_is_the_first_group_less_the_second_with_newcombes_limits(given: Given) -> None:
    gap = gap_of(given).query("dimension == ''").iloc[0]
    assert gap["value"] == 12
    assert [gap["lower95"], gap["upper95"]] == pytest.approx([5.1759, 18.6907], abs=1e-4)
    assert gap["lower998"] < gap["lower95"] and gap["upper998"] > gap["upper95"]


def test_both_groups_stand_beside_the_gap_with_limits_of_their_own(given: Given) -> None:
    sides = gap_of(given).query("dimension == 'deprivation'").set_index("category")
    assert sides["value"].to_dict() == {"least deprived": 30, "most deprived": 18}
    assert ((sides["lower95"] < sides["value"]) & (sides["value"] < sides["upper95"])).all()


def test_a_gap_with_a_hidden_side_is_hidden(given: Given) -> None:
    found = (
        gap_of(
            given,
            """
        series | dimension   | category | statistic  | value | suppressed
        P      | deprivation | 01       | percentage | 30    |
        P      | deprivation | 10       | percentage |       | suppressed
    """,
        )
        .query("dimension == ''")
        .iloc[0]
    )
    assert pd.isna(found["value"]) and found["suppressed"] == "suppressed"


def test_groups_made_of_several_are_added_from_their_counts(given: Given) -> None:
    fifths = activity(
        "a_file", value="P", numerator=count("M1"), denominator=count("M2"),
        between=Groups("deprivation", ("01", "02"), ("09", "10"), "least deprived fifth", "most deprived fifth"),
    )  # fmt: skip
    rows = given(
        service_activity="""
        series | dimension   | category | value
        M1     | deprivation | 01       | 50
        M1     | deprivation | 02       | 40
        M2     | deprivation | 01       | 100
        M2     | deprivation | 02       | 200
        M1     | deprivation | 09       | 30
        M1     | deprivation | 10       | 24
        M2     | deprivation | 09       | 150
        M2     | deprivation | 10       | 150
    """
    )
    found = measured(rows, of_provider(fifths, Method.GAP, unit="percentage points"))
    assert found.set_index("category")["value"].to_dict() == {
        "": pytest.approx(12), "least deprived fifth": 30, "most deprived fifth": 18,
    }  # fmt: skip


# Limits -----------------------------------------------------------------------------------------------


def test_the_publishers_limits_are_kept(given: Given) -> None:
    rows = given(
        published_value="""
        value | lower95 | upper95 | numerator | denominator
        20    | 13      | 29      | 20        | 100
    """
    )
    found = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert (found["lower95"], found["upper95"], found["approximate"]) == (13, 29, None)


def test_limits_are_made_from_counts_where_the_publisher_gives_none(given: Given) -> None:
    rows = given(
        published_value="""
        value | numerator | denominator
        20    | 20        | 100
    """
    )
    found = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert [found["lower95"], found["upper95"]] == pytest.approx([13.3367, 28.8829], abs=1e-4)


@pytest.mark.parametrize(
    "limits", ["21 | 29 | | ", "13 | 19 | | ", "13 | 29 | 21 | 30"], ids=["too high", "too low", "the wider ones"]
)
def test_limits_that_do_not_hold_their_own_value_are_dropped_and_said(given: Given, limits: str) -> None:
    rows = given(published_value=f"value | lower95 | upper95 | lower998 | upper998\n20 | {limits}")
    found = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert found[["lower95", "upper95", "lower998", "upper998"]].isna().all()
    assert (found["value"], found["approximate"]) == (20, UNBRACKETED)


def test_counts_beside_a_value_that_they_do_not_give_make_no_limits(given: Given) -> None:
    rows = given(
        published_value="""
        value | numerator | denominator
        60    | 20        | 100
    """
    )
    found = measured(rows, indicator(published("a_publisher"))).iloc[0]
    assert pd.isna(found["lower95"]) and found["approximate"] == OTHER_COUNTS


def test_limits_hold_a_value_that_the_publisher_rounded_just_outside_them(given: Given) -> None:
    rows = given(
        service_activity="""
        series | area      | role     | statistic  | value
        P      | E92000001 | national | percentage | 50
        M1     | E92000001 | national | count      | 504701
        M2     | E92000001 | national | count      | 1000000
    """
    )
    found = measured(rows, of_provider(SHARE)).iloc[0]
    assert found["lower95"] == 50 < found["upper95"]


def test_limits_from_counts_rounded_to_five_say_so(given: Given) -> None:
    picture = """
        source                | series | value
        nhs_talking_therapies | M1     | 50
        nhs_talking_therapies | M2     | 100
    """
    share = activity("nhs_talking_therapies", numerator=count("M1"), denominator=count("M2"))
    assert measured(given(service_activity=picture), of_provider(share))["approximate"].to_list() == [ROUNDED]


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
    assert (measured(rows, indicator(published("a_publisher")))["approximate"] == ROUNDED).all()


def test_a_count_of_people_has_limits_of_ours_and_says_what_they_assume(given: Given) -> None:
    rows = given(
        published_value="""
        value
        25
    """
    )
    found = measured(rows, indicator(published("a_publisher"), method=Method.COUNT, unit="people")).iloc[0]
    assert [found["lower95"], found["upper95"]] == pytest.approx([16.17427, 36.90645], abs=1e-5)
    assert found["approximate"] == A_COUNT


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
    found = measured(rows, rate).iloc[0]
    assert [found["lower95"], found["upper95"]] == pytest.approx([16.2349, 116.6833], abs=1e-4)


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
    found = measured(rows, rate).iloc[0]
    assert [round(found["lower95"], 1), round(found["upper95"], 1)] == [10.2, 13.1]
    assert "mid-2021 population" in found["approximate"]


# Versions ---------------------------------------------------------------------------------------------


def written(connection: DuckDBPyConnection, what: Indicator, version: int) -> list[tuple[float, int, int | None]]:
    engine.write(connection, engine.compute(connection, {"it": what}, version), version, ("it",))
    rows = "SELECT value, version_from, version_to FROM measure ORDER BY version_from, value"
    return connection.execute(rows).fetchall()


REVISED = """
    period_start | period_end | value | release    | release_precision | load_id
    2021-01-01   | 2021-12-31 | 13.3  | 2023-12-31 | day               | 2
    2022-01-01   | 2022-12-31 | 11.9  | 2023-12-31 | day               | 2
"""
FIRST = """
    period_start | period_end | value | release    | release_precision
    2020-01-01   | 2020-12-31 | 13.3  | 2022-09-30 | day
    2021-01-01   | 2021-12-31 | 13.9  | 2022-09-30 | day
"""


def second_load(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO load BY NAME SELECT 2 AS load_id, 2 AS version_from, TIMESTAMP '2024-02-01' AS loaded_at"
    )


def test_an_unchanged_figure_keeps_the_version_it_appeared_in_and_a_changed_one_is_closed(given: Given) -> None:
    what = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    assert written(rows, what, 1) == [(13.3, 1, None), (13.9, 1, None)]
    second_load(given(published_value=REVISED))
    assert written(rows, what, 2) == [(13.3, 1, None), (13.9, 1, 2), (11.9, 2, None), (13.3, 2, None)]


def test_computing_again_changes_nothing(given: Given) -> None:
    what = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    assert written(rows, what, 1) == written(rows, what, 2)


def test_a_figure_that_is_withdrawn_is_closed(given: Given) -> None:
    what = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    written(rows, what, 1)
    rows.execute("UPDATE load SET version_to = 2")
    assert {row[2] for row in written(rows, what, 2)} == {2}


def test_as_at_a_day_the_figure_published_by_then_speaks(given: Given) -> None:
    what = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    second_load(given(published_value=REVISED))
    then = engine.compute(rows, {"it": what}, 2, date(2022, 12, 31))
    now = engine.compute(rows, {"it": what}, 2)
    assert sorted(then["value"]) == [13.3, 13.9]
    assert sorted(now["value"]) == [11.9, 13.3, 13.3]


# The bundled store


def test_the_suicide_rate_of_2019_to_2021_was_13_9_and_is_13_3(store: Store) -> None:
    def of_2019_to_2021(rows: pd.DataFrame) -> list[float]:
        leeds = rows[(rows["area"] == "E08000035") & (rows["dimension"] == "")]
        return leeds.loc[leeds["period_end"] == "2021-12-31", "value"].to_list()

    rate = catalogue()["suicide_rate"]
    assert of_2019_to_2021(reading.measures(store, "suicide_rate")) == [13.3]
    then = reading.measures_as_at(store, "suicide_rate", rate, date(2022, 12, 31))
    then["period_end"] = pd.to_datetime(then["period_end"])
    assert of_2019_to_2021(then) == [13.9]


@pytest.mark.parametrize("version", [0, -1, 99])
def test_a_version_that_never_was_is_refused(store: Store, version: int) -> None:
    with pytest.raises(StoreError, match=f"There is no version {version}"):
        reading.measures(store, version=version)
    with pytest.raises(StoreError, match=f"There is no version {version}"):
        reading.measures_as_at(store, "suicide_rate", catalogue()["suicide_rate"], date(2024, 1, 1), version)


def test_every_figure_in_the_store_lies_within_its_limits(store: Store) -> None:
    outside = store.read().execute(
        "SELECT count(*) FROM measure WHERE value < lower95 OR value > upper95 OR value < lower998 OR value > upper998 "
        "OR lower998 > lower95 OR upper998 < upper95"
    )
    assert outside.fetchall() == [(0,)]


def test_no_figure_in_the_store_lacks_both_a_value_and_a_reason(store: Store) -> None:
    unexplained = "SELECT count(*) FROM measure WHERE (value IS NULL) = (suppressed IS NULL)"
    assert store.read().execute(unexplained).fetchall() == [(0,)]


def test_percentages_in_the_store_lie_between_0_and_100(store: Store) -> None:
    per_cents = [name for name, declared in catalogue().items() if declared.unit == "%"]
    beyond = "SELECT count(*) FROM measure WHERE list_contains($of, indicator) AND NOT value BETWEEN 0 AND 100"
    assert store.read().execute(beyond, {"of": per_cents}).fetchall() == [(0,)]
