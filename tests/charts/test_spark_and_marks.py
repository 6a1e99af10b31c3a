"""The small line of a card, and the six marks."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.facts import ChartFacts, ChartKind
from charts.figures import theme
from charts.figures.marks import CLASSES, ORDER, SHAPES, svg
from charts.figures.spark import HEIGHT, LAST, WIDTH, spark
from indicators.core.verdicts import Mark
from tests.charts.drawn import measures, monthly, over_time


def months(*values: float | None) -> ChartFacts:
    return over_time(measures(values, step=1), monthly())


def drawn(facts: ChartFacts) -> ElementTree.Element:
    return ElementTree.fromstring(spark(facts))


def lines(facts: ChartFacts) -> list[list[str]]:
    return [line.get("points", "").split() for line in drawn(facts).iter("polyline")]


def dots(facts: ChartFacts) -> list[float]:
    return [float(dot.get("r", 0)) for dot in drawn(facts).iter("circle")]


def test_it_is_svg_that_screen_readers_pass_over() -> None:
    assert drawn(months(1, 2, 3)).get("aria-hidden") == "true"


def test_a_line_ends_in_a_dot() -> None:
    assert [len(line) for line in lines(months(1, 2, 3, 4))] == [4]
    assert dots(months(1, 2, 3, 4)) == [4]


def test_a_hidden_month_is_a_gap() -> None:
    assert [len(line) for line in lines(months(1, 2, 3, None, 5, 6, 7, 8))] == [3, 4]


def test_two_points_after_a_gap_are_dots() -> None:
    facts = months(1, 2, 3, None, 5, 6)
    assert [len(line) for line in lines(facts)] == [3]
    assert dots(facts) == [3.2, 3.2, 4]


@pytest.mark.parametrize("number", [1, 2])
def test_one_point_is_a_dot_and_two_are_two(number: int) -> None:
    facts = months(*range(number))
    assert lines(facts) == []
    assert dots(facts) == [3.2] * number + [4]


def test_nothing_known_is_nothing_drawn() -> None:
    facts = over_time(measures([1.0, None]))
    empty = ChartFacts("it", ChartKind.TREND, "It", "Leeds", facts.indicator, type(facts.ours)("Leeds", facts.hidden))
    assert spark(empty) == ""


def test_only_the_newest_are_drawn() -> None:
    assert [len(line) for line in lines(months(*range(100)))] == [LAST]


def test_a_level_line_lies_in_the_middle() -> None:
    assert {point.split(",")[1] for line in lines(months(5, 5, 5)) for point in line} == {f"{HEIGHT / 2:.1f}"}


@pytest.mark.slow
@given(
    st.lists(st.one_of(st.none(), st.integers(-1000, 1000)), min_size=1, max_size=60).filter(
        lambda v: any(x is not None for x in v)
    )
)
def test_everything_lies_within_the_picture(values: list[int | None]) -> None:
    facts = months(*values)
    places = [tuple(map(float, point.split(","))) for line in lines(facts) for point in line]
    places += [(float(dot.get("cx", -1)), float(dot.get("cy", -1))) for dot in drawn(facts).iter("circle")]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)


# Marks ------------------------------------------------------------------------------------------------


def shape(mark: Mark) -> str:
    """A mark as it is in grey print."""
    grey = SHAPES[mark]
    for colour in (theme.WORSE, theme.BETTER, theme.CHANGED, theme.QUIET):
        grey = grey.replace(colour, "grey")
    return grey


def test_every_mark_has_a_shape_and_no_two_are_alike_without_their_colours() -> None:
    assert set(SHAPES) == set(CLASSES) == set(Mark)
    assert all(shape(one) != shape(other) for one, other in combinations(Mark, 2))


def test_marks_stand_in_the_one_order() -> None:
    assert [mark.name for mark in ORDER] == ["WORSE", "BETTER", "CHANGED", "NO_CHANGE", "FIGURE_ONLY", "NO_FIGURE"]


@pytest.mark.parametrize(
    ("mark", "colour"),
    [
        (Mark.WORSE, "#b84a00"),
        (Mark.BETTER, "#0067b1"),
        (Mark.CHANGED, "#5b3a8c"),
        (Mark.NO_CHANGE, "#5f6b76"),
        (Mark.FIGURE_ONLY, "#5f6b76"),
        (Mark.NO_FIGURE, "#5f6b76"),
    ],
)
def test_a_mark_has_the_colour_agreed(mark: Mark, colour: str) -> None:
    others = {theme.WORSE, theme.BETTER, theme.CHANGED, theme.QUIET} - {colour}
    assert colour in SHAPES[mark]
    assert not any(other in SHAPES[mark] for other in others)


@pytest.mark.parametrize("mark", Mark)
def test_a_mark_speaks_its_name_or_leaves_it_to_the_words_beside_it(mark: Mark) -> None:
    named = ElementTree.fromstring(svg(mark, name='Suicide rate: "a figure" & no direction'))
    assert (named.get("role"), named.get("aria-label")) == ("img", 'Suicide rate: "a figure" & no direction')
    silent = ElementTree.fromstring(svg(mark))
    assert (silent.get("aria-hidden"), silent.get("role")) == ("true", None)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [theme.WORSE, theme.BETTER, theme.CHANGED, theme.QUIET, theme.SOFT, theme.ACCENT])
def test_every_colour_of_marks_and_words_has_a_contrast_of_four_and_a_half_on_white(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_pages_have_the_colours_of_charts():
    sheet = (Path(__file__).parents[2] / "pages" / "parts" / "site" / "style" / "01_colours.css").read_text("utf-8")
    light = dict(re.findall(r"--(\w+): light-dark\((#\w+),", sheet))
    assert {name: colour for name, colour in light.items() if name != "page"} == {
        name: getattr(theme, name.upper())
        for name in ("ink", "soft", "rule", "tint", "accent", "worse", "better", "changed", "quiet")
    }
