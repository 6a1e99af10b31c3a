"""Where an axis starts: chosen, so that the caption can say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.facts import starts_at_zero
from charts.figures.axis import axis, layout
from tests.charts.drawn import TARGET, control, count, limited, measures, over_time, yearly


@pytest.mark.parametrize(
    ("values", "low", "high", "start"),
    [((62, 71, 84), 60, 85, "60"), ((7.28, 7.54, 7.76), 7.2, 7.8, "7.2"), ((40, 41, 42), 40, 42, "40.0")],
)
def test_a_line_of_per_cents_starts_at_a_round_figure_below_it(
    values: tuple, low: float, high: float, start: str
) -> None:
    value_axis = axis(over_time(measures(values)))
    assert (value_axis.low, value_axis.high) == pytest.approx((low, high))
    assert value_axis.start == start


def test_limits_england_and_the_target_all_have_room() -> None:
    rows = limited(measures([80, 81, 82], [70, 71, 90]), [5, 5, 5, None, None, None])
    value_axis = axis(over_time(rows, target=TARGET))
    assert value_axis.low <= 60
    assert value_axis.high >= 90


def test_drawn_control_limits_have_room_and_the_computed_ones_beyond_100_do_not() -> None:
    value_axis = axis(control([97, 99] * 10))
    assert value_axis.high == 100


def test_counts_start_at_zero_on_a_control_chart_too() -> None:
    assert axis(control([500, 510] * 10, count(step_months=1))).low == 0


def test_zero_is_drawn_where_figures_lie_on_both_sides_of_it() -> None:
    assert layout(over_time(measures([-2, 1, 3])))["zeroline"]
    assert not layout(over_time(measures([1, 2, 3])))["zeroline"]


def test_thousands_are_separated_as_in_the_words() -> None:
    assert layout(over_time(measures([8000, 8100, 8430]), count()))["tickformat"] == ",.0f"


@pytest.mark.slow
@given(st.lists(st.floats(-1e4, 1e4, allow_nan=False).map(lambda v: round(v, 2)), min_size=1, max_size=12))
def test_every_value_lies_on_the_axis_which_holds_zero_where_it_ought_to(values: list[float]) -> None:
    facts = over_time(measures(values), yearly(unit="out of 10"))
    value_axis = axis(facts)
    assert value_axis.low <= min(values) <= max(values) <= value_axis.high
    assert value_axis.low < value_axis.high
    if starts_at_zero(facts):
        assert value_axis.low <= 0 <= value_axis.high
