"""The map of a place: every part in its class and place, hidden ones hatched, nothing asked of another host."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from charts.facts.parts import Classed, classed
from charts.figures import part_map
from charts.figures.theme import INK
from indicators.core.places.model import Figure, Layer, Level, Part, Subject

SVG = "{http://www.w3.org/2000/svg}"


def square(x: float, y: float, side: float = 1) -> str:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


PARTS = tuple(
    Part(name, name.title(), square(-2 + at % 3, 53 + at // 3), (at % 3, at // 3)) for at, name in enumerate("abcdef")
)


def ordered(*values: float | None) -> Classed:
    figures = {part.code: Figure(value) for part, value in zip(PARTS, values, strict=False)}
    return classed(Layer("deprivation", Subject.DEPRIVATION, Level(2021, figures)))


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_parts_stand_in_order_and_equal_figures_share_a_place():
    ordered_parts = ordered(10, 30, 30, 20, None, 0)
    assert ordered_parts.ranks == {"b": 1, "c": 1, "d": 3, "a": 4, "f": 5}
    assert [ordered_parts.place(code) for code in "abe"] == ["4", "1=", ""]
    assert ordered_parts.without == ("e",)


def test_classes_are_fifths_and_equal_figures_are_of_one_class():
    assert ordered(1, 2, 3, 4, 5).classes == {"e": 5, "d": 4, "c": 3, "b": 2, "a": 1}
    ties = ordered(0, 0, 0, 0, 5, 9)
    assert {ties.classes[code] for code in "abcd"} == {1}
    assert [(step.least, step.most, step.parts) for step in ties.steps] == [(0, 0, 4), (5, 5, 1), (9, 9, 1)]


@pytest.mark.parametrize("values", [(7.0,), (7.0, 8.0), (1.0, 1.0, 1.0)])
def test_a_few_parts_have_classes_too(values):
    ordered_parts = ordered(*values)
    assert set(ordered_parts.classes.values()) <= set(part_map.STEPS)
    assert sum(step.parts for step in ordered_parts.steps) == len(values)


@pytest.mark.parametrize("draw", [part_map.boundaries, part_map.hexagons])
def test_each_part_is_drawn_in_the_lightness_of_its_class_with_its_place_on_it(draw):
    svg = draw(PARTS, ordered(10, 30, 50, 20, None, 0))
    drawing = ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    fills = [path.get("fill") for path in drawing.findall(f"{SVG}path")]
    assert [fill == "url(#hatch)" for fill in fills] == [False, False, False, False, True, False]
    assert fills[2] == part_map.STEPS[5] and fills[5] == part_map.STEPS[1]
    assert sorted(texts(svg)) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("draw", [part_map.boundaries, part_map.hexagons])
def test_a_map_asks_no_other_host_for_anything(draw):
    assert not re.search(r"https?:|href|@import|url\((?!#)", draw(PARTS, ordered(1, 2, 3, 4, 5, 6)))


def test_north_is_up_and_west_is_left():
    svg = part_map.boundaries(PARTS, ordered(6, 5, 4, 3, 2, 1))
    where = {
        rank: (float(x), float(y)) for x, y, rank in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(\d)<', svg)
    }
    assert where["1"][0] < where["2"][0] < where["3"][0]
    assert where["4"][1] < where["1"][1], "the second row lies further north"


def test_hexagons_stand_side_by_side_and_odd_rows_half_of_one_further_right():
    svg = part_map.hexagons(PARTS, ordered(6, 5, 4, 3, 2, 1))
    where = {
        rank: (float(x), float(y)) for x, y, rank in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(\d)<', svg)
    }
    width = where["2"][0] - where["1"][0]
    assert where["4"][0] - where["1"][0] == pytest.approx(width / 2, abs=0.2)
    assert where["4"][1] < where["1"][1]


def test_a_place_in_the_order_lies_inside_a_part_that_is_bent():
    ring = [[0, 0], [9, 0], [9, 9], [8, 9], [8, 1], [0, 1], [0, 0]]
    bent = Part("a", "A", json.dumps({"type": "MultiPolygon", "coordinates": [[ring]]}))
    svg = part_map.boundaries([bent], ordered(1))
    ((x, y),) = [(float(x), float(y) - 5) for x, y in re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', svg)]
    path = re.search(r'<path d="M([^"Z]*)Z" fill="#', svg)[1]
    corners = [tuple(map(float, corner.split())) for corner in path.split("L")]
    crossings = [
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in pairwise(corners) if (a[1] <= y) != (b[1] <= y)
    ]
    assert sum(crossing > x for crossing in crossings) % 2 == 1


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_classes_get_darker_step_by_step_and_the_numbers_on_them_can_be_read():
    shades = [luminance(part_map.STEPS[number]) for number in sorted(part_map.STEPS)]
    assert all(lighter > 1.3 * darker for lighter, darker in pairwise(shades))
    for number, fill in part_map.STEPS.items():
        assert contrast("#fff" if number in part_map.DARK else INK, fill) >= 4.5, number
