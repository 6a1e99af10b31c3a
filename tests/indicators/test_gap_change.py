"""A gap as a difference and as a ratio, and what its change comes to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods import gap_change
from indicators.methods.gap_change import Counts, GapChange, GapCode
from tests.cases import each


def change(then: tuple[Counts, Counts], now: tuple[Counts, Counts], *, high_is_good: bool = True) -> GapChange:
    """From two periods, each the worse-off group's counts and the other's."""
    before, after = (gap_change.of_proportions(*pair, high_is_good=high_is_good) for pair in (then, now))
    return gap_change.changed(before, after, high_is_good=high_is_good)


def test_the_worked_gap_in_completion_depends_how_it_is_counted() -> None:
    """Talking therapy of RY6, most and least deprived fifth, 2019/20 and 2024/25: the published counts."""
    most = (720.0 + 1490, 1930.0 + 4265), (695.0 + 1360, 4030.0 + 11450)
    least = (470.0 + 470, 1055.0 + 1140), (330.0 + 445, 1580.0 + 2295)
    comparison = change((most[0], least[0]), (most[1], least[1]))
    assert [
        comparison.then.better,
        comparison.then.worse,
        comparison.now.better,
        comparison.now.worse,
    ] == pytest.approx([42.8, 35.7, 20.0, 13.3], abs=0.05)
    assert (comparison.then.size, comparison.now.size) == (pytest.approx(7.2, abs=0.05), pytest.approx(6.7, abs=0.05))
    assert (comparison.then.ratio, comparison.now.ratio) == (
        pytest.approx(0.83, abs=0.005),
        pytest.approx(0.66, abs=0.005),
    )
    assert (comparison.size_change, comparison.size_half) == (
        pytest.approx(-0.43, abs=0.005),
        pytest.approx(3.61, abs=0.005),
    )
    assert comparison.log_change == pytest.approx(0.227, abs=5e-4)  # away from 0: wider
    assert comparison.log_half == pytest.approx(0.125, abs=5e-4)
    assert comparison.code is GapCode.DEPENDS and comparison.both_moved_the_bad_way


CASES = {
    "narrower": (((300, 1000), (500, 1000)), ((450, 1000), (500, 1000)), True, GapCode.NARROWING),
    "wider": (((450, 1000), (500, 1000)), ((300, 1000), (500, 1000)), True, GapCode.WIDENING),
    "turned round": (((400, 1000), (500, 1000)), ((600, 1000), (500, 1000)), True, GapCode.TURNED_ROUND),
    "no change": (((400, 1000), (500, 1000)), ((405, 1000), (500, 1000)), True, GapCode.NO_CHANGE),
    "low is good, narrower": (((500, 1000), (300, 1000)), ((320, 1000), (300, 1000)), False, GapCode.NARROWING),
    "low is good, wider": (((320, 1000), (300, 1000)), ((500, 1000), (300, 1000)), False, GapCode.WIDENING),
    "halved alike": (((400, 1000), (800, 1000)), ((200, 1000), (400, 1000)), True, GapCode.NARROWING),
}


@each("name", CASES)
def test_what_a_change_comes_to(name: str) -> None:
    then, now, high, expected = CASES[name]
    assert change(then, now, high_is_good=high).code is expected


def test_halving_both_narrows_the_difference_and_leaves_the_ratio() -> None:
    comparison = change(((400, 1000), (800, 1000)), ((200, 1000), (400, 1000)))
    assert comparison.log_change == pytest.approx(0) and comparison.size_change < 0 and comparison.better_off_got_worse


def test_without_events_there_is_no_ratio_and_the_difference_is_judged() -> None:
    comparison = change(((0, 1000), (200, 1000)), ((150, 1000), (200, 1000)))
    assert np.isnan(comparison.then.ratio) and np.isnan(comparison.log_change)
    assert comparison.code is GapCode.NARROWING


def test_figures_without_limits_cannot_be_judged() -> None:
    bare = (10.0, np.nan, np.nan), (20.0, np.nan, np.nan)
    gap = gap_change.of_estimates(*bare, high_is_good=True)
    assert gap.size == 10 and gap_change.changed(gap, gap, high_is_good=True).code is GapCode.CANNOT_SAY


def test_rates_are_judged_by_their_published_limits() -> None:
    then = gap_change.of_estimates((30.0, 28.0, 32.0), (20.0, 18.5, 21.5), high_is_good=False)
    now = gap_change.of_estimates((21.0, 19.0, 23.0), (20.0, 18.5, 21.5), high_is_good=False)
    comparison = gap_change.changed(then, now, high_is_good=False)
    assert (then.size, then.ratio) == (10, 1.5)
    assert comparison.code is GapCode.NARROWING


counts = st.tuples(st.integers(1, 499), st.just(500)).map(lambda pair: (float(pair[0]), float(pair[1])))


@given(a=counts, b=counts, c=counts, d=counts)
def test_turning_events_into_their_complement_turns_nothing_about_the_difference(
    a: Counts, b: Counts, c: Counts, d: Counts
) -> None:
    """Well of all, high is good, or unwell of all, low is good: the same gap."""

    def rest(pair: Counts) -> Counts:
        return pair[1] - pair[0], pair[1]

    one = change((a, b), (c, d), high_is_good=True)
    other = change((rest(a), rest(b)), (rest(c), rest(d)), high_is_good=False)
    assert one.size_change == pytest.approx(other.size_change)
    assert one.size_half == pytest.approx(other.size_half)


@given(a=counts, b=counts)
def test_no_change_is_no_change(a: Counts, b: Counts) -> None:
    assert change((a, b), (a, b)).code is GapCode.NO_CHANGE
