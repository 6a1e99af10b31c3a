"""Methods against worked values: intervals, trends, comparison, and the direction since baseline."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from indicators.methods import direction, trends
from indicators.methods.autocorrelation import autocorrelation
from indicators.methods.comparison import against_benchmark
from indicators.methods.intervals import byars, exact_poisson, newcombe, poisson, wilson
from indicators.methods.year_windows import windows


def close(computed: object, expected: object, digits: float = 5e-6) -> bool:
    ours, theirs = (np.asarray(side, dtype=float).ravel() for side in (computed, expected))
    return bool(np.allclose(ours, theirs, atol=digits))


# Intervals --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("events", "trials", "lower", "upper"),
    [(20, 100, 0.133367, 0.288829), (0, 10, 0, 0.277533), (30, 30, 0.886487, 1)],
)
def test_wilson_meets_the_worked_proportions(events: int, trials: int, lower: float, upper: float) -> None:
    assert close(wilson(events, trials), [lower, upper])


def test_byars_limits_of_25_events() -> None:
    assert close(byars(25), [16.17427, 36.90645])


@pytest.mark.parametrize(("events", "lower", "upper"), [(5, 1.62349, 11.66833), (0, 0, 3.68888)])
def test_exact_limits_below_ten_events(events: int, lower: float, upper: float) -> None:
    assert close(exact_poisson(events), [lower, upper])


def test_counts_are_exact_below_ten_and_byars_from_ten() -> None:
    lower, upper = poisson([9, 10])
    assert close([lower[0], upper[0]], exact_poisson(9))
    assert close([lower[1], upper[1]], byars(10))


def test_a_count_of_zero_has_no_lower_byars_limit() -> None:
    assert np.isnan(byars(0)[0][0])


def test_newcombe_meets_the_worked_difference() -> None:
    assert close(newcombe(90, 300, 54, 300), [0.12, 0.051759, 0.186907])


def test_at_full_confidence_a_proportion_may_be_anything() -> None:
    assert close(wilson(20, 100, confidence=1), [0, 1])


@pytest.mark.parametrize(
    ("calculation", "why"),
    [
        (lambda: wilson([1, 11], [10, 10]), "between 0 and trials: group 1 has 11"),
        (lambda: wilson(0, 0), "trials must be above 0"),
        (lambda: byars(-1), "counts must be 0 or more"),
        (lambda: wilson(1, 10, confidence=0.5), "confidence must be 0.9 to 1"),
    ],
)
def test_an_impossible_argument_is_refused_by_name(calculation: object, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        calculation()  # type: ignore[operator]


def test_a_missing_count_leaves_its_own_group_missing_only() -> None:
    lower, upper = wilson([np.nan, 20], [100, 100])
    assert np.isnan([lower[0], upper[0]]).all()
    assert close([lower[1], upper[1]], [0.133367, 0.288829], 5e-7)


def test_confidence_may_be_written_as_per_cent() -> None:
    assert close(wilson(20, 100, 95), wilson(20, 100, 0.95))


# Recent trend -----------------------------------------------------------------------------------------

COUNTS = [1367, 1332, 1199, 1023, 994]
OF = [44701, 44064, 42811, 41527, 40299]
RATES = ([30.6, 30.2, 28, 24.6, 24.67], [28.98, 28.63, 26.44, 23.15, 23.16], [32.25, 31.9, 29.64, 26.19, 26.25])


def test_the_worked_trend_in_proportions() -> None:
    assert close(trends.cochran_armitage_of(COUNTS, OF), [47.8967], 5e-5)
    assert trends.recent_trend_of_proportions(COUNTS, OF) == "decreasing"


def test_the_worked_trend_in_rates() -> None:
    trend = trends.recent_trends(*RATES)
    assert close([trend.slope[0], trend.error[0], trend.chi2[0]], [-1.751566, 0.256132, 46.7653], 5e-5)
    assert trends.recent_trend(*RATES) == "decreasing"


def test_a_trend_turned_round_increases() -> None:
    assert trends.recent_trend_of_proportions(COUNTS[::-1], OF[::-1]) == "increasing"
    assert trends.recent_trend(*(side[::-1] for side in RATES)) == "increasing"


def test_only_the_last_five_points_count() -> None:
    assert trends.recent_trend_of_proportions([40000, *COUNTS], [44701, *OF]) == "decreasing"


def test_a_trend_that_hangs_on_one_point_is_no_trend() -> None:
    values, low, high = [10, 10, 10, 10, 20], [9, 9, 9, 9, 19], [11, 11, 11, 11, 21]
    assert trends.recent_trend(values, low, high) == "increasing"  # level without the last: a zero slope is not a fall
    values[3], low[3], high[3] = 9.9, 8.9, 10.9
    assert trends.recent_trend(values, low, high) == "no significant change"


@pytest.mark.parametrize(
    ("counts", "totals"),
    [
        (COUNTS[:4], OF[:4]),
        ([*COUNTS[:3], np.nan, COUNTS[4]], OF),
        ([*COUNTS[:4], OF[4]], OF),
        ([0, 0, 0, 0, 0], OF),
        ([0, 100, 400, 900, 1600], OF),
    ],
    ids=["four years", "a gap", "all of them", "never", "a zero within a clear trend"],
)
def test_a_trend_in_proportions_that_cannot_be_calculated(counts: list[float], totals: list[float]) -> None:
    assert trends.recent_trend_of_proportions(counts, totals) == "cannot be calculated"


def test_a_zero_count_without_a_clear_trend_is_no_significant_change() -> None:
    assert trends.recent_trend_of_proportions([3, 2, 0, 2, 3], [1000] * 5) == "no significant change"


def test_a_trend_in_rates_without_a_limit_cannot_be_calculated() -> None:
    values, low, high = (list(side) for side in RATES)
    low[2] = np.nan
    assert trends.recent_trend(values, low, high) == "cannot be calculated"


# Comparison -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("benchmark", "expected_position"),
    [(10, "similar"), (20, "similar"), (15, "similar"), (9.99, "higher"), (20.01, "lower"), (np.nan, "not compared")],
)
def test_a_benchmark_on_a_limit_is_similar(benchmark: float, expected_position: str) -> None:
    assert against_benchmark(10, 20, benchmark)[0] == expected_position


def test_without_a_limit_nothing_is_compared() -> None:
    assert list(against_benchmark([np.nan, 10], [20, np.nan], 15)) == ["not compared"] * 2


# Direction since baseline -----------------------------------------------------------------------------

MEASURES = {
    "M192": (42.417, 50.083, 7.667, 1.339, 13.994, True),
    "M195": (39.667, 48.250, 8.583, 1.538, 15.628, True),
    "M186": (62.250, 70.250, 8.000, 0.293, 15.707, True),
    "M001": (2132.500, 2360.000, 227.500, -158.685, 613.685, False),
    "M031": (2106.667, 2447.917, 341.250, -345.895, 1028.395, False),
    "M053": (89.583, 81.000, -8.583, -59.902, 42.735, False),
}


@pytest.mark.parametrize("measure", MEASURES)
def test_the_worked_table_of_the_leeds_provider(measure: str, leeds_monthly: dict[str, dict[int, float]]) -> None:
    """January 2021 to March 2026, September 2024 missing; 2021 against April 2025 to March 2026."""
    series = leeds_monthly[measure]
    periods, values = np.array(sorted(series)), np.array([series[period] for period in sorted(series)])
    assert len(periods) == 62 and 2024 * 12 + 8 not in series
    years = windows(periods, 12, None)
    assert years == (2021 * 12, 2025 * 12 + 3)
    difference = direction.of_series(periods, values, 12, *years)
    baseline, latest, change, lower, upper, changed = MEASURES[measure]
    assert close(
        [difference.baseline, difference.latest, difference.difference, difference.lower, difference.upper],
        [baseline, latest, change, lower, upper], 6e-4,
    )  # fmt: skip
    assert difference.changed is changed


def test_two_proportions_are_judged_by_newcombes_limits_at_99() -> None:
    difference = direction.of_two_proportions((54, 90), (300, 300))
    _, lower, upper = newcombe(90, 300, 54, 300, confidence=0.99)
    assert close([difference.difference, difference.lower, difference.upper], [12, lower[0] * 100, upper[0] * 100])
    assert difference.changed


def test_two_estimates_take_their_errors_from_95_limits() -> None:
    difference = direction.of_two_estimates((10, 14), (8.04, 12.04), (11.96, 15.96))
    half = 2.575829303548901 * np.sqrt(2)
    assert close([difference.difference, difference.lower, difference.upper], [4, 4 - half, 4 + half])


@pytest.mark.parametrize("limits", [((np.nan, 1), (2, 2)), ((3, 1), (2, 2))], ids=["missing", "the wrong way round"])
def test_estimates_without_proper_limits_are_refused(limits: tuple[tuple[float, float], tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="both figures need limits"):
        direction.of_two_estimates((1, 2), *limits)


def test_strength_is_above_one_exactly_where_it_has_changed() -> None:
    for events in range(50, 100):
        difference = direction.of_two_proportions((60, events), (300, 300))
        assert (difference.strength > 1) is difference.changed


def test_a_change_where_nothing_varies_cannot_be_judged() -> None:
    values = np.array([50.0] * 12 + [60.0] * 12)
    difference = direction.of_series(np.arange(24), values, 12, 0, 12)
    assert difference.unjudgeable and difference.strength == 0


# Windows: at = periods present, 24240 = January 2020, so 24242 = March 2020.

MARCH_2020 = 2020 * 12 + 2
JANUARY_2020 = 2020 * 12


def present(first: int, last: int, *missing: int) -> list[int]:
    return [period for period in range(first, last + 1) if period not in missing]


def test_the_baseline_is_the_year_to_march_2020() -> None:
    at = present(MARCH_2020 - 30, MARCH_2020 + 40)
    assert windows(at, 12, MARCH_2020, JANUARY_2020) == (MARCH_2020 - 11, MARCH_2020 + 29)


def test_the_baseline_is_not_moved_to_find_points() -> None:
    """Three months of the year to March 2020 are missing: not an earlier year, the first inside the strategy."""
    missing = (MARCH_2020, MARCH_2020 - 1, MARCH_2020 - 2)
    at = present(MARCH_2020 - 30, MARCH_2020 + 40, *missing)
    assert windows(at, 12, MARCH_2020, JANUARY_2020) == (MARCH_2020 + 1, MARCH_2020 + 29)
    assert windows(present(MARCH_2020 - 30, MARCH_2020 + 12, *missing), 12, MARCH_2020, JANUARY_2020) is None


def test_else_the_first_year_inside_the_strategy() -> None:
    at = present(JANUARY_2020, MARCH_2020 + 40)
    assert windows(at, 12, MARCH_2020, JANUARY_2020) == (JANUARY_2020, MARCH_2020 + 29)


def test_two_missing_months_in_a_year_are_allowed_and_three_are_not() -> None:
    last = MARCH_2020 + 40
    two = present(MARCH_2020 - 11, last, last - 1, last - 2)
    three = present(MARCH_2020 - 11, last, *range(last - 3, last))
    assert windows(two, 12, MARCH_2020, JANUARY_2020) is not None
    assert windows(three, 12, MARCH_2020, JANUARY_2020) is None


def test_thirty_six_months_or_twenty_quarters_are_needed() -> None:
    assert windows(range(36), 12, None) == (0, 24)
    assert windows(range(35), 12, None) is None
    assert windows(range(20), 4, None) == (0, 16)
    assert windows(range(19), 4, None) is None
    assert windows(present(0, 36, 5), 12, None) == (0, 25)


def test_no_quarter_of_a_year_may_be_missing() -> None:
    assert windows(present(0, 24, 22), 4, None) is None
    assert windows(present(0, 24, 2), 4, None) is None
    assert windows(present(0, 24, 10), 4, None) == (0, 21)


@pytest.mark.parametrize("periods", [[1, 3, 2], [1, 1, 2]], ids=["unsorted", "repeated"])
def test_periods_out_of_order_are_refused(periods: list[int]) -> None:
    with pytest.raises(ValueError, match="sorted and none repeated"):
        direction.of_series(periods, [1, 2, 3], 1, 1, 3)


def test_no_product_of_neighbours_crosses_a_gap() -> None:
    values = np.tile([0.0, 1.0], 12)
    joined, _ = autocorrelation(np.arange(24), values)
    apart, _ = autocorrelation(np.arange(24) * 2, values)
    assert joined == 0  # neighbours move opposite: never below none
    assert apart == pytest.approx(1 / 12)  # no neighbours at all: the correction for bias alone


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0, 0.3, 0.5])
def test_a_stable_series_is_seldom_called_changed(rho: float) -> None:
    random = np.random.default_rng(20200101 + int(rho * 10))
    noise = random.normal(size=(2000, 62))
    series = noise.copy()
    for month in range(1, 62):
        series[:, month] = rho * series[:, month - 1] + noise[:, month] * np.sqrt(1 - rho**2)
    at = np.arange(62)
    changed = sum(direction.of_series(at, values, 12, 0, 50).changed for values in series)
    assert changed / 2000 < 0.025


def test_a_real_shift_of_independent_months_is_mostly_seen() -> None:
    random = np.random.default_rng(7)
    at, step = np.arange(62), np.where(np.arange(62) >= 31, 1.5, 0.0)
    seen = sum(direction.of_series(at, random.normal(size=62) + step, 12, 0, 50).changed for _ in range(500))
    assert seen / 500 > 0.7


# The house --------------------------------------------------------------------------------------------


def test_verdicts_are_read_without_scipy() -> None:
    """Pages import verdicts at every start: what only the engine needs must not be loaded with them."""
    code = "import sys; import indicators.core.verdicts; print(sorted(m for m in sys.modules if m.startswith('scipy')))"
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert completed.stdout.strip() == "[]"
