"""Running totals cut before a year is whole, and surveys whose months nobody states: a reason, not a fault."""

from __future__ import annotations

from datetime import date

import pandas as pd

from charts.words import reason
from indicators.core.model import Break, Method
from indicators.core.series.difference_test import of_two_periods
from indicators.core.series.series import leading_line
from indicators.core.verdicts import Code
from indicators.core.verdicts.direction import direction
from tests.indicators.drawing import TIMELINE, indicator, line, with_limits


def test_a_running_total_cut_before_its_year_was_whole_cannot_be_judged() -> None:
    rows = line([10, 20, 30, 40, 11, 21], step=3, ends="2023-09")
    rows["window_months"] = pd.array([3, 6, 9, 12, 3, 6], dtype="Int32")
    declared = indicator(
        method=Method.COUNT, unit="people", step_months=3, breaks=(Break(date(2023, 5, 1), "Another."),)
    )
    series = leading_line(rows, declared)
    assert series is not None
    verdict, difference = direction(series, declared, TIMELINE)
    assert difference is None
    assert reason(verdict, declared) == "No whole-year figure since the line was cut; we need two that do not overlap."


def test_two_surveys_that_share_months_nobody_states_are_not_compared() -> None:
    rows = with_limits(line([40, 50], step=0, window=None, ends="2023-12"), 1)
    rows["period_start"] = rows["period_start"].iloc[0]
    rows["period_end"] = pd.to_datetime(["2023-11-30", "2023-12-31"])
    series = leading_line(rows, indicator(step_months=0))
    assert series is not None
    verdict = of_two_periods(series, indicator(step_months=0), series.rows.iloc[0], series.rows.iloc[1])
    assert (verdict.code, reason(verdict, indicator(step_months=0))[:28]) == (
        Code.CANNOT_SAY,
        "The two periods share months",
    )
