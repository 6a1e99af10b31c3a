"""Laws that charts, trends and directions keep, whatever the figures."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods import direction, spc, trend_tests, trends
from tests.indicators.close import close

SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def tables(draw: st.DrawFn) -> np.ndarray:
    """A few series of whole numbers, some points missing."""
    shape = draw(st.tuples(st.integers(1, 4), st.integers(13, 40)))
    random = np.random.default_rng(draw(SEEDS))
    values = random.integers(0, draw(st.sampled_from([3, 12, 1_000])), shape).astype(float)
    values[random.random(shape) < draw(st.sampled_from([0, 0.1]))] = np.nan
    return values


@given(tables())
def test_a_chart_turned_upside_down_is_upside_down(values: np.ndarray) -> None:
    up, down = spc.charts(values), spc.charts(-values)
    assert close([up.lower, up.upper, up.mean], [-down.upper, -down.lower, -down.mean])
    for rule in ("single", "shift", "trend", "two_of_three"):
        assert (np.array(getattr(up, rule)) == np.array(getattr(down, rule)[::-1])).all()


@given(tables())
def test_series_charted_together_are_as_each_alone(values: np.ndarray) -> None:
    together = spc.charts(values)
    for at, row in enumerate(values):
        alone = spc.charts(row)
        assert close(alone.upper[0], together.upper[at])
        assert (alone.high[0] == together.high[at]).all() and (alone.low[0] == together.low[at]).all()


@given(tables())
def test_the_rules_hold_point_by_point(values: np.ndarray) -> None:
    """Each rule again, dully, in plain loops."""
    chart = spc.charts(values)
    for at, row in enumerate(values):
        side = np.sign(row - chart.mean[at])
        judged = chart.upper[at] > chart.lower[at]
        for point in range(row.size):
            shift = trend = False
            for start in range(max(0, point - 6), min(point, row.size - 7) + 1):
                seven = slice(start, start + 7)
                shift |= bool((side[seven] == 1).all())
                trend |= bool((np.diff(row[seven]) > 0).all())
            assert chart.shift[0][at, point] == (shift and judged[point])
            assert chart.trend[0][at, point] == (trend and judged[point])
            assert chart.single[0][at, point] == bool(judged[point] and row[point] > chart.upper[at, point])


@given(tables())
def test_a_missing_point_left_out_is_as_if_it_had_not_been_asked_for(values: np.ndarray) -> None:
    together = spc.charts(values, missing="joined")
    for at, row in enumerate(values):
        kept = ~np.isnan(row)
        alone = spc.charts(row[kept])
        assert close(alone.upper[0], together.upper[at][kept])
        assert (alone.high[0] == together.high[at][kept]).all()
        assert not together.high[at][~kept].any()


@given(SEEDS)
def test_a_trend_in_proportions_turns_with_time_and_with_what_is_counted(seed: int) -> None:
    random = np.random.default_rng(seed)
    n = random.integers(200, 900, (3, 5))
    x = random.binomial(n, np.linspace(0.3, 0.45, 5))
    forward, back, rest = (
        trends.recent_trends_of_proportions(*pair) for pair in ((x, n), (x[:, ::-1], n[:, ::-1]), (n - x, n))
    )
    assert close(forward.chi2, back.chi2) and close(forward.chi2, rest.chi2)
    assert close(forward.slope, -back.slope) and close(forward.slope, -rest.slope)


@given(SEEDS, st.integers(2, 9))
def test_mann_kendall_asks_for_order_only(seed: int, points: int) -> None:
    y = np.random.default_rng(seed).integers(0, 9, (3, points)).astype(float)
    plain, grown = trend_tests.mann_kendall(y), trend_tests.mann_kendall(np.exp(y))
    assert close(plain.s, grown.s) and close(plain.p, grown.p)
    assert close(plain.s, -trend_tests.mann_kendall(y[:, ::-1]).s)
    ties = [sum(np.sign(b - a) for i, a in enumerate(row) for b in row[i + 1 :]) for row in y]
    assert close(plain.s, ties)


@given(SEEDS, st.floats(-100, 100))
def test_direction_moves_with_what_is_added_to_the_latest_year(seed: int, added: float) -> None:
    y = np.random.default_rng(seed).normal(50, 5, (3, 48))
    plain, raised = direction.of_many(y, 12, 0, 36), direction.of_many(y + added, 12, 0, 36)
    assert np.allclose(plain.difference, raised.difference) and np.allclose(plain.lower, raised.lower)
    one = direction.of_series(np.arange(48), y[1], 12, 0, 36)
    assert close([one.lower, one.difference, one.upper], [plain.lower[1], plain.difference[1], plain.upper[1]])
