"""A chart's text alternative and the table of its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import words
from charts.facts import ChartFacts
from charts.words import table
from indicators.core.measures.approximate import Approximate
from indicators.core.model import Break
from tests.charts.drawn import (
    ENGLAND,
    GAP,
    STEADY,
    TARGET,
    aim,
    by_group,
    control,
    controlled,
    count,
    limited,
    measures,
    monthly,
    over_time,
    rate,
    yearly,
)
from tests.charts.in_the_table import all_in_the_table
from tests.indicators.drawing import line

# In place of the picture ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected_words"),
    [
        (over_time(measures([53])), "It, Leeds local authority: 53% in 2023. The only figure held."),
        (over_time(measures([53, 55])), "It, Leeds local authority: 2 figures, 53% in 2022 and 55% in 2023."),
        (
            over_time(measures([53, 51, 55], [40, 41, 42]), target=TARGET),
            "It, Leeds local authority: 3 figures, from 53% in 2021 to 55% in 2023; lowest 51% (2022), highest 55% (2023). "
            "England 42% in 2023. Target 60% (Its owner).",
        ),
        (
            over_time(measures([5, 1, 9]), GAP),
            "It, Leeds local authority: 3 figures, from 5 in 2021 to 9 points in 2023; lowest 1 (2022), highest 9 (2023).",
        ),
        (
            over_time(measures([5.0, None, 9])),
            "It, Leeds local authority: 2 figures, 5% in 2021 and 9% in 2023. 1 figure hidden or missing, "
            "which does not mean zero.",
        ),
        (
            over_time(line([58], step=0, window=3, dimension="service", category="A&E")),
            "It (A&E), Leeds local authority: 58% in October to December 2023. The only figure held.",
        ),
        (
            by_group({"Male": 19, "Female": None}),
            "It by sex, 2023, Leeds local authority: Male 19%; Female hidden to protect people, not zero.",
        ),
        (
            by_group({"One": 47, "Two": 50}, GAP),
            "It: rates of the groups by sex, 2023, Leeds local authority: One 47%; Two 50%.",
        ),
    ],
    ids=["one", "two", "line", "points", "hidden", "one group", "groups", "groups of a gap"],
)
def test_the_alternative_says_what_the_chart_says(facts: ChartFacts, expected_words: str) -> None:
    assert words.alternative(facts) == expected_words


def test_all_groups_are_told_however_many() -> None:
    alternative = words.alternative(by_group({f"Group {at}": at for at in range(1, 21)}))
    assert alternative.count(";") == 19


def test_nothing_known_is_said_to_be_no_figure() -> None:
    facts = over_time(measures([5.0, None]))
    assert words.alternative(replace(facts, ours=replace(facts.ours, points=facts.hidden))) == "It: no figure."


@pytest.mark.parametrize(("last", "expected_words"), [(50, "no point unusual."), (64, "1 point unusual.")])
def test_a_control_chart_says_how_many_points_are_unusual(last: int, expected_words: str) -> None:
    assert expected_words in words.alternative(control([48, 52] * 10 + [last]))


def test_england_of_other_months_is_not_said_to_be_of_these() -> None:
    rows = pd.concat([measures([51, 52, 53]), line([40, 41], step=12, window=36, area=ENGLAND)])
    assert "England" not in words.alternative(over_time(rows))


# The table beside it ----------------------------------------------------------------------------------

values = st.one_of(st.none(), st.integers(0, 100), st.floats(0, 100, allow_nan=False))
some_values = st.lists(values, min_size=1, max_size=30).filter(lambda drawn: any(v is not None for v in drawn))


@pytest.mark.slow
@given(some_values, some_values, st.sampled_from([yearly(), rate(), count(), GAP, yearly(decimals=1)]), st.booleans())
def test_each_number_that_is_said_of_a_line_stands_in_its_table(ours, theirs, indicator, aimed: bool) -> None:
    rows = limited(measures(ours, theirs), [1.5] * (len(ours) + len(theirs)))
    assert all_in_the_table(over_time(rows, indicator, TARGET if aimed else None))


@pytest.mark.slow
@given(
    st.lists(values, min_size=13, max_size=40), st.sampled_from([monthly(), monthly(decimals=1), count(step_months=1)])
)
def test_each_number_that_is_said_of_a_control_chart_stands_in_its_table(drawn, indicator) -> None:
    rows = line(drawn, step=1)
    if rows["value"].notna().any() and (facts := controlled(rows, indicator, TARGET)):
        assert all_in_the_table(facts)


@pytest.mark.slow
@given(st.lists(values, min_size=1, max_size=15).filter(lambda drawn: any(v is not None for v in drawn)))
def test_each_number_that_is_said_of_groups_stands_in_their_table(drawn) -> None:
    facts = by_group({f"Group {chr(65 + at)}": value for at, value in enumerate(drawn)})
    assert all_in_the_table(facts, but=[facts.latest.period])


@pytest.mark.slow
@given(some_values)
def test_tallies_in_the_alternative_are_those_of_the_table(drawn) -> None:
    facts = over_time(measures(drawn))
    rows, alternative = table.rows(facts), words.alternative(facts)
    known = sum("[" not in row[1] for row in rows)
    assert (f"{known} figures" in alternative) is (known > 1)
    assert ("hidden or missing" in alternative) is (known < len(rows))
    assert known == len(rows) or f" {len(rows) - known} figure" in alternative


def test_the_table_is_newest_first_with_only_the_columns_that_say_something() -> None:
    facts = over_time(measures([51, 52]))
    assert table.header(facts) == ["Period", "Per cent", "Notes"]
    assert table.rows(facts) == [["2023", "52%", ""], ["2022", "51%", ""]]


def test_limits_counts_england_and_the_target_have_their_columns() -> None:
    since = aim(60.0, since=date(2023, 1, 1))
    rows = limited(
        measures([51, 52], [41, 42]), [1, 1, None, None], approximate=[Approximate.ROUNDED, None, None, None]
    )
    rows = rows.assign(denominator=[1200.0, None, None, None], numerator=[612.0, None, None, None])
    facts = over_time(rows, target=since)
    assert table.header(facts) == ["Period", "Per cent", "95% limits", "Of", "Count", "England", "Target", "Notes"]
    assert table.rows(facts) == [
        ["2023", "52%", "51% to 53%", "", "", "42%", "60%", ""],
        ["2022", "51%", "50% to 52%, approximate", "1,200", "612", "41%", "", ""],
    ]


@pytest.mark.parametrize(
    ("reason", "expected_cell"),
    [
        ("suppressed", "[c] hidden to protect people, not zero"),
        ("unreliable", "[u] unreliable, not given"),
        ("not applicable", "[z] not applicable"),
        ("not available", "[x] not available"),
    ],
)
def test_a_figure_that_is_not_there_says_why_and_is_not_a_nought(reason: str, expected_cell: str) -> None:
    rows = measures([51.0, None]).assign(suppressed=[None, reason])
    assert table.rows(over_time(rows))[0][1] == expected_cell


def test_a_control_chart_has_its_mean_its_range_and_its_flags() -> None:
    facts = control([48, 52] * 10 + [64])
    assert table.header(facts) == ["Period", "Per cent", "Mean", "Usual range", "Notes"]
    assert table.rows(facts)[0] == ["December 2023", "64%", "51%", "39% to 62%", "above the upper limit"]


def test_a_stretch_without_limits_has_none_in_the_table() -> None:
    facts = control([*STEADY, *STEADY[:4]], monthly(breaks=(Break(date(2023, 9, 1), "New rules"),)))
    assert [row[2:4] for row in table.rows(facts)][0] == ["", ""]
    assert table.rows(facts)[-1][3].endswith(", trial")


def test_figures_that_never_vary_have_a_mean_in_the_table_and_no_range() -> None:
    assert table.rows(control([50] * 15))[0][1:4] == ["50%", "50%", ""]


def test_groups_stand_in_the_publishers_order() -> None:
    facts = by_group({"Male": 19, "Female": None})
    assert table.header(facts) == ["Sex", "Per cent", "Notes"]
    assert [row[:2] for row in table.rows(facts)] == [
        ["Male", "19%"],
        ["Female", "[c] hidden to protect people, not zero"],
    ]
