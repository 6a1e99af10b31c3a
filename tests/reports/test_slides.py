"""A deck reopened: the figures of its charts are those of the facts, and everything needed to read them is there."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from charts import axis, table, words
from charts.facts import ChartFacts
from charts.theme import BETTER, WORSE
from charts.views import views
from data.people.playlists import Address, address
from data.periods import last_day
from indicators.core import board as boards
from indicators.core.board import Board
from indicators.core.strategy import Target
from reports import playlists
from reports.deck import Deck, slide
from reports.slides import notes, pptx, times
from reports.slides.sheet import Role, sheet
from tests.charts.drawn import STEADY, by_group, control, limited, measures, monthly, over_time, rate, yearly

TODAY = date(2026, 11, 21)
PIXEL = 9525
TARGET = Target("it", "national", "Its owner", "At most 40%.", "at most", "A source", 40.0)
WITH_FIGURES = ("suicide_rate", "tt_recovery", "tt_recovery_ethnic_gap", "ips_access", "know_where_help_crisis")


@pytest.fixture(scope="module")
def board(store) -> Board:
    return boards.board(store, 1, TODAY)


def made(board: Board, *addresses: Address, name: str = "A deck") -> Deck:
    return Deck(name, tuple(slide(board, shown) for shown in addresses), 1, "21 November 2026", TODAY)


def opened(deck: Deck):
    return Presentation(io.BytesIO(pptx(deck)))


def shown(board: Board, name: str, view: str = ""):
    """The deck's one slide, reopened."""
    return opened(made(board, address("indicator", indicator=name, view=view))).slides[1]


def chart_of(page):
    return next(shape for shape in page.shapes if shape.has_chart)


def etree(chart):
    return chart._chartSpace


def texts(page) -> str:
    found = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    return "\n".join(found)


def categories(chart) -> list[str] | list[date]:
    """What the figures stand at: names, or days where the axis follows the calendar."""
    found = list(chart.plots[0].categories)
    if etree(chart).find(".//" + qn("c:dateAx")) is None:
        return found
    return [date(1899, 12, 30) + timedelta(days=float(day)) for day in found]


def values(facts: ChartFacts, *roles: Role) -> dict[str, tuple]:
    return {series.name: series.values for series in sheet(facts).series if series.role in roles}


# What the sheet behind a chart holds


def test_a_missing_period_is_a_category_without_a_value():
    facts = over_time(measures([50, 51, 52, None, 54, 55, 56]).dropna(subset="value"))
    held = sheet(facts)
    assert held.categories == ("2017", "2018", "2019", "2020", "2021", "2022", "2023")
    assert values(facts, Role.OURS) == {"Leeds": (50, 51, 52, None, 54, 55, 56)}


def test_a_hidden_figure_is_a_category_without_a_value_and_never_zero():
    facts = over_time(measures([50, 51, 52, None, 54, 55, 56]))
    assert values(facts, Role.OURS)["Leeds"] == (50, 51, 52, None, 54, 55, 56)


def test_two_figures_are_two_dots_and_three_a_line():
    assert list(values(over_time(measures([50, 51])), Role.OURS_DOTS).values()) == [(50, 51)]
    assert list(values(over_time(measures([50, 51, 52])), Role.OURS).values()) == [(50, 51, 52)]


def test_every_cut_begins_a_series_of_its_own(drawable):
    facts = drawable("suicide_rate")[0]
    assert facts.cuts
    found = values(facts, Role.OURS)
    assert list(found) == ["Leeds", "Leeds, from 2019-21"]
    assert all((one is None) != (two is None) for one, two in zip(*found.values(), strict=True))


def test_a_running_total_begins_anew_each_year(drawable):
    facts = drawable("ips_access")[0]
    assert facts.ours.adding
    for line in values(facts, Role.OURS, Role.OURS_DOTS).values():
        years = [point.start for place, point in sheet(facts).ours if line[place] is not None]
        together = [
            (a, b) for (a, b) in zip(sheet(facts).ours, sheet(facts).ours[1:], strict=False)
            if line[a[0]] is not None and line[b[0]] is not None and b[0] == a[0] + 1
        ]  # fmt: skip
        assert years
        assert all(a[1].start == b[1].start for a, b in together)


def test_limits_of_a_line_are_two_lines_and_of_a_dot_a_bar():
    line = over_time(limited(measures([50, 51, 52]), [2, 2, 2]))
    assert values(line, Role.LIMIT) == {"Lower 95% limit": (48, 49, 50), "Upper 95% limit": (52, 53, 54)}
    dots = over_time(limited(measures([50, 51]), [2, 2]))
    assert not values(dots, Role.LIMIT)
    assert [len(series.barred) for series in sheet(dots).series] == [2]


def test_the_target_holds_from_its_day():
    facts = over_time(measures([50, 51, 52]), target=TARGET)
    assert values(facts, Role.TARGET) == {"Its owner: target": (40, 40, 40)}


def test_a_control_chart_has_mean_and_limits_of_its_stretch():
    facts = control(STEADY)
    [limits] = facts.limits
    assert set(values(facts, Role.MEAN)) == {"Mean, trial"}
    assert set(next(iter(values(facts, Role.MEAN).values()))) == {limits.mean}
    assert {line[0] for line in values(facts, Role.BOUND).values()} == {limits.upper, limits.lower}


def test_a_limit_that_cannot_be_is_not_drawn():
    facts = control((1, 2, 1, 9, 1, 2, 1, 8, 1, 2, 1, 9, 1), monthly())
    assert facts.limits[0].lower < 0
    assert list(values(facts, Role.BOUND)) == ["Upper limit, trial"]


def test_a_hidden_group_is_named_with_its_words_and_has_no_value():
    held = sheet(by_group({"Women": 50, "Men": None}, suppressed=["", "suppressed"]))
    assert held.categories == ("Women", "Men: hidden to protect people, not zero")
    assert held.series[0].values == (50, None)


def test_nothing_anybody_wrote_can_start_a_formula_in_the_workbook(board):
    facts = by_group({"=HYPERLINK(1)": 50, "Men": 40})
    deck = made(board, address("indicator", indicator="suicide_rate"))
    shown = replace(deck, slides=(replace(deck.slides[0], chart=facts),))
    book = workbook(chart_of(opened(shown).slides[1]).chart)
    assert book["A2"].value == "'=HYPERLINK(1)"


def workbook(chart):
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob)).active


# What a chart of a deck holds, reopened


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_every_view_of_an_indicator_holds_the_figures_of_its_facts(board, name):
    asked = list(views(board, name).items())
    pages = opened(made(board, *(address("indicator", indicator=name, view=view) for view, _ in asked))).slides
    for page, (_, facts) in zip(list(pages)[1:], asked, strict=True):
        chart = chart_of(page).chart
        held = sheet(facts)
        assert categories(chart) == list(held.dates or held.categories)
        assert {series.name: series.values for series in chart.plots[0].series} == {
            series.name: series.values for series in held.series
        }
        ours = [line for series in held.series if series.role in (Role.OURS, Role.OURS_DOTS, Role.GROUPS)
                for line in [series.values]]  # fmt: skip
        drawn = [next(line[place] for line in ours if line[place] is not None) for place, _ in held.ours]
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
    found = axis.axis(facts)
    assert (values_axis.minimum_scale, values_axis.maximum_scale) == (found.low, found.high)
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
    asked = {tag: drawn.find(qn(f"c:{tag}")).get("val") for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit")}
    assert asked == {"baseTimeUnit": "months", "majorUnit": "12", "majorTimeUnit": "months"}
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
    assert times.dates(months, 1) == tuple(end for _, end in months)
    assert times.dates(months[:3] + months[4:], 1) == ()
    assert times.dates(months, 3) == ()


def test_unusual_points_differ_in_shape_and_colour(board):
    facts = views(board, "tt_recovery")["Control chart"]
    chart = chart_of(shown(board, "tt_recovery", "Control chart")).chart
    xml = chart._chartSpace.xml
    flagged = sum(bool(point.flags) for point in facts.ours.known)
    assert flagged
    assert xml.count("▲") + xml.count("▼") == flagged
    assert BETTER[1:].upper() in xml
    assert WORSE[1:].upper() in xml


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
    said = re.findall(r"<a:t>([^<]+)</a:t>", chart._chartSpace.xml)
    assert {"Leeds 11.6", "England 10.7", "populations rebased"} <= set(said)


# What stands around it


def test_newest_figures_that_are_close_share_one_label_to_the_right_the_higher_first(board):
    made_up = over_time(measures([50, 60, 52], [50, 51, 52.4]))
    found = replace(slide(board, address("indicator", indicator="tt_recovery")), chart=made_up)
    drawn = etree(chart_of(opened(Deck("A deck", (found,), 1, "today", TODAY)).slides[1]).chart)
    (label,) = [found for found in drawn.iter(qn("c:dLbl")) if "Leeds 5" in "".join(found.itertext())]
    said = ["".join(line.itertext()) for line in label.iter(qn("a:p"))]
    assert [line.split(" ")[0] for line in said] == ["England", "Leeds"]
    assert label.find(qn("c:dLblPos")).get("val") == "r"


def test_a_target_is_labelled_at_the_very_level_that_was_set(board):
    aim = replace(TARGET, value=52.5, indicator="tt_recovery", owner="The board of " + "very " * 20)
    page = opened(made(replace(board, targets=(aim,)), address("indicator", indicator="tt_recovery"))).slides[1]
    assert "…: 52.5%" in "".join(etree(chart_of(page).chart).itertext())


def test_the_title_is_the_finding_in_the_place_for_titles(board):
    for page, made_ in zip(
        list(opened(deck := made(board, *playlists.priorities(board)[0].slides)).slides)[1:], deck.slides, strict=True
    ):
        assert page.shapes.title.text_frame.text == made_.finding


def test_those_who_cannot_see_a_chart_are_told_what_it_says(board):
    for view, facts in views(board, "tt_recovery").items():
        frame = chart_of(shown(board, "tt_recovery", view))
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == words.alternative(facts)


def test_notes_say_how_to_read_it_its_sources_and_the_version(board):
    deck = made(board, address("indicator", indicator="suicide_rate"))
    said = opened(deck).slides[1].notes_slide.notes_text_frame.text
    assert said == notes(deck.slides[0], deck)
    for part in (*deck.slides[0].reading, *deck.slides[0].sources, "Data version 1, published 21 November 2026"):
        assert part in said
    assert "/indicator?indicator=suicide_rate&version=1" in said
    assert "Release: 2024; load 24" in said


@pytest.mark.parametrize("name", ["suicide_rate", "selfharm_admissions"])
def test_support_comes_first_on_slides_about_suicide_and_self_harm_and_on_the_title(board, name):
    file = opened(made(board, address("indicator", indicator=name)))
    for page in file.slides:
        assert "Samaritans 116 123" in page.shapes[0].text_frame.text
        assert "Samaritans 116 123" in page.notes_slide.notes_text_frame.text


def test_other_slides_do_not_carry_it(board):
    assert "Samaritans" not in texts(shown(board, "tt_recovery"))


def test_the_source_is_the_newest_figure_s_and_large_enough_to_read(board):
    page = shown(board, "suicide_rate")
    foot = next(shape for shape in page.shapes if shape.has_text_frame and shape.text_frame.text.startswith("Source"))
    assert "Leeds City Council, 2024. Release: 2024; load 24." in foot.text_frame.text
    assert "other sources in the notes" in foot.text_frame.text
    assert foot.text_frame.paragraphs[0].runs[0].font.size.pt >= 12


def test_the_file_says_what_it_is(board):
    file = opened(made(board, address("overview"), name="For the board"))
    told = file.core_properties
    assert (told.title, told.subject, told.language) == (
        "For the board",
        "Data version 1, published 21 November 2026.",
        "en-GB",
    )
    assert file.slide_width / file.slide_height == pytest.approx(16 / 9)
    assert file.part._element.sldSz.get("type") is None
    assert "en-US" not in "".join(page._element.xml for page in file.slides)


def test_each_slide_holds_its_number_as_a_field_and_the_title_counts_as_they_do(board):
    first, *rest = opened(made(board, address("overview"), address("indicator", indicator="tt_recovery"))).slides
    assert "3 slides, this title included." in texts(first)
    assert [field_of(page) for page in rest] == [("slidenum", "2", "2 of 3"), ("slidenum", "3", "3 of 3")]


def field_of(page) -> tuple[str, str, str]:
    """The kind and stored text of a page's one field, and all that the shape around it says."""
    (shape,) = [shape for shape in page.shapes if shape.name == "Slide number"]
    (field,) = shape._element.findall(".//" + qn("a:fld"))
    return field.get("type"), field.find(qn("a:t")).text, "".join(said.text for said in shape._element.iter(qn("a:t")))


def test_the_indicators_of_a_part_are_named_with_their_marks_drawn_and_in_words(board):
    deck = made(board, address("priority", priority="P1"))
    page = opened(deck).slides[1]
    drawn = [shape.name for shape in page.shapes if shape.name.startswith("Mark: ")]
    assert drawn == [f"Mark: {line.mark}" for line in deck.slides[0].lines]
    for line in deck.slides[0].lines:
        assert line.name in texts(page)
        assert str(line.mark) in texts(page)


def test_the_strategy_on_a_page_is_a_native_table_in_words(board):
    page = opened(made(board, address("overview", part="strategy"))).slides[1]
    grid = next(shape for shape in page.shapes if shape.has_table).table
    assert len(grid.rows) == 10
    assert len(grid.columns) == 6
    assert grid.cell(9, 0).text_frame.text == "Whole strategy"
    assert "worse" in grid.cell(2, 3).text_frame.text
    assert grid.cell(3, 1).text_frame.text == "none chosen"


def test_a_table_slide_holds_the_newest_rows_and_says_what_is_left_out(board):
    facts = views(board, "tt_recovery")["Over time"]
    page = shown(board, "tt_recovery", "Table")
    grid = next(shape for shape in page.shapes if shape.has_table).table
    cells = [[cell.text_frame.text for cell in row.cells] for row in grid.rows]
    assert cells[0] == table.header(facts)
    assert cells[1:] == table.rows(facts)[: len(cells) - 1]
    left = len(table.rows(facts)) - len(cells) + 1
    assert f"{left} earlier figures left out" in texts(page)


def test_everything_lies_on_the_page(board):
    deck = made(board, *playlists.whole_strategy(board).slides)
    for page in opened(deck).slides:
        boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + s.height) for s in page.shapes if s.height]
        for name, left, top, right, bottom in boxes:
            assert left >= 0, name
            assert top >= 0, name
            assert right <= 1280 * PIXEL, name
            assert bottom <= 720 * PIXEL, (page.shapes.title.text_frame.text, name)


def test_text_is_text_whatever_it_holds(board):
    deck = made(board, address("indicator", indicator="suicide_rate"), name='<b>"Ours" & theirs\x0b\ud800</b>' * 20)
    odd = by_group({"<b>\x0bWomen": 50, "Men & others": 40})
    file = opened(replace(deck, slides=(replace(deck.slides[0], chart=odd, above="\x00<i>", under="{x}"),)))
    assert "<b>" in file.slides[0].shapes.title.text_frame.text
    assert list(chart_of(file.slides[1]).chart.plots[0].categories) == ["<b> Women", "Men & others"]


def test_a_view_that_is_gone_is_a_slide_that_says_so(board):
    assert "not there any more" in texts(shown(board, "gone"))


def test_a_rate_has_its_decimals_in_the_workbook_s_format(board):
    chart = chart_of(shown(board, "suicide_rate")).chart
    assert "#,##0.0" in chart._chartSpace.xml
    assert sheet(over_time(measures([1.5, 2.5, 3.5]), rate())).series[-1].values == (1.5, 2.5, 3.5)
    assert yearly().decimals == 0


def test_no_chart_is_a_picture(board):
    file = opened(made(board, *playlists.every_indicator(board).slides))
    charts = [shape for page in file.slides for shape in page.shapes if shape.has_chart]
    assert len(charts) == 38
    assert all(shape.chart.part.chart_workbook.xlsx_part is not None for shape in charts)


def test_leeds_is_known_among_similar_areas_by_a_sign(board):
    facts = views(board, "smi_health_check")["Similar areas"]
    assert sheet(facts).categories[0] == "◆ Leeds"
    assert chart_of(shown(board, "smi_health_check", "Similar areas")).chart.plots[0].categories[0] == "◆ Leeds"
