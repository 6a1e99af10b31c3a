"""A chart of a deck, reopened: its figures are those of the facts, and it is drawn so that it can be read."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.facts.views import views
from charts.figures import axis
from charts.figures.theme import BETTER, WORSE
from data.people.playlists import address
from data.periods import last_day
from reports.powerpoint import date_axis
from reports.powerpoint.chart_data import Drawn, sheet
from tests.reports.reopened import chart_of, deck_of, etree, opened, shown, texts, workbook

WITH_FIGURES = ("suicide_rate", "tt_recovery", "tt_recovery_ethnic_gap", "ips_access", "know_where_help_crisis")


def categories(chart) -> list[str] | list[date]:
    """What the figures stand at: names, or days where the axis follows the calendar."""
    chart_categories = list(chart.plots[0].categories)
    if etree(chart).find(".//" + qn("c:dateAx")) is None:
        return chart_categories
    return [date(1899, 12, 30) + timedelta(days=float(day)) for day in chart_categories]


@pytest.mark.slow
@pytest.mark.parametrize("name", WITH_FIGURES)
def test_every_view_of_an_indicator_holds_the_figures_of_its_facts(board, name):
    view_facts = list(views(board, name).items())
    pages = opened(deck_of(board, *(address("indicator", indicator=name, view=view) for view, _ in view_facts))).slides
    for page, (_, facts) in zip(list(pages)[1:], view_facts, strict=True):
        chart = chart_of(page).chart
        chart_sheet = sheet(facts)
        assert categories(chart) == list(chart_sheet.dates or chart_sheet.categories)
        assert {series.name: series.values for series in chart.plots[0].series} == {
            series.name: series.values for series in chart_sheet.series
        }
        ours = [line for series in chart_sheet.series if series.role in (Drawn.OURS, Drawn.OURS_DOTS, Drawn.GROUPS)
                for line in [series.values]]  # fmt: skip
        drawn = [next(line[place] for line in ours if line[place] is not None) for place, _ in chart_sheet.ours]
        assert drawn == [point.value for point in facts.ours.known]


def test_the_suicide_rate_of_2021_to_2023_is_the_published_one(board):
    chart = chart_of(shown(board, "suicide_rate")).chart
    newest = next(series for series in chart.plots[0].series if series.name == "Leeds, from 2019-21")
    assert list(chart.plots[0].categories)[-1] == "2021-23"
    assert newest.values[-1] == 11.6


def test_the_gap_of_september_2024_stays_a_gap(board):
    chart = chart_of(shown(board, "tt_recovery")).chart
    place = categories(chart).index(date(2024, 9, 30))
    ours = next(series for series in chart.plots[0].series if series.name == "Leeds")
    assert ours.values[place] is None
    assert ours.values[place - 1] is not None
    assert chart._chartSpace.chart.find(qn("c:dispBlanksAs")).get("val") == "gap"


@pytest.mark.slow
def test_every_chart_has_its_workbook_with_the_same_figures(board):
    for name in WITH_FIGURES:
        chart = chart_of(shown(board, name)).chart
        book = workbook(chart)
        for order, series in enumerate(chart.plots[0].series, start=2):
            column = [book.cell(row, order).value for row in range(2, len(series.values) + 2)]
            assert [cell is None for cell in column] == [value is None for value in series.values]
            assert [c for c in column if c is not None] == pytest.approx([v for v in series.values if v is not None])


def test_the_axis_begins_and_steps_as_on_screen(board):
    facts = views(board, "tt_recovery")["Over time"]
    values_axis = chart_of(shown(board, "tt_recovery")).chart.value_axis
    screen_axis = axis.axis(facts)
    assert (values_axis.minimum_scale, values_axis.maximum_scale) == (screen_axis.low, screen_axis.high)
    assert values_axis.tick_labels.number_format.endswith('"%"')
    assert "the scale starts at 30%" in texts(shown(board, "tt_recovery"))


@pytest.mark.parametrize(
    ("name", "view", "written", "first"),
    [
        ("tt_recovery", "", "mmm yyyy", "2021-01-31"),
        ("tt_recovery", "Control chart", "mmm yyyy", "2021-01-31"),
        ("selfharm_admissions_10_24", "", r"\t\o mmm yyyy", "2017-06-30"),
        ("smi_health_check", "", r"\t\o mmm yyyy", "2018-12-31"),
    ],
)
def test_many_months_or_quarters_stand_on_a_calendar_with_few_labels_each_with_its_year(
    board, name, view, written, first
):
    chart = chart_of(shown(board, name, view)).chart
    drawn = etree(chart).find(".//" + qn("c:dateAx"))
    axis_units = {tag: drawn.find(qn(f"c:{tag}")).get("val") for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit")}
    assert axis_units == {"baseTimeUnit": "months", "majorUnit": "12", "majorTimeUnit": "months"}
    assert drawn.find(qn("c:numFmt")).get("formatCode") == written
    book = workbook(chart)
    assert [str(row[0].value.date()) for row in book.iter_rows(min_row=2)] == [str(day) for day in categories(chart)]
    assert (book["A2"].number_format, str(book["A2"].value.date())) == (written, first)


@pytest.mark.parametrize(
    ("name", "first"),
    [("suicide_rate", "2013-15"), ("selfharm_admissions", "2010/11"), ("cyp_wait_median", "Apr 2024")],
)
def test_years_and_a_few_months_keep_their_names(board, name, first):
    chart = chart_of(shown(board, name)).chart
    assert etree(chart).find(".//" + qn("c:dateAx")) is None
    assert workbook(chart)["A2"].value == categories(chart)[0] == first


@pytest.mark.parametrize("name", ["tt_recovery", "selfharm_admissions_10_24", "suicide_rate"])
def test_labels_of_time_stand_upright(board, name):
    drawn = chart_of(shown(board, name)).chart.category_axis
    assert drawn._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").get("rot") == "0"


def test_months_that_do_not_follow_each_other_keep_their_names():
    months = [(date(2024, month, 1), last_day(2024, month)) for month in range(1, 13)]
    assert date_axis.dates(months, 1) == tuple(end for _, end in months)
    assert date_axis.dates(months[:3] + months[4:], 1) == ()
    assert date_axis.dates(months, 3) == ()


def test_unusual_points_differ_in_shape_and_colour(board):
    facts = views(board, "tt_recovery")["Control chart"]
    chart = chart_of(shown(board, "tt_recovery", "Control chart")).chart
    xml = chart._chartSpace.xml
    flagged = sum(bool(point.flags) for point in facts.ours.known)
    assert flagged
    assert xml.count("▲") + xml.count("▼") == flagged
    assert BETTER[1:].upper() in xml
    assert WORSE[1:].upper() in xml


@pytest.mark.parametrize("name", ["wellbeing_satisfaction_mean", "suicide_rate"])
def test_of_many_areas_each_bar_is_named_ours_too_and_no_figure_lies_on_the_next(board, name):
    frame = chart_of(shown(board, name, "Similar areas"))
    plot = frame.chart.plots[0]
    assert any(area.startswith("◆ Leeds") for area in plot.categories)
    assert etree(frame.chart).find(".//" + qn("c:catAx")).find(qn("c:tickLblSkip")).get("val") == "1"
    row_height = frame.height * 0.9 / len(list(plot.categories))
    for font in (plot.data_labels.font, frame.chart.category_axis.tick_labels.font):
        assert Pt(8) <= font.size <= row_height / 1.15


def test_groups_are_bars_from_zero_with_their_limits(board):
    facts = views(board, "tt_recovery")["By deprivation"]
    chart = chart_of(shown(board, "tt_recovery", "By deprivation")).chart
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert chart.value_axis.minimum_scale == 0
    bars = chart._chartSpace.find(".//" + qn("c:errBars"))
    plus = {int(pt.get("idx")): float(pt[0].text) for pt in bars.find(qn("c:plus")).iter(qn("c:pt"))}
    limits = {place: point for place, point in enumerate(facts.ours.points) if point.limits}
    assert plus == {place: pytest.approx(point.upper - point.value) for place, point in limits.items()}


def test_the_newest_figure_and_england_are_labelled_and_there_is_no_legend(board):
    chart = chart_of(shown(board, "suicide_rate")).chart
    assert not chart.has_legend
    chart_texts = re.findall(r"<a:t>([^<]+)</a:t>", chart._chartSpace.xml)
    assert {"Leeds 11.6", "England 10.7", "populations rebased"} <= set(chart_texts)
