"""What looks odd in new figures is said before they are published; what looks as usual is not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from charts.words import odd_in_words
from indicators.core.board.plausibility import Odd, worth_a_look
from indicators.core.model import Break, Indicator, Method
from indicators.core.series.series import leading_line
from tests.charts.drawn import count, monthly, yearly
from tests.indicators.drawing import line

Values = Sequence[float | None]
STEADY = (50, 52, 49, 51, 50, 53, 48, 51, 50, 52, 49, 51, 50, 52)


def looked_at(before: pd.DataFrame | None, after: pd.DataFrame, indicator: Indicator) -> list[Odd]:
    rows_before = after.iloc[:0] if before is None else before
    series = leading_line(after, indicator)
    assert series is not None
    return worth_a_look(
        None if before is None else leading_line(before, indicator), series, rows_before, after, indicator
    )


def arriving(
    history: Values, new: Values, indicator: Indicator | None = None, step: int = 1, **columns: object
) -> list[str]:
    """Everything odd about figures that follow a history up to December 2023."""
    indicator = indicator or (monthly() if step == 1 else yearly())
    end = pd.Period("2023-12", freq="M")
    before = line(history, str(end), step, **columns)
    after = line([*history, *new], str(end + step * len(new)), step, **columns)
    return [odd_in_words(odd, indicator) for odd in looked_at(before, after, indicator)]


# It does not cry wolf


@pytest.mark.parametrize("step", [1, 3, 12])
def test_a_file_that_says_what_is_held_already_is_as_usual(step: int):
    assert arriving(STEADY, [], step=step) == []


def test_a_first_file_has_no_history_to_leap_from():
    assert looked_at(None, line([1, 500, 2, None, 0], step=1), monthly()) == []


@pytest.mark.slow
def test_months_like_those_before_are_rarely_worth_a_look():
    """Of steady figures about one new month in a hundred lies outside limits made from two years."""
    chance = np.random.default_rng(1)
    odd = sum(bool(arriving(chance.normal(50, 4, 24), [chance.normal(50, 4)])) for _ in range(100))
    assert odd <= 4


@pytest.mark.slow
def test_years_like_those_before_are_never_worth_a_look():
    chance = np.random.default_rng(2)
    assert not any(arriving(chance.normal(11, 1.5, 6), [chance.normal(11, 1.5)], step=12) for _ in range(50))


@pytest.mark.parametrize("new", [50, 51, 60])
def test_where_figures_never_varied_a_small_step_is_no_leap(new: float):
    assert arriving([50] * 14, [new]) == []


def test_small_counts_that_come_and_go_are_as_usual():
    for history, new in (([0, 0, 0], 1), ([0, 0, 0], 3), ([2, 3, 1], 0), ([1, 0, 2], 3)):
        assert arriving(history, [new], count(), step=12) == []


def test_a_line_that_begins_anew_is_not_measured_by_the_old_one():
    cut = yearly(breaks=(Break(pd.Timestamp("2024-01-01").date(), "another definition"),))
    assert arriving([50, 51, 52, 50], [5], cut, step=12) == []
    rebased = line([50, 51, 52, 50, 5], "2024-12", population_base=["a"] * 4 + ["b"])
    assert looked_at(rebased.iloc[:4], rebased, yearly()) == []


def test_a_gap_between_groups_may_change_its_sign_and_size():
    gap = yearly(method=Method.GAP, unit="percentage points")
    assert arriving([1, 0.5, 2, -1], [8], gap, step=12) == []


def test_a_gap_in_the_line_that_is_known_is_not_said_again():
    history = line(STEADY, "2023-12", 1).drop(index=5)
    after = pd.concat([history, line([51], "2024-01", 1)], ignore_index=True)
    assert looked_at(history, after, monthly()) == []
    revised = after.assign(value=after["value"].where(after["period_end"] != after["period_end"].iloc[5], 51.5))
    assert looked_at(after, revised, monthly()) == []


def test_a_hidden_figure_is_no_missing_one():
    assert arriving(STEADY, [None, 51]) == []


# It says what is odd


def test_a_month_outside_the_usual_range_is_said_with_the_range_and_its_row():
    before, after = line(STEADY, "2023-12", 1), line([*STEADY, 80], "2024-01", 1)
    (odd,) = looked_at(before, after, monthly())
    assert odd_in_words(odd, monthly()).startswith("January 2024: 80% is outside the usual range, ")
    assert odd.row == int(after["row_number"].iloc[-1])


def test_a_revised_month_is_held_against_the_months_before_it():
    before = line([*STEADY, 50], "2024-01", 1)
    (odd,) = looked_at(before, line([*STEADY, 20], "2024-01", 1), monthly())
    assert "20% is outside" in odd_in_words(odd, monthly())


def test_the_range_lies_within_what_the_measure_can_be():
    (low,) = arriving((1, 9, 2, 8, 1, 9, 3, 8, 2, 9, 1, 8, 2), [70])
    assert "usual range, 0% to " in low
    (high,) = arriving([100 - value for value in (1, 9, 2, 8, 1, 9, 3, 8, 2, 9, 1, 8, 2)], [20])
    assert high.endswith(" to 100%.")


def test_a_figure_just_outside_is_not_rounded_into_the_range():
    (sentence,) = arriving([50, 52] * 7, [56.4])
    assert sentence == "January 2024: 56.4% is outside the usual range, 45.7% to 56.3%."


@pytest.mark.parametrize(
    ("history", "new", "expected_sentence"),
    [
        ([10, 11, 10], 41, "2024: 41 is 4.1 times its usual size, 10."),
        ([10, 11, 10], 12_345, "2024: 12,345 is 1,234 times its usual size, 10."),
        ([510, 512, 500], 51, "2024: 51 is 10 times smaller than its usual size, 510."),
        ([510, 512, 500], 0, "2024: 0 is far from its usual 510: a hidden figure is left empty, not 0."),
        ([0, 0, 0], 40, "2024: 40 is far from its usual 0."),
    ],
)
def test_a_figure_many_times_its_usual_size_is_said(history: Values, new: float, expected_sentence: str):
    assert arriving(history, [new], count(), step=12) == [expected_sentence]


def test_two_figures_are_no_usual_size():
    assert arriving([10, 10], [500], count(), step=12) == []


def test_where_figures_never_varied_their_size_is_what_is_usual():
    assert arriving([20] * 14, [90]) == ["January 2024: 90% is 4.5 times its usual size, 20%."]


@pytest.mark.parametrize(("step", "gap"), [(1, "February 2024"), (3, "April to June 2024"), (12, "2025")])
def test_a_period_that_is_skipped_is_named(step: int, gap: str):
    indicator = monthly(step_months=step)
    before = line(STEADY, "2023-12", step)
    new = line([50, 51, 52], str(pd.Period("2023-12", freq="M") + 3 * step), step).drop(index=1)
    after = pd.concat([before, new], ignore_index=True)
    assert [odd_in_words(odd, indicator) for odd in looked_at(before, after, indicator)] == [
        f"No figure for {gap}: the line will show a gap."
    ]


def test_many_skipped_periods_are_summed_up():
    before = line(STEADY, "2023-12", 1)
    after = pd.concat([before, line([50], "2024-08", 1)], ignore_index=True)
    (odd,) = looked_at(before, after, monthly())
    assert odd_in_words(odd, monthly()) == (
        "No figure for January 2024, February 2024, March 2024, April 2024 and 3 more: the line will show a gap."
    )


def groups(names: str, ends: str, step: int = 12) -> pd.DataFrame:
    return pd.concat([line([50], ends, step, dimension="sex", category=name) for name in names.split()])


def test_a_group_that_is_gone_from_the_newest_period_is_named():
    whole = line([50, 51], "2023-12")
    before = pd.concat([whole, groups("Women Men", "2023-12")], ignore_index=True)
    after = pd.concat([before, line([50], "2024-12"), groups("Women", "2024-12")], ignore_index=True)
    assert [odd_in_words(odd, yearly()) for odd in looked_at(before, after, yearly())] == [
        "By sex: no longer there: Men."
    ]


def test_no_group_is_called_gone_for_figures_of_another_step_or_without_groups():
    whole = line([50, 51], "2023-12")
    before = pd.concat([whole, groups("Women Men", "2023-12")], ignore_index=True)
    only_whole = pd.concat([before, line([50], "2024-12")], ignore_index=True)
    monthly_too = pd.concat([before, groups("Women", "2024-01", 1)], ignore_index=True)
    assert looked_at(before, only_whole, yearly()) == []
    assert looked_at(before, monthly_too, yearly()) == []
