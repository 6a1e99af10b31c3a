"""Events rounded to five under a rate, and groups of under 100 behind a gap: too rough to judge by."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.core.measures import count_rounding, limits
from indicators.core.measures.approximate import Approximate
from indicators.core.model import Indicator, Method
from indicators.core.series import similar_areas
from indicators.core.series.difference_test import of_two_periods
from indicators.core.series.method_selection import chosen, known
from indicators.core.series.series import Series, leading_line
from indicators.core.verdicts import Code
from indicators.core.verdicts.direction import ROUGH, direction
from indicators.methods import chooser
from tests.indicators.drawing import TIMELINE, indicator, line

RATE = indicator(method=Method.RATE, unit="per 100,000 people", multiplier=100_000, step_months=1)
YEARLY = indicator(method=Method.RATE, unit="per 100,000 people", multiplier=100_000, step_months=12)
PEOPLE = 812_003.0


def detained(events: list[float], step: int = 1) -> pd.DataFrame:
    """Rates of so many events among an unrounded population, with rough limits of their own."""
    x = np.asarray(events, dtype=float)
    rows = line((x / PEOPLE * 100_000).tolist(), step=step).assign(numerator=x, denominator=PEOPLE)
    return rows.assign(lower95=rows["value"] * 0.8, upper95=rows["value"] * 1.2)


def drawn(rows: pd.DataFrame, declared: Indicator) -> Series:
    series = leading_line(rows, declared)
    assert series is not None
    return series


def test_events_rounded_to_five_are_seen_though_the_people_are_not() -> None:
    for events, seen in (([35, 40, 45, 50], True), ([35, 41, 45, 52], False)):
        rows = detained(events)
        assert count_rounding.rounded(rows, rows, RATE) is seen


def test_a_rate_of_under_100_rounded_events_has_no_method_and_no_verdict() -> None:
    months = drawn(detained([35.0, 40, 45, 40] * 6), RATE)
    assert known(months, RATE).smallest_count == 35
    assert chosen(months, RATE).method is chooser.AnalysisMethod.NOTHING
    years = drawn(detained([35.0, 40, 45, 90], step=12), YEARLY)
    assert direction(years, YEARLY, TIMELINE)[0].code is Code.CANNOT_SAY_YET
    verdict = of_two_periods(years, YEARLY, years.rows.iloc[0], years.rows.iloc[3])
    assert verdict.code is Code.CANNOT_SAY and verdict.reasons == (ROUGH,)


def test_a_rate_of_more_events_may_be_judged() -> None:
    assert chosen(drawn(detained([135.0, 140, 145, 140] * 6), RATE), RATE).gives_verdict


def test_areas_whose_few_events_are_rounded_are_not_set_against_one_another() -> None:
    parts = [
        detained([events], step=12).assign(area=f"E0800003{at}") for at, events in enumerate((5, 40, 35, 30, 45, 20))
    ]
    rows = pd.concat(parts, ignore_index=True)
    for method in (Method.RATE, Method.DSR):
        declared = indicator(method=method, unit="per 100,000 people", multiplier=100_000)
        ranking = similar_areas.areas(drawn(rows[rows["area"] == "E08000035"], declared), declared, rows)
        assert ranking is not None and not ranking.choice.gives_verdict


def test_a_gap_between_groups_of_under_100_with_rounded_counts_has_no_limits() -> None:
    gap = pd.DataFrame({"value": [10.0, 10.0]})
    both = pd.DataFrame({
        "area": "RY6", "source": "nhs_talking_therapies",
        "numerator": [45.0, 500.0], "denominator": [90.0, 1000.0],
        "numerator_other": [400.0, 400.0], "denominator_other": [1000.0, 1000.0],
    })  # fmt: skip
    gap_limits = limits.of_gap(gap, both, indicator(method=Method.GAP, unit="percentage points"))
    assert gap_limits["lower95"].isna().to_list() == [True, False]
    assert gap_limits["approximate"].to_list() == [Approximate.TOO_ROUGH, Approximate.ROUNDED]


def test_a_count_of_records_is_known_exactly_and_keeps_its_limits_though_it_ends_in_nought_or_five() -> None:
    groups = {"numerator": [45.0, 500.0], "denominator": [90.0, 1000.0], "area": "E08000035"}
    others = {"numerator_other": [400.0, 400.0], "denominator_other": [1000.0, 1000.0]}
    both = pd.DataFrame(groups | others).assign(source="referral")
    gap = limits.of_gap(pd.DataFrame({"value": [10.0, 10.0]}), both, indicator(method=Method.GAP))
    assert gap["lower95"].notna().all() and gap["approximate"].isna().all()
    counted = detained([35.0, 40, 45, 40] * 6).assign(source="referral")
    assert chosen(drawn(counted, RATE), RATE).method is not chooser.AnalysisMethod.NOTHING


def test_what_somebody_has_counted_before_it_came_may_still_be_rounded() -> None:
    counted = detained([35.0, 40, 45, 40]).assign(source="public_health_extract")
    assert count_rounding.rounded(counted, counted, RATE)
