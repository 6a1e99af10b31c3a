"""Measures by version and by day; and what holds of every measure in the bundled store."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from duckdb import DuckDBPyConnection

from data.storage.versions import Store, StoreError
from indicators import catalogue
from indicators.core.figures import published
from indicators.core.measures import engine
from indicators.core.measures import measures as reading
from indicators.core.model import Indicator
from tests.indicators.drawing import Given, indicator


def written(connection: DuckDBPyConnection, declared: Indicator, version: int) -> list[tuple[float, int, int | None]]:
    engine.write(connection, engine.compute(connection, {"it": declared}, version), version, ("it",))
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
    declared = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    assert written(rows, declared, 1) == [(13.3, 1, None), (13.9, 1, None)]
    second_load(given(published_value=REVISED))
    assert written(rows, declared, 2) == [(13.3, 1, None), (13.9, 1, 2), (11.9, 2, None), (13.3, 2, None)]


def test_computing_again_changes_nothing(given: Given) -> None:
    declared = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    assert written(rows, declared, 1) == written(rows, declared, 2)


def test_a_figure_that_is_withdrawn_is_closed(given: Given) -> None:
    declared = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    written(rows, declared, 1)
    rows.execute("UPDATE load SET version_to = 2")
    assert {row[2] for row in written(rows, declared, 2)} == {2}


def test_as_at_a_day_the_figure_published_by_then_speaks(given: Given) -> None:
    declared = indicator(published("a_publisher"))
    rows = given(published_value=FIRST)
    second_load(given(published_value=REVISED))
    then = engine.compute(rows, {"it": declared}, 2, date(2022, 12, 31))
    now = engine.compute(rows, {"it": declared}, 2)
    assert sorted(then["value"]) == [13.3, 13.9]
    assert sorted(now["value"]) == [11.9, 13.3, 13.3]


@pytest.mark.slow
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
