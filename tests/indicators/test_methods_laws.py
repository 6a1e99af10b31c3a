"""Laws that every method keeps, whatever the figures."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods import (
    funnel,
    gaps,
    inequality,
    life_expectancy,
    medians,
    quantiles,
    standardisation,
)  # fmt: skip
from indicators.methods.intervals import byars, exact_poisson, newcombe, poisson, wilson
from tests.indicators.close import close

COUNTS = st.integers(0, 5_000)
SHORT = st.lists(st.integers(0, 400), min_size=2, max_size=8)
LEVELS = st.floats(0.9, 0.998)
SEEDS = st.integers(0, 2**32 - 1)
Limits = Callable[..., tuple[np.ndarray, np.ndarray]]


@st.composite
def proportions(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Events and trials of a few groups, with none and all of them among what may come."""
    trials = draw(st.lists(st.integers(1, 3_000), min_size=2, max_size=8))
    return np.array([draw(st.integers(0, n)) for n in trials]), np.array(trials)


# Limits of counts


@pytest.mark.parametrize("limits", [byars, exact_poisson, poisson])
@given(count=COUNTS, level=LEVELS)
def test_limits_of_a_count_bracket_it(limits: Limits, count: int, level: float) -> None:
    lower, upper = limits(count, level)
    assert np.isnan(lower[0]) or 0 <= lower[0] <= count
    assert upper[0] > count


@pytest.mark.parametrize("limits", [byars, exact_poisson, poisson])
@given(count=COUNTS, levels=st.tuples(LEVELS, LEVELS))
def test_limits_of_a_count_widen_with_confidence(limits: Limits, count: int, levels: tuple[float, float]) -> None:
    (low, high), (lower, higher) = (limits(count, level) for level in sorted(levels))
    assert higher[0] >= high[0]
    assert np.isnan(lower[0]) or lower[0] <= low[0]


@pytest.mark.parametrize("limits", [byars, exact_poisson])
@given(count=COUNTS, level=LEVELS)
def test_limits_of_a_count_rise_with_it(limits: Limits, count: int, level: float) -> None:
    lower, upper = limits([count, count + 1], level)
    assert upper[1] > upper[0]
    assert np.isnan(lower).any() or lower[1] >= lower[0]


# Proportions


@given(proportions(), LEVELS)
def test_limits_of_a_proportion_bracket_it_between_none_and_all(
    counts: tuple[np.ndarray, np.ndarray], level: float
) -> None:
    events, trials = counts
    lower, upper = wilson(events, trials, level)
    assert ((lower >= 0) & (lower <= events / trials) & (events / trials <= upper) & (upper <= 1)).all()
    assert (lower[events == 0] == 0).all() and (upper[events == trials] == 1).all()


@given(proportions(), st.tuples(LEVELS, LEVELS))
def test_limits_of_a_proportion_widen_with_confidence(
    counts: tuple[np.ndarray, np.ndarray], levels: tuple[float, float]
) -> None:
    (low, high), (lower, higher) = (wilson(*counts, level) for level in sorted(levels))
    assert (lower <= low + 1e-15).all() and (higher >= high - 1e-15).all()


@given(st.integers(1, 3_000), st.data())
def test_limits_of_a_proportion_rise_with_its_events(trials: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, trials - 1))
    lower, upper = wilson([events, events + 1], trials)
    assert lower[1] >= lower[0] and upper[1] >= upper[0]


@given(proportions())
def test_counting_the_failures_instead_mirrors_the_limits(counts: tuple[np.ndarray, np.ndarray]) -> None:
    events, trials = counts
    lower, upper = wilson(trials - events, trials)
    assert close(wilson(events, trials), [1 - upper, 1 - lower])


@given(proportions(), LEVELS)
def test_a_difference_is_bracketed_and_turns_with_its_sides(
    counts: tuple[np.ndarray, np.ndarray], level: float
) -> None:
    events, trials = counts
    forward = newcombe(events[0], trials[0], events[1], trials[1], level)
    back = newcombe(events[1], trials[1], events[0], trials[0], level)
    assert forward[1] <= forward[0] <= forward[2]
    assert close(forward, [-back[0], -back[2], -back[1]])


# Rates


@st.composite
def bands(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Events, people and weights of six bands."""
    n = np.array(draw(st.lists(st.integers(100, 9_000), min_size=6, max_size=6)))
    x = np.array([draw(st.integers(0, min(size, 60))) for size in n])
    return x, n, np.array(draw(st.lists(st.integers(0, 7_000), min_size=5, max_size=5)) + [1_000])


@given(bands(), LEVELS)
def test_a_standardised_rate_is_bracketed_scales_and_knows_no_order(
    given_bands: tuple[np.ndarray, np.ndarray, np.ndarray], level: float
) -> None:
    x, n, w = given_bands
    rate = standardisation.direct(x, n, w, confidence=level)
    turned = standardisation.direct(x[::-1], n[::-1], w[::-1], confidence=level)
    larger = standardisation.direct(x, n * 10, w, confidence=level)
    for one in ("value", "lower", "upper"):
        assert close(getattr(rate, one), getattr(turned, one))
        assert close(getattr(rate, one), getattr(larger, one) * 10)
    if x.sum() < 10:
        assert np.isnan(rate.value[0])
    else:
        assert rate.lower[0] <= rate.value[0] <= rate.upper[0]


@given(bands())
def test_weighting_by_its_own_people_gives_the_crude_rate(
    given_bands: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    x, n, _ = given_bands
    if x.sum() >= 10:
        rate = standardisation.direct(x, n, n)
        assert close(rate.value, x.sum() / n.sum() * 100_000)
        lower, upper = (limit / n.sum() * 100_000 for limit in byars(x.sum()))
        assert close([rate.lower, rate.upper], [lower, upper])


@given(bands())
def test_people_with_several_events_widen_the_limits_only(
    given_bands: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    x, n, w = given_bands
    if x.sum() >= 10:
        apart, together = (standardisation.direct(x, n, w, squares=x * k) for k in (1, 3))
        assert close(apart.value, together.value)
        assert together.lower[0] <= apart.lower[0] and together.upper[0] >= apart.upper[0]


# Inequality, quantiles, life expectancy


@given(SEEDS)
def test_an_inequality_slope_turns_with_its_multiplier_and_knows_no_other_area(seed: int) -> None:
    random = np.random.default_rng(seed)
    y, n = random.uniform(10, 60, (3, 7)), random.integers(500, 900, (3, 7))
    slope = inequality.slope_index(y, n, 2.0, repetitions=1_000)
    turned = inequality.slope_index(y, n, 2.0, repetitions=1_000, multiplier=-1)
    alone = inequality.slope_index(y[1], n[1], 2.0, repetitions=1_000)
    assert close([turned.sii, turned.sii_lower, turned.rii], [-slope.sii, -slope.sii_upper, 1 / slope.rii])
    assert close([alone.sii_lower[0], alone.rii_upper[0]], [slope.sii_lower[1], slope.rii_upper[1]])
    assert close(inequality.slope_index(y, n * 7, limits="none").sii, slope.sii)
    exact = inequality.slope_index(y, n, 2.0, limits="exact")
    assert (exact.sii_lower < exact.sii).all() and (exact.sii < exact.sii_upper).all()


@given(st.lists(st.integers(-50, 50), min_size=10, max_size=60), st.integers(2, 10))
def test_quantiles_follow_the_order_of_values(values: list[int], number: int) -> None:
    quantile_numbers = quantiles.quantile(values, number, highest_first=False)
    ordered = quantile_numbers[np.argsort(values, kind="stable")]
    assert (np.diff(ordered) >= 0).all() and quantile_numbers.min() >= 1 and quantile_numbers.max() <= number
    shuffled = np.random.default_rng(len(values)).permutation(len(values))
    assert close(
        quantile_numbers[shuffled], quantiles.quantile(np.array(values)[shuffled], number, highest_first=False)
    )


@given(SEEDS, st.integers(2, 9))
def test_life_expectancy_is_bracketed_and_falls_with_deaths(seed: int, times: int) -> None:
    random = np.random.default_rng(seed)
    people = random.integers(2_000, 9_000, (2, 20))
    deaths = random.integers(1, 9, (2, 20)) + people * np.linspace(0, 0.5, 20) ** 3
    expectancy, with_more_deaths = (life_expectancy.life_expectancy(d, people) for d in (deaths, deaths + 5))
    assert ((expectancy.lower < expectancy.value) & (expectancy.value < expectancy.upper)).all()
    assert (with_more_deaths.value[:, 0] < expectancy.value[:, 0]).all()
    larger = life_expectancy.life_expectancy(deaths * times, people * times)
    assert close(larger.value, expectancy.value)
    assert (larger.upper - larger.lower < expectancy.upper - expectancy.lower).all()


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 6), st.sampled_from("ab")), min_size=1, max_size=30))
def test_a_median_of_values_with_times_is_that_of_the_values_written_out(rows: list[tuple[int, int, str]]) -> None:
    values, times, groups = (list(column) for column in zip(*rows, strict=True))
    median_and_limits = medians.median(values, times, groups)
    for at, group in enumerate(sorted(set(groups))):
        written_out = [value for value, often, row_group in rows if row_group == group for _ in range(often)]
        assert median_and_limits[0][at] == np.median(written_out)
        if not np.isnan(median_and_limits[1][at]):
            assert median_and_limits[1][at] <= median_and_limits[0][at] <= median_and_limits[2][at]
            assert {median_and_limits[1][at], median_and_limits[2][at]} <= set(written_out)


# Funnels and gaps


@given(st.lists(st.integers(1, 5_000), min_size=2, max_size=9, unique=True))
def test_funnel_limits_close_in_as_areas_grow(sizes: list[int]) -> None:
    ordered = sorted(sizes)
    limits = funnel.ratio_limits(ordered)
    assert (np.diff(limits.lower) >= 0).all() and (np.diff(limits.upper) <= 0).all()
    assert (limits.lower < limits.upper).all()
    wide = funnel.ratio_limits(ordered, 0.001)
    assert (wide.lower < funnel.ratio_limits(ordered).lower).all()


@given(st.floats(1, 100), st.floats(0.1, 0.9), st.floats(1, 100), st.floats(0.1, 0.9))
def test_a_gap_turns_with_its_sides(a: float, wide: float, b: float, narrow: float) -> None:
    first, second = (a, a * (1 - wide), a * (1 + wide)), (b, b * (1 - narrow), b * (1 + narrow))
    forward, back = gaps.difference(first, second), gaps.difference(second, first)
    assert close(forward, [-back[0], -back[2], -back[1]]) and forward[1] <= forward[0] <= forward[2]
    forward, back = gaps.ratio(first, second), gaps.ratio(second, first)
    assert close(forward, [1 / back[0], 1 / back[2], 1 / back[1]])
