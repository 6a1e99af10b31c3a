"""Worked examples of our conventions."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from indicators.methods import (
    gaps,
    inequality,
    life_expectancy,
    medians,
    proportions,
    spc,
    spc_counts,
    spc_words,
    standardisation,
    trend_tests,
    trends,
)  # fmt: skip

N12 = [30, 31, 25, 35, 34, 15, 21, 23, 30, 26, 26, 22]
FIRST = [16, 24, 22, 19, 19, 18, 24, 25, 18, 17, 16, 25, 15, 23, 19]
SECOND = [35, 32, 35, 31, 27, 33, 28, 38, 35, 30, 28, 29, 27, 24, 23]
CONFLICT = [43, 41, 37, 36, 31, 23, 15, 13, 15, 18, 23, 27, 31, 36, 27, 19, 17, 27, 15, 22]
SPIKE = [1, 2, 1, 2, 10] + [1, 2] * 6 + [1]


def at(flags: np.ndarray) -> list[int]:
    """The points flagged, counted from 1."""
    return [int(point) + 1 for point in np.flatnonzero(flags)]


# Control charts -----------------------------------------------------------------------------------------


def test_under_thirteen_points_there_is_a_mean_and_no_limits() -> None:
    few, enough = spc.charts(N12), spc.charts([*N12, 25])
    assert few.mean[0, 0] == 26.5 and np.isnan([few.lower, few.upper]).all()
    assert not (few.high | few.low).any()
    assert (enough.lower[0, 0], enough.upper[0, 0]) == pytest.approx((12.4196, 40.3496), abs=6e-5)
    assert enough.points[0, 0] == 13 < spc.TRIAL_BELOW


def test_after_a_rebase_twelve_points_are_enough() -> None:
    chart = spc.charts([*N12, 25, *N12], segments=[0] * 13 + [1] * 12)
    assert not np.isnan(chart.upper[0, -1])
    assert np.isnan(spc.charts([*N12, 25, *N12[:11]], segments=[0] * 13 + [1] * 11).upper[0, -1])


def test_the_recalculation_of_a_step() -> None:
    chart = spc.charts(FIRST + SECOND, segments=[0] * 15 + [1] * 15)
    assert (chart.mean[0, 0], chart.lower[0, 0], chart.upper[0, 0]) == pytest.approx((20, 8.41, 31.59), abs=6e-5)
    assert (chart.lower[0, -1], chart.upper[0, -1]) == pytest.approx((20.4533, 40.2133), abs=6e-5)
    assert not (chart.high | chart.low).any()
    six = spc.charts(FIRST + SECOND, segments=[0] * 15 + [1] * 15, run=6)
    assert at(six.shift[1][0]) == [25, 26, 27, 28, 29, 30]


def test_a_baseline_and_a_rebase_in_one_chart_only_as_the_peer_has_it() -> None:
    values, segments = [*FIRST, *SECOND], [0] * 15 + [1] * 15
    rebased_charts = spc.charts(values, segments=segments, fix_after_n_points=12, fixed_and_rebased="each")
    assert (rebased_charts.mean[0, 0], rebased_charts.mean[0, -1]) == (np.mean(FIRST[:12]), np.mean(SECOND[:12]))
    assert spc.charts(values, fix_after_n_points=12).mean[0, -1] == np.mean(FIRST[:12])
    assert spc.NHSR.fixed_and_rebased == "each"


def test_outliers_are_screened_only_where_asked() -> None:
    plain, screened = (spc.charts(SPIKE, screen_outliers=is_screened) for is_screened in (False, True))
    assert (plain.upper[0, 0], plain.mean[0, 0], plain.lower[0, 0]) == pytest.approx((6.95, 1.94, -3.06), abs=0.006)
    assert (screened.upper[0, 0], screened.lower[0, 0]) == pytest.approx((4.60, -0.72), abs=0.006)


def test_only_a_trend_crosses_a_rebase_unless_asked_otherwise() -> None:
    values = [5.0, 9, 5, 9, 5, 9, 5, 9, 5, 9, 1, 2, 3, 4, 5, 6, 7] + [9, 5] * 5
    segments = [0] * 13 + [1] * 14
    rising = {rule: spc.charts(values, segments=segments, crossing=rule).trend[0][0] for rule in spc.CROSSING}
    assert at(rising["trend"]) == at(rising["all"]) and set(range(11, 18)) <= set(at(rising["trend"]))
    assert not rising["none"][:13].any() and not rising["none"].any()


def test_a_shift_crosses_a_rebase_only_as_the_excel_tool_has_it() -> None:
    values = [9.0, 1] * 5 + [9, 9, 9, 9] + [9, 9, 9, 9] + [1, 9, 1, 9, 1, 1, 1, 1]
    segments = [0] * 14 + [1] * 12
    ours, excel = (spc.charts(values, segments=segments, crossing=rule).shift[0][0] for rule in ("trend", "all"))
    assert not ours.any() and at(excel) == list(range(11, 19))


def test_a_ghost_is_left_out_of_everything() -> None:
    values, ghosts = np.array([*FIRST, 90, *FIRST], float), np.arange(31) == 15
    chart = spc.charts(values, ghosts=ghosts)
    assert chart.mean[0, 0] == 20 and not chart.high[0, 15]
    assert chart.upper[0, 0] == pytest.approx(spc.charts(np.where(ghosts, np.nan, values)).upper[0, 0])


def test_a_missing_point_is_a_gap_or_its_neighbours_are_joined() -> None:
    values = [1.0, 5, np.nan, 9, 2, 4, 7, 1, 3, 8, 2, 6, 4, 5, 3]
    gap, joined = (spc.charts(values, missing=rule) for rule in ("gap", "joined"))
    kept = np.array([value for value in values if not np.isnan(value)])
    assert joined.upper[0, 0] == pytest.approx(kept.mean() + 2.66 * np.abs(np.diff(kept)).mean())
    ranges = [*np.abs(np.diff(values[:2])), *np.abs(np.diff(values[3:]))]
    assert gap.upper[0, 0] == pytest.approx(kept.mean() + 2.66 * np.mean(ranges))


@pytest.mark.parametrize(
    ("edge", "expected_assurances"), [("inclusive", ["pass", "hit or miss", "fail"]), ("strict", ["hit or miss"] * 3)]
)
def test_a_target_on_a_limit(edge: str, expected_assurances: list[str]) -> None:
    assert list(spc.assurances(10, 20, [10, 15, 20], "higher", edge)) == expected_assurances


def test_without_limits_target_or_direction_there_is_no_assurance() -> None:
    assert list(spc.assurances([10, np.nan, 10], 20, [np.nan, 5, 5], "higher")) == ["none", "none", "pass"]
    assert spc.assurances(10, 20, 5, "none")[0] == "none"


def test_a_step_is_proposed_where_it_starts_and_still_runs() -> None:
    rise = [*FIRST, *[30, 34, 29, 33, 31, 35, 28, 32, 34, 30, 31, 33, 29, 32]]
    assert spc_words.proposed_rebase(rise).tolist() == [15]
    assert spc_words.proposed_rebase(rise, refused=[15]).tolist() == [-1]
    assert spc_words.proposed_rebase(rise, provisional=np.arange(len(rise)) == 28).tolist() == [-1]
    assert spc_words.proposed_rebase(rise[:26]).tolist() == [-1]  # eleven points: one too few
    assert spc_words.proposed_rebase([*rise, 12]).tolist() == [-1]  # no longer runs
    assert spc_words.proposed_rebase(FIRST).tolist() == [-1]


def test_limits_are_drawn_within_what_can_be() -> None:
    assert spc.within_bounds([-3.0, 50, 104], 0, 100).tolist() == [0, 50, 100]


X = [12, 15, 9, 20, 14, 11, 18, 13, 16, 10, 12, 17, 15]
N = [100, 120, 90, 150, 110, 95, 140, 100, 130, 85, 100, 135, 120]


def test_the_worked_p_chart_is_not_narrowed_where_points_vary_less_than_chance() -> None:
    plain, prime = spc_counts.p_chart(X, N), spc_counts.p_chart(X, N, prime=True)
    plain_figures = (plain.centre[0], plain.lower[0, 0], plain.upper[0, 0], plain.sigma_z[0])
    assert plain_figures == pytest.approx((0.123390, 0.024725, 0.222055, 0.26598), abs=1e-6)
    assert np.array_equal(plain.upper, prime.upper)
    level = spc_counts.p_chart(X, N, level_size=True)
    assert np.unique(level.upper).size == 1


def test_a_u_chart_is_three_poisson_sigmas_wide() -> None:
    chart = spc_counts.u_chart([4, 6, 5], [10, 10, 10])
    assert chart.centre[0] == 0.5
    assert chart.upper[0, 0] == pytest.approx(0.5 + 3 * np.sqrt(0.05))
    assert chart.lower[0, 0] == 0


# Rates, gaps, inequality ---------------------------------------------------------------------------------


def test_the_worked_standardised_rate() -> None:
    rate = standardisation.direct([5, 10, 20], [1000, 2000, 1500], [8000, 7000, 5000])
    assert (rate.value[0], rate.lower[0], rate.upper[0]) == pytest.approx((708.3333, 476.8198, 1006.3764), abs=6e-5)


def test_the_worked_slope_index() -> None:
    people = [1000, 1100, 1050, 950, 900, 1000, 1000, 1000, 1000, 1000]
    slope = inequality.slope_index([30, 29, 27, 26, 25, 23, 22, 21, 19, 18], people)
    worked = (30.831802, -13.573604, 0.559753)
    assert (slope.intercept[0], slope.sii[0], slope.rii[0]) == pytest.approx(worked, abs=6e-7)


def test_an_area_without_one_quantile_has_no_slope() -> None:
    slope = inequality.slope_index([[30, 27, np.nan, 22, 18], [30, 27, 25, 22, 18]], [1000] * 5, 1.0, limits="exact")
    assert np.isnan(slope.sii[0]) and slope.sii[1] < 0 and np.isnan(slope.sii_lower[0])


def test_a_gap_between_estimates_with_even_limits_is_the_plain_one() -> None:
    d, low, high = gaps.difference((14, 12.04, 15.96), (10, 8.04, 11.96))
    half = 1.96 * np.sqrt(2)
    assert (d[0], low[0], high[0]) == pytest.approx((4, 4 - half, 4 + half))


@pytest.mark.parametrize(
    ("size", "level", "ranks"),
    [(6, 0.95, (1, 6)), (10, 0.95, (2, 9)), (20, 0.95, (6, 15)), (30, 0.95, (10, 21)), (10, 0.998, (1, 10))],
)
def test_limits_of_a_median_are_at_the_ranks_of_published_tables(size: int, level: float, ranks: tuple[int, int]):
    """Gardner and Altman (1989), Statistics with Confidence, table of ranks for the median; P(X = 0) of 10 is 1 in 1,024."""
    value, low, high = medians.median(np.arange(1, size + 1), np.ones(size), np.zeros(size), level)
    assert (value[0], low[0], high[0]) == ((size + 1) / 2, *ranks)


@pytest.mark.parametrize(("size", "level"), [(1, 0.95), (5, 0.95), (9, 0.998)])
def test_a_median_of_too_few_has_no_limits(size: int, level: float) -> None:
    value, low, high = medians.median(np.arange(size), np.ones(size), np.zeros(size), level)
    assert value[0] == (size - 1) / 2 and np.isnan([low[0], high[0]]).all()


def test_a_survey_asks_fewer_than_it_seems() -> None:
    assert proportions.effective_base([300])[0] == 200
    assert proportions.effective_base([300], 2)[0] == 150


# Trends and comparison -----------------------------------------------------------------------------------


def test_the_worked_slopes_with_one_year_left_out() -> None:
    trend = trends.recent_trends_of_proportions([1367, 1332, 1199, 1023, 994], [44701, 44064, 42811, 41527, 40299])
    assert (trend.chi2[0], trend.slope[0], trend.sign_sum[0]) == pytest.approx((47.8967, -0.065250, -6), abs=5e-5)


def test_a_year_missing_is_a_gap_or_skipped() -> None:
    x, n, years = [1500, 1367, 1332, 1199, 1023, 994], [44000] * 6, [2017, 2018, 2019, 2021, 2022, 2023]
    assert trends.recent_trends_of_proportions(x, n, years).marker[0] == trends.UNKNOWN
    assert trends.recent_trends_of_proportions(x, n, years, missing_years="skip").marker[0] == "decreasing"


@pytest.mark.parametrize(("points", "smallest"), [(4, 0.083), (5, 0.0167), (6, 0.0028), (7, 0.0004)])
def test_the_smallest_p_that_mann_kendall_can_give(points: int, smallest: float) -> None:
    assert trend_tests.mann_kendall(np.arange(points)).p_exact[0] == pytest.approx(smallest, abs=4e-4)


# What is missing or too little -----------------------------------------------------------------------------------------


def test_what_is_missing_stays_missing_in_its_own_group_only() -> None:
    rate = standardisation.direct([[20, 30], [20, 30]], [[900, np.nan], [900, 800]], [1, 1])
    assert np.isnan(rate.value[0]) and not np.isnan(rate.value[1])
    assert np.isnan(life_expectancy.life_expectancy([[1.0] * 20], [[np.nan] + [900.0] * 19]).value).all()


def test_few_points_have_no_verdict() -> None:
    assert trends.recent_trends([[1, 2]], [[0, 1]], [[2, 3]]).marker.tolist() == [trends.UNKNOWN]
    assert not (spc.charts([1, 2, 30]).high).any()
    assert np.isnan(trend_tests.sen_slope([4.0])).all()


@pytest.mark.slow
@pytest.mark.parametrize("module", ["spc", "spc_rules", "spc_words", "spc_counts", "trends", "direction", "comparison",
                                    "proportions", "gaps", "chooser", "trend_tests", "spc_limits", "spc_settings",
                                    "series_facts", "autocorrelation", "year_windows"])  # fmt: skip
def test_methods_that_verdicts_use_load_without_scipy(module: str) -> None:
    heavy = "[name for name in sys.modules if name.split('.')[0] in ('scipy',)]"
    code = f"import sys; import indicators.methods.{module}; print({heavy})"
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert completed.stdout.strip() == "[]"
