"""Direction since the baseline: what is compared, what is said of it, and with which cautions."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from indicators.core.model import (
    Kind,
    Method,
    Polarity,
)
from indicators.core.verdicts import JUDGED, Bar, Mark
from tests.indicators.drawing import LCH, indicator, line, with_counts, with_limits
from tests.indicators.verdicts.judging import (
    HIGHER,
    LOWER,
    MEAN,
    NEITHER,
    PEOPLE,
    verdicts,
    wave,
)

MONTHLY = indicator(step_months=1)


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
@pytest.mark.parametrize("basis", ["by counts", "by limits", "by months"])
def test_a_direction_both_polarities(
    levels: list[float], polarity: Polarity, mark: Mark, arrow: str, basis: str
) -> None:
    rows, declared = {
        "by counts": (with_counts(line(levels), 1001), indicator(polarity=polarity)),
        "by limits": (with_limits(line(levels), 3), indicator(method=Method.MEAN, unit="points", polarity=polarity)),
        "by months": (line(wave(levels[0], *levels, levels[1]), step=1), indicator(polarity=polarity)),
    }[basis]
    all_verdicts = verdicts(rows, declared)
    assert (all_verdicts.mark, all_verdicts.arrow) == (mark, arrow)
    assert (all_verdicts.strength > 1) is (mark is not Mark.NO_CHANGE)


def test_the_reason_gives_both_levels_the_change_and_its_limits_the_way_it_went() -> None:
    all_verdicts = verdicts(with_counts(line([80, 50]), 1001), indicator(polarity=HIGHER))
    assert all_verdicts.direction.reason == "50% in 2023, 80% in 2022: 30.0 points lower (99% limits 24.7 to 35.1)."


def test_fewer_of_a_count_lower_of_anything_else() -> None:
    counts, means = with_limits(line([801, 501]), 10), with_limits(line([5, 3]), 0.1)
    assert "501 in 2023, 801 in 2022: 300 fewer (99% limits" in verdicts(counts, PEOPLE).direction.reason
    assert "3.0 in 2023, 5.0 in 2022: 2.0 lower (99% limits" in verdicts(means, MEAN).direction.reason


def test_no_clear_change_is_not_called_steady() -> None:
    reason = verdicts(with_counts(line([50, 51]), 1001)).direction.reason
    assert reason.startswith("51% in 2023, 50% in 2022: the difference could be chance (99% limits −4.")
    assert reason.endswith("The level may still not be good enough.")


def test_the_baseline_is_three_years_that_end_by_march_2020_pooled_by_counts() -> None:
    rows = line([90, 10, 20, 30, 40, 50, 60], ends="2023-03")
    rows = rows.assign(denominator=[100, 1000, 2000, 3000, 1000, 1000, 1000])
    all_verdicts = verdicts(rows.assign(numerator=rows["value"] * rows["denominator"] / 100))
    # (100 + 400 + 900) of 6,000: not the mean of 10, 20 and 30
    assert "60% in 2022/23, 23% in 2017/18 to 2019/20 together: 36.7 points higher" in all_verdicts.direction.reason
    assert "It was 90% in 2016/17." in all_verdicts.direction.reason


def test_without_counts_the_three_years_are_averaged_and_their_errors_combined() -> None:
    all_verdicts = verdicts(with_limits(line([4, 5, 6, 7, 8, 8], ends="2023-03"), 0.98), MEAN)
    # standard error 0.5 each: of the mean of three 0.5 / sqrt(3); 99%: 2.576 * sqrt(0.5^2 + 0.5^2 / 3)
    assert all_verdicts.direction.reason.startswith("8.0 in 2022/23, 5.0 in 2017/18 to 2019/20 together: 3.0 higher")
    assert "(99% limits 1.5 to 4.5)" in all_verdicts.direction.reason


def test_as_many_of_three_years_as_are_held_are_pooled() -> None:
    all_verdicts = verdicts(with_counts(line([10, 20, 30, 40, 50], ends="2023-03"), 1001))
    assert "50% in 2022/23, 15% in 2018/19 and 2019/20 together" in all_verdicts.direction.reason


def test_a_better_earlier_year_is_named_where_it_is_not_worse_now() -> None:
    above = verdicts(with_counts(line([50, 46, 40, 40, 47], ends="2023-03"), 1001))
    assert above.mark is Mark.NO_CHANGE and "It was 50% in 2018/19." in above.direction.reason
    assert "It was" not in verdicts(with_counts(line([90, 80, 20, 20, 30], ends="2023-03"), 1001)).direction.reason
    assert "It was" not in verdicts(with_counts(line([50, 46, 40, 40, 60], ends="2023-03"), 1001)).direction.reason


def test_a_yearly_line_that_reaches_back_is_judged_in_place_of_months_that_do_not() -> None:
    months = line(wave(30, 50, 50), ends="2023-03", step=1)
    years = with_counts(line([50, 51, 52, 45, 48, 49], ends="2023-03"), 1001)
    all_verdicts = verdicts(pd.concat([months, years], ignore_index=True), MONTHLY)
    assert all_verdicts.direction.reason.startswith("49% in 2022/23, 51% in 2017/18 to 2019/20 together")
    assert all_verdicts.period_end == date(2023, 3, 31) and all_verdicts.value == months["value"].iloc[-1]
    another = pd.concat([months, years.assign(source="another_publisher")], ignore_index=True)
    assert "on average in 2022/23, 30% in 2020/21" in verdicts(another, MONTHLY).direction.reason


def test_months_that_reach_back_are_judged_themselves() -> None:
    months = line(wave(30, 50, 50, 50), ends="2023-03", step=1)
    years = with_counts(line([50, 51, 52, 45, 48, 49], ends="2023-03"), 1001)
    all_verdicts = verdicts(pd.concat([months, years], ignore_index=True), MONTHLY)
    assert "50% on average in 2022/23, 30% in 2019/20" in all_verdicts.direction.reason


def test_two_files_of_a_publisher_that_differ_on_a_total_give_no_direction() -> None:
    years = with_counts(line([50, 51, 52, 45, 48, 80], ends="2023-03"), 1200)
    agreeing = with_counts(line([80.0] * 12, ends="2023-03", step=1), 100)
    assert verdicts(pd.concat([years, agreeing], ignore_index=True)).direction.bar is None
    apart = with_counts(line([80.0] * 12, ends="2023-03", step=1), 94)
    all_verdicts = verdicts(pd.concat([years, apart], ignore_index=True), indicator(step_months=12))
    assert (all_verdicts.mark, all_verdicts.direction.bar) == (Mark.FIGURE_ONLY, Bar.TWO_FILES)
    assert (
        "for 2022/23 the yearly file counts 1,200 and the shorter periods add up to 1,128, 6% more"
        in all_verdicts.direction.reason
    )
    assert all_verdicts.england.word == "Not compared" and "files disagree" in all_verdicts.england.reason


def test_a_year_of_which_a_month_is_missing_is_not_compared_between_files() -> None:
    years = with_counts(line([50, 51, 52, 45, 48, 80], ends="2023-03"), 1200)
    eleven = with_counts(line([80.0] * 11, ends="2023-03", step=1), 50)
    assert verdicts(pd.concat([years, eleven], ignore_index=True), indicator(step_months=12)).direction.bar is None


def test_a_long_fall_does_not_unsay_itself() -> None:
    """Every month of the last year below every month of the first: worse, though the limits reach across zero."""
    fall = [99.0 + (month % 2) for month in range(12)] + [97.0 - 0.2 * month for month in range(36)]
    all_verdicts = verdicts(line(fall, step=1))
    assert all_verdicts.mark is Mark.WORSE and all_verdicts.arrow == "↓" and all_verdicts.strength == 1
    assert "every month of the last year was below every month of 2020" in all_verdicts.direction.reason


def test_four_quarters_apart_are_not_enough() -> None:
    fall = [99.0, 98.5, 99.0, 98.5] + [97.0 - 0.8 * quarter for quarter in range(20)]
    assert verdicts(line(fall, step=3)).mark is not Mark.WORSE


def test_a_line_that_swings_too_widely_is_not_called_unchanged() -> None:
    swing = [50 + 20 * np.sin(month / 6) for month in range(48)]
    all_verdicts = verdicts(line(swing, step=1))
    assert (all_verdicts.direction.word, all_verdicts.mark, all_verdicts.direction.bar) == (
        "Cannot tell",
        Mark.FIGURE_ONLY,
        Bar.SWINGS,
    )
    assert "it swings too widely to tell" in all_verdicts.direction.reason and all_verdicts.arrow == ""


def test_what_ended_long_ago_is_told_in_the_past() -> None:
    rows = with_counts(line([50, 80]), 1001)
    assert verdicts(rows, today=date(2026, 12, 31)).direction.word == "Getting better"
    later = verdicts(rows, today=date(2027, 1, 1)).direction
    assert later.word == "Was getting better up to December 2023"


def test_a_baseline_inside_the_strategy_is_said_to_be() -> None:
    caution = "is the first held inside it"
    assert caution in verdicts(with_counts(line([50, 80]), 1001)).direction.caution
    assert caution not in verdicts(with_counts(line([50, 60, 70, 80], ends="2022-03"), 1001)).direction.caution


def test_else_the_first_that_is_held() -> None:
    all_verdicts = verdicts(with_counts(line([10, 20, 30]), 1001))
    assert "30% in 2023, 10% in 2021" in all_verdicts.direction.reason


def test_of_three_year_figures_the_baseline_shares_no_year_with_the_newest() -> None:
    all_verdicts = verdicts(with_limits(line([10, 11, 12, 13], window=36), 0.1), MEAN)
    assert "13.0 in 2021-23, 10.0 in 2018-20" in all_verdicts.direction.reason


def test_a_year_of_months_is_an_average_and_says_so() -> None:
    shares = verdicts(line(wave(50, 50, 80, 80), step=1)).direction.reason
    assert shares.startswith("80% on average in 2023, 50% in 2020: 30.0 points higher")
    people = verdicts(line(wave(500, 500, 800, 800), step=1), PEOPLE).direction.reason
    assert people.startswith("800 a month on average in 2023, 500 in 2020: 300 more")
    quarters = verdicts(line(wave(500, 500, 500, 800, 800, 800, months=4), step=3), PEOPLE).direction.reason
    assert quarters.startswith("800 a quarter on average in 2023, 500 in 2019/20")


def test_a_card_never_sets_a_months_figure_against_a_years_average_unsaid() -> None:
    months = verdicts(line(wave(500, 500, 800), step=1), PEOPLE)
    assert months.change_since == "from 500 in 2021 to 800 in 2023, a month on average"
    assert verdicts(with_counts(line([50, 80]), 1001)).change_since == "from 50% in 2022"


@pytest.mark.parametrize("missing", [[6, 7], [39, 40]])
def test_two_months_missing_in_a_year_do_not_stand_in_the_way(missing: list[int]) -> None:
    values: list[float | None] = list(wave(50, 50, 50, 80))
    for month in missing:
        values[month] = None
    assert verdicts(line(values, step=1)).mark in JUDGED


def test_rolling_three_months_are_thinned_to_quarters_that_stand_apart() -> None:
    values = [level + 2 * (month // 3 % 2) for level in (50.0, 50.0, 50.0, 80.0, 80.0, 80.0) for month in range(14)]
    all_verdicts = verdicts(line(values, ends="2023-11", step=1, window=3))
    assert all_verdicts.mark is Mark.BETTER
    assert "on average in the year to November 2023" in all_verdicts.direction.reason
    assert all_verdicts.lately is None


def test_a_year_is_named_by_its_own_months_whatever_quarter_it_ends_in() -> None:
    all_verdicts = verdicts(line(wave(50, 50, 50, 80, 80, 80, months=4), ends="2023-05", step=3))
    assert "in the year to May 2023, " in all_verdicts.direction.reason
    assert "in the year to February 2020" in all_verdicts.direction.reason


def test_a_running_total_is_judged_by_whole_years_only() -> None:
    rows = with_limits(line([105, 205, 310, 400, 110, 220, 330, 800, 150], ends="2023-06", step=3), 5)
    aprils = [2021] * 4 + [2022] * 4 + [2023]
    starts = pd.to_datetime([f"{year}-04-01" for year in aprils])
    all_verdicts = verdicts(rows.assign(window_months=[3, 6, 9, 12, 3, 6, 9, 12, 3], period_start=starts), PEOPLE)
    assert "800 in 2022/23, 400 in 2021/22" in all_verdicts.direction.reason
    assert all_verdicts.data.reason.startswith("April to September 2023")


def test_whole_per_cents_are_said_to_be_rounded() -> None:
    assert (
        "Rounded by the publisher to whole per cents." in verdicts(line(wave(50, 50, 80, 80), step=1)).direction.caution
    )
    assert "whole per cents" not in verdicts(line(wave(50.5, 50.5, 80.5, 80.5), step=1)).direction.caution


def test_counts_rounded_to_five_are_said_to_be() -> None:
    rows = with_limits(line([400, 500, 600, 805]), 10)
    assert "Counts are rounded to 5 by the publisher." in verdicts(rows, PEOPLE).direction.caution
    rows = with_limits(line([*range(400, 490, 10), 766]), 10)
    assert "Most of these counts are rounded to 5 by the publisher." in verdicts(rows, PEOPLE).direction.caution
    rows = with_limits(line([401, 502, 603, 804]), 10)
    assert "rounded" not in verdicts(rows, PEOPLE).direction.caution


def test_limits_of_ours_are_said_to_be_in_the_words_that_stand_beside_them() -> None:
    rows = with_limits(line([5, 9]), 0.5).assign(approximate="population:2021")
    assert (
        "Limits are approximate, ours: Byar's method on the count implied by the rate and the mid-2021 population."
        in verdicts(rows, MEAN).direction.caution
    )


def test_a_provider_is_not_a_place() -> None:
    rows = with_counts(line([50, 80]), 1001).assign(area="RY6", role="provider")
    assert "not Leeds residents" in verdicts(rows, indicator(place=LCH)).direction.caution
    assert "not Leeds residents" not in verdicts(with_counts(line([50, 80]), 1001)).direction.caution


def test_what_else_moves_the_figure_stands_with_its_direction() -> None:
    declared = indicator(also_moved_by="More services reporting also raises it.")
    assert declared.also_moved_by in verdicts(with_counts(line([50, 80]), 1001), declared).direction.caution
    assert verdicts(line([50]), declared).direction.caution == ""


def test_an_old_figure_is_said_to_be_old() -> None:
    rows = with_counts(line([50, 80]), 1001)
    assert "We have no newer figure" in verdicts(rows, today=date(2026, 1, 1)).direction.caution
    assert "We have no newer figure" not in verdicts(rows, today=date(2025, 12, 31)).direction.caution


def test_months_that_move_together_say_that_only_a_large_change_would_show() -> None:
    random = np.random.default_rng(3)
    drift = 50 + np.cumsum(random.normal(size=48))
    all_verdicts = verdicts(line(list(drift), step=1))
    assert all_verdicts.mark is Mark.NO_CHANGE
    assert "only a large change would show" in all_verdicts.direction.caution


def test_surveys_of_the_same_months_of_each_year_are_compared_though_they_cover_few_months() -> None:
    waves = with_counts(line([50, 80], ends="2023-05", window=3), 1001)
    reason = verdicts(waves, indicator(kind=Kind.FEEL)).direction.reason
    assert reason.startswith("80% in March to May 2023, 50% in March to May 2022: 30.0 points higher")


def test_enough_figures_of_which_a_year_lacks_months_are_not_said_to_be_too_few() -> None:
    verdict = verdicts(line([*wave(50, 60, 70, 80)[:-4], None, None, None, 50], step=1)).direction
    assert verdict.reason.startswith("45 monthly figures, but the first or the last year is not whole")


def test_years_from_records_do_not_judge_the_months_of_a_publisher_that_records_only_go_on_from() -> None:
    records = {"source": "referral", "method": "from records"}
    published, months = line([50.0] * 24, "2022-12", step=1), line([80.0] * 6, "2023-06", step=1, **records)
    years = with_counts(line([70, 71, 72, 73, 40], "2023-03"), 1001).assign(**records)
    verdict = verdicts(pd.concat([published, months, years], ignore_index=True), indicator(step_months=1)).direction
    assert verdict.mark is Mark.FIGURE_ONLY and verdict.reason.startswith("6 monthly figures; we need 36")
