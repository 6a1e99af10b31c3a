"""From a line of figures to its verdict of lately: the method chosen, and none where a precondition is unmet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from charts.words import ground, word
from data.people.step_changes import Decision, Step
from indicators.core.model import Break, Indicator, Kind, Method
from indicators.core.series.control import control, judged, proposed_step
from indicators.core.series.method_selection import chosen
from indicators.core.series.series import Series, leading_line
from indicators.core.verdicts.recent_change import lately
from indicators.methods import chooser
from tests.indicators.drawing import indicator, line, with_counts, with_limits

MONTHLY = indicator(step_months=1)
RATE = indicator(method=Method.RATE, unit="per 100", step_months=1)
MEAN = indicator(method=Method.MEAN, unit="points")
COUNTS = indicator(method=Method.COUNT, unit="people", step_months=1)
SURVEY = indicator(kind=Kind.FEEL)
STEADY = [50 + (at * 7) % 5 for at in range(24)]
UNEVEN = [82.0 if at % 2 else 902.0 for at in range(24)]


def counted(top: list[float], base: list[float] | float, step: int = 1, **drawn: object) -> pd.DataFrame:
    """Per cents with the counts that give them."""
    below = np.broadcast_to(np.asarray(base, dtype=float), (len(top),))
    rows = line([100 * x / n for x, n in zip(top, below, strict=True)], step=step, **drawn)
    return rows.assign(numerator=top, denominator=below)


def rounded(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(source="nhs_talking_therapies")


def hidden(values: list[float], at: int) -> list[float | None]:
    return [None if place == at else value for place, value in enumerate(values)]


BROKEN = indicator(step_months=1, breaks=(Break(date(2023, 3, 1), "Another definition."),))

TABLE: dict[str, tuple[pd.DataFrame, Indicator, chooser.AnalysisMethod]] = {
    "independent months": (line(STEADY, step=1), MONTHLY, chooser.AnalysisMethod.XMR),
    "twelve months": (line(STEADY[:12], step=1), MONTHLY, chooser.AnalysisMethod.RUN_LINE),
    "ten months since a declared break": (line(STEADY, step=1), BROKEN, chooser.AnalysisMethod.RUN_LINE),
    "a rolling year by month": (line(STEADY, step=1, window=12), MONTHLY, chooser.AnalysisMethod.RUN_LINE),
    "months covered unknown": (line(STEADY, step=1, window=None), MONTHLY, chooser.AnalysisMethod.NOTHING),
    "a month hidden": (line(hidden(STEADY, 9), step=1), MONTHLY, chooser.AnalysisMethod.NOTHING),
    "the newest month hidden": (line([*STEADY, None], step=1), MONTHLY, chooser.AnalysisMethod.NOTHING),
    "counts under 100, rounded": (
        rounded(line([95.0, 110.0] * 12, step=1)), COUNTS, chooser.AnalysisMethod.NOTHING,
    ),
    "counts of 100 and more, rounded": (rounded(line([105.0, 120.0] * 12, step=1)), COUNTS, chooser.AnalysisMethod.XMR),
    "per cents of under 100, rounded": (
        rounded(counted([40.0, 45.0] * 12, 90)), MONTHLY, chooser.AnalysisMethod.NOTHING,
    ),
    "rare counts": (line([0.0, 1, 0, 2] * 6, step=1), COUNTS, chooser.AnalysisMethod.EXACT_RATE),
    "rare among few": (counted([1.0, 2, 1, 3] * 6, 40), MONTHLY, chooser.AnalysisMethod.EXACT_RATE),
    "rare not to happen": (counted([39.0, 38, 39, 40] * 6, 40), MONTHLY, chooser.AnalysisMethod.EXACT_RATE),
    "bases far apart": (counted([0.5 * n for n in UNEVEN], UNEVEN), MONTHLY, chooser.AnalysisMethod.P_CHART),
    "bases far apart, and more than chance": (
        counted([n * (0.3 + 0.05 * (at % 7)) for at, n in enumerate(UNEVEN)], UNEVEN), MONTHLY, chooser.AnalysisMethod.P_PRIME,
    ),
    "rates of small expectation": (counted([3.0, 4, 5, 3] * 6, 800), RATE, chooser.AnalysisMethod.U_CHART),
    "five years": (with_limits(line([9, 8, 7, 6, 5]), 0.2), MEAN, chooser.AnalysisMethod.RECENT_TREND),
    "five years, one hidden": (with_limits(line([9, None, 7, 6, 5, 4]), 0.2), MEAN, chooser.AnalysisMethod.NOTHING),
    "five years, one missing": (
        with_limits(line([9, 8, 7, 6, 5, 4]), 0.2).drop(index=2), MEAN, chooser.AnalysisMethod.BENCHMARK,
    ),
    "four years": (with_limits(line([9, 8, 7, 6]), 0.2), MEAN, chooser.AnalysisMethod.BENCHMARK),
    "five years without limits": (line([9, 8, 7, 6, 5]), MEAN, chooser.AnalysisMethod.NOTHING),
    "yearly counts": (with_limits(line([9, 8, 7, 6, 5]), 0.2), COUNTS, chooser.AnalysisMethod.NOTHING),
    "three years together": (with_limits(line([9.0] * 9, window=36), 0.2), MEAN, chooser.AnalysisMethod.FIRST_WITH_LAST),
    "three years together, fifteen of them": (
        with_limits(line([float(at) for at in range(15)], window=36), 0.2), MEAN, chooser.AnalysisMethod.THINNED_TREND,
    ),
    "the same, one of five missing": (
        with_limits(line([float(at) for at in range(15)], window=36), 0.2).drop(index=8), MEAN,
        chooser.AnalysisMethod.FIRST_WITH_LAST,
    ),
    "blocks of three years": (with_limits(line([9, 8, 7, 6, 5], step=36), 0.2), MEAN, chooser.AnalysisMethod.BENCHMARK),
    "two waves": (with_counts(line([40, 50]), 300), SURVEY, chooser.AnalysisMethod.TWO_WAVES),
    "two waves, too few asked": (with_counts(line([40, 50]), 40), SURVEY, chooser.AnalysisMethod.NOTHING),
    "two waves, base unknown": (line([40, 50]), SURVEY, chooser.AnalysisMethod.NOTHING),
    "base not stated": (line(STEADY, step=1), indicator(base_stated=False, step_months=1), chooser.AnalysisMethod.NOTHING),
    "one figure": (line([50]), MEAN, chooser.AnalysisMethod.NOTHING),
}  # fmt: skip

SPOKEN = chooser.CHARTS | {chooser.AnalysisMethod.RECENT_TREND, chooser.AnalysisMethod.THINNED_TREND}


def drawn(rows: pd.DataFrame, declared: Indicator) -> Series:
    series = leading_line(rows, declared)
    assert series is not None
    return series


@pytest.mark.parametrize("name", TABLE)
def test_the_method_follows_from_the_figures_and_without_one_nothing_is_said(name: str) -> None:
    rows, declared, method = TABLE[name]
    series = drawn(rows, declared)
    assert chosen(series, declared).method is method
    assert (lately(series, declared) is not None) is (method in SPOKEN)
    assert (judged(series, declared) is not None) is (method in chooser.CHARTS)


def test_limits_of_uneven_bases_are_wider_where_the_base_is_smaller() -> None:
    rows, declared, _ = TABLE["bases far apart"]
    chart = control(drawn(rows, declared), declared)
    assert chart is not None
    half = chart.upper - chart.mean
    assert half[1] == pytest.approx(half[0] * np.sqrt(902 / 82))
    assert chart.mean[0] == pytest.approx(50)


SHIFTED = [20 + (at * 7) % 5 for at in range(20)] + [30 + (at * 7) % 5 for at in range(14)]


def decided(decision: Decision) -> Step:
    moment = datetime(2026, 11, 1, 9)
    return Step("it", "E08000035", "area", date(2023, 11, 1), decision, "Ann", moment, "A second clinic.")


def test_a_step_is_proposed_where_a_shift_still_runs_and_never_of_itself_applied() -> None:
    series = drawn(line(SHIFTED, step=1, ends="2024-12"), MEAN)
    assert proposed_step(series, MEAN) == date(2023, 11, 1)
    unsettled = series.rows.assign(status=[None] * (len(series.rows) - 1) + ["provisional"])
    assert proposed_step(replace(series, rows=unsettled), MEAN) is None
    assert proposed_step(replace(series, steps=(decided(Decision.DECLINED),)), MEAN) is None
    before = judged(series, MEAN)
    assert before is not None
    assert len(set(before.mean)) == 1


def test_an_approved_step_redraws_the_limits_from_its_day_and_the_verdict_with_them() -> None:
    series = drawn(line(SHIFTED, step=1, ends="2024-12"), MEAN)
    stepped = replace(series, steps=(decided(Decision.APPROVED),))
    chart = judged(stepped, MEAN)
    assert chart is not None
    assert (chart.mean[0], chart.mean[-1]) == (pytest.approx(22), pytest.approx(np.mean(SHIFTED[20:])))
    verdicts = [lately(one, MEAN) for one in (series, stepped)]
    assert [word(one) for one in verdicts if one] == [
        "Lately higher than usual, which is better",
        "No significant change lately",
    ]
    assert proposed_step(stepped, MEAN) is None


def test_twelve_points_are_enough_after_a_step_and_not_after_a_declared_break() -> None:
    values = SHIFTED[:32]
    plain = drawn(line(values, step=1, ends="2024-10"), MEAN)
    assert judged(replace(plain, steps=(decided(Decision.APPROVED),)), MEAN) is not None
    broken = indicator(method=Method.MEAN, unit="points", breaks=(Break(date(2023, 11, 1), "Another definition."),))
    series = drawn(line(values, step=1, ends="2024-10"), broken)
    assert judged(series, broken) is None
    assert control(series, broken) is not None


@pytest.mark.parametrize(
    ("values", "expected_ground"),
    [
        ([1.0, 2, 3, 4, 5, 6, 7], "they rose by more than chance; no verdict rests on that"),
        ([7.0, 6, 5, 4, 3, 2, 1], "they fell by more than chance; no verdict rests on that"),
        ([1.0, 2, 3, 4, 5, 7, 6], "Their order shows no more than chance."),
        ([4.0, 4, 4, 4, 4, 4, 4], "Their order shows no more than chance."),
    ],
)
def test_years_without_limits_are_tested_by_their_order_which_gives_no_verdict(
    values: list[float], expected_ground: str
):
    """Of 5,040 orders of seven figures only the two that rise or fall throughout are rarer than 1 in 500."""
    series = leading_line(line(values), MEAN)
    assert series is not None
    choice = chosen(series, MEAN)
    assert choice.method is chooser.AnalysisMethod.MANN_KENDALL and expected_ground in ground(choice)
    assert lately(series, MEAN) is None
