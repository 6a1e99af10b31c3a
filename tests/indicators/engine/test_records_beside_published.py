"""Records beside a publisher's figures: in the declared order of trust, never one between the other's, and cut there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from duckdb import DuckDBPyConnection

from charts.facts.builders import cuts
from charts.words.chart import cut_label, why_cut
from indicators.core.figures import Figures, published
from indicators.core.measures import engine
from indicators.core.model import MENTAL_HEALTH_TRUST, Indicator, Method, Place
from indicators.core.records import Rates, events, seconds
from indicators.core.series.series import leading_line
from tests.indicators.drawing import Given, indicator, measured

TRUST = Place("RGD", "A trust", "provider")
SEEN = events(
    "crisis_contact", on="seen", top=lambda contact: seconds(contact.received, contact.seen) <= 60, by=("sex",)
)
PUBLISHED = """
    area | role     | period_start | period_end | step_months | window_months | value
    RGD  | provider | 2025-02-01   | 2025-02-28 | 1           | 1             | 50
    RGD  | provider | 2025-04-01   | 2025-04-30 | 1           | 1             | 60
"""


def declared(*figures: Figures) -> Indicator:
    return indicator(*figures, place=TRUST, stands=(MENTAL_HEALTH_TRUST,), step_months=1)


def _tables(connection: DuckDBPyConnection) -> set[str]:
    return {
        name for (name,) in connection.execute("SELECT table_name FROM duckdb_columns() WHERE NOT internal").fetchall()
    }


@pytest.fixture
def connection_of(given: Given) -> DuckDBPyConnection:
    """Published figures of February and April, and records of January to June, of which eight in ten were seen at once."""
    connection = given(published_value=PUBLISHED)
    for month in range(1, 7):
        for at in range(50):
            seen = datetime(2025, month, 3, 12, 0 if at < 40 else 9)
            connection.execute(
                "INSERT INTO crisis_contact (provider, crisis_contact, person, extracted, received, seen, load_id, row_number) "
                "VALUES ('RGD', ?, ?, DATE '2025-07-01', ?, ?, 1, 2)",
                [f"c{month}-{at}", f"p{at}", datetime(2025, month, 3, 12), seen],
            )
    return connection


def values(connection: DuckDBPyConnection, crisis_share: Indicator) -> dict[int, float]:
    measures = measured(connection, crisis_share)
    measures = measures[measures["dimension"] == ""]
    return dict(zip(measures["period_start"].dt.month, measures["value"], strict=True))


@pytest.mark.slow
def test_records_speak_only_before_and_after_a_publisher_that_is_trusted_more(connection_of):
    assert values(connection_of, declared(published("a_publisher:it"), SEEN)) == {1: 80, 2: 50, 4: 60, 5: 80, 6: 80}


@pytest.mark.slow
def test_a_publisher_that_calls_a_provider_an_area_is_not_spoken_between_either(connection_of):
    """Both stand in one line: a figure of each month, and none of March, of which the publisher has none."""
    connection_of.execute("UPDATE published_value SET role = 'area'")
    assert values(connection_of, declared(published("a_publisher:it"), SEEN)) == {1: 80, 2: 50, 4: 60, 5: 80, 6: 80}


@pytest.mark.slow
def test_records_that_are_trusted_more_have_their_whole_time(connection_of):
    assert values(connection_of, declared(SEEN, published("a_publisher:it"))) == dict.fromkeys(range(1, 7), 80)


@pytest.mark.slow
def test_the_line_is_cut_where_another_source_goes_on_and_says_so(connection_of):
    crisis_share = declared(published("a_publisher:it"), SEEN)
    line = leading_line(measured(connection_of, crisis_share), crisis_share)
    assert line is not None
    to_published, to_records = cuts(line, crisis_share)
    assert to_published.another_source and to_records.another_source
    assert (to_records.after, to_records.rebased) == (date(2025, 5, 31), False)
    assert why_cut(to_records) == "from there on they come from another source"
    assert cut_label(to_records) == ("another", "source")
    assert line.segment["value"].tolist() == [80, 80]


@pytest.mark.slow
def test_a_breakdown_that_nobody_published_is_counted_from_records(connection_of):
    connection_of.execute("UPDATE crisis_contact SET sex = CASE WHEN person < 'p25' THEN 'Female' ELSE 'Male' END")
    measures = measured(connection_of, declared(published("a_publisher:it"), replace(SEEN, persons=True)))
    assert set(measures.loc[measures["dimension"] == "sex", "category"]) == {"Female", "Male"}


@pytest.mark.slow
def test_only_tables_that_an_indicator_reads_are_put_in_force(connection_of):
    engine.compute(connection_of, {"it": declared(published("a_publisher:it"))}, 1)
    assert not {"in_force_crisis_contact", "in_force_forum", "safe_participation"} & _tables(connection_of)
    engine.compute(connection_of, {"it": declared(SEEN)}, 1)
    assert "in_force_crisis_contact" in _tables(connection_of)


@pytest.mark.slow
def test_a_version_before_the_records_came_has_none(connection_of):
    connection_of.execute("UPDATE load SET version_from = 2")
    assert engine.compute(connection_of, {"it": declared(SEEN)}, 1).empty
    assert not engine.compute(connection_of, {"it": declared(SEEN)}, 2).empty


# Two who count the same events


def counted(connection: DuckDBPyConnection, source: str, year: int, events: int, dimension: str, category: str) -> None:
    for band in ("10-14", "15-19", "20-24"):
        connection.execute(
            "INSERT INTO health_event (source, event, area, period_start, period_end, age_band, dimension, category, "
            "events, people, load_id, row_number) VALUES (?, 'self-harm admission', 'E08000035', ?, ?, ?, ?, ?, ?, 9000, 1, 2)",
            [source, date(year, 4, 1), date(year + 1, 3, 31), band, dimension, category, events],
        )


@pytest.mark.slow
def test_in_each_period_figures_from_records_are_of_one_source(given):
    connection = given(published_value=PUBLISHED)
    for year in (2021, 2022, 2023):
        counted(connection, "z_registrar", year, 20, "", "")
    for group in ("Male", "Female"):
        counted(connection, "a_hospital", 2023, 30, "sex", group)
        counted(connection, "a_hospital", 2024, 30, "sex", group)
    rates = Rates("self-harm admission", youngest=10, oldest=24, first_month=4)
    admission_rate = indicator(rates, place=Place("E08000035", "A city", "area"), method=Method.DSR, step_months=12)
    measures = measured(connection, admission_rate)
    measures = measures[measures["area"] == "E08000035"]
    assert [*zip(measures["period_start"].dt.year, measures["category"], measures["source"], strict=True)] == [
        (2021, "", "z_registrar"),
        (2022, "", "z_registrar"),
        (2023, "", "z_registrar"),
        (2024, "Female", "a_hospital"),
        (2024, "Male", "a_hospital"),
    ]
