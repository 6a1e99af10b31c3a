"""What the data sheet behind a native chart holds: periods, gaps, limits, cuts and targets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts.facts import ChartFacts
from data.people.playlists import address
from reports.powerpoint.chart_data import Drawn, sheet
from tests.charts.drawn import STEADY, by_group, control, limited, measures, monthly, over_time
from tests.reports.reopened import TARGET, chart_of, deck_of, opened, workbook


def values(facts: ChartFacts, *roles: Drawn) -> dict[str, tuple]:
    return {series.name: series.values for series in sheet(facts).series if series.role in roles}


def test_a_missing_period_is_a_category_without_a_value():
    facts = over_time(measures([50, 51, 52, None, 54, 55, 56]).dropna(subset="value"))
    chart_sheet = sheet(facts)
    assert chart_sheet.categories == ("2017", "2018", "2019", "2020", "2021", "2022", "2023")
    assert values(facts, Drawn.OURS) == {"Leeds": (50, 51, 52, None, 54, 55, 56)}


def test_a_hidden_figure_is_a_category_without_a_value_and_never_zero():
    facts = over_time(measures([50, 51, 52, None, 54, 55, 56]))
    assert values(facts, Drawn.OURS)["Leeds"] == (50, 51, 52, None, 54, 55, 56)


def test_two_figures_are_two_dots_and_three_a_line():
    assert list(values(over_time(measures([50, 51])), Drawn.OURS_DOTS).values()) == [(50, 51)]
    assert list(values(over_time(measures([50, 51, 52])), Drawn.OURS).values()) == [(50, 51, 52)]


def test_every_cut_begins_a_series_of_its_own(drawable):
    facts = drawable("suicide_rate")[0]
    assert facts.cuts
    values_by_series = values(facts, Drawn.OURS)
    assert list(values_by_series) == ["Leeds", "Leeds, from 2019-21"]
    assert all((one is None) != (two is None) for one, two in zip(*values_by_series.values(), strict=True))


def test_a_running_total_begins_anew_each_year(drawable):
    facts = drawable("ips_access")[0]
    assert facts.ours.adding
    for line in values(facts, Drawn.OURS, Drawn.OURS_DOTS).values():
        years = [point.start for place, point in sheet(facts).ours if line[place] is not None]
        together = [
            (a, b) for (a, b) in zip(sheet(facts).ours, sheet(facts).ours[1:], strict=False)
            if line[a[0]] is not None and line[b[0]] is not None and b[0] == a[0] + 1
        ]  # fmt: skip
        assert years
        assert all(a[1].start == b[1].start for a, b in together)


def test_limits_of_a_line_are_two_lines_and_of_a_dot_a_bar():
    line = over_time(limited(measures([50, 51, 52]), [2, 2, 2]))
    assert values(line, Drawn.LIMIT) == {"Lower 95% limit": (48, 49, 50), "Upper 95% limit": (52, 53, 54)}
    dots = over_time(limited(measures([50, 51]), [2, 2]))
    assert not values(dots, Drawn.LIMIT)
    assert [len(series.barred) for series in sheet(dots).series] == [2]


def test_the_target_holds_from_its_day():
    facts = over_time(measures([50, 51, 52]), target=TARGET)
    assert values(facts, Drawn.TARGET) == {"Its owner: target": (40, 40, 40)}


def test_a_control_chart_has_mean_and_limits_of_its_stretch():
    facts = control(STEADY)
    [limits] = facts.limits
    assert set(values(facts, Drawn.MEAN)) == {"Mean, trial"}
    assert set(next(iter(values(facts, Drawn.MEAN).values()))) == {limits.mean}
    assert {line[0] for line in values(facts, Drawn.BOUND).values()} == {limits.upper, limits.lower}


def test_a_limit_that_cannot_be_is_not_drawn():
    facts = control((1, 2, 1, 9, 1, 2, 1, 8, 1, 2, 1, 9, 1), monthly())
    assert facts.limits[0].lower < 0
    assert list(values(facts, Drawn.BOUND)) == ["Upper limit, trial"]


def test_a_hidden_group_is_named_with_its_words_and_has_no_value():
    chart_sheet = sheet(by_group({"Women": 50, "Men": None}, suppressed=["", "suppressed"]))
    assert chart_sheet.categories == ("Women", "Men: hidden to protect people, not zero")
    assert chart_sheet.series[0].values == (50, None)


@pytest.mark.slow
def test_nothing_anybody_wrote_can_start_a_formula_in_the_workbook(board):
    facts = by_group({"=HYPERLINK(1)": 50, "Men": 40})
    deck = deck_of(board, address("indicator", indicator="suicide_rate"))
    shown = replace(deck, slides=(replace(deck.slides[0], chart=facts),))
    book = workbook(chart_of(opened(shown).slides[1]).chart)
    assert book["A2"].value == "'=HYPERLINK(1)"
