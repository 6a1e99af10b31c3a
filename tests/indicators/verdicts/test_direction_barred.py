"""What stands in the way of a direction: each bar by an example."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from indicators.core.model import (
    Break,
    Method,
)
from indicators.core.verdicts import Bar, Mark
from tests.indicators.drawing import indicator, line, with_counts, with_limits
from tests.indicators.verdicts.judging import (
    MEAN,
    PEOPLE,
    PER_CENT,
    verdicts,
    wave,
)

BASED = ["2011 Census base"] * 2 + ["Census 2021 base"] * 2
OLD = line([50, 60], ends="2018-12")
CANNOT = {
    "one period": (Bar.TOO_FEW, line([50]), PER_CENT, "One yearly figure; we need two"),
    "one survey": (
        Bar.ONE_SURVEY,
        line([50], step=0, window=12),
        PER_CENT,
        "One survey or study (2023); we need a second",
    ),
    "overlapping years": (
        Bar.OVERLAPPING,
        with_limits(line([10, 11, 12], window=36), 0.1),
        MEAN,
        "All figures overlap: each shares years with the one before",
    ),
    "overlapping months": (
        Bar.OVERLAPPING,
        with_limits(line([10, 11, 12], step=3, window=12), 0.1),
        MEAN,
        "shares months with the one before",
    ),
    "a declared break": (
        Bar.TOO_FEW,
        with_counts(line([10, 20, 90]), 1000),
        indicator(breaks=(Break(date(2023, 1, 1), "counted anew"),)),
        "One yearly figure since the line was cut at 2023",
    ),
    "a break within the newest figure": (
        Bar.TOO_FEW,
        with_counts(line([10, 20, 90]), 1000),
        indicator(breaks=(Break(date(2023, 7, 1), "counted anew"),)),
        "One yearly figure since the line was cut at 2023",
    ),
    "another population base": (
        Bar.OVERLAPPING,
        with_limits(line([10, 11, 12, 19], window=36, population_base=BASED), 0.1),
        MEAN,
        "All figures since 2020-22 overlap",
    ),
    "before the strategy": (Bar.TOO_OLD, with_counts(OLD, 1000), PER_CENT, "Last figure 2018, before the strategy"),
    "as the strategy began": (
        Bar.TOO_OLD,
        with_counts(line([50, 60], ends="2020-03"), 1000),
        PER_CENT,
        "Last figure 2019/20, before the strategy had time to work",
    ),
    "before the strategy, by months": (
        Bar.TOO_OLD,
        line(wave(50, 60, 70), ends="2019-12", step=1),
        PER_CENT,
        "Last figure December 2019, before the strategy",
    ),
    "limits unknown": (
        Bar.NO_LIMITS,
        line([50, 60]),
        MEAN,
        "no limits and no counts, so chance cannot be told from change",
    ),
    "a per cent without counts": (Bar.NO_LIMITS, line([50.5, 60.5]), PER_CENT, "no limits and no counts"),
    "one of two without limits": (
        Bar.NO_LIMITS,
        line([5, 6], lower95=[4, np.nan], upper95=[6, np.nan]),
        MEAN,
        "no limits and no counts",
    ),
    "a rounded count under 100": (
        Bar.ROUGH,
        with_limits(line([20, 55, 95, 160]), 1),
        PEOPLE,
        "Counts under 100, rounded by the publisher, are too rough",
    ),
    "a share of under 100, counts rounded": (
        Bar.ROUGH,
        with_counts(line([50, 50, 75]), 20),
        PER_CENT,
        "Counts under 100, rounded by the publisher",
    ),
    "a share of under 100 by the month, counts rounded": (
        Bar.ROUGH,
        with_counts(line([50, 75] * 24, step=1), 20),
        PER_CENT,
        "Counts under 100, rounded by the publisher",
    ),
    "window not stated": (
        Bar.MONTHS_UNKNOWN,
        line([50, 60], window=None),
        PER_CENT,
        "does not state which months each figure covers",
    ),
    "base not stated": (
        Bar.BASE_UNKNOWN,
        line(wave(10, 20, 30), step=1),
        indicator(method=Method.RATE, unit="rate", base_stated=False),
        "does not state what this is a rate of",
    ),
    "under two years of months": (
        Bar.TOO_FEW,
        line(wave(50, 60)[:23], step=1),
        PER_CENT,
        "23 monthly figures; we need 36, with a whole first and last year (at most two months missing in each).",
    ),
    "one month": (Bar.TOO_FEW, line([50], step=1), PER_CENT, "1 monthly figure; we need"),
    "three months missing in a year": (
        Bar.TOO_FEW,
        line(wave(50, 60, 70)[:-4] + [None, None, None, 50], step=1),
        PER_CENT,
        "at most two months missing in each",
    ),
    "rolling three months of a year and a half": (
        Bar.OVERLAPPING,
        line(wave(50, 60)[:18], step=1, window=3),
        PER_CENT,
        "shares months with the one before. Only 6 do not; we need 20",
    ),
    "half-years": (
        Bar.PART_YEARS,
        line([50, 60, 70, 80], step=6),
        PER_CENT,
        "6 months each would show a season as a change",
    ),
    "nothing varies but once": (
        Bar.NO_VARIATION,
        line([50.0] * 18 + [60.0] * 18, step=1),
        PER_CENT,
        "do not vary, so a change cannot be told from chance",
    ),
    "a running total of one whole year": (
        Bar.TOO_FEW,
        line([5, 10, 15, 20], step=3, ends="2023-03").assign(
            period_start=pd.Timestamp("2022-04-01"), window_months=[3, 6, 9, 12]
        ),
        PEOPLE,
        "One whole-year figure",
    ),
}


@pytest.mark.parametrize("case", CANNOT)
def test_a_figure_of_which_no_direction_can_be_said(case: str) -> None:
    bar, rows, declared, why = CANNOT[case]
    all_verdicts = verdicts(rows, declared)
    assert all_verdicts.mark is Mark.FIGURE_ONLY, all_verdicts.direction
    assert (all_verdicts.direction.bar, all_verdicts.has_figure) == (bar, True)
    assert why in all_verdicts.direction.reason
    assert (all_verdicts.arrow, all_verdicts.strength, all_verdicts.change_since) == ("", 0, "")


def test_a_hidden_number_is_not_zero() -> None:
    all_verdicts = verdicts(line([None, None]))
    assert (all_verdicts.mark, all_verdicts.value) == (Mark.NO_FIGURE, None)
    assert all_verdicts.direction.reason == "Number hidden to protect people. This does not mean zero."
    assert all_verdicts.direction.bar is Bar.HIDDEN


@pytest.mark.parametrize(
    ("why", "expected_words"),
    [("not available", "has no figure"), ("unreliable", "unreliable"), ("not applicable", "not apply")],
)
def test_a_number_missing_for_another_reason_is_not_called_hidden(why: str, expected_words: str) -> None:
    reason = verdicts(line([None], suppressed=why)).direction.reason
    assert expected_words in reason and "hidden" not in reason


def test_without_any_row_it_says_who_has_the_figure() -> None:
    all_verdicts = verdicts(line([50]).iloc[:0])
    assert all_verdicts.mark is Mark.NO_FIGURE
    assert all_verdicts.direction.reason == "No Leeds figure. Needed from: Its owner."
