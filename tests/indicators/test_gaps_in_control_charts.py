"""Missing periods on a control chart: what may cross them, and when too few neighbours are left to draw limits from."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from charts.words import ground
from indicators.core.model import Break, Method
from indicators.core.series.control import control, judged
from indicators.core.series.method_selection import chosen, known
from indicators.core.series.series import leading_line
from indicators.methods import chooser, spc, spc_counts, spc_words
from tests.indicators.drawing import indicator, line

LEVEL = [20 + (at * 7) % 5 for at in range(20)]
HIGHER = [30 + (at * 7) % 5 for at in range(15)]


def periods(*gaps_before: int) -> np.ndarray:
    """Whole numbers for 35 points, one left out before each of some points."""
    at = np.arange(35)
    return at + np.sum([at >= gap for gap in gaps_before], axis=0)


def test_a_run_that_a_gap_breaks_proposes_no_step_from_before_the_gap() -> None:
    y = LEVEL + HIGHER
    assert spc_words.proposed_rebase(y, periods()).tolist() == [20]
    assert spc_words.proposed_rebase(y, periods(28)).tolist() == [-1]
    missing = [np.nan if at == 28 else value for at, value in enumerate(y)]
    assert spc_words.proposed_rebase(missing).tolist() == [-1]


def test_a_run_after_a_gap_may_propose_a_step_of_its_own() -> None:
    y = LEVEL + HIGHER
    assert spc_words.proposed_rebase(y, periods(22)).tolist() == [22]


@pytest.mark.parametrize(("neighbours", "limits"), [(12, True), (6, True), (5, False), (1, False), (0, False)])
def test_thirteen_points_with_few_neighbours_have_no_limits(neighbours: int, limits: bool) -> None:
    at = np.r_[0 : neighbours + 1, neighbours + 2 + 2 * np.arange(12 - neighbours)]
    chart = spc.charts(LEVEL[:13], at)
    assert np.isfinite(chart.lower).all() == np.isfinite(chart.upper).all() == limits
    assert not (chart.high | chart.low).any() or limits


def test_a_line_of_every_other_month_is_a_line_with_its_mean_and_says_why() -> None:
    rows = line(LEVEL + LEVEL, step=1).iloc[[*range(0, 34, 2), *range(34, 40)]]
    declared = indicator(method=Method.MEAN, unit="points", step_months=1)
    series = leading_line(rows, declared)
    assert series is not None
    assert known(series, declared).neighbours == 5
    choice = chosen(series, declared)
    assert choice.method is chooser.AnalysisMethod.RUN_LINE
    assert "too few of its points follow on from one another" in ground(choice).lower()
    assert judged(series, declared) is None


def test_laneys_ranges_do_not_cross_a_gap() -> None:
    events, trials = np.array([[40.0, 42, 41, 80, 81, 79]]), np.full((1, 6), 200.0)
    whole = spc_counts.p_chart(events, trials, prime=True)
    parted = spc_counts.p_chart(events, trials, prime=True, periods=[0, 1, 2, 4, 5, 6])
    assert parted.sigma_z[0] < whole.sigma_z[0]
    assert parted.centre == whole.centre


def test_counts_that_cannot_be_in_an_earlier_definition_do_not_stop_the_chart() -> None:
    sizes = np.array([82.0 if at % 2 else 902.0 for at in range(30)])
    rows = line([50.0] * 15 + [40.0 + at % 3 for at in range(15)], step=1)
    rows = rows.assign(denominator=sizes, numerator=rows["value"] * sizes / 100)
    rows.loc[[2, 3, 4], "denominator"] = [0.0, np.nan, 1.0]
    declared = indicator(step_months=1, breaks=(Break(date(2022, 10, 1), "Another definition."),))
    series = leading_line(rows, declared)
    assert series is not None
    assert chosen(series, declared).method in (chooser.AnalysisMethod.P_CHART, chooser.AnalysisMethod.P_PRIME)
    chart = control(series, declared)
    assert chart is not None
    assert chart.limited.tolist() == [False] * 15 + [True] * 15
