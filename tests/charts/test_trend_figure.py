"""The figure over time: what is joined, what has a band, what is written into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from charts.figures.time_axis import short
from charts.figures.trend import trend
from indicators.core.model import Break, Method
from tests.charts.drawn import (
    ENGLAND,
    TARGET,
    aim,
    limited,
    measures,
    monthly,
    notes,
    over_time,
    rate,
    traces,
    yearly,
)
from tests.indicators.drawing import line


def modes(figure: object, name: str) -> list[tuple[str, int]]:
    return [(trace["mode"], len(trace["x"])) for trace in traces(figure, name)]


def test_each_run_is_a_trace_of_its_own_so_that_nothing_joins_them() -> None:
    rows = measures([1, 2, 3, 4, 5, 6, 7], step=1).drop(index=3)
    assert modes(trend(over_time(rows, monthly())), "Leeds") == [("lines+markers", 3), ("lines+markers", 3)]


def test_the_line_stops_at_a_cut_which_is_marked_with_its_reason() -> None:
    figure = trend(over_time(measures([1, 2, 3, 4, 5, 6]), yearly(breaks=(Break(date(2021, 1, 1), "New rules"),))))
    assert modes(figure, "Leeds") == [("lines+markers", 3), ("lines+markers", 3)]
    assert "definition<br>changed" in notes(figure)
    (upright,) = figure.to_dict()["layout"]["shapes"]
    assert "2020-12-31" < upright["x0"] < "2021-12-31"


def test_rebased_populations_are_marked_as_such() -> None:
    rows = measures([1, 2, 3, 4, 5, 6]).assign(population_base=["2011"] * 3 + ["2021"] * 3)
    assert "populations<br>rebased" in notes(trend(over_time(rows, rate())))


@pytest.mark.parametrize("number", [1, 2])
def test_one_or_two_figures_are_dots_with_bars(number: int) -> None:
    figure = trend(over_time(limited(measures([50] * number), [3] * number)))
    assert modes(figure, "Leeds") == [("markers", number)]
    assert modes(figure, "bar") == [("lines", 2)] * number
    assert not traces(figure, "band")


def test_england_is_two_dots_too_where_it_has_two_figures() -> None:
    rows = measures([1, 2, 3, 4], [1, 2])
    assert modes(trend(over_time(rows)), "England") == [("markers", 2)]
    assert modes(trend(over_time(measures([1, 2, 3], [1, 2, 3]))), "England") == [("lines", 3)]


def test_surveys_are_dots() -> None:
    rows = pd.concat([line([v], f"{2018 + v}-12", 0, window=12) for v in range(4)])
    assert modes(trend(over_time(rows, yearly(step_months=0))), "Leeds") == [("markers", 1)] * 4


def test_the_band_covers_only_figures_that_have_limits() -> None:
    rows = limited(measures([10, 20, 30, 40, 50, 60]), [1, 1, None, None, 1, 1])
    figure = trend(over_time(rows))
    assert modes(figure, "Leeds") == [("lines+markers", 6)]
    bands = traces(figure, "band")
    assert [list(band["y"]) for band in bands] == [[11, 21, 19, 9], [51, 61, 59, 49]]


def test_a_lone_figure_with_limits_in_a_line_has_a_bar() -> None:
    figure = trend(over_time(limited(measures([10, 20, 30]), [None, 1, None])))
    assert not traces(figure, "band")
    assert [list(bar["y"]) for bar in traces(figure, "bar")] == [[19, 21]]


def test_there_is_no_band_without_limits() -> None:
    figure = trend(over_time(measures([1, 2, 3])))
    assert not traces(figure, "band") and not traces(figure, "bar")


def test_a_hidden_figure_is_not_drawn_at_zero_nor_anywhere() -> None:
    drawn = [y for trace in traces(trend(over_time(measures([5, None, 7, 8, 9]))), "Leeds") for y in trace["y"]]
    assert drawn == [5, 7, 8, 9]


@pytest.mark.parametrize(
    ("ours", "theirs", "leeds", "england"),
    [
        ((51, 52, 53), (41, 42, 43), 0, 0),
        ((41, 52, 55), (41, 42, 54.4), 2, -2),
        ((41, 42, 54.4), (51, 42, 55), -2, 2),
        ((41, 42, 52), (51, 42, 52), 9, -9),
    ],
)
def test_both_lines_are_labelled_right_of_their_last_figure_apart_where_they_would_meet(
    ours: tuple, theirs: tuple, leeds: int, england: int
) -> None:
    figure = trend(over_time(measures(ours, theirs)))
    written = {note["text"]: note for note in figure.to_dict()["layout"]["annotations"]}
    (us,), (them,) = ([note for text, note in written.items() if name in text] for name in ("Leeds", "England"))
    assert {us["xanchor"], them["xanchor"]} == {"left"}
    assert {us["x"], them["x"]} == {"2023-12-31"}
    assert (us["yshift"], them["yshift"]) == (leeds, england)
    assert figure.layout.margin.r > 7 * len("England 50%")


def test_an_older_last_figure_of_england_says_when_and_stands_there() -> None:
    rows = pd.concat([measures([51, 52, 53, 54]), line([41, 42, 43], "2022-12", area=ENGLAND)])
    figure = trend(over_time(rows))
    (note,) = [note for note in figure.to_dict()["layout"]["annotations"] if note["text"].startswith("England")]
    assert note["text"] == "England 43% (2022)"
    assert note["x"] == "2022-12-31"


def test_a_lone_dot_is_labelled_where_it_stands() -> None:
    (note,) = trend(over_time(measures([53]))).to_dict()["layout"]["annotations"]
    assert (note["text"], note["x"]) == ("<b>Leeds 53%</b>", "2023-12-31")


def test_the_target_is_a_line_with_its_owner() -> None:
    figure = trend(over_time(measures([50, 55, 58]), target=TARGET))
    (shape,) = figure.to_dict()["layout"]["shapes"]
    assert (shape["y0"], shape["y1"], shape["xref"], shape["x0"]) == (60, 60, "paper", 0)
    assert "Target 60%, Its owner" in notes(figure)


def test_the_target_is_labelled_with_its_owner_as_text_and_the_level_as_it_was_set() -> None:
    odd = aim(52.5, owner="<b>The board</b> of " + "very " * 20 + "many")
    (label,) = [text for text in notes(trend(over_time(measures([50, 55, 58]), target=odd))) if "52.5%" in text]
    assert label.removeprefix("Dotted: ").startswith("Target 52.5%, &lt;b&gt;The board&lt;/b&gt; of very")
    assert label.endswith("…")


def test_a_target_is_not_drawn_over_the_time_before_it_held() -> None:
    since = aim(60.0, since=date(2022, 4, 1))
    (shape,) = trend(over_time(measures([50, 55, 58]), target=since)).to_dict()["layout"]["shapes"]
    assert (shape["x0"], shape["x1"]) == ("2022-04-01", "2023-12-31")


def test_nothing_says_target_where_there_is_none() -> None:
    assert "shapes" not in trend(over_time(measures([50, 55, 58]))).to_dict()["layout"]


def test_there_is_room_at_both_ends_of_time() -> None:
    figure = trend(over_time(measures([50, 55, 58])))
    first, last = (date.fromisoformat(day) for day in figure.layout.xaxis.range)
    assert first < date(2021, 12, 31) - timedelta(days=7)
    assert last > date(2023, 12, 31) + timedelta(days=7)


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (36, ["2023", "2022", "2021"]),
        (70, ["2023", "2022", "2021", "2020", "2019"]),
        (84, ["2023", "2021", "2019", "2017"]),
        (200, ["2023", "2020", "2017", "2014", "2011", "2008"]),
    ],
)
def test_months_over_some_years_are_named_by_year_at_january(number: int, named: list[str]) -> None:
    axis = trend(over_time(measures([50] * number, step=1), monthly())).layout.xaxis
    assert list(axis.ticktext) == named
    assert [str(day)[:10] for day in axis.tickvals] == [f"{year}-01-31" for year in named]


@pytest.mark.parametrize("number", [1, 5, 6, 20, 35])
def test_few_periods_are_named_the_newest_among_them(number: int) -> None:
    axis = trend(over_time(measures([50] * number, step=1), monthly())).layout.xaxis
    assert len(axis.ticktext) <= 3
    assert axis.ticktext[0] == "Dec 2023"


def test_twelve_months_that_end_each_quarter_are_all_named_by_their_end_the_first_among_them() -> None:
    """One of them is a whole financial year; named so it would look like another kind of figure."""
    rows = measures([50] * 22, ends="2024-03", step=3, window=12)
    axis = trend(over_time(rows, replace(monthly(), step_months=3))).layout.xaxis
    assert list(axis.ticktext) == ["to Mar 2024", "to Jun 2021", "to Dec 2018"]


@pytest.mark.parametrize(
    ("period", "expected_label"),
    [
        ("January to March 2024", "Jan-Mar 2024"),
        ("September 2024", "Sep 2024"),
        ("December 2023 to February 2024", "to Feb 2024"),
        ("2021-23", "2021-23"),
        ("2016/17 to 2020/21", "2016/17 to 2020/21"),
    ],
)
def test_periods_are_short_on_an_axis(period: str, expected_label: str) -> None:
    assert short(period) == expected_label


def test_per_cents_have_their_sign_and_points_have_none() -> None:
    assert trend(over_time(measures([50, 55, 58]))).layout.yaxis.ticksuffix == "%"
    gap = yearly(method=Method.GAP, unit="percentage points")
    assert trend(over_time(measures([5, 5, 8]), gap)).layout.yaxis.ticksuffix == ""
