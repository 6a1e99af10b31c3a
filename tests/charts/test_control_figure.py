"""The control chart: limits as far as they can be, unusual points by shape as well as colour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts.facts import Flag
from charts.figures.control import control_chart
from charts.figures.theme import BETTER, CHANGED, QUIET, WORSE
from indicators.core.model import Break, Method, Polarity
from tests.charts.drawn import STEADY, TARGET, control, monthly, notes, traces


def levels(figure: object, name: str) -> list[float]:
    return [trace["y"][0] for trace in traces(figure, name)]


def marker(figure: object, name: str) -> tuple[str, str]:
    (trace,) = traces(figure, name)
    return trace["marker"]["symbol"], trace["marker"]["color"]


def test_mean_and_limits_are_drawn_over_their_stretch_only() -> None:
    indicator = monthly(breaks=(Break(date(2023, 9, 1), "New rules"),))
    figure = control_chart(control([*STEADY, *STEADY[:4]], indicator))
    assert [list(trace["x"]) for trace in traces(figure, "mean")] == [[date(2022, 8, 31), date(2023, 8, 31)]]
    assert len(levels(figure, "upper limit")) == len(levels(figure, "lower limit")) == 1


@pytest.mark.parametrize(
    ("values", "indicator", "upper", "lower"),
    [
        ([50, 52] * 10, monthly(), 1, 1),
        ([97, 99] * 10, monthly(), 0, 1),
        ([1, 3] * 10, monthly(), 1, 0),
        ([97, 99] * 10, monthly(unit="people", method=Method.COUNT), 1, 1),
        ([-1, 1] * 10, monthly(unit="percentage points", method=Method.GAP), 1, 1),
    ],
    ids=["within", "beyond 100%", "below 0", "no end above", "a gap may be below none"],
)
def test_limits_beyond_what_can_be_are_computed_and_not_drawn(values, indicator, upper: int, lower: int) -> None:
    facts = control(values, indicator)
    figure = control_chart(facts)
    assert facts.limits[0].upper - facts.limits[0].mean == pytest.approx(2.66 * 2)
    assert (len(levels(figure, "upper limit")), len(levels(figure, "lower limit"))) == (upper, lower)


def test_figures_that_never_vary_have_only_their_mean() -> None:
    figure = control_chart(control([50] * 15))
    assert levels(figure, "mean") == [50]
    assert not levels(figure, "upper limit") and not levels(figure, "lower limit")


@pytest.mark.parametrize(
    ("last", "polarity", "name", "symbol", "colour"),
    [
        (64, Polarity.HIGHER, "better than usual", "triangle-up", BETTER),
        (64, Polarity.LOWER, "worse than usual", "triangle-up", WORSE),
        (36, Polarity.HIGHER, "worse than usual", "triangle-down", WORSE),
        (36, Polarity.LOWER, "better than usual", "triangle-down", BETTER),
        (64, Polarity.NONE, "unusual", "triangle-up", CHANGED),
        (36, Polarity.NONE, "unusual", "triangle-down", CHANGED),
    ],
)
def test_an_unusual_point_is_a_triangle_and_has_the_colour_of_its_verdict(
    last: int, polarity: Polarity, name: str, symbol: str, colour: str
) -> None:
    figure = control_chart(control([48, 52] * 10 + [last], monthly(polarity=polarity)))
    assert marker(figure, name) == (symbol, colour)
    assert marker(figure, "usual") == ("circle", QUIET)


@pytest.mark.parametrize(
    ("polarity", "symbol"),
    [(Polarity.HIGHER, "triangle-up"), (Polarity.LOWER, "triangle-down"), (Polarity.NONE, "triangle-up")],
)
def test_where_rules_disagree_the_better_reading_is_shown(polarity: Polarity, symbol: str) -> None:
    facts = control(STEADY, monthly(polarity=polarity))
    both = replace(facts.latest, flags=(Flag.RUN_ABOVE, Flag.FALLING))
    facts = replace(facts, ours=replace(facts.ours, points=(*facts.ours.points[:-1], both)))
    name = "unusual" if polarity is Polarity.NONE else "better than usual"
    assert marker(control_chart(facts), name)[0] == symbol


def test_a_point_says_which_rule_it_meets_and_one_without_limits_is_not_called_usual() -> None:
    indicator = monthly(breaks=(Break(date(2023, 9, 1), "New rules"),))
    hover_words = [
        row[2] for row in traces(control_chart(control([*STEADY, *STEADY[:4]], indicator)), "usual")[0]["customdata"]
    ]
    assert hover_words[0] == "within the usual range"
    assert hover_words[-1] == "too few points here for a usual range"


def test_the_line_stops_at_a_gap_and_joins_no_two_points() -> None:
    figure = control_chart(control([*STEADY, None, 50, 51]))
    assert [len(trace["x"]) for trace in traces(figure, "line")] == [13]


def test_every_known_figure_is_drawn_once() -> None:
    facts = control([*STEADY, None, *STEADY, 80])
    drawn = [y for trace in control_chart(facts).to_dict()["data"] if trace["mode"] == "markers" for y in trace["y"]]
    assert sorted(drawn) == sorted(p.value for p in facts.ours.known)


def test_target_and_cut_are_marked_as_on_the_line_over_time() -> None:
    indicator = monthly(breaks=(Break(date(2023, 9, 1), "New rules"),))
    written = notes(control_chart(control([*STEADY, *STEADY[:4]], indicator, TARGET)))
    assert {"Target 60%, Its owner", "definition<br>changed"} <= set(written)
