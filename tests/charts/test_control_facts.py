"""What a control chart is made of: limits from the right stretch of points, flags, and why there is none."""

from __future__ import annotations

from datetime import date

import pytest

from charts.facts import Flag
from indicators.core.model import Break
from tests.charts.drawn import (
    STEADY,
    control,
    controlled,
    monthly,
)
from tests.indicators.drawing import indicator, line


@pytest.mark.parametrize(("step", "window"), [(12, 12), (1, 3), (3, 12)])
def test_only_independent_months_and_quarters_have_a_control_chart(step: int, window: int) -> None:
    assert controlled(line(STEADY, step=step, window=window), indicator(step_months=step)) is None


def test_twelve_points_are_too_few_and_thirteen_have_trial_limits() -> None:
    assert controlled(line(STEADY[:12], step=1)) is None
    (limits,) = control(STEADY).limits
    assert limits.trial
    assert (limits.first, limits.last) == (date(2022, 12, 31), date(2023, 12, 31))


def test_twenty_points_are_no_trial() -> None:
    assert not control((*STEADY, *STEADY[:7])).limits[0].trial


def test_limits_are_the_mean_and_2_66_mean_moving_ranges_each_side() -> None:
    (limits,) = control([10, 12] * 10).limits
    assert (limits.mean, limits.lower, limits.upper) == pytest.approx((11, 11 - 2.66 * 2, 11 + 2.66 * 2))


def test_a_point_beyond_the_limits_is_flagged_in_words() -> None:
    facts = control([*STEADY, *STEADY, 80])
    assert facts.latest.flags[0] is Flag.ABOVE_LIMIT
    assert facts.ours.points[0].flags == ()


def test_a_hidden_month_allows_no_control_chart() -> None:
    assert controlled(line([*STEADY, None, *STEADY], step=1), monthly()) is None


def test_a_month_that_is_not_available_stays_in_the_chart_as_one() -> None:
    facts = control([*STEADY, None, *STEADY])
    assert [p.period for p in facts.hidden] == ["November 2022"]
    assert [len(run) for run in facts.ours.runs] == [13, 13]


def test_each_stretch_between_cuts_has_its_own_limits_or_none() -> None:
    declared = monthly(breaks=(Break(date(2023, 9, 1), "New rules"),))
    facts = control([*STEADY, *STEADY[:4]], declared)
    assert [limits.last for limits in facts.limits] == [date(2023, 8, 31)]
    assert facts.usual(facts.latest) is None
    assert facts.usual(facts.ours.points[0]) == facts.limits[0]


def test_figures_that_never_vary_have_a_mean_and_no_limits() -> None:
    (limits,) = control([50] * 15).limits
    assert not limits.varies
