"""What a chart says of itself: its unit, how to read it and its sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from charts import words
from charts.facts import ChartFacts
from charts.words import table
from indicators.core.measures.approximate import Approximate
from indicators.core.model import Break, Method, Polarity
from indicators.core.verdicts import Mark
from tests.charts.drawn import (
    GAP,
    STEADY,
    by_group,
    control,
    count,
    judged,
    limited,
    measures,
    monthly,
    over_time,
    rate,
    yearly,
)

BYAR = f"{Approximate.POPULATION}:2022"


def reading(facts: ChartFacts) -> str:
    return " ".join(words.how_to_read(facts))


# The unit and the band --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected_words"),
    [
        (over_time(measures([1, 2, 3])), "Per cent; no limits are held"),
        (over_time(limited(measures([5, 6, 7]), [1, 1, 1])), "Per cent; band: 95% limits"),
        (over_time(limited(measures([5, 6]), [1, 1])), "Per cent; bars: 95% limits"),
        (over_time(limited(measures([5, 6, 7]), [1, 1, None])), "Per cent; band: 95% limits where held"),
        (
            over_time(limited(measures([5, 6, 7]), [1, 1, 1], approximate=BYAR), rate()),
            "Per 100,000 people; band: 95% limits, our estimate",
        ),
        (
            over_time(limited(measures([5, 6, 7]), [1, 1, 1], approximate=[None, None, BYAR])),
            "Per cent; band: 95% limits, some of them our estimate",
        ),
        (
            over_time(measures([5, 6, 7]).assign(approximate=Approximate.UNBRACKETED)),
            "Per cent; no limits are held",
        ),
        (by_group({"One": 5, "Two": 6}, lower95=4.0, upper95=7.0), "Per cent; bars: 95% limits"),
        (over_time(measures([5, 6, 7]), GAP), "Percentage points; no limits are held"),
    ],
    ids=["none", "band", "two dots", "some", "ours", "some ours", "not used", "groups", "a gap"],
)
def test_the_unit_is_said_with_what_the_band_is(facts: ChartFacts, expected_words: str) -> None:
    assert words.unit_line(facts) == expected_words


@pytest.mark.parametrize(
    ("values", "indicator", "expected_words"),
    [
        ([10, 12] * 10, monthly(), "Mean 11%; dashed: usual ups and downs, 6% to 16%"),
        ([1, 3] * 10, monthly(), "Mean 2%; dashed: usual ups and downs, 0% to 7%"),
        ([97, 99] * 10, monthly(), "Mean 98%; dashed: usual ups and downs, 93% to 100%"),
        (
            [-1, 1] * 10,
            monthly(unit="percentage points", method=Method.GAP),
            "Mean 0; dashed: usual ups and downs, −5 to 5",
        ),
        ([50] * 15, monthly(), "Mean 50%; the figures do not vary, so there are no limits"),
    ],
    ids=["within", "not below zero", "not above 100%", "a gap may be negative", "no variation"],
)
def test_the_usual_range_is_said_as_far_as_it_can_be(values: list, indicator, expected_words: str) -> None:
    assert words.usual_range(control(values, indicator)) == expected_words


def test_a_usual_range_of_an_older_stretch_says_until_when_it_held() -> None:
    indicator = monthly(breaks=(Break(date(2023, 9, 1), "New rules"),))
    assert words.usual_range(control([*STEADY, *STEADY[:4]], indicator)).startswith("Mean 50% (up to August 2023);")


# How to read it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected_words"),
    [
        (over_time(measures([53])), "One figure is a dot: there is nothing yet to compare it with."),
        (over_time(measures([53, 55])), "Too few figures in a row for a line: each is a dot of its own."),
        (over_time(measures([62, 71, 84])), "The axis starts at 60%, so that changes can be seen."),
        (over_time(measures([5, 6, 7], step=12, window=36)), "Each point shares years with the one before"),
        (over_time(measures([5, 6, 7], step=1, window=3), monthly()), "Each point shares months with the one before"),
        (over_time(measures([5, None, 7, 8, 9])), "A hidden or missing figure leaves a gap. It does not mean zero."),
        (
            over_time(measures([5, 6, 7, 8, 9], step=1).drop(index=[2]), monthly()),
            "No figure is held for October 2023: the line shows a gap.",
        ),
        (
            over_time(measures(range(12), step=1).drop(index=range(2, 9)), monthly()),
            "No figure is held for March 2023, April 2023, May 2023, June 2023 and others: the line shows a gap.",
        ),
        (
            over_time(measures([1, 2, 3, 4, 5, 6]), yearly(breaks=(Break(date(2021, 1, 1), "New rules."),))),
            "The line is cut before 2021: New rules.",
        ),
        (
            over_time(limited(measures([5, 6, 7]), [1, 1, 1], approximate=BYAR)),
            "Limits are approximate (ours: Byar's method on the count implied by the rate and the mid-2022 population).",
        ),
        (
            over_time(limited(measures([5, 6, 7]), [1, 1, 1], approximate=[None, None, BYAR])),
            "Some limits are approximate (ours: Byar's method on the count implied by the rate and the mid-2022 population).",
        ),
        (over_time(measures([5, 6, 7], [1, 2, 3]), yearly(england_differs="England is older.")), "England is older."),
    ],
    ids=[
        "one", "two", "axis", "years shared", "months shared", "hidden", "a month", "many months", "cut", "rough",
        "some rough", "another kind of place",
    ],
)  # fmt: skip
def test_what_a_reader_needs_to_know_of_a_line(facts: ChartFacts, expected_words: str) -> None:
    assert expected_words in reading(facts)


def test_a_plain_line_of_counts_needs_no_explaining() -> None:
    assert reading(over_time(measures([5, 6, 7]), count())) == ""


def test_a_running_total_says_that_figures_add_up() -> None:
    rows = measures([5, 10, 15, 20], ends="2022-03", step=3, window=None)
    rows["window_months"] = pd.array([3, 6, 9, 12], dtype="Int32")
    rows["period_start"] = pd.to_datetime(["2021-04-01"] * 4)
    sentence = reading(over_time(rows, count(step_months=3)))
    assert sentence == "Figures add up from the start of each year: only the last of a year covers all of it."


def test_limits_that_are_not_used_are_not_called_approximate() -> None:
    facts = over_time(measures([5, 6, 7]).assign(approximate=Approximate.UNBRACKETED))
    assert "approximate" not in reading(facts)
    assert table.rows(facts)[0][-1] == "the publisher's limits do not hold its own value, so they are not used"


@pytest.mark.parametrize(
    ("values", "declared", "expected_words"),
    [
        (
            [*STEADY, *STEADY],
            {},
            "It points up where the figure is higher than usual, down where it is lower; blue is better",
        ),
        (STEADY, {}, "Fewer than 20 points: these are trial limits."),
        ([1, 3] * 10, {}, "The lower limit would lie below zero, so it is not drawn."),
        ([97, 99] * 10, {}, "The upper limit would lie above 100%, so it is not drawn."),
        (
            [*STEADY, *STEADY[:4]],
            {"breaks": (Break(date(2023, 9, 1), "New rules"),)},
            "Where fewer than 13 points are between cuts, no limits are drawn.",
        ),
        ([*STEADY, None, *STEADY], {}, "A hidden or missing figure leaves a gap."),
    ],
)
def test_what_a_reader_needs_to_know_of_a_control_chart(values: list, declared: dict, expected_words: str) -> None:
    assert expected_words in reading(control(values, monthly(**declared)))


def test_a_control_chart_of_a_figure_that_is_not_judged_speaks_of_no_colour_that_judges() -> None:
    assert "better" not in reading(control(STEADY, monthly(polarity=Polarity.NONE)))


def test_a_month_that_is_not_available_is_not_said_to_be_unpublished() -> None:
    assert "No figure is held" not in reading(control([*STEADY, None, *STEADY]))


def test_groups_with_bars_without_bars_and_with_hidden_ones() -> None:
    with_bars = by_group({"One": 5, "Two": 6}, lower95=4.0, upper95=7.0)
    assert "its bar the 95% limits" in reading(with_bars)
    without = by_group({"One": 5, "Two": None})
    assert "No limits are held, so a difference cannot be told from chance." in reading(without)
    assert "bar" not in reading(without)
    assert "words are in its place. It does not mean zero." in reading(without)
    assert "gap" not in reading(without)


# Sources ----------------------------------------------------------------------------------------------


def test_each_source_is_named_once_the_newest_figures_first_with_release_and_load_and_without_its_cells() -> None:
    rows = measures([1, 2, 3]).assign(
        citation=["Dashboard, Q4. Sheet A, cell Q13.", "Dashboard, Q4. Sheet A, cell R13.", "A report."],
        release=pd.to_datetime([None, None, "2022-09-30"]),
        release_precision=["unknown", "unknown", "month"],
        load_id=[4, 4, 5],
    )
    assert words.sources(over_time(rows)) == [
        "A report. Release: September 2022; load 5.",
        "Dashboard, Q4. Sheet A. Release: date not stated; load 4.",
    ]


def test_one_citation_of_two_releases_is_two_sources() -> None:
    rows = measures([1, 2]).assign(citation="A report", release=pd.to_datetime(["2021-12-31", "2022-06-12"]))
    rows["release_precision"] = ["year", "day"]
    assert words.sources(over_time(rows)) == [
        "A report. Release: 12 June 2022; load 1.",
        "A report. Release: 2021; load 1.",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "A report, Its Publisher, https://a.example/b-1.html?c=d. Release: May 2024; load 3.",
        "A report, Its Publisher. https://a.example/b-1 and http://c.example/d. Release: May 2024; load 3.",
        "A report, Its Publisher, https://a.example/b-1 ; report at https://c.example/d/1. Release: May 2024; load 3.",
        "A report, Its Publisher. Release: May 2024; load 3.",
    ],
)
def test_a_source_without_its_web_address_is_a_whole_sentence(source) -> None:
    assert words.without_address(source) == "A report, Its Publisher. Release: May 2024; load 3."


@pytest.mark.parametrize(
    ("citation", "expected_ending"),
    [
        ("A walk for hope. Leeds City Council, 2024. https://a.example/b", "was published by Leeds City Council."),
        ("Deaths. A Network, September 2022, giving figures of another.", "was published by A Network."),
        ("Waits, July 2024 (revised file, v2). NHS England.", "was published by NHS England."),
        ("Dashboard, version 3.2, NHS England. Sheet A.", "was published by NHS England."),
        ("Five times more. A paper, reporting an audit. https://a.example", "is taken from “Five times more”."),
        ("Welcome pack, part 2. Undated, read in 2026.", "is taken from “Welcome pack, part 2”."),
        ("", "is taken from “own_counts”."),
    ],
)
def test_the_newest_figure_is_said_to_be_of_its_publisher_and_a_title_is_never_called_one(
    citation, expected_ending
) -> None:
    verdicts = judged("it", Mark.BETTER, source="own_counts", citation=citation)
    assert words.newest_from(verdicts) == f"The newest figure {expected_ending}"


def test_of_how_many_publications_a_line_is_joined_is_said_where_it_is_of_several() -> None:
    of_two = measures([1, 2, 3]).assign(citation=["A report, cell A1.", "A report, cell A2.", "Another."])
    assert words.joined_from(over_time(of_two)) == "The line joins figures of 2 publications."
    assert words.joined_from(over_time(measures([1, 2]).assign(citation="A report"))) == ""


def test_englands_source_is_named_where_england_is_drawn() -> None:
    rows = measures([1, 2, 3], [4, 5, 6]).assign(citation=["Ours"] * 3 + ["Theirs"] * 3)
    assert [source.split(".")[0] for source in words.sources(over_time(rows))] == ["Ours", "Theirs"]


def test_a_ratio_says_what_equal_would_be() -> None:
    ratio = replace(rate(), unit="ratio, 1 = equal", decimals=1)
    assert words.with_unit(4.52, ratio) == "4.5 (1 = equal)"
