"""Worked examples of our conventions."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from indicators.methods import (
    comparison,
    forecast,
    funnel,
    gaps,
    inequality,
    life_expectancy,
    proportions,
    rates,
    spc,
    spc_counts,
    spc_words,
    standardisation,
    trend_tests,
    trends,
)  # fmt: skip
from indicators.methods.intervals import ratio_of_proportions

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
    each = spc.charts(values, segments=segments, fix_after_n_points=12, fixed_and_rebased="each")
    assert (each.mean[0, 0], each.mean[0, -1]) == (np.mean(FIRST[:12]), np.mean(SECOND[:12]))
    assert spc.charts(values, fix_after_n_points=12).mean[0, -1] == np.mean(FIRST[:12])
    assert spc.NHSR.fixed_and_rebased == "each"


def test_outliers_are_screened_only_where_asked() -> None:
    plain, screened = (spc.charts(SPIKE, screen_outliers=asked) for asked in (False, True))
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


def test_conflict_colouring_is_as_in_the_check_document_with_six() -> None:
    six, seven = spc.charts(CONFLICT, run=6), spc.charts(CONFLICT)

    def concern(chart: spc.Charts, direction: str, conflict: str = "improvement") -> list[int]:
        said = spc_words.variation(chart, direction, conflict=conflict)[0]
        return [point + 1 for point, word in enumerate(said) if word.startswith("concern")]

    assert concern(six, "higher") == concern(seven, "higher") == [5, 6, 7]
    assert concern(six, "lower") == [12, 13, 14]
    assert concern(seven, "lower") == [10, 11, 12, 13, 14]
    assert set(concern(six, "higher", "concern")) > {5, 6, 7}
    assert set(at(spc_words.conflicts(six)[0])) >= {1, 2, 3, 4, 8}


def test_every_label_of_a_point_is_kept() -> None:
    said = spc_words.labels(spc.charts(CONFLICT))[0]
    assert said[0] == "Above UCL; 7 Point Trend (Decreasing)"
    assert spc_words.labels(spc.charts(CONFLICT), "one")[0, 0] == "Above UCL"


@pytest.mark.parametrize(
    ("edge", "found"), [("inclusive", ["pass", "hit or miss", "fail"]), ("strict", ["hit or miss"] * 3)]
)
def test_a_target_on_a_limit(edge: str, found: list[str]) -> None:
    assert list(spc.assurances(10, 20, [10, 15, 20], "higher", edge)) == found


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
    found = (plain.centre[0], plain.lower[0, 0], plain.upper[0, 0], plain.sigma_z[0])
    assert found == pytest.approx((0.123390, 0.024725, 0.222055, 0.26598), abs=1e-6)
    assert np.array_equal(plain.upper, prime.upper)
    level = spc_counts.p_chart(X, N, level_size=True)
    assert np.unique(level.upper).size == 1


def test_a_u_chart_is_three_poisson_sigmas_wide() -> None:
    found = spc_counts.u_chart([4, 6, 5], [10, 10, 10])
    assert found.centre[0] == 0.5
    assert found.upper[0, 0] == pytest.approx(0.5 + 3 * np.sqrt(0.05))
    assert found.lower[0, 0] == 0


def test_days_between_rare_events_are_charted_transformed_and_turned_back() -> None:
    days = np.array([12, 40, 33, 8, 61, 25, 30, 90, 14, 22, 47, 38, 19], float)
    found, chart = spc_counts.t_chart(days), spc.charts(days ** (1 / 3.6))
    assert found.upper[0, 0] == pytest.approx(chart.upper[0, 0] ** 3.6)
    assert found.centre[0, 0] == pytest.approx(chart.mean[0, 0] ** 3.6)
    assert (found.lower >= 0).all()


# Rates, gaps, inequality ---------------------------------------------------------------------------------


def test_the_worked_standardised_rate() -> None:
    found = standardisation.direct([5, 10, 20], [1000, 2000, 1500], [8000, 7000, 5000])
    assert (found.value[0], found.lower[0], found.upper[0]) == pytest.approx((708.3333, 476.8198, 1006.3764), abs=6e-5)


def test_the_worked_ratio_of_proportions() -> None:
    found = [float(part[0]) for part in ratio_of_proportions(90, 300, 54, 300)]
    assert found == pytest.approx([1.6667, 1.2384, 2.2430], abs=6e-5)


def test_the_worked_slope_index() -> None:
    people = [1000, 1100, 1050, 950, 900, 1000, 1000, 1000, 1000, 1000]
    found = inequality.slope_index([30, 29, 27, 26, 25, 23, 22, 21, 19, 18], people)
    worked = (30.831802, -13.573604, 0.559753)
    assert (found.intercept[0], found.sii[0], found.rii[0]) == pytest.approx(worked, abs=6e-7)


def test_how_reliable_simulated_limits_are() -> None:
    y = [30.0, 27, 25, 22, 18]
    found = inequality.reliability(y, [1000] * 5, [1.0] * 5, repetitions=2_000)
    assert set(found) == {"sii_lower", "sii_upper", "rii_lower", "rii_upper"}
    assert 0 < found["sii_lower"][0] < 0.5


def test_an_area_without_one_quantile_has_no_slope() -> None:
    found = inequality.slope_index([[30, 27, np.nan, 22, 18], [30, 27, 25, 22, 18]], [1000] * 5, 1.0, limits="exact")
    assert np.isnan(found.sii[0]) and found.sii[1] < 0 and np.isnan(found.sii_lower[0])


def test_the_worked_funnel_of_proportions() -> None:
    two, three = (funnel.proportion_limits(0.2, 200, tail, 1) for tail in (0.025, 0.001))
    found = [two.lower[0], two.upper[0], three.lower[0], three.upper[0]]
    assert found == pytest.approx([0.14456, 0.25544, 0.11260, 0.28740], abs=6e-6)


@pytest.mark.parametrize(
    ("multiplier", "ours", "peers"), [(1, 1.0, 0.9 + 3.090232 * 0.15), (100, 100.0, 100.0), (1000, 1000.0, 100.0)]
)
def test_the_upper_limit_of_a_proportion_is_cut_at_all_or_as_the_peer_has_it(
    multiplier: float, ours: float, peers: float
) -> None:
    for cap, highest in (("all", ours), ("100", peers)):
        found = funnel.proportion_limits(0.9, 4, 0.001, multiplier, cap=cap)
        assert found.upper[0] == pytest.approx(highest, abs=1e-6)
        assert found.lower[0] == pytest.approx((0.9 - 3.090232 * 0.15) * multiplier, rel=1e-6)
    assert funnel.proportion_limits(0.9, 4, 0.001, multiplier).upper[0] == ours


def test_a_gap_between_estimates_with_even_limits_is_the_plain_one() -> None:
    d, low, high = gaps.difference((14, 12.04, 15.96), (10, 8.04, 11.96))
    half = 1.96 * np.sqrt(2)
    assert (d[0], low[0], high[0]) == pytest.approx((4, 4 - half, 4 + half))
    assert gaps.excess_over_best(20, 15)[0] == 0.25


def test_a_survey_asks_fewer_than_it_seems() -> None:
    assert proportions.effective_base([300])[0] == 200
    assert proportions.effective_base([300], 2)[0] == 150


# Trends and comparison -----------------------------------------------------------------------------------


def test_the_worked_slopes_with_one_year_left_out() -> None:
    found = trends.recent_trends_of_proportions([1367, 1332, 1199, 1023, 994], [44701, 44064, 42811, 41527, 40299])
    assert (found.chi2[0], found.slope[0], found.sign_sum[0]) == pytest.approx((47.8967, -0.065250, -6), abs=5e-5)


def test_a_year_missing_is_a_gap_or_skipped() -> None:
    x, n, years = [1500, 1367, 1332, 1199, 1023, 994], [44000] * 6, [2017, 2018, 2019, 2021, 2022, 2023]
    assert trends.recent_trends_of_proportions(x, n, years).marker[0] == trends.UNKNOWN
    assert trends.recent_trends_of_proportions(x, n, years, missing_years="skip").marker[0] == "decreasing"


@pytest.mark.parametrize(("points", "smallest"), [(4, 0.083), (5, 0.0167), (6, 0.0028), (7, 0.0004)])
def test_the_smallest_p_that_mann_kendall_can_give(points: int, smallest: float) -> None:
    assert trend_tests.mann_kendall(np.arange(points)).p_exact[0] == pytest.approx(smallest, abs=4e-4)


def test_control_limits_round_a_benchmark() -> None:
    assert comparison.by_control_limits(1.959964, [10, 20, 30], 100, 0.2).tolist() == [-1, 0, 1]
    assert comparison.rate_by_control_limits([0.001, 0.002, 0.004], 10_000, 0.002).tolist() == [-1, 0, 1]


def test_fifths_of_areas() -> None:
    assert comparison.categories(np.arange(1, 11)).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert comparison.categories([4, 1, 3, 2, 5], highest_first=True).tolist() == [2, 5, 3, 4, 1]
    assert np.isnan(comparison.categories([1, 2, 3])).all()


# Forecasts -----------------------------------------------------------------------------------------------


def stable(points: int, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(50, 3, points)


@pytest.mark.slow
def test_a_forecast_of_a_stable_series_stays_and_says_its_chance() -> None:
    found = forecast.forecast(stable(36), 6)
    assert found.refused == "" and found.backtest is not None and found.backtest.held >= 0.6
    assert np.abs(found.mean - 50).max() < 3
    assert found.chance(40, True) > 0.95 > 0.05 > found.chance(60, True)
    assert found.chance(45, True) == pytest.approx(1 - found.chance(45, False))
    assert (found.lower80 < found.mean).all() and (found.mean < found.upper80).all()


@pytest.mark.parametrize(
    ("values", "ahead", "why"),
    [
        (stable(23), 3, "1 more points until a forecast"),
        (stable(30), 16, "further than half"),
        ([*stable(29), np.nan], 3, "the last figure is missing"),
        ([5.0] * 30, 3, "do not vary"),
    ],
)
def test_a_forecast_is_refused_with_the_reason(values: list[float], ahead: int, why: str) -> None:
    found = forecast.forecast(values, ahead)
    assert why in found.refused
    assert np.isnan(found.mean).all() and np.isnan(found.chance(1, True))


@pytest.mark.slow
def test_a_series_that_leaves_its_own_past_is_refused() -> None:
    jumps = np.repeat([10.0, 60, 15, 80, 5, 95], 6) + stable(36) / 100
    assert forecast.forecast(jumps, 6).refused


def test_a_fit_that_did_not_converge_gives_no_forecast_unless_a_back_test_judged_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forecast, "STEPS", 1)
    found = forecast.forecast(stable(36), 6, backtested=False)
    assert "did not converge" in found.refused and np.isnan(found.mean).all() and np.isnan(found.chance(40, True))
    assert found.model == "" and found.backtest is None


def test_forecasts_of_many_series_are_one_each() -> None:
    found = forecast.forecasts([stable(36), [5.0] * 36], 3, backtested=False)
    assert [bool(one.refused) for one in found] == [False, True]


# Wrong arguments -----------------------------------------------------------------------------------------


def test_what_is_missing_stays_missing_in_its_own_group_only() -> None:
    found = standardisation.direct([[20, 30], [20, 30]], [[900, np.nan], [900, 800]], [1, 1])
    assert np.isnan(found.value[0]) and not np.isnan(found.value[1])
    assert np.isnan(standardisation.indirect_ratio([[1]], [[0]], ([1], [9])).value[0])
    assert np.isnan(life_expectancy.life_expectancy([[1.0] * 20], [[np.nan] + [900.0] * 19]).value).all()
    _, (x, n) = rates.summed(["a", "a", "b"], [1, np.nan, 3], [10, 10, 10])
    assert np.isnan([x[0], n[0]]).all() and (x[1], n[1]) == (3, 10)


def test_few_points_have_no_verdict() -> None:
    assert trends.recent_trends([[1, 2]], [[0, 1]], [[2, 3]]).marker.tolist() == [trends.UNKNOWN]
    assert not (spc.charts([1, 2, 30]).high).any()
    assert np.isnan(trend_tests.sen_slope([4.0])).all()


@pytest.mark.slow
@pytest.mark.parametrize("module", ["spc", "spc_rules", "spc_words", "spc_counts", "trends", "direction", "comparison",
                                    "proportions", "gaps", "chooser", "forecast", "spc_limits", "spc_settings",
                                    "series_facts", "autocorrelation", "year_windows"])  # fmt: skip
def test_methods_that_verdicts_use_load_without_scipy(module: str) -> None:
    heavy = "[name for name in sys.modules if name.split('.')[0] in ('scipy', 'statsmodels')]"
    code = f"import sys; import indicators.methods.{module}; print({heavy})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
