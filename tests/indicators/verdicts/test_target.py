"""Target: met, not met, or not to be said."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from indicators.core.model import Method
from indicators.core.series.control import assured
from indicators.core.strategy.target_model import Target
from tests.indicators.drawing import indicator, line, with_counts, with_limits
from tests.indicators.verdicts.judging import (
    YEARS,
    verdicts,
    wave,
)


def target_at(
    value: float | None, direction: str = "at least", level: str = "local", since: date | None = None
) -> Target:
    return Target(
        indicator="it",
        level=level,
        owner=f"The {level} owner",
        words=f"Words of {level}.",
        direction=direction,
        source="a source",
        value=value,
        since=since,
    )


def test_leeds_own_target_counts_before_a_regional_and_a_national_one_whatever_their_order() -> None:
    several = (target_at(10, level="national"), target_at(90, level="local"), target_at(20, level="regional"))
    assert verdicts(YEARS, targets=several).target.reason.endswith("The local owner: Words of local.")
    assert verdicts(YEARS, targets=several[::2]).target.reason.endswith("Words of regional. No Leeds target.")


def test_without_a_target_none_is_known_of() -> None:
    assert verdicts(YEARS).target.word == "No target"
    assert verdicts(line([None])).target.word == "No target"


def test_a_target_in_words_only_cannot_be_judged() -> None:
    verdict = verdicts(YEARS, targets=(target_at(None, level="regional"),)).target
    assert (verdict.word, verdict.reason) == ("Cannot say", "The regional owner: Words of regional. No Leeds target.")


@pytest.mark.parametrize(
    ("value", "direction", "word"),
    [
        (70, "at least", "Met"), (90, "at least", "Not met"), (81, "at least", "Hit or miss"),
        (90, "at most", "Met"), (70, "at most", "Not met"), (79, "at most", "Hit or miss"),
    ],
)  # fmt: skip
def test_a_target_against_the_limits_of_the_newest_figure(value: float, direction: str, word: str) -> None:
    verdict = verdicts(YEARS, targets=(target_at(value, direction),)).target
    assert verdict.word == word
    assert verdict.reason.startswith("80% in 2023")


@pytest.mark.parametrize(
    ("value", "direction", "word"),
    [
        (40, "at least", "Met"), (50, "at least", "Hit or miss"), (70, "at least", "Not met"),
        (70, "at most", "Met"), (50, "at most", "Hit or miss"), (40, "at most", "Not met"),
    ],
)  # fmt: skip
def test_a_target_by_how_often_the_last_year_reached_it(value: float, direction: str, word: str) -> None:
    assert verdicts(line(wave(50, months=20), step=1), targets=(target_at(value, direction),)).target.word == word


def months(*values: float | None) -> pd.DataFrame:
    return line([50.0] * 24 + list(values), step=1)


@pytest.mark.parametrize(
    ("last_year", "word"),
    [
        ([60] * 12, "Met"), ([60] * 11 + [40], "Met"), ([60] * 10 + [40] * 2, "Hit or miss"),
        ([40] * 10 + [60] * 2, "Hit or miss"), ([40] * 11 + [60], "Not met"), ([40] * 12, "Not met"),
        ([55] * 12, "Met"), ([60] * 9 + [None] * 2 + [60], "Met"),
        ([60] * 8 + [None] * 3 + [60], "Cannot say"),
    ],
)  # fmt: skip
def test_one_month_of_twelve_may_differ_and_ten_must_be_held(last_year: list[float | None], word: str) -> None:
    assert verdicts(months(*last_year), targets=(target_at(55),)).target.word == word


def test_the_count_the_level_of_the_year_and_the_newest_month_are_said() -> None:
    verdict = verdicts(months(*[40.0] * 11, 60.0), targets=(target_at(55),)).target
    assert verdict.reason.startswith(
        "Reached in 1 of the last 12 months; 41.7% on average, 60% in December 2023, 55% wanted."
    )


@pytest.mark.parametrize(
    ("last_year", "word"),
    [([60] * 4, "Met"), ([40, 60, 60, 60], "Hit or miss"), ([40] * 4, "Not met"), ([60, 60, None, 60], "Met"),
     ([60, None, None, 60], "Cannot say")],
)  # fmt: skip
def test_of_four_quarters_three_must_be_held_and_none_may_differ(last_year: list[float | None], word: str) -> None:
    quarters = line([50.0] * 8 + last_year, step=3)
    assert verdicts(quarters, targets=(target_at(55),)).target.word == word


def test_a_target_of_another_body_or_window_is_held_and_not_judged() -> None:
    for other in ({"body": "E38000225"}, {"months": 3}):
        verdict = verdicts(months(*[60.0] * 12), targets=(target_at(55).model_copy(update=other),)).target
        assert verdict.word == "Cannot say" and "The target held is not for this line" in verdict.reason
    same = target_at(55).model_copy(update={"body": "E08000035", "months": 1})
    assert verdicts(months(*[60.0] * 12), targets=(same,)).target.word == "Met"


def test_a_target_is_judged_on_its_day_and_not_before() -> None:
    rows = months(*[60.0] * 12)
    coming = target_at(55).model_copy(update={"by": date(2024, 3, 31)})
    verdict = verdicts(rows, targets=(coming,)).target
    assert verdict.word == "Cannot say" and "The target is for 31 March 2024" in verdict.reason
    passed = target_at(55).model_copy(update={"by": date(2022, 12, 31)})
    verdict = verdicts(rows, targets=(passed,)).target
    assert verdict.word == "Not met" and "Judged by the figure of the target's day, 31 December 2022." in verdict.reason


def test_a_count_reaches_a_plan_or_it_does_not() -> None:
    people = indicator(method=Method.COUNT, unit="people")
    for plan, word in ((466, "Not met"), (160, "Met")):
        assert verdicts(with_limits(line([100, 160]), 25), people, targets=(target_at(plan),)).target.word == word


def test_without_limits_one_case_might_turn_it_so_nothing_is_said() -> None:
    verdict = verdicts(line([50.5, 95.4545], window=None, step=3), targets=(target_at(95),)).target
    assert verdict.word == "Cannot say"
    assert "95.5% in October to December 2023, above 95%, but neither limits nor counts" in verdict.reason


def test_a_rounded_figure_on_the_target_is_neither_above_nor_below_it() -> None:
    assert "60% in 2023, at about 60%" in verdicts(line([50, 60]), targets=(target_at(60),)).target.reason


def test_a_share_of_under_100_with_rounded_counts_is_not_judged_against_a_target() -> None:
    assert verdicts(with_counts(line([50, 50, 75]), 20), targets=(target_at(10),)).target.word == "Cannot say"


def test_a_figure_older_than_the_target_says_nothing_of_it() -> None:
    verdict = verdicts(YEARS, targets=(target_at(10, since=date(2024, 4, 1)),)).target
    assert verdict.word == "Cannot say" and "older than the target" in verdict.reason


def test_figures_that_never_vary_meet_a_target_or_do_not() -> None:
    level = line([100.0] * 14, step=1)
    assert verdicts(level, targets=(target_at(95),)).target.word == "Met"
    assert verdicts(level, targets=(target_at(95, "at most"),)).target.word == "Not met"


@pytest.mark.parametrize(
    ("values", "limits", "higher", "expected_assurance"),
    [
        ([4, 6], (2, 8), True, "hit or miss"),
        ([9, 9], (5, 13), True, "pass"),
        ([1, 1], (1, 5), True, "fail"),
        ([5, 5], (5, 5), True, "pass"),
        ([5, 5], (5, 5), False, "pass"),
        ([4, 4], (4, 4), True, "fail"),
        ([4, 4], (4, 4), False, "pass"),
        ([4, 6], (5, 5), True, "none"),
        ([6, 6], (np.nan, np.nan), True, "none"),
    ],
)
def test_the_assurance_of_a_target_of_five(
    values: list[float], limits: tuple[float, float], higher: bool, expected_assurance: str
) -> None:
    assert assured(values, limits, 5, higher) == expected_assurance
