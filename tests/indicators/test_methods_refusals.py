"""Bad input to a method: an error that names the argument, the group and the value, or a missing result; no warning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from cases import each

from indicators.methods import (
    comparison,
    direction,
    funnel,
    gaps,
    inequality,
    intervals,
    life_expectancy,
    medians,
    overdispersion,
    proportions,
    quantiles,
    spc,
    spc_counts,
    standardisation,
    trend_tests,
    trends,
)  # fmt: skip
from indicators.methods.funnel_significance import significance_of_ratios
from indicators.methods.year_windows import windows

INF, NAN = np.inf, np.nan
FIVE = [1.0, 2, 3, 4, 5]
LOW, HIGH = [0.0, 1, 2, 3, 4], [2.0, 3, 4, 5, 6]
BANDS = np.ones((2, 5))
FIXED = spc.Settings(fix_after_n_points=12)
TWENTY = np.full(20, 1_000.0)

REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a missing value of a median": (lambda: medians.median([1, NAN], [1, 1], [0, 0]), "leave out what is missing"),
    "an infinite value of a median": (lambda: medians.median([1, INF], [1, 1], ["a", "b"]), "values .*group b has inf"),
    "half a time": (lambda: medians.median([1, 2], [1, 0.5], ["a", "b"]), "times must be whole .*group b has 0.5"),
    "a band without people": (
        lambda: standardisation.direct([[1, 2], [3, 4]], [[9, 9], [9, 0]], [1, 1]),
        "populations must be above 0: group 1, column 1 has 0",
    ),
    "a negative weight": (lambda: standardisation.direct([1], [9], [-1]), "weights must be 0 or more"),
    "fewer squares than events": (lambda: standardisation.direct([3], [9], [1], squares=[2]), "squares"),
    "four quantiles": (lambda: inequality.slope_index([1, 2, 3, 4], [9] * 4), "5 to 100 quantiles: 4"),
    "a quantile without people": (lambda: inequality.slope_index([1] * 5, [9, 9, 0, 9, 9]), "populations .* has 0"),
    "a proportion of one on the logit scale": (
        lambda: inequality.slope_index([0.1, 0.2, 0.3, 0.4, 1], [9] * 5, scale="logit"), "values must be below 1"),
    "an unknown scale": (lambda: inequality.slope_index([1] * 5, [9] * 5, scale="root"), "scale must be one of"),
    "exact limits that do not exist": (
        lambda: inequality.slope_index([1] * 5, [9] * 5, 1.0, scale="log", limits="exact"), "ask for simulated"),
    "one quantile": (lambda: quantiles.quantile([1, 2], 1), "number must be 2 or more"),
    "a ratio of no events": (lambda: funnel.ratio_limits([0]), "observed must be above 0"),
    "an unknown kind": (lambda: overdispersion.overdispersed([1], [2], "other"), "kind must be one of"),
    "periods out of order": (lambda: spc.charts([1, 2, 3], [1, 3, 2]), "group 0 has 2 after 3"),
    "a period twice": (lambda: spc.charts([[1, 2], [3, 4]], [[1, 2], [5, 5]]), "group 1 has 5 after 5"),
    "segments out of order": (lambda: spc.charts([1, 2, 3], segments=[0, 1, 0]), "segments"),
    "a baseline and a re-base": (
        lambda: spc.charts([list(range(24))] * 2, segments=[[0] * 24, [0] * 12 + [1] * 12], fix_after_n_points=12),
        "fix_after_n_points must not be set where segments re-base: group 1 has 12 and a re-base at column 12",
    ),
    "another rule for both": (lambda: spc.charts([1, 2], fixed_and_rebased="both"), "fixed_and_rebased must be one of"),
    "a baseline too short": (lambda: spc.charts([1, 2], fix_after_n_points=11), "12 or more: 11"),
    "an unknown crossing": (lambda: spc.charts([1, 2], crossing="some"), "crossing must be one of"),
    "a run of one": (lambda: spc.charts([1, 2], run=1), "two points at least"),
    "an unknown edge": (lambda: spc.assurances(1, 2, 3, "higher", "soft"), "edge must be one of"),
    "years out of order": (
        lambda: trends.recent_trends_of_proportions([1] * 5, [9] * 5, [1, 2, 4, 3, 5]), "group 0 has 3 after 4"),
    "more numerators than denominators": (
        lambda: trends.recent_trends_of_proportions([1, 2, 3, 4, 10], [9] * 5), "numerators .* column 4 has 10"),
    "times out of order": (lambda: trend_tests.mann_kendall([1, 2], [2, 1]), "times must be sorted"),
    "a figure outside its limits": (lambda: gaps.difference((5, 6, 7), (1, 0, 2)), "within their own limits"),
    "an infinite figure": (lambda: direction.of_many([[1, np.inf, 2]], 1, 0, 2), "values must be finite"),
    "a confidence of a half": (lambda: standardisation.direct([20], [99], [1], confidence=0.5), "confidence"),
    "a negative deviation": (lambda: intervals.student([-1], [5]), "deviations .*group 0 has -1"),
    "a mean of nobody": (lambda: intervals.student([1], [0]), "sizes .*group 0 has 0"),
    "a negative count, by its group": (
        lambda: standardisation.direct([1, 2, -3], [9, 9, 9], [1, 1, 1], groups=["x", "y", "y"]),
        "counts .*group y has -3",
    ),
    "an infinite value among quantiles": (lambda: quantiles.quantile([1, INF], 2), "values .*group 1 has inf"),
    "fewer groups than values": (lambda: quantiles.quantile([1, 2, 3], 2, ["a", "a"]), "values and groups"),
    "infinitely many people": (
        lambda: life_expectancy.life_expectancy(TWENTY / 9, np.where(np.arange(20) == 3, INF, TWENTY)),
        "populations .*group 3 has inf",
    ),
    "deaths of one band only": (lambda: life_expectancy.life_expectancy([5.0], TWENTY), "deaths and populations"),
    "limits out of order": (lambda: comparison.against_benchmark([5], [3], [4]), "limits .*group 0 has 5 and 3"),
    "limits out of order at one level": (lambda: comparison.one_level([4], ([5], [3]), [4]), "limits must be in order"),
    "control limits out of order": (lambda: spc.assurances([5], [3], [4], "higher"), "limits must be in order"),
    "an average rate of 0": (lambda: funnel.rate_limits([1, 2], 0), "average must be above 0: 0"),
    "more than all, overdispersed": (
        lambda: overdispersion.overdispersed([5, 66], [50, 60], "proportion"), "numerators .*group 1 has 66",
    ),
    "a missing area, overdispersed": (
        lambda: overdispersion.overdispersed([5, NAN, 8], [50, 60, 70], "proportion"), "must be known",
    ),
    "one area, overdispersed": (lambda: overdispersion.overdispersed([5], [50], "cqc"), "two areas at least"),
    "areas without events that are not dropped": (
        lambda: overdispersion.overdispersed([0, 0, 0, 6, 8], [50, 60, 70, 80, 90], "shmi"), "group 0 has 0",
    ),
    "a size of 0": (lambda: overdispersion.limits_at([0], 0.5, 0, 0.95), "sizes .*group 0 has 0"),
    "a negative variance": (lambda: overdispersion.limits_at([9], 0.5, -1, 0.95), "tau2"),
    "an infinite value of a slope": (lambda: inequality.slope_index([1, 2, 3, 4, INF], TWENTY[:5]), "group 4 has inf"),
    "few draws": (lambda: inequality.slope_index(FIVE, TWENTY[:5], FIVE, repetitions=10), "repetitions must be 1000"),
    "an infinite figure of a trend": (lambda: trends.recent_trends([1, 2, INF, 4, 5], LOW, HIGH), "values .*column 2 has inf"),
    "an infinite limit of a trend": (
        lambda: trends.recent_trends(FIVE, LOW, [2, 3, INF, 5, 6]), "upper95 .*column 2 has inf",
    ),
    "limits of a trend out of order": (lambda: trends.recent_trends(FIVE, HIGH, LOW), "limits must be in order"),
    "one denominator for five years": (lambda: trends.recent_trends_of_proportions(FIVE, [10]), "numerators and denominators"),
    "half a year": (lambda: trends.recent_trends(FIVE, LOW, HIGH, [2010, 2011, 2012, 2013.5, 2014]), "years .*2013.5"),
    "an infinite value among pairs": (lambda: trend_tests.mann_kendall([1, INF, 3]), "values .*column 1 has inf"),
    "a missing time": (lambda: trend_tests.mann_kendall(FIVE, [1, NAN, 3, 4, 5]), "times .*nan after 1"),
    "a repeated time": (lambda: trend_tests.sen_slope(FIVE, [1, 1, 3, 4, 5]), "times .*1.0 after 1.0"),
    "no points to chart": (lambda: spc.charts([]), "values must hold a point"),
    "days for periods": (
        lambda: spc.charts(FIVE, pd.date_range("2020-01-01", periods=5, freq="MS")), "dates with days",
    ),
    "parts of periods": (lambda: spc.charts(FIVE, [0, 1, 2, 3.5, 4]), "periods .*has 3.5"),
    "periods of two kinds": (lambda: spc.charts([1, 2], np.array([1, "2021/22"], dtype=object)), "of one kind"),
    "a missing period": (lambda: spc.charts([1, 2], [1, NAN]), "periods .*has nan"),
    "segments of an uneven chart out of order": (lambda: spc_counts.uneven_chart([1, 2], [9, 9], "p", segments=[1, 0]), "segments"),
    "a baseline of uneven bases": (
        lambda: spc_counts.uneven_chart([1] * 26, [9] * 26, "p", settings=FIXED), "fix_after_n_points .*it is 12",
    ),
    "a repeated period": (lambda: spc_counts.uneven_chart([1, 2], [9, 9], "p", periods=[4, 4]), "4 after 4"),
    "years to compare, unsorted": (lambda: windows(range(24, 0, -1), 12, None), "23 after 24"),
    "too few to compare": (lambda: direction.of_series([0, 1], [1, 2], 12, 0, 12), "three at least"),
    "an infinite limit": (lambda: direction.of_two_estimates((1, 2), (0, 2), (2, INF)), "limits must be finite"),
    "fewer than nobody asked": (lambda: proportions.effective_base([-10]), "trials .*has -10"),
}  # fmt: skip


@each("name", REFUSED)
def test_it_is_refused_by_name(name: str) -> None:
    call, why = REFUSED[name]
    with pytest.raises(ValueError, match=why):
        call()


def test_an_area_with_a_missing_number_is_not_compared_and_in_no_average() -> None:
    significance, alone = significance_of_ratios([5, 7, 60], [20, NAN, 20]), significance_of_ratios([5, 60], [20, 20])
    assert significance.tolist() == [alone[0], "not compared", alone[1]]
    assert "High (0.001)" in alone


def test_what_is_missing_stays_missing_without_a_warning() -> None:
    assert np.isnan(spc_counts.p_chart([NAN, NAN], [10, 10]).centre).all()


@pytest.mark.slow
@pytest.mark.parametrize("scale", ["plain", "log"])
def test_many_areas_may_share_their_populations(scale: str) -> None:
    y = np.random.default_rng(1).normal(50, 2, (45, 5))
    shared = inequality.slope_index(y, TWENTY[:5], 0.01, scale=scale)
    separate = inequality.slope_index(y, np.tile(TWENTY[:5], (45, 1)), 0.01, scale=scale)
    assert (shared.sii_lower == separate.sii_lower).all() and shared.sii_lower.shape == (45,)
