"""What a chart is made of: points, runs, cuts, gaps, the axis, groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import words
from charts.facts import ChartFacts, builders, starts_at_zero
from charts.facts.points import joined
from indicators.core.measures.approximate import Approximate
from indicators.core.model import Break, Method
from indicators.core.series.series import leading_line
from indicators.core.verdicts.model import declared
from tests.charts.drawn import (
    ENGLAND,
    TARGET,
    aim,
    by_group,
    count,
    limited,
    measures,
    monthly,
    over_time,
    rate,
    yearly,
)
from tests.indicators.drawing import indicator, line


def lengths(facts: ChartFacts) -> list[int]:
    return [len(run) for run in facts.ours.runs]


def without(rows: pd.DataFrame, *periods: int) -> pd.DataFrame:
    """The same figures, some of them never published."""
    return rows.drop(index=list(periods))


# A line over time -------------------------------------------------------------------------------------


def test_a_hidden_figure_is_no_number() -> None:
    hidden = replace(over_time(measures([50, 55])).latest, value=None, reason="suppressed")
    with pytest.raises(ValueError, match="no figure for 2023: suppressed"):
        _ = hidden.figure


def test_figures_stand_in_order_of_time_with_period_and_source() -> None:
    facts = over_time(measures([51, 52, 53]))
    assert [(p.period, p.value) for p in facts.ours.points] == [("2021", 51), ("2022", 52), ("2023", 53)]
    assert facts.latest.source == "a_publisher"
    assert facts.place == "Leeds local authority"


def test_england_stands_beside_with_the_same_step_only() -> None:
    rows = pd.concat([measures([51, 52, 53], [41, 42, 43]), line([40.5], step=1, area=ENGLAND)])
    assert [[p.value for p in other.points] for other in over_time(rows).others] == [[41, 42, 43]]


def test_a_count_stands_alone_because_a_country_has_more_people() -> None:
    assert over_time(measures([100, 110, 120], [9000, 9100, 9200]), count()).others == ()


def test_england_that_is_not_alike_says_so_beside_the_chart() -> None:
    facts = over_time(measures([1, 2, 3], [4, 5, 6]), yearly(england_differs="England is older."))
    assert facts.cautions == (declared("england_differs"),)
    assert words.how_to_read(facts)[-1] == "England is older."


def test_england_is_shown_within_the_span_of_leeds_only() -> None:
    rows = measures([51, 52, 53], [38, 39, 40, 41, 42, 43])
    assert [p.period for p in over_time(rows).beside[0].points] == ["2021", "2022", "2023"]


def test_england_that_ended_before_leeds_began_is_not_shown() -> None:
    rows = pd.concat([measures([51, 52, 53]), line([40], ends="2015-12", area=ENGLAND)])
    assert over_time(rows).beside == ()


def test_a_figure_of_one_group_only_names_it() -> None:
    facts = over_time(line([58], step=0, window=3, dimension="service", category="A&E"))
    assert facts.subject == "It (A&E)"


# Gaps -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "window", "missing"),
    [
        (1, 1, "October 2023"),
        (1, 3, "August to October 2023"),
        (3, 12, "July 2022 to June 2023"),
        (12, 36, "2019-21"),
    ],
)
def test_a_missing_figure_parts_the_line_however_long_each_figure_covers(step: int, window: int, missing: str) -> None:
    rows = without(measures([5, 6, 7, 8, 9, 10], step=step, window=window), 3)
    facts = over_time(rows, indicator(step_months=step))
    assert lengths(facts) == [3, 2]
    assert facts.ours.missing == (missing,)


def test_a_hidden_figure_parts_the_line_too_but_is_not_missing() -> None:
    facts = over_time(measures([5, 6, 7, None, 9, 10, 11]))
    assert lengths(facts) == [3, 3]
    assert facts.ours.missing == ()
    assert [p.reason for p in facts.hidden] == ["suppressed"]


def test_surveys_are_never_joined_however_many() -> None:
    rows = pd.concat(
        [line([v], f"{year}-12", 0, window=12) for v, year in zip(range(50, 55), range(2018, 2023), strict=True)]
    )
    facts = over_time(rows, indicator(step_months=0))
    assert lengths(facts) == [1] * 5
    assert not facts.joined


@pytest.mark.parametrize(("number", "line_drawn"), [(1, False), (2, False), (3, True), (9, True)])
def test_one_figure_is_a_dot_two_are_two_dots_and_three_are_a_line(number: int, line_drawn: bool) -> None:
    assert over_time(measures(range(number))).joined is line_drawn


def test_two_figures_after_a_gap_are_two_dots_beside_a_line() -> None:
    facts = over_time(without(measures([1, 2, 3, 4, 5, 6]), 3))
    assert [joined(run) for run in facts.ours.runs] == [True, False]


def test_a_running_total_starts_anew_each_year_and_so_does_its_line() -> None:
    rows = measures([5, 10, 15, 20, 6, 11, 16, 21], ends="2022-03", step=3, window=None)
    rows["window_months"] = pd.array([3, 6, 9, 12] * 2, dtype="Int32")
    rows["period_start"] = pd.to_datetime(["2020-04-01"] * 4 + ["2021-04-01"] * 4)
    facts = over_time(rows, count(step_months=3))
    assert facts.ours.adding
    assert lengths(facts) == [4, 4]


@pytest.mark.slow
@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=20), st.sets(st.integers(0, 19)))
def test_runs_hold_every_known_figure_once_and_never_reach_over_a_gap(
    values: list[int | None], left_out: set[int]
) -> None:
    rows = without(measures(values, step=1), *(at for at in left_out if at < len(values)))
    if rows["value"].notna().sum() == 0:
        return
    facts = over_time(rows, monthly())
    assert [p for run in facts.ours.runs for p in run] == list(facts.ours.known)
    for run in facts.ours.runs:
        months = [p.end.year * 12 + p.end.month for p in run]
        assert months == list(range(months[0], months[0] + len(run)))


# Cuts -------------------------------------------------------------------------------------------------


def test_a_declared_break_cuts_the_line_and_gives_its_reason() -> None:
    yearly_indicator = yearly(breaks=(Break(date(2022, 4, 1), "The return became an extract."),))
    facts = over_time(measures([1, 2, 3, 4, 5, 6]), yearly_indicator)
    assert lengths(facts) == [4, 2]
    (cut,) = facts.cuts
    assert (cut.period, cut.declared, cut.rebased) == ("2022", ("The return became an extract",), False)


def test_a_figure_that_reaches_over_a_break_is_cut_for_that_reason_and_no_other() -> None:
    monthly_indicator = indicator(step_months=1, breaks=(Break(date(2023, 10, 1), "New rules"),))
    (cut,) = over_time(line([1, 2, 3, 4, 5, 6], step=1, window=12), monthly_indicator).cuts
    assert (cut.period, cut.declared, cut.rebased) == ("November 2022 to October 2023", ("New rules",), False)


def test_a_break_on_the_last_day_of_a_period_is_the_reason_of_the_cut_before_it() -> None:
    facts = over_time(measures([1, 2, 3, 4, 5, 6]), yearly(breaks=(Break(date(2021, 12, 31), "New rules"),)))
    assert [(cut.period, cut.declared, cut.rebased) for cut in facts.cuts] == [("2021", ("New rules",), False)]


def test_populations_rebased_cut_the_line_and_name_the_base() -> None:
    rows = measures([1, 2, 3, 4, 5, 6]).assign(population_base=["2011 base"] * 3 + ["2021 base"] * 3)
    facts = over_time(rows, rate())
    assert lengths(facts) == [3, 3]
    assert [(cut.declared, cut.rebased, cut.base) for cut in facts.cuts] == [((), True, "2021 base")]
    assert "The line is cut before 2021: populations rebased, 2021 base." in words.how_to_read(facts)


def test_a_break_and_a_rebase_at_once_are_both_said() -> None:
    rows = measures([1, 2, 3, 4, 5, 6]).assign(population_base=["2011 base"] * 3 + ["2021 base"] * 3)
    facts = over_time(rows, rate(breaks=(Break(date(2021, 1, 1), "New rules"),)))
    assert [(cut.declared, cut.rebased, cut.base) for cut in facts.cuts] == [(("New rules",), True, "2021 base")]
    assert "The line is cut before 2021: New rules; populations rebased, 2021 base." in words.how_to_read(facts)


def test_england_is_cut_where_its_own_populations_were_rebased() -> None:
    rows = measures([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]).assign(
        population_base=["2011 base"] * 4 + ["2021 base"] * 2 + ["2011 base"] * 2 + ["2021 base"] * 4
    )
    facts = over_time(rows, rate())
    assert lengths(facts) == [4, 2]
    assert [len(run) for run in facts.others[0].runs] == [2, 4]


# Limits, targets, the axis ----------------------------------------------------------------------------


def test_only_limits_that_are_there_may_be_called_approximate() -> None:
    rows = limited(measures([1, 2, 3]), [None, 1, 1], approximate=[Approximate.UNBRACKETED, None, None])
    assert over_time(rows).rough == ()
    assert over_time(rows.assign(approximate=Approximate.ROUNDED)).rough == (Approximate.ROUNDED,)


def test_a_target_without_a_level_or_of_a_time_to_come_is_not_drawn() -> None:
    without_level, ahead = aim(None, "at most"), aim(60.0, since=date(2025, 1, 1))
    assert over_time(measures([1, 2, 3]), target=without_level).target is None
    assert over_time(measures([1, 2, 3]), target=ahead).target is None
    assert over_time(measures([1, 2, 3]), target=TARGET).target is TARGET


@pytest.mark.parametrize(
    ("facts", "zero"),
    [
        (over_time(measures([50, 51, 52])), False),
        (over_time(measures([50, 51])), True),
        (over_time(measures([50, 51, 52]), count()), True),
        (over_time(measures([50, 51, 52]), rate()), True),
        (over_time(measures([-1, 2, 3]), yearly(method=Method.GAP, unit="percentage points")), True),
        (over_time(limited(measures([1, 2, 3]), [2, 2, 2])), True),
    ],
    ids=["per cents", "two dots", "counts", "rates", "a gap below none", "limits below none"],
)
def test_counts_rates_and_dots_start_at_zero_and_lines_of_per_cents_where_they_do(
    facts: ChartFacts, zero: bool
) -> None:
    assert starts_at_zero(facts) is zero


# Groups -----------------------------------------------------------------------------------------------


def test_groups_stand_in_the_publishers_order_hidden_ones_among_them() -> None:
    facts = by_group({"Male": 19.4, "Female": None, "Another": 3})
    assert [(p.group, p.value) for p in facts.ours.points] == [("Male", 19.4), ("Female", None), ("Another", 3)]


def test_groups_are_those_of_the_newest_period_and_of_one_step() -> None:
    yearly_indicator = yearly()
    parts = [line([9], ends="2022-12"), line([1]), line([2], step=3)]
    rows = pd.concat([part.assign(dimension="sex", category="Male") for part in parts], ignore_index=True)
    series = leading_line(rows, yearly_indicator)
    assert series is not None
    chart = builders.by_group("it", yearly_indicator, series, rows, "sex")
    assert chart is not None
    assert [(p.period, p.value) for p in chart.ours.points] == [("2023", 1)]


def test_groups_behind_a_gap_are_in_per_cent_and_not_in_points() -> None:
    facts = by_group({"One": 47, "Other": 50}, yearly(method=Method.GAP, unit="percentage points"))
    assert facts.indicator.unit == "%"
    assert words.subject(facts) == "It: rates of the groups"


def test_groups_are_never_joined() -> None:
    assert not by_group({"One": 1, "Two": 2, "Three": 3, "Four": 4}).joined
