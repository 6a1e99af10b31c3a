"""A funnel on a slide: a native scatter chart with the sizes and levels of the facts, Leeds and outliers by name."""

from __future__ import annotations

import pytest
from pptx.enum.chart import XL_CHART_TYPE

from charts.facts import ChartFacts
from charts.facts.similar_areas import own
from charts.facts.views import views
from charts.words.areas import base
from data.people.playlists import address
from indicators.core.board import board as boards
from tests.reports.reopened import TODAY, deck_of, opened

NAME = "selfharm_admissions_10_24"
GROUPS = ("Areas within the limits", "Areas outside the limits", "Leeds")


@pytest.fixture(scope="module")
def funnel(store, leeds) -> tuple[ChartFacts, object]:
    board = boards.board(store, leeds, 1, TODAY)
    facts = views(board, NAME)["Funnel"]
    shown = deck_of(board, address("indicator", indicator=NAME, view="Funnel"))
    page = opened(shown).slides[1]
    return facts, next(shape for shape in page.shapes if shape.has_chart).chart


def points(series) -> list[tuple[float, float]]:
    return list(zip(series.iter_values(), (float(x.text) for x in series._element.xVal.iter() if x.tag.endswith("}v")),
                    strict=True))  # fmt: skip


@pytest.mark.slow
def test_every_area_stands_at_its_size_and_level_once(funnel):
    facts, chart = funnel
    assert chart.chart_type in (XL_CHART_TYPE.XY_SCATTER, XL_CHART_TYPE.XY_SCATTER_LINES)
    drawn = [point for series in chart.plots[0].series if series.name in GROUPS for point in points(series)]
    assert sorted(drawn) == sorted((point.value, facts.size(point)) for point in facts.ours.known)


def test_leeds_has_a_series_of_its_own_and_areas_outside_the_limits_another(funnel):
    facts, chart = funnel
    points_by_series = {series.name: points(series) for series in chart.plots[0].series}
    [leeds] = [point for point in facts.ours.known if own(point, facts)]
    assert points_by_series["Leeds"] == [(leeds.value, facts.size(leeds))]
    outside = [point for point in facts.ours.known if point.flags and not own(point, facts)]
    assert outside
    assert sorted(points_by_series["Areas outside the limits"]) == sorted(
        (point.value, facts.size(point)) for point in outside
    )


def test_leeds_and_every_area_outside_the_limits_are_named(funnel):
    facts, chart = funnel
    chart_texts = {text.text for text in chart._chartSpace.iter() if text.tag.endswith("}t")}
    assert {point.group for point in facts.ours.known if own(point, facts) or point.flags} <= chart_texts
    assert base(facts) in chart_texts


def test_both_limits_and_the_average_are_lines_of_the_facts(funnel):
    facts, chart = funnel
    levels_by_series = {series.name: [level for level, _ in points(series)] for series in chart.plots[0].series}
    assert levels_by_series["Lower 95% limit"] == [level for _, level in facts.funnel.low]
    assert levels_by_series["Upper 99.8% limit"] == [level for _, level in facts.funnel.highest]
    assert set(levels_by_series["Average"]) == {facts.funnel.average}
