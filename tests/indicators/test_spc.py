"""Control charts against the series of the NHS Making Data Count checks."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from indicators.methods.spc import Chart, xmr
from tests.indicators.drawing import assurance

Flags = dict[str, list[int]]


@dataclass(frozen=True)
class Golden:
    """A series, its limits, and which points (from 1) which rule flags, with 7 in a row and, beyond those, with 6."""

    values: list[float]
    mean: float
    lower: float
    upper: float
    seven: Flags = field(default_factory=dict)
    also_six: Flags = field(default_factory=dict)


N12 = [30, 31, 25, 35, 34, 15, 21, 23, 30, 26, 26, 22]
TWO_A = [42, 40, 39, 26, 39, 24, 22, 29, 32, 22, 20, 23, 25, 26, 22, 24, 27, 7, 19, 24, 7, 7, 32]
TWO_B = [*TWO_A[:21], 2, 32]
TWO_C = [*TWO_A[:3], 24, *TWO_A[4:19], 26, *TWO_A[20:]]
CONFLICT = [43, 41, 37, 36, 31, 23, 15, 13, 15, 18, 23, 27, 31, 36, 27, 19, 17, 27, 15, 22]


def span(first: int, last: int) -> list[int]:
    return list(range(first, last + 1))


GOLDEN = {
    "limits": Golden([20, 24, 20, 26, 22, 16, 18, 16, 31, 28, 34, 26, 30, 19, 18], 23.2, 8.76, 37.64),
    "thirteen": Golden([*N12, 25], 26.3846, 12.4196, 40.3496),
    "single a": Golden(
        [45, 29, 20, 22, 25, 20, 27, 24, 22, 23, 20, 26, 20, 15, 5], 22.8667, 8.0467, 37.6867,
        {"single high": [1], "single low": [15]},
    ),
    "single b": Golden(
        [29, 32, 35, 45, 43, 23, 18, 20, 16, 7, 28, 26, 22, 19, 20], 25.5333, 8.6233, 42.4433,
        {"single high": [4, 5], "single low": [10]},
    ),
    "shift a": Golden(
        [31, 35, 34, 29, 29, 32, 26, 26, 32, 35, 30, 18, 31, 25, 27, 22, 18, 25, 25, 17], 27.35, 14.75, 39.95,
        {"shift low": span(14, 20)}, {"shift high": span(1, 6)},
    ),
    "shift b": Golden(
        [31, 22, 19, 21, 18, 18, 22, 22, 29, 25, 23, 26, 31, 26, 28, 29, 32, 24, 31, 22], 24.95, 14.17, 35.73,
        {"shift low": span(2, 8)}, {"shift high": span(12, 17)},
    ),
    "trend a": Golden(
        [11, 14, 18, 20, 22, 23, 18, 21, 17, 23, 26, 20, 16, 25, 23, 22, 19, 16, 15, 12], 19.05, 9.95, 28.15,
        {"trend low": span(14, 20)}, {"trend high": span(1, 6)},
    ),
    "trend b, a tie breaks it": Golden(
        [23, 30, 28, 25, 25, 20, 18, 24, 16, 13, 14, 18, 18, 24, 26, 29, 19, 20, 28, 16], 21.7, 10.08, 33.32,
    ),
    "two a": Golden(TWO_A, 25.1304, 5.5432, 44.7177, {"two of three high": [1, 2, 3, 5], "two of three low": [21, 22]}),
    "two b, beyond three sigma does not count": Golden(
        TWO_B, 24.9130, 4.1167, 45.7094, {"two of three high": [1, 2, 3, 5], "single low": [22]},
    ),
    "two c": Golden(TWO_C, 25.1304, 4.5759, 45.6850, {"two of three high": [1, 2, 3]}),
    "conflict": Golden(
        CONFLICT, 25.8, 11.66, 39.94,
        {
            "single high": [1, 2], "trend low": span(1, 8), "trend high": span(8, 14), "two of three high": [3, 4],
            "two of three low": [7, 8, 9],
        },
        {"shift low": span(6, 11)},
    ),
}  # fmt: skip

FIRST = [16, 24, 22, 19, 19, 18, 24, 25, 18, 17, 16, 25, 15, 23, 19]
SECOND = [35, 32, 35, 31, 27, 33, 28, 38, 35, 30, 28, 29, 27, 24, 23]


def flags(chart: Chart) -> Flags:
    """Every rule that flags anything, with its points counted from 1."""
    rules = {"single": chart.single, "shift": chart.shift, "trend": chart.trend, "two of three": chart.two_of_three}
    points_by_rule = {
        f"{rule} {side}": (np.flatnonzero(flagged) + 1).tolist()
        for rule, sides in rules.items()
        for side, flagged in zip(("high", "low"), sides, strict=True)
    }
    return {name: points for name, points in points_by_rule.items() if points}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_limits_of_a_published_series(name: str) -> None:
    golden = GOLDEN[name]
    chart = xmr(golden.values)
    assert [chart.mean, chart.lower, chart.upper] == pytest.approx([golden.mean, golden.lower, golden.upper], abs=6e-5)


@pytest.mark.parametrize("name", GOLDEN)
def test_what_is_flagged_with_seven_in_a_row(name: str) -> None:
    assert flags(xmr(GOLDEN[name].values)) == GOLDEN[name].seven


@pytest.mark.parametrize("name", GOLDEN)
def test_what_is_flagged_with_six_in_a_row(name: str) -> None:
    assert flags(xmr(GOLDEN[name].values, run=6)) == GOLDEN[name].seven | GOLDEN[name].also_six


def test_twelve_points_have_a_mean_that_thirteen_move() -> None:
    assert xmr(N12).mean == 26.5


@pytest.mark.parametrize(
    ("values", "limits", "seven", "six"),
    [
        (FIRST, (20.0, 8.41, 31.59), {}, {}),
        (SECOND, (30.3333, 20.4533, 40.2133), {}, {"shift low": span(10, 15)}),
    ],
    ids=["before", "after"],
)
def test_limits_recalculated_after_a_step(
    values: list[float], limits: tuple[float, float, float], seven: Flags, six: Flags
) -> None:
    chart = xmr(values)
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx(limits, abs=6e-5)
    assert flags(chart) == seven
    assert flags(xmr(values, run=6)) == six


def test_without_recalculation_the_step_is_flagged_all_over() -> None:
    chart = xmr(FIRST + SECOND)
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((25.1667, 13.3343, 36.9991), abs=6e-5)
    assert flags(chart) == {
        "single high": [23], "shift low": span(1, 15), "shift high": span(16, 28),
        "two of three high": [16, 18], "two of three low": [10, 11, 13],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("target", "expected_assurance"),
    [(10, "pass"), (30, "hit or miss"), (40, "hit or miss"), (41, "fail"), ("lower", "pass"), ("upper", "fail")],
)
def test_a_target_against_the_limits_a_limit_itself_included(target: float | str, expected_assurance: str) -> None:
    chart = xmr(SECOND)
    value = getattr(chart, target) if isinstance(target, str) else target
    assert assurance(chart, value, higher_is_better=True) == expected_assurance


@pytest.mark.parametrize(
    ("target", "expected_assurance"),
    [(41, "pass"), (30, "hit or miss"), (20, "fail"), ("upper", "pass"), ("lower", "fail")],
)
def test_where_lower_is_better_the_ends_change_places(target: float | str, expected_assurance: str) -> None:
    chart = xmr(SECOND)
    value = getattr(chart, target) if isinstance(target, str) else target
    assert assurance(chart, value, higher_is_better=False) == expected_assurance


def test_moving_ranges_are_not_screened() -> None:
    values = [1, 2, 1, 2, 10] + [1, 2] * 6 + [1]
    chart = xmr(values)
    assert (chart.upper, chart.mean, chart.lower) == pytest.approx((6.95, 1.94, -3.06), abs=0.006)


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    chart = xmr([2, 2, 2, 1, 2, 2, 2, 0, 1, 0, 1, 0, 0, 0, 0])
    assert chart.mean == 1
    assert "shift high" not in flags(chart)


# Gaps


def test_no_moving_range_and_no_run_crosses_a_gap() -> None:
    values = [10.0] * 6 + [11.0] + [2, 3] * 4
    together = xmr(values)
    apart = xmr(values, [*range(3), *range(4, 16)])
    assert "shift high" in flags(together)
    assert "shift high" not in flags(apart)
    assert apart.mean == together.mean


def test_a_range_over_a_gap_is_left_out_of_the_limits() -> None:
    apart = xmr([1, 2, 9, 8], [0, 1, 3, 4])
    assert apart.upper - apart.mean == pytest.approx(2.66 * 1)


def test_two_of_three_and_trends_stop_at_a_gap() -> None:
    rise = [1.0, 2, 3, 4, 5, 6, 7]
    assert flags(xmr(rise))["trend high"] == span(1, 7)
    assert "trend high" not in flags(xmr(rise, [0, 1, 2, 3, 5, 6, 7]))
    assert (
        "two of three high" not in flags(xmr(TWO_A, [0, *range(2, 24)]))
        or 1 not in flags(xmr(TWO_A, [0, *range(2, 24)]))["two of three high"]
    )


# Odd series


def test_a_series_that_never_varies_flags_nothing() -> None:
    chart = xmr([0.1] * 20)
    assert flags(chart) == {}
    assert chart.lower == chart.upper == chart.mean


def test_without_two_periods_in_a_row_there_are_no_limits() -> None:
    chart = xmr([1, 5, 2], [0, 2, 4])
    assert np.isnan([chart.lower, chart.upper]).all()
    assert flags(chart) == {}


@pytest.mark.parametrize(
    ("values", "periods", "why"),
    [
        ([1], None, "two points at least: 1"),
        ([1, np.nan], None, "leave the period out"),
        ([1, 2], [1, 1], "none repeated"),
        ([1, 2], [2, 1], "sorted"),
    ],
)
def test_what_cannot_be_charted_is_refused(values: list[float], periods: list[int] | None, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        xmr(values, periods)
