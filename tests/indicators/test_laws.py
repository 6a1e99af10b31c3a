"""Laws that the methods keep whatever the numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy

from indicators.methods import direction, trends
from indicators.methods.intervals import newcombe, poisson, wilson
from indicators.methods.spc import xmr
from indicators.methods.year_windows import windows
from tests.indicators.drawing import assurance


@some.composite
def a_proportion(draw: some.DrawFn) -> tuple[int, int]:
    trials = draw(some.integers(1, 100_000))
    return draw(some.integers(0, trials)), trials


counts: SearchStrategy[int] = some.integers(0, 1_000_000)
levels = some.floats(0.9, 0.99)
values = some.lists(some.integers(0, 1000), min_size=13, max_size=40)
scales = some.sampled_from([0.5, 2.0, 8.0])
"""Powers of two, so that no rounding of ours decides a tie."""


def within(lower: object, middle: object, upper: object) -> bool:
    low, centre, high = (np.asarray(part, dtype=float) for part in (lower, middle, upper))
    return bool(np.all(low <= centre + 1e-12) and np.all(centre <= high + 1e-12))


# Limits


@pytest.mark.slow
@given(a_proportion(), levels)
def test_a_proportion_lies_within_its_limits_and_they_within_0_and_1(case: tuple[int, int], level: float) -> None:
    events, trials = case
    lower, upper = wilson(events, trials, level)
    assert within(0, lower, events / trials) and within(events / trials, upper, 1)


@pytest.mark.slow
@given(a_proportion())
def test_counting_the_failures_instead_mirrors_the_limits(case: tuple[int, int]) -> None:
    events, trials = case
    lower, upper = wilson(trials - events, trials)
    assert np.allclose(wilson(events, trials), [1 - upper, 1 - lower])


@given(counts, levels)
def test_a_count_lies_within_its_limits(count: int, level: float) -> None:
    lower, upper = poisson(count, level)
    assert lower[0] >= 0 and within(lower, count, upper)


@given(a_proportion(), counts, levels)
def test_more_confidence_means_wider_limits(case: tuple[int, int], count: int, level: float) -> None:
    for narrow, wide in (
        (wilson(*case, level), wilson(*case, level + 0.009)),
        (poisson(count, level), poisson(count, level + 0.009)),
    ):
        assert within(wide[0], narrow[0], narrow[1]) and within(narrow[0], narrow[1], wide[1])


@given(some.lists(a_proportion(), min_size=2, max_size=20), some.randoms())
def test_the_order_of_rows_is_irrelevant(cases: list[tuple[int, int]], random: object) -> None:
    order = list(range(len(cases)))
    random.shuffle(order)  # type: ignore[attr-defined]
    events, trials = np.array(cases).T
    for method in (wilson, poisson):
        arguments = (events, trials) if method is wilson else (events,)
        for part, shuffled in zip(method(*arguments), method(*(counted[order] for counted in arguments)), strict=True):
            assert np.array_equal(part[order], shuffled)


@given(a_proportion(), a_proportion())
def test_a_difference_lies_within_its_limits_and_turns_its_sign_with_the_groups(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    difference, lower, upper = newcombe(*first, *second)
    back, back_lower, back_upper = newcombe(*second, *first)
    assert within(lower, difference, upper)
    assert np.allclose([difference, lower, upper], [-back, -back_upper, -back_lower])


@given(some.integers(1, 10_000))
def test_none_and_all_are_sane(trials: int) -> None:
    none, everyone = wilson(0, trials), wilson(trials, trials)
    assert none[0][0] == 0 and 0 < none[1][0] < 1
    assert everyone[1][0] == 1 and 0 < everyone[0][0] < 1


# Control charts


@given(values, scales, some.integers(-500, 500))
def test_a_chart_moves_with_its_series(series: list[int], scale: float, shift: int) -> None:
    plain, moved = xmr(series), xmr(np.array(series) * scale + shift)
    assert np.allclose(
        [moved.mean, moved.lower, moved.upper], np.array([plain.mean, plain.lower, plain.upper]) * scale + shift
    )
    for rule in ("trend",):
        assert np.array_equal(getattr(plain, rule), getattr(moved, rule))


@given(values)
def test_a_series_upside_down_has_its_flags_upside_down(series: list[int]) -> None:
    chart, turned = xmr(series), xmr(-np.array(series))
    assert np.array_equal(chart.high, turned.low) and np.array_equal(chart.low, turned.high)


@given(values, some.integers(1, 12))
def test_a_gap_is_never_crossed(series: list[int], at: int) -> None:
    """Runs and ranges on each side of a gap know nothing of the other side."""
    periods = [*range(at), *range(at + 1, len(series) + 1)]
    chart = xmr(series, periods)
    steps = np.abs(np.diff(series).astype(float))
    kept = np.delete(steps, at - 1)
    assert np.isclose(chart.upper - chart.mean, 2.66 * kept.mean())
    for side in (0, 1):
        for part in (slice(0, at), slice(at, None)):
            flagged = np.flatnonzero(chart.trend[side][part])
            assert flagged.size == 0 or flagged.size >= 7


@given(values, some.integers(0, 1000))
def test_a_target_met_one_way_is_not_met_the_other(series: list[int], target: int) -> None:
    chart = xmr(series)
    if chart.upper > chart.lower:
        up, down = assurance(chart, target, True), assurance(chart, target, False)
        assert {up, down} in ({"pass", "fail"}, {"hit or miss"})


# Trends and direction


@given(some.lists(some.integers(1, 99), min_size=5, max_size=5))
def test_a_trend_seen_backwards_goes_the_other_way(events: list[int]) -> None:
    turned = {"increasing": "decreasing", "decreasing": "increasing"}
    forwards = trends.recent_trend_of_proportions(events, [100] * 5)
    backwards = trends.recent_trend_of_proportions(events[::-1], [100] * 5)
    slopes_of_none = "no significant change" in (forwards, backwards)
    assert slopes_of_none or backwards == turned.get(forwards, forwards)


@given(some.lists(some.integers(0, 100), min_size=24, max_size=60), scales, some.integers(-50, 50))
def test_a_direction_is_the_same_in_any_unit(series: list[int], scale: float, shift: int) -> None:
    at, last = np.arange(len(series)), len(series) - 12
    plain = direction.of_series(at, series, 12, 0, last)
    moved = direction.of_series(at, np.array(series) * scale + shift, 12, 0, last)
    assert np.isclose(moved.difference, plain.difference * scale, atol=1e-9)
    assert np.isclose(moved.upper - moved.lower, (plain.upper - plain.lower) * scale, atol=1e-9)


@given(a_proportion(), a_proportion())
def test_the_difference_since_baseline_lies_within_its_limits(then: tuple[int, int], now: tuple[int, int]) -> None:
    difference = direction.of_two_proportions((then[0], now[0]), (then[1], now[1]))
    assert within(difference.lower, difference.difference, difference.upper)
    assert difference.baseline == then[0] / then[1] * 100 and difference.latest == now[0] / now[1] * 100


@given(some.sets(some.integers(0, 80), min_size=1), some.integers(0, 80))
def test_a_baseline_and_a_latest_year_are_whole_and_share_nothing(periods: set[int], ends: int) -> None:
    at = sorted(periods)
    years = windows(at, 12, ends, ends - 2)
    if years is None:
        return
    baseline, latest = years
    assert baseline + 12 <= latest == at[-1] - 11
    for first in years:
        assert sum(first <= period < first + 12 for period in at) >= 10
    assert baseline + 11 <= ends or baseline >= ends - 2
