"""Verdicts as a decision table: the word, and the essence of its reason, for each thing that may stand in the way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
import pytest

from indicators.core.model import (
    ENGLAND,
    LCH,
    Activity,
    Break,
    Groups,
    Indicator,
    Method,
    Place,
    Polarity,
    activity,
    count,
)
from indicators.core.strategy import Target
from indicators.core.verdicts import JUDGED, Mark, Verdicts, judge
from tests.indicators.drawing import indicator, line, with_counts, with_limits

TODAY = date(2024, 6, 30)
PER_CENT = indicator()
MEAN = indicator(method=Method.MEAN, unit="out of 10", decimals=1)
PEOPLE = indicator(method=Method.COUNT, unit="people")


def verdicts(
    rows: pd.DataFrame, what: Indicator = PER_CENT, targets: tuple[Target, ...] = (), today: date = TODAY
) -> Verdicts:
    return judge("it", what, rows, targets, today)


def wave(*levels: float, months: int = 12, size: float = 1) -> list[float]:
    """A year at each level, going up and down by as much each month, so that neighbours do not move together."""
    return [level + size * (-1) ** month for level in levels for month in range(months)]


# Direction: what stands in the way --------------------------------------------------------------------

BASED = ["2011 Census base"] * 2 + ["Census 2021 base"] * 2
OLD = line([50, 60], ends="2018-12")

CANNOT = {
    "one period": (line([50]), PER_CENT, "one yearly figure; we need two"),
    "one survey": (line([50], step=0, window=12), PER_CENT, "one survey or study (2023); we need a second"),
    "overlapping years": (
        with_limits(line([10, 11, 12], window=36), 0.1), MEAN,
        "shares years with the one before, and no two stand apart",
    ),
    "overlapping months": (
        with_limits(line([10, 11, 12], step=3, window=12), 0.1), MEAN, "shares months with the one before",
    ),
    "a declared break": (
        with_counts(line([10, 20, 90]), 1000), indicator(breaks=(Break(date(2023, 1, 1), "counted anew"),)),
        "one yearly figure since the line was cut at 2023",
    ),
    "a break within the newest figure": (
        with_counts(line([10, 20, 90]), 1000), indicator(breaks=(Break(date(2023, 7, 1), "counted anew"),)),
        "one yearly figure since the line was cut at 2023",
    ),
    "another population base": (
        with_limits(line([10, 11, 12, 19], window=36, population_base=BASED), 0.1), MEAN,
        "no two since the line was cut at 2020-22 stand apart",
    ),
    "before the strategy": (with_counts(OLD, 1000), PER_CENT, "Last figure 2018, before the strategy"),
    "as the strategy began": (
        with_counts(line([50, 60], ends="2020-03"), 1000), PER_CENT,
        "Last figure 2019/20, before the strategy had time to work",
    ),
    "before the strategy, by months": (
        line(wave(50, 60, 70), ends="2019-12", step=1), PER_CENT, "Last figure December 2019, before the strategy",
    ),
    "limits unknown": (line([50, 60]), MEAN, "no limits and no counts, so chance cannot be told from change"),
    "a per cent without counts": (line([50.5, 60.5]), PER_CENT, "no limits and no counts"),
    "one of two without limits": (
        line([5, 6], lower95=[4, np.nan], upper95=[6, np.nan]), MEAN, "no limits and no counts",
    ),
    "a rounded count under 100": (
        with_limits(line([20, 55, 95, 160]), 1), PEOPLE, "counts under 100, rounded by the publisher, are too rough",
    ),
    "a share of under 100, counts rounded": (
        with_counts(line([50, 50, 75]), 20), PER_CENT, "counts under 100, rounded by the publisher",
    ),
    "a share of under 100 by the month, counts rounded": (
        with_counts(line([50, 75] * 24, step=1), 20), PER_CENT, "counts under 100, rounded by the publisher",
    ),
    "window not stated": (line([50, 60], window=None), PER_CENT, "does not state which months each figure covers"),
    "base not stated": (
        line(wave(10, 20, 30), step=1), indicator(method=Method.RATE, unit="rate", base_stated=False),
        "does not state what this is a rate of",
    ),
    "under two years of months": (
        line(wave(50, 60)[:23], step=1), PER_CENT, "23 monthly figures; we need two whole years",
    ),
    "one month": (line([50], step=1), PER_CENT, "1 monthly figure; we need"),
    "three months missing in a year": (
        line(wave(50, 60, 70)[:-4] + [None, None, None, 50], step=1), PER_CENT, "at most two missing in each",
    ),
    "rolling three months of a year and a half": (
        line(wave(50, 60)[:18], step=1, window=3), PER_CENT,
        "shares months with the one before, and only 6 stand apart",
    ),
    "half-years": (line([50, 60, 70, 80], step=6), PER_CENT, "6 months each would let a season speak"),
    "nothing varies but once": (
        line([50.0] * 12 + [60.0] * 12, step=1), PER_CENT, "do not vary, so a change cannot be told from chance",
    ),
    "a running total of one whole year": (
        line([5, 10, 15, 20], step=3, ends="2023-03").assign(
            period_start=pd.Timestamp("2022-04-01"), window_months=[3, 6, 9, 12]
        ), PEOPLE, "one whole-year figure",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CANNOT)
def test_a_figure_of_which_no_direction_can_be_said(case: str) -> None:
    rows, what, why = CANNOT[case]
    found = verdicts(rows, what)
    assert found.mark is Mark.FIGURE_ONLY, found.direction
    assert why in found.direction.reason
    assert found.has_figure
    assert (found.arrow, found.strength, found.change_since) == ("", 0, "")


def test_a_hidden_number_is_not_zero() -> None:
    found = verdicts(line([None, None]))
    assert (found.mark, found.value) == (Mark.NO_FIGURE, None)
    assert found.direction.reason == "Number hidden to protect people. This does not mean zero."


@pytest.mark.parametrize(
    ("why", "said"), [("not available", "has no figure"), ("unreliable", "unreliable"), ("not applicable", "not apply")]
)
def test_a_number_missing_for_another_reason_is_not_called_hidden(why: str, said: str) -> None:
    reason = verdicts(line([None], suppressed=why)).direction.reason
    assert said in reason and "hidden" not in reason


def test_without_any_row_it_says_who_has_the_figure() -> None:
    found = verdicts(line([50]).iloc[:0])
    assert found.mark is Mark.NO_FIGURE
    assert found.direction.reason == "No Leeds figure. Needed from: Its owner."


# Direction: what can be said --------------------------------------------------------------------------

HIGHER, LOWER, NEITHER = Polarity.HIGHER, Polarity.LOWER, Polarity.NONE


@pytest.mark.parametrize(
    ("levels", "polarity", "mark", "arrow"),
    [
        ([50, 80], HIGHER, Mark.BETTER, "↑"),
        ([50, 80], LOWER, Mark.WORSE, "↑"),
        ([50, 80], NEITHER, Mark.CHANGED, "↑"),
        ([80, 50], HIGHER, Mark.WORSE, "↓"),
        ([80, 50], LOWER, Mark.BETTER, "↓"),
        ([80, 50], NEITHER, Mark.CHANGED, "↓"),
        ([50, 51], HIGHER, Mark.NO_CHANGE, ""),
        ([50, 51], NEITHER, Mark.NO_CHANGE, ""),
    ],
)
@pytest.mark.parametrize("made", ["by counts", "by limits", "by months"])
def test_a_direction_both_polarities(
    levels: list[float], polarity: Polarity, mark: Mark, arrow: str, made: str
) -> None:
    rows, what = {
        "by counts": (with_counts(line(levels), 1001), indicator(polarity=polarity)),
        "by limits": (with_limits(line(levels), 3), indicator(method=Method.MEAN, unit="points", polarity=polarity)),
        "by months": (line(wave(*levels), step=1), indicator(polarity=polarity)),
    }[made]
    found = verdicts(rows, what)
    assert (found.mark, found.arrow) == (mark, arrow)
    assert (found.strength > 1) is (mark is not Mark.NO_CHANGE)


def test_the_reason_gives_both_levels_the_change_and_its_limits_the_way_it_went() -> None:
    found = verdicts(with_counts(line([80, 50]), 1001), indicator(polarity=HIGHER))
    assert found.direction.reason == "50% in 2023, 80% in 2022: 30.0 points lower (99% limits 24.7 to 35.1)."


def test_fewer_of_a_count_lower_of_anything_else() -> None:
    counts, means = with_limits(line([801, 501]), 10), with_limits(line([5, 3]), 0.1)
    assert "501 in 2023, 801 in 2022: 300 fewer (99% limits" in verdicts(counts, PEOPLE).direction.reason
    assert "3.0 in 2023, 5.0 in 2022: 2.0 lower (99% limits" in verdicts(means, MEAN).direction.reason


def test_no_clear_change_is_not_called_steady() -> None:
    reason = verdicts(with_counts(line([50, 51]), 1001)).direction.reason
    assert reason.startswith("51% in 2023, 50% in 2022: the difference could be chance (99% limits -4.")
    assert reason.endswith("The level may still not be good enough.")


def test_the_baseline_is_the_last_figure_that_ends_by_march_2020() -> None:
    found = verdicts(with_counts(line([10, 20, 30, 40, 50], ends="2023-03"), 1001))
    assert "50% in 2022/23, 20% in 2019/20" in found.direction.reason


def test_else_the_first_that_is_held() -> None:
    found = verdicts(with_counts(line([10, 20, 30]), 1001))
    assert "30% in 2023, 10% in 2021" in found.direction.reason


def test_of_three_year_figures_the_baseline_shares_no_year_with_the_newest() -> None:
    found = verdicts(with_limits(line([10, 11, 12, 13], window=36), 0.1), MEAN)
    assert "13.0 in 2021-23, 10.0 in 2018-20" in found.direction.reason


def test_a_year_of_months_is_an_average_and_says_so() -> None:
    shares = verdicts(line(wave(50, 80), step=1)).direction.reason
    assert shares.startswith("80% on average in 2023, 50% in 2022: 30.0 points higher")
    people = verdicts(line(wave(500, 800), step=1), PEOPLE).direction.reason
    assert people.startswith("800 a month on average in 2023, 500 in 2022: 300 more")
    quarters = verdicts(line(wave(500, 800, months=4), step=3), PEOPLE).direction.reason
    assert quarters.startswith("800 a quarter on average in 2023, 500 in 2022")


def test_a_card_never_sets_a_months_figure_against_a_years_average_unsaid() -> None:
    months = verdicts(line(wave(500, 800), step=1), PEOPLE)
    assert months.change_since == "from 500 to 800, a month on average over a year"
    assert verdicts(with_counts(line([50, 80]), 1001)).change_since == "from 50%"


@pytest.mark.parametrize("missing", [[3, 4], [27, 28]])
def test_two_months_missing_in_a_year_do_not_stand_in_the_way(missing: list[int]) -> None:
    values: list[float | None] = list(wave(50, 50, 80))
    for month in missing:
        values[month] = None
    assert verdicts(line(values, step=1)).mark in JUDGED


def test_rolling_three_months_are_thinned_to_quarters_that_stand_apart() -> None:
    values = [50.0 + 2 * (month // 3 % 2) for month in range(14)] + [80.0 + 2 * (month // 3 % 2) for month in range(14)]
    found = verdicts(line(values, ends="2023-11", step=1, window=3))
    assert found.mark is Mark.BETTER
    assert "on average in the year to November 2023" in found.direction.reason
    assert found.lately is None


def test_a_year_is_named_by_its_own_months_whatever_quarter_it_ends_in() -> None:
    found = verdicts(line(wave(50, 52, 80, months=4), ends="2023-05", step=3))
    assert "in the year to May 2023, " in found.direction.reason
    assert "in the year to May 2021" in found.direction.reason


def test_a_running_total_is_judged_by_whole_years_only() -> None:
    rows = with_limits(line([105, 205, 310, 400, 110, 220, 330, 800, 150], ends="2023-06", step=3), 5)
    aprils = [2021] * 4 + [2022] * 4 + [2023]
    starts = pd.to_datetime([f"{year}-04-01" for year in aprils])
    found = verdicts(rows.assign(window_months=[3, 6, 9, 12, 3, 6, 9, 12, 3], period_start=starts), PEOPLE)
    assert "800 in 2022/23, 400 in 2021/22" in found.direction.reason
    assert found.data.reason.startswith("April to September 2023")


# Direction: cautions ----------------------------------------------------------------------------------


def test_whole_per_cents_are_said_to_be_rounded() -> None:
    assert "Rounded by the publisher to whole per cents." in verdicts(line(wave(50, 80), step=1)).direction.caution
    assert "whole per cents" not in verdicts(line(wave(50.5, 80.5), step=1)).direction.caution


def test_counts_rounded_to_five_are_said_to_be() -> None:
    rows = with_limits(line([400, 500, 600, 805]), 10)
    assert "Counts are rounded to 5 by the publisher." in verdicts(rows, PEOPLE).direction.caution
    rows = with_limits(line([*range(400, 490, 10), 766]), 10)
    assert "Most of these counts are rounded to 5 by the publisher." in verdicts(rows, PEOPLE).direction.caution
    rows = with_limits(line([401, 502, 603, 804]), 10)
    assert "rounded" not in verdicts(rows, PEOPLE).direction.caution


def test_limits_of_ours_are_said_to_be_in_the_words_that_stand_beside_them() -> None:
    rows = with_limits(line([5, 9]), 0.5).assign(approximate="ours: a way of our own")
    assert "Limits are approximate, ours: a way of our own." in verdicts(rows, MEAN).direction.caution


def test_a_provider_is_not_a_place() -> None:
    rows = with_counts(line([50, 80]), 1001).assign(area="RY6", role="provider")
    assert "not Leeds residents" in verdicts(rows, indicator(place=LCH)).direction.caution
    assert "not Leeds residents" not in verdicts(with_counts(line([50, 80]), 1001)).direction.caution


def test_what_else_moves_the_figure_stands_with_its_direction() -> None:
    what = indicator(also_moved_by="More services reporting also raises it.")
    assert what.also_moved_by in verdicts(with_counts(line([50, 80]), 1001), what).direction.caution
    assert verdicts(line([50]), what).direction.caution == ""


def test_an_old_figure_says_nothing_of_today() -> None:
    rows = with_counts(line([50, 80]), 1001)
    assert "says nothing of the time since" in verdicts(rows, today=date(2026, 1, 1)).direction.caution
    assert "says nothing of the time since" not in verdicts(rows, today=date(2025, 12, 31)).direction.caution


def test_months_that_move_together_say_that_only_a_large_change_would_show() -> None:
    random = np.random.default_rng(3)
    drift = 50 + np.cumsum(random.normal(size=48))
    found = verdicts(line(list(drift), step=1))
    assert found.mark is Mark.NO_CHANGE
    assert "only a large change would show" in found.direction.caution


# Lately -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "polarity", "word", "mark"),
    [
        ([*wave(50, months=14), 70], HIGHER, "Lately higher than usual", Mark.BETTER),
        ([*wave(50, months=14), 70], LOWER, "Lately higher than usual", Mark.WORSE),
        ([*wave(50, months=14), 70], NEITHER, "Lately higher than usual", Mark.CHANGED),
        ([*wave(50, months=14), 30], HIGHER, "Lately lower than usual", Mark.WORSE),
        (wave(50, months=14), HIGHER, "No significant change lately", Mark.NO_CHANGE),
    ],
)
def test_the_newest_month_on_a_control_chart(values: list[float], polarity: Polarity, word: str, mark: Mark) -> None:
    found = verdicts(line(values, step=1), indicator(polarity=polarity)).lately
    assert found is not None and (found.word, found.mark) == (word, mark)


def test_the_usual_range_is_not_beyond_what_can_be() -> None:
    found = verdicts(line(wave(97, months=14, size=3), step=1)).lately
    assert found is not None and found.reason.endswith("to 100%.")


def test_twelve_points_are_too_few_for_a_chart_and_twenty_end_its_trial() -> None:
    assert verdicts(line(wave(50, months=12), step=1)).lately is None
    thirteen, twenty = (verdicts(line(wave(50, months=months), step=1)).lately for months in (13, 20))
    assert thirteen is not None and "Trial limits" in thirteen.caution
    assert twenty is not None and "Trial limits" not in twenty.caution


def test_where_rules_disagree_the_better_reading_is_shown_and_said() -> None:
    values = [20.0] * 3 + [25.0, 20.0] * 4 + [34, 33, 32, 31, 30, 29, 28]
    for polarity in (HIGHER, LOWER):
        found = verdicts(line(values, step=1), indicator(polarity=polarity, method=Method.MEAN, unit="points")).lately
        assert found is not None and found.mark is Mark.BETTER and "Rules disagree" in found.caution
        assert found.word == f"Lately {'higher' if polarity is HIGHER else 'lower'} than usual"


def test_figures_that_do_not_vary_have_no_usual_range() -> None:
    found = verdicts(line([50.0] * 14, step=1)).lately
    assert found is not None and (found.word, found.mark) == ("No usual range", Mark.FIGURE_ONLY)


@pytest.mark.parametrize("window", [3, 12, None])
def test_there_is_no_chart_of_figures_that_overlap_or_may(window: int | None) -> None:
    assert verdicts(line(wave(50, 60), step=1, window=window)).lately is None


def test_five_yearly_figures_have_ohids_trend() -> None:
    rising = verdicts(with_counts(line([50, 55, 60, 65, 70]), 1001)).lately
    assert rising is not None and (rising.word, rising.mark) == ("Increasing, getting better", Mark.BETTER)
    falling = verdicts(with_limits(line([9, 8, 7, 6, 5]), 0.2), MEAN).lately
    assert falling is not None and falling.word == "Decreasing, getting worse"
    level = verdicts(with_counts(line([50, 51, 50, 51, 50]), 1001)).lately
    assert level is not None and level.word == "No significant trend"


@pytest.mark.parametrize(
    "rows",
    [
        with_counts(line([50, 55, 60, 65]), 1001),
        with_counts(line([40, 45, None, 55, 60, 65]), 1001),
        with_limits(line([50, 55, 60, 65, 70], window=36), 0.1),
        line([50.5, 55, 60, 65, 70]),
    ],
    ids=["four", "a gap", "overlapping", "no limits"],
)
def test_there_is_no_trend_of_fewer_or_of_years_apart_or_overlapping_or_without_limits(rows: pd.DataFrame) -> None:
    assert verdicts(rows).lately is None


# Target -----------------------------------------------------------------------------------------------


def aim(value: float | None, direction: str = "at least", level: str = "leeds", since: date | None = None) -> Target:
    return Target("it", level, f"The {level} owner", f"Words of {level}.", direction, "a source", value, since)


YEARS = with_limits(with_counts(line([50, 80]), 1001), 2.6)


def test_leeds_own_target_counts_before_a_regional_and_a_national_one_whatever_their_order() -> None:
    several = (aim(10, level="national"), aim(90, level="leeds"), aim(20, level="regional"))
    assert verdicts(YEARS, targets=several).target.reason.endswith("The leeds owner: Words of leeds.")
    assert verdicts(YEARS, targets=several[::2]).target.reason.endswith("Words of regional. No Leeds target.")


def test_without_a_target_none_is_known_of() -> None:
    assert verdicts(YEARS).target.word == "No target"
    assert verdicts(line([None])).target.word == "No target"


def test_a_target_in_words_only_cannot_be_judged() -> None:
    found = verdicts(YEARS, targets=(aim(None, level="regional"),)).target
    assert (found.word, found.reason) == ("Cannot say", "The regional owner: Words of regional. No Leeds target.")


@pytest.mark.parametrize(
    ("value", "direction", "word"),
    [
        (70, "at least", "Met"), (90, "at least", "Not met"), (81, "at least", "Cannot say"),
        (90, "at most", "Met"), (70, "at most", "Not met"), (79, "at most", "Cannot say"),
    ],
)  # fmt: skip
def test_a_target_against_the_limits_of_the_newest_figure(value: float, direction: str, word: str) -> None:
    found = verdicts(YEARS, targets=(aim(value, direction),)).target
    assert found.word == word
    assert found.reason.startswith("80% in 2023")


@pytest.mark.parametrize(
    ("value", "direction", "word"),
    [
        (40, "at least", "Met"), (50, "at least", "Hit or miss"), (70, "at least", "Not met"),
        (70, "at most", "Met"), (50, "at most", "Hit or miss"), (40, "at most", "Not met"),
    ],
)  # fmt: skip
def test_a_target_against_the_usual_range_of_months(value: float, direction: str, word: str) -> None:
    assert verdicts(line(wave(50, months=20), step=1), targets=(aim(value, direction),)).target.word == word


def test_a_caution_where_the_newest_month_has_left_the_range_on_the_wrong_side() -> None:
    left = line([*wave(50, months=20), 40], step=1)
    found = verdicts(left, targets=(aim(35),)).target
    assert (found.word, found.mark) == ("Met", Mark.BETTER)
    assert found.reason.startswith("40% in December 2023 is below what was usual, so this may not last. ")
    assert verdicts(left, targets=(aim(70, "at most"),)).target.caution == ""


def test_without_limits_one_case_might_turn_it_so_nothing_is_said() -> None:
    found = verdicts(line([50.5, 95.4545], window=None, step=3), targets=(aim(95),)).target
    assert found.word == "Cannot say"
    assert "95.5% in October to December 2023, above 95%, but neither limits nor counts" in found.reason


def test_a_rounded_figure_on_the_target_is_neither_above_nor_below_it() -> None:
    assert "60% in 2023, at about 60%" in verdicts(line([50, 60]), targets=(aim(60),)).target.reason


def test_a_share_of_under_100_with_rounded_counts_is_not_judged_against_a_target() -> None:
    assert verdicts(with_counts(line([50, 50, 75]), 20), targets=(aim(10),)).target.word == "Cannot say"


def test_a_figure_older_than_the_target_says_nothing_of_it() -> None:
    found = verdicts(YEARS, targets=(aim(10, since=date(2024, 4, 1)),)).target
    assert found.word == "Cannot say" and "older than the target" in found.reason


def test_figures_that_never_vary_meet_a_target_or_do_not() -> None:
    level = line([100.0] * 14, step=1)
    assert verdicts(level, targets=(aim(95),)).target.word == "Met"
    assert verdicts(level, targets=(aim(95, "at most"),)).target.word == "Not met"


# England ----------------------------------------------------------------------------------------------


def beside_england(level: float, ours: pd.DataFrame = YEARS, **columns: object) -> pd.DataFrame:
    theirs = ours.tail(1).assign(area=ENGLAND.code, role="national", value=level, lower95=np.nan, upper95=np.nan)
    return pd.concat([ours, theirs.assign(**columns)], ignore_index=True)


ESTIMATE = with_limits(line([5.0]), 1.0)


@pytest.mark.parametrize(
    ("level", "polarity", "word"),
    [
        (4.0, HIGHER, "Similar"), (6.0, HIGHER, "Similar"), (3.9, HIGHER, "Better"), (6.1, HIGHER, "Worse"),
        (3.9, LOWER, "Worse"), (6.1, LOWER, "Better"), (3.9, NEITHER, "Higher"), (6.1, NEITHER, "Lower"),
    ],
)  # fmt: skip
def test_england_against_our_limits_a_limit_itself_included(level: float, polarity: Polarity, word: str) -> None:
    what = indicator(method=Method.MEAN, unit="out of 10", decimals=1, polarity=polarity)
    assert verdicts(beside_england(level, ESTIMATE), what).england.word == word


def not_compared(rows: pd.DataFrame, what: Indicator = MEAN) -> str:
    found = verdicts(rows, what).england
    assert found.word == "Not compared"
    return found.reason


def test_counts_are_never_compared() -> None:
    assert "how many people" in not_compared(beside_england(4, ESTIMATE), PEOPLE)


def test_other_periods_are_never_compared() -> None:
    earlier = beside_england(3, ESTIMATE)
    earlier.loc[1, ["period_start", "period_end"]] -= pd.DateOffset(years=1)
    assert "No England figure for 2023" in not_compared(earlier)
    longer = beside_england(3, ESTIMATE, period_start=pd.Timestamp("2021-01-01"), window_months=36)
    assert "No England figure for 2023" in not_compared(longer)


def test_without_limits_of_ours_there_is_nothing_to_compare_by() -> None:
    assert "no limits to compare by" in not_compared(beside_england(3, line([5.0])))


def test_a_rate_whose_base_is_not_stated_is_not_compared() -> None:
    what = indicator(method=Method.RATE, unit="rate", base_stated=False)
    assert "does not state what this is a rate of" in not_compared(beside_england(3, ESTIMATE), what)


def test_a_share_of_under_100_with_rounded_counts_is_not_compared() -> None:
    rows = with_limits(with_counts(line([50, 50, 75]), 20), 20)
    assert "too rough" in not_compared(beside_england(10, rows), PER_CENT)


def test_a_rounded_figure_of_englands_stands_for_all_it_may_have_been() -> None:
    rows = with_limits(line([55.5]), 5.2)  # 50.3 to 60.7: England's 50 may have been 50.4
    assert verdicts(beside_england(50, rows)).england.word == "Similar"
    assert verdicts(beside_england(49, rows)).england.word == "Better"
    assert verdicts(beside_england(50.1, rows)).england.word == "Better"


def test_where_england_differs_in_its_people_it_judges_nothing() -> None:
    what = indicator(england_differs="Leeds is younger.")
    found = verdicts(beside_england(90, with_limits(line([50.5]), 5)), what).england
    assert (found.word, found.mark, found.caution) == ("Lower", Mark.CHANGED, "Leeds is younger.")


# Gap --------------------------------------------------------------------------------------------------

TENTHS = Groups("deprivation", ("01",), ("10",), "least deprived", "most deprived")
WITH_GAP = indicator(gap=TENTHS)
ITSELF_A_GAP: Activity = activity("f", numerator=count("A"), denominator=count("B"), between=TENTHS)


def sides(least: Sequence[float], most: Sequence[float], of: float = 1001) -> pd.DataFrame:
    groups = [
        with_counts(line(levels), of).assign(dimension="deprivation", category=category)
        for levels, category in ((least, "01"), (most, "10"))
    ]
    return pd.concat([with_counts(line([50, 50]), 1001), *groups], ignore_index=True)


@pytest.mark.parametrize(
    ("least", "most", "word", "mark"),
    [
        ([60, 60], [40, 55], "Narrowing", Mark.BETTER),
        ([60, 60], [55, 40], "Widening", Mark.WORSE),
        ([60, 60], [40, 41], "No clear change", Mark.NO_CHANGE),
        ([60, 40], [40, 60], "Changed", Mark.CHANGED),
    ],
)
def test_a_gap_between_two_groups(least: list[float], most: list[float], word: str, mark: Mark) -> None:
    found = verdicts(sides(least, most), WITH_GAP).gap
    assert (found.word, found.mark) == (word, mark)


def test_both_rates_are_said_with_a_gap_then_and_now() -> None:
    reason = verdicts(sides([60, 60], [40, 55]), WITH_GAP).gap.reason
    assert reason == (
        "Least deprived 60%, most deprived 55% in 2023; 60% and 40% in 2022. "
        "The gap was 20.0 points in 2022, 5.0 points now."
    )


def test_a_gap_that_narrows_while_both_get_worse_says_so() -> None:
    found = verdicts(sides([60, 30], [40, 28]), WITH_GAP).gap
    assert found.word == "Narrowing" and "Both rates are lower than in 2022." in found.caution


def test_a_gap_that_cannot_be_judged() -> None:
    one = sides([60, 60], [40, 55]).query("dimension == '' or period_end > '2023'")
    assert verdicts(one, WITH_GAP).gap.word == "Cannot say"
    bare = sides([60, 60], [40, 55]).assign(numerator=np.nan, denominator=np.nan)
    assert "counts behind it are not published" in verdicts(bare, WITH_GAP).gap.reason
    few = sides([50, 50], [25, 75], of=20)
    assert "too rough" in verdicts(few, WITH_GAP).gap.reason
    assert verdicts(YEARS, WITH_GAP).gap.word == "No figure"
    assert verdicts(YEARS).gap.word == "No figure"


def gap_itself(least: Sequence[float], most: Sequence[float]) -> pd.DataFrame:
    rows = sides(least, most).query("dimension != ''")
    rows["category"] = rows["category"].replace({"01": "least deprived", "10": "most deprived"})
    gaps = with_limits(line([a - b for a, b in zip(least, most, strict=True)]), 3)
    return pd.concat([gaps, rows], ignore_index=True)


GAP = indicator(ITSELF_A_GAP, method=Method.GAP, unit="percentage points", polarity=LOWER, decimals=1)


def test_an_indicator_that_is_itself_a_gap_shows_both_groups_too() -> None:
    found = verdicts(gap_itself([60, 60], [40, 55]), GAP)
    assert found.gap.word == "Narrowing" and "Least deprived 60.0%, most deprived 55.0%" in found.gap.reason
    assert found.mark is Mark.BETTER
    assert "5.0 points in 2023, 20.0 points in 2022: 15.0 points lower" in found.direction.reason


def test_a_gap_that_has_turned_round_and_grown_is_worse_though_the_number_is_lower() -> None:
    found = verdicts(gap_itself([60, 40], [50, 70]), GAP)
    assert (found.mark, found.arrow) == (Mark.WORSE, "↓")


def test_a_smaller_gap_than_englands_is_not_called_better() -> None:
    ours = gap_itself([40, 20], [35, 13])
    theirs = gap_itself([41, 44], [30, 31]).assign(area=ENGLAND.code, role="national")
    found = verdicts(pd.concat([ours, theirs], ignore_index=True), GAP).england
    assert (found.word, found.mark) == ("Lower", Mark.CHANGED)
    assert "Both rates here are 20.0% and 13.0%, in England 44.0% and 31.0%." in found.caution


def test_a_gap_says_where_both_rates_have_moved() -> None:
    found = verdicts(gap_itself([60, 40], [50, 31]), GAP)
    assert found.direction.caution.startswith("Both rates are lower than in 2022.")


# Data -------------------------------------------------------------------------------------------------

MONTHLY = indicator(step_months=1, lag_months=3)


@pytest.mark.parametrize(
    ("today", "word"),
    [
        (date(2024, 4, 30), "Up to date"), (date(2024, 5, 1), "Due"), (date(2024, 6, 30), "Due"),
        (date(2024, 7, 1), "Overdue"),
    ],
)  # fmt: skip
def test_the_next_month_is_due_after_its_lag_and_overdue_two_months_later(today: date, word: str) -> None:
    found = verdicts(line([50, 51], step=1), MONTHLY, today=today).data
    assert found.word == word
    assert found.reason.startswith("January 2024 ")


def test_a_publication_that_has_stopped_is_never_due() -> None:
    found = verdicts(line([50]), indicator(stopped="It has stopped.")).data
    assert (found.word, found.reason) == ("Stopped", "It has stopped.")


def test_a_single_survey_is_never_due() -> None:
    assert verdicts(line([50], step=0, window=12)).data.word == "One-off"


def test_a_hidden_newest_figure_has_come_and_is_said_to_be_hidden() -> None:
    found = verdicts(line([50, 60, None]), indicator(lag_months=12))
    assert (found.period, found.value) == ("2022", 60)
    assert found.data.reason == "2023 is hidden to protect people. 2024 is due by December 2025."


def test_a_newest_figure_that_is_not_available_has_not_come() -> None:
    rows = line([50, 60, None]).assign(suppressed=[None, None, "not available"])
    assert verdicts(rows, indicator(lag_months=3)).data.reason.startswith("2023 was ")


# Which line speaks ------------------------------------------------------------------------------------


def test_the_place_named_first_speaks_where_it_has_a_figure() -> None:
    other = Place("E38000225", "The other")
    rows = pd.concat([line([50]), line([60]).assign(area=other.code)], ignore_index=True)
    both = indicator()
    assert verdicts(rows, both).place == "Leeds local authority"
    moved = pd.concat([line([60]).assign(area=other.code)], ignore_index=True)
    assert verdicts(moved, indicator(place=other)).place == "The other"


def test_a_body_in_another_capacity_does_not_speak_for_leeds() -> None:
    rows = line([50]).assign(area="RGD", role="receiving")
    sending = indicator(place=Place("RGD", "The trust (sending)", "sending"))
    assert verdicts(rows, sending).mark is Mark.NO_FIGURE


def test_where_nobody_is_counted_as_a_whole_the_newest_group_with_a_figure_speaks_and_is_named() -> None:
    rows = pd.concat([
        line([None]).assign(dimension="service", category="A"), line([58]).assign(dimension="service", category="B"),
    ], ignore_index=True)  # fmt: skip
    found = verdicts(rows)
    assert (found.group, found.value) == ("B", 58)


def test_months_and_years_are_two_lines_and_the_declared_step_speaks() -> None:
    rows = pd.concat([line([400, 460]), line([100, 110], step=3)], ignore_index=True)
    assert verdicts(rows, indicator(step_months=3)).said == "110%"
    assert verdicts(rows, indicator(step_months=12)).said == "460%"


def test_judging_leaves_the_measures_as_they_were() -> None:
    rows = sides([60, 60], [40, 55])
    before = rows.copy()
    verdicts(rows, WITH_GAP)
    pd.testing.assert_frame_equal(rows, before)


def test_the_order_of_rows_is_irrelevant() -> None:
    rows = sides([60, 60], [40, 55])
    assert verdicts(rows.sample(frac=1, random_state=1), WITH_GAP) == verdicts(rows, WITH_GAP)
