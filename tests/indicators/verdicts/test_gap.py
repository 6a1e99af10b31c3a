"""Gaps between groups, and indicators that are themselves a gap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from indicators.core.figures import Activity, activity, count
from indicators.core.model import ENGLAND, Method
from indicators.core.verdicts import Mark
from tests.indicators.drawing import indicator, line, with_limits
from tests.indicators.verdicts.judging import (
    LOWER,
    TENTHS,
    WITH_GAP,
    YEARS,
    sides,
    verdicts,
)

ITSELF_A_GAP: Activity = activity("f", numerator=count("A"), denominator=count("B"), between=TENTHS)


@pytest.mark.parametrize(
    ("least", "most", "word", "mark"),
    [
        ([60, 60], [40, 55], "Narrowing", Mark.BETTER),
        ([60, 60], [55, 40], "Widening", Mark.WORSE),
        ([60, 60], [40, 41], "No clear change", Mark.NO_CHANGE),
        ([60, 40], [40, 60], "Turned round", Mark.CHANGED),
        ([80, 40], [40, 30], "Narrowing", Mark.CHANGED),
        ([43, 12], [36, 6], "Depends how it is counted", Mark.CHANGED),
    ],
)
def test_a_gap_between_two_groups(least: list[float], most: list[float], word: str, mark: Mark) -> None:
    verdict = verdicts(sides(least, most), WITH_GAP).gap
    assert (verdict.word, verdict.mark) == (word, mark)


def test_both_rates_are_said_with_a_gap_then_and_now() -> None:
    reason = verdicts(sides([60, 60], [40, 55]), WITH_GAP).gap.reason
    assert reason == (
        "Most deprived 55%, least deprived 60% in 2023; 40% and 60% in 2022. "
        "The gap was 20.0 points, now 5.0 points (99% limits of the change −23.0 to −7.0); "
        "as a ratio it was 0.67, now 0.92."
    )


def test_a_gap_that_narrows_while_both_get_worse_says_so() -> None:
    verdict = verdicts(sides([60, 30], [40, 28]), WITH_GAP).gap
    assert (verdict.word, verdict.mark) == ("Narrowing", Mark.CHANGED)
    assert verdict.reason.startswith("Both groups got worse. Most deprived 28%, least deprived 30% in 2023")


def test_a_gap_that_narrows_because_the_better_off_got_worse_says_so_first() -> None:
    verdict = verdicts(sides([60, 45], [40, 41]), WITH_GAP).gap
    assert (verdict.word, verdict.mark) == ("Narrowing", Mark.CHANGED)
    assert verdict.reason.startswith("The group that was better off got worse. ")


def test_where_low_is_good_the_group_with_more_is_worse_off() -> None:
    verdict = verdicts(sides([20, 20], [40, 25]), indicator(gap=TENTHS, polarity=LOWER)).gap
    assert (verdict.word, verdict.mark) == ("Narrowing", Mark.BETTER)
    assert verdict.reason.startswith("Most deprived 25%, least deprived 20%")


def test_any_breakdown_that_is_held_counts_where_none_is_declared() -> None:
    two = sides([65, 65], [40, 49]).assign(
        dimension=lambda rows: rows["dimension"].replace("deprivation", "ethnic group")
    )
    verdict = verdicts(two).gap
    assert verdict.word == "Narrowing" and verdict.reason.startswith("10 49%, 01 65% in 2023")


def test_the_ends_of_many_groups_are_named_and_not_judged() -> None:
    three = pd.concat(
        [sides([65, 65], [40, 49]), sides([50, 50], [45, 45]).query("category == '10'").assign(category="05")]
    )
    verdict = verdicts(three).gap
    assert verdict.word == "Cannot say" and "highest and the lowest of 3 groups" in verdict.reason


def test_people_of_whom_it_is_not_known_are_no_group() -> None:
    rows = sides([65, 65], [40, 49])
    rows["category"] = rows["category"].replace("10", "Not stated/Not known/Invalid")
    assert verdicts(rows).gap.word == "No figure"


def test_a_gap_that_cannot_be_judged() -> None:
    one = sides([60, 60], [40, 55]).query("dimension == '' or period_end > '2023'")
    assert verdicts(one, WITH_GAP).gap.word == "Cannot say"
    bare = sides([60, 60], [40, 55]).assign(numerator=np.nan, denominator=np.nan)
    assert "counts behind it are not published" in verdicts(bare, WITH_GAP).gap.reason
    few = sides([50, 50], [25, 75], denominator=20)
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
    all_verdicts = verdicts(gap_itself([60, 60], [40, 55]), GAP)
    assert (
        all_verdicts.gap.word == "Narrowing" and "Most deprived 55.0%, least deprived 60.0%" in all_verdicts.gap.reason
    )
    assert all_verdicts.mark is Mark.BETTER
    assert "5.0 points in 2023, 20.0 points in 2022: 15.0 points lower" in all_verdicts.direction.reason


def test_a_gap_that_has_turned_round_and_grown_is_worse_though_the_number_is_lower() -> None:
    all_verdicts = verdicts(gap_itself([60, 40], [50, 70]), GAP)
    assert (all_verdicts.mark, all_verdicts.arrow) == (Mark.WORSE, "↓")


def test_a_smaller_gap_than_englands_is_not_called_better() -> None:
    ours = gap_itself([40, 20], [35, 13])
    theirs = gap_itself([41, 44], [30, 31]).assign(area=ENGLAND.code, role="national")
    verdict = verdicts(pd.concat([ours, theirs], ignore_index=True), GAP).england
    assert (verdict.word, verdict.mark) == ("Lower", Mark.CHANGED)
    assert "Both rates here are 20.0% and 13.0%, in England 44.0% and 31.0%." in verdict.caution


def test_a_gap_says_where_both_rates_have_moved() -> None:
    all_verdicts = verdicts(gap_itself([60, 40], [50, 31]), GAP)
    assert all_verdicts.direction.caution.startswith("Both rates are lower than in 2022.")
