"""Lately: what the newest points say."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.core.model import (
    Method,
    Polarity,
)
from indicators.core.verdicts import Mark
from tests.indicators.drawing import indicator, line, with_counts, with_limits
from tests.indicators.verdicts.judging import (
    HIGHER,
    LOWER,
    MEAN,
    NEITHER,
    verdicts,
    wave,
)


@pytest.mark.parametrize(
    ("values", "polarity", "word", "mark"),
    [
        ([*wave(50, months=14), 70], HIGHER, "Lately higher than usual, which is better", Mark.BETTER),
        ([*wave(50, months=14), 70], LOWER, "Lately higher than usual, which is worse", Mark.WORSE),
        ([*wave(50, months=14), 70], NEITHER, "Lately higher than usual", Mark.CHANGED),
        ([*wave(50, months=14), 30], HIGHER, "Lately lower than usual, which is worse", Mark.WORSE),
        (wave(50, months=14), HIGHER, "No significant change lately", Mark.NO_CHANGE),
    ],
)
def test_the_newest_month_on_a_control_chart(values: list[float], polarity: Polarity, word: str, mark: Mark) -> None:
    verdict = verdicts(line(values, step=1), indicator(polarity=polarity)).lately
    assert verdict is not None and (verdict.word, verdict.mark) == (word, mark)


def test_the_usual_range_is_not_beyond_what_can_be() -> None:
    verdict = verdicts(line(wave(97, months=14, size=3), step=1)).lately
    assert verdict is not None and verdict.reason.endswith("to 100%.")


def test_twelve_points_are_too_few_for_a_chart_and_twenty_end_its_trial() -> None:
    assert verdicts(line(wave(50, months=12), step=1)).lately is None
    thirteen, twenty = (verdicts(line(wave(50, months=months), step=1)).lately for months in (13, 20))
    assert thirteen is not None and "Trial limits" in thirteen.caution
    assert twenty is not None and "Trial limits" not in twenty.caution


def test_where_rules_disagree_the_better_reading_is_shown_and_said() -> None:
    values = [20.0] * 3 + [25.0, 20.0] * 4 + [34, 33, 32, 31, 30, 29, 28]
    for polarity in (HIGHER, LOWER):
        verdict = verdicts(line(values, step=1), indicator(polarity=polarity, method=Method.MEAN, unit="points")).lately
        assert verdict is not None and verdict.mark is Mark.BETTER and "Rules disagree" in verdict.caution
        assert verdict.word == f"Lately {'higher' if polarity is HIGHER else 'lower'} than usual, which is better"


def test_figures_that_do_not_vary_have_no_usual_range() -> None:
    verdict = verdicts(line([50.0] * 14, step=1)).lately
    assert verdict is not None and (verdict.word, verdict.mark) == ("No usual range", Mark.FIGURE_ONLY)


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
