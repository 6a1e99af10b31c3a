"""The CSV of a chart: the table as shown, the figures as held, and where each comes from."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from places import WITH_FIGURES

from charts.facts import ChartFacts, ChartKind
from charts.words import table
from indicators import catalogue
from reports.chart_csv import chart_csv
from tests.charts.drawn import by_group, count, measures, over_time
from tests.indicators.drawing import indicator


@pytest.fixture
def read(leeds) -> Callable[[ChartFacts], list[dict[str, str]]]:
    """The rows of a chart's file, of version 7."""
    return lambda facts: list(csv.DictReader(io.StringIO(chart_csv(facts, 7, leeds), newline="")))


@pytest.mark.parametrize("name", ["suicide_rate", "tt_recovery", "tt_recovery_ethnic_gap", "smh_employment_gap"])
def test_the_figures_are_those_of_every_chart_of_an_indicator(drawable, read, name):
    for facts in drawable(name):
        rows = read(facts)
        points = table.points(facts)
        assert [row["value"] for row in rows] == ["" if p.value is None else str(p.value) for p in points]
        assert [row["upper95"] for row in rows] == ["" if p.upper is None else str(p.upper) for p in points]
        assert {row["indicator"] for row in rows} == {name}
        assert {row["version"] for row in rows} == {"7"}
        assert [row["load"] for row in rows] == [str(p.load) for p in points]


def test_the_columns_of_the_table_come_first(drawable, read):
    for facts in drawable("suicide_rate"):
        assert list(read(facts)[0])[: len(table.header(facts))] == table.header(facts)


def test_every_row_says_of_what_of_whom_and_where_it_comes_from(drawable, read):
    first = read(drawable("suicide_rate")[0])[0]
    assert (first["title"], first["place"], first["unit"]) == (
        "Suicide rate",
        "Leeds local authority",
        "per 100,000 people",
    )
    assert (first["Period"], first["value"], first["release"]) == ("2021-23", "11.6", "2024")
    assert "Leeds City Council" in first["source"]


def test_every_figure_bears_its_own_period_and_place_whatever_stands_side_by_side(drawable, read):
    for facts in (*drawable("suicide_rate"), *drawable("tt_recovery")):
        rows, points = read(facts), table.points(facts)
        assert [row["period"] for row in rows] == [point.period for point in points]
        whose = [point.group if facts.kind in (ChartKind.AREAS, ChartKind.FUNNEL) else facts.place for point in points]
        assert [row["place"] for row in rows] == whose


def test_figures_about_suicide_carry_the_support_lines_and_others_do_not(drawable, read):
    assert all("Samaritans 116 123" in row["support"] for row in read(drawable("suicide_rate")[0]))
    assert "support" not in read(drawable("tt_recovery")[0])[0]


def test_thousands_are_numbers_and_a_hidden_figure_says_why(drawable, read):
    rows = read(over_time(measures([1500, 2500]), count()))
    assert [row["People"] for row in rows] == ["2500", "1500"]
    hidden = read(by_group({"Women": 50, "Men": None}, suppressed=["", "suppressed"]))[1]
    assert hidden["value"] == ""
    assert "hidden to protect people, not zero" in " ".join(hidden.values())


def test_no_cell_can_start_a_formula(read):
    facts = over_time(measures([50, 51]), indicator(title="=HYPERLINK(1)", step_months=12))
    assert {row["title"] for row in read(facts)} == {"'=HYPERLINK(1)"}


@pytest.mark.slow
def test_every_indicator_with_a_figure_has_one_for_each_of_its_charts(drawable, leeds):
    csv_files = [chart_csv(facts, 1, leeds) for name in catalogue() for facts in drawable(name)]
    assert len(csv_files) > len(WITH_FIGURES)
