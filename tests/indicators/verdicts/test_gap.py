"""Gaps between groups, and indicators that are themselves a gap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from indicators.core.model import (
    ENGLAND,
    Activity,
    Method,
    activity,
    count,
)
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
        "The gap was 20.0 points in 2022, 5.0 points now (95% limits 0.7 to 9.3)."
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
