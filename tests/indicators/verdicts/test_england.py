"""Against England: when it is compared, and what is then said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.core.model import (
    ENGLAND,
    Indicator,
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
    PEOPLE,
    PER_CENT,
    YEARS,
    verdicts,
)


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
    declared = indicator(method=Method.MEAN, unit="out of 10", decimals=1, polarity=polarity)
    assert verdicts(beside_england(level, ESTIMATE), declared).england.word == word


def not_compared(rows: pd.DataFrame, declared: Indicator = MEAN) -> str:
    verdict = verdicts(rows, declared).england
    assert verdict.word == "Not compared"
    return verdict.reason


def test_counts_are_never_compared() -> None:
    assert "how many people" in not_compared(beside_england(4, ESTIMATE), PEOPLE)


def test_other_periods_are_never_compared() -> None:
    later = beside_england(3, ESTIMATE)
    later.loc[1, ["period_start", "period_end"]] += pd.DateOffset(years=1)
    assert "No England figure for 2023" in not_compared(later)
    longer = beside_england(3, ESTIMATE, period_start=pd.Timestamp("2021-01-01"), window_months=36)
    assert "No England figure for 2023" in not_compared(longer)


def test_where_englands_last_figure_is_older_than_ours_that_is_the_reason() -> None:
    older = beside_england(3, ESTIMATE)
    older.loc[1, ["period_start", "period_end"]] -= pd.DateOffset(years=3)
    assert "England's newest figure is for 2020, too far behind ours" in not_compared(older)


def test_without_limits_of_ours_there_is_nothing_to_compare_by() -> None:
    assert "no limits to compare by" in not_compared(beside_england(3, line([5.0])))


def test_a_rate_whose_base_is_not_stated_is_not_compared() -> None:
    declared = indicator(method=Method.RATE, unit="rate", base_stated=False)
    assert "does not state what this is a rate of" in not_compared(beside_england(3, ESTIMATE), declared)


def test_a_share_of_under_100_with_rounded_counts_is_not_compared() -> None:
    rows = with_limits(with_counts(line([50, 50, 75]), 20), 20)
    assert "too rough" in not_compared(beside_england(10, rows), PER_CENT)


def test_a_rounded_figure_of_englands_stands_for_all_it_may_have_been() -> None:
    rows = with_limits(line([55.5]), 5.2)  # 50.3 to 60.7: England's 50 may have been 50.4
    assert verdicts(beside_england(50, rows)).england.word == "Similar"
    assert verdicts(beside_england(49, rows)).england.word == "Better"
    assert verdicts(beside_england(50.1, rows)).england.word == "Better"


def test_where_england_differs_in_its_people_it_judges_nothing() -> None:
    declared = indicator(england_differs="Leeds is younger.")
    verdict = verdicts(beside_england(90, with_limits(line([50.5]), 5)), declared).england
    assert (verdict.word, verdict.mark, verdict.caution) == ("Lower", Mark.CHANGED, "Leeds is younger.")
