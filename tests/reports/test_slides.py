"""A deck reopened: what stands around its charts, so that every figure on it can be read and traced."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from places import WITH_FIGURES
from pptx.oxml.ns import qn

from charts import words
from charts.facts import ChartKind
from charts.facts.views import views
from charts.words import table
from charts.words.drawing import NATIVE
from data.people.playlists import address
from reports import playlists
from reports.powerpoint import notes
from reports.powerpoint.chart_data import sheet
from reports.slides.deck import slide
from reports.slides.model import Deck
from tests.charts.drawn import aim, by_group, measures, over_time, rate, yearly
from tests.reports.reopened import TODAY, chart_of, deck_of, etree, opened, shown, texts


@pytest.mark.slow
def test_newest_figures_that_are_close_share_one_label_to_the_right_the_higher_first(board):
    made_up = over_time(measures([50, 60, 52], [50, 51, 52.4]))
    close_slide = replace(slide(board, address("indicator", indicator="tt_recovery")), chart=made_up)
    drawn = etree(chart_of(opened(Deck(board.strategy, "A deck", (close_slide,), 1, "today", TODAY)).slides[1]).chart)
    (label,) = [
        label_element for label_element in drawn.iter(qn("c:dLbl")) if "Leeds 5" in "".join(label_element.itertext())
    ]
    label_lines = ["".join(line.itertext()) for line in label.iter(qn("a:p"))]
    assert [line.split(" ")[0] for line in label_lines] == ["England", "Leeds"]
    assert label.find(qn("c:dLblPos")).get("val") == "r"


@pytest.mark.slow
def test_a_target_is_labelled_at_the_very_level_that_was_set(board):
    ours = aim(52.5, indicator="tt_recovery", owner="The board of " + "very " * 20)
    page = opened(deck_of(replace(board, targets=(ours,)), address("indicator", indicator="tt_recovery"))).slides[1]
    assert "…: 52.5%" in "".join(etree(chart_of(page).chart).itertext())


@pytest.mark.slow
def test_the_title_is_the_finding_in_the_place_for_titles_and_what_is_too_long_for_it_stands_beneath(board):
    outcomes = [playlist.slides[0] for playlist in playlists.outcomes(board)]
    deck = deck_of(board, *playlists.priorities(board)[0].slides, *outcomes)
    cut = 0
    for page, made_ in zip(list(opened(deck).slides)[1:], deck.slides, strict=True):
        title_text = page.shapes.title.text_frame.text
        rest = made_.finding.removeprefix(title_text).strip()
        assert made_.finding.startswith(title_text)
        assert not rest or rest in [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
        cut += bool(rest)
    assert 0 < cut < len(deck.slides) / 2


@pytest.mark.slow
def test_those_who_cannot_see_a_chart_are_told_what_it_says(board):
    for view, facts in views(board, "tt_recovery").items():
        frame = chart_of(shown(board, "tt_recovery", view))
        assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == words.alternative(facts)


def test_notes_say_how_to_read_it_its_sources_and_the_version(board):
    deck = deck_of(board, address("indicator", indicator="suicide_rate"))
    notes_text = opened(deck).slides[1].notes_slide.notes_text_frame.text
    assert notes_text == notes(deck.slides[0], deck)
    for part in (
        *deck.slides[0].read(NATIVE),
        *(source.text for source in deck.slides[0].sources),
        "Data version 1, published 21 November 2026",
    ):
        assert part in notes_text
    assert "/indicator?indicator=suicide_rate&version=1&strategy=leeds-2020-2025" in notes_text
    assert "Release: 2024; load 24" in notes_text


@pytest.mark.slow
def test_a_native_chart_of_bars_is_told_as_bars_and_its_limits_as_lines(board):
    drawable = [view for name in board.verdicts for view in views(board, name).values()]
    for facts in (facts for facts in drawable if facts.kind in (ChartKind.GROUPS, ChartKind.AREAS)):
        drawn = replace(
            slide(board, address("indicator", indicator=facts.id)),
            chart=facts,
            under="",
            reading=(),
        )
        page = opened(Deck(board.strategy, "A deck", (drawn,), 1, "today", TODAY)).slides[1]
        page_words = f"{texts(page)} {page.notes_slide.notes_text_frame.text}"
        for word in ("bars: ", "bars are 95% limits", "bars overlap", "its bar", "Each dot", "filled dot"):
            assert word not in page_words, (facts.id, facts.kind, word)


def test_notes_name_the_edges_of_a_band_as_the_slide_does(board):
    file = opened(deck_of(board, address("indicator", indicator="suicide_rate")))
    assert "pale lines: 95% limits" in file.slides[1].notes_slide.notes_text_frame.text
    assert "band:" not in file.slides[1].notes_slide.notes_text_frame.text


@pytest.mark.parametrize("name", ["suicide_rate", "selfharm_admissions"])
def test_support_comes_first_on_slides_about_suicide_and_self_harm_and_on_the_title(board, name):
    file = opened(deck_of(board, address("indicator", indicator=name)))
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
    file = opened(deck_of(board, address("overview"), name="For the board"))
    properties = file.core_properties
    assert (properties.title, properties.subject, properties.language) == (
        "For the board",
        "Data version 1, published 21 November 2026.",
        "en-GB",
    )
    assert file.slide_width / file.slide_height == pytest.approx(16 / 9)
    assert file.part._element.sldSz.get("type") is None
    assert "en-US" not in "".join(page._element.xml for page in file.slides)


def test_each_slide_holds_its_number_as_a_field_and_the_title_counts_as_they_do(board):
    first, *rest = opened(deck_of(board, address("overview"), address("indicator", indicator="tt_recovery"))).slides
    assert "3 slides, this title included." in texts(first)
    assert [field_of(page) for page in rest] == [("slidenum", "2", "2 of 3"), ("slidenum", "3", "3 of 3")]


def field_of(page) -> tuple[str, str, str]:
    """The kind and stored text of a page's one field, and all that the shape around it says."""
    (shape,) = [shape for shape in page.shapes if shape.name == "Slide number"]
    (field,) = shape._element.findall(".//" + qn("a:fld"))
    return (
        field.get("type"),
        field.find(qn("a:t")).text,
        "".join(text_node.text for text_node in shape._element.iter(qn("a:t"))),
    )


def test_the_indicators_of_a_part_are_named_with_their_marks_drawn_and_in_words(board):
    deck = deck_of(board, address("priority", priority="P1"))
    page = opened(deck).slides[1]
    drawn = [shape.name for shape in page.shapes if shape.name.startswith("Mark: ")]
    assert drawn == [f"Mark: {line.mark}" for line in deck.slides[0].lines]
    for line in deck.slides[0].lines:
        assert line.name in texts(page)
        assert words.mark(line.mark) in texts(page)


def test_the_strategy_on_a_page_is_a_native_table_in_words(board):
    page = opened(deck_of(board, address("overview", part="strategy"))).slides[1]
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
    remaining = len(table.rows(facts)) - len(cells) + 1
    assert f"{remaining} earlier figures left out" in texts(page)


def test_text_is_text_whatever_it_holds(board):
    deck = deck_of(board, address("indicator", indicator="suicide_rate"), name='<b>"Ours" & theirs\x0b\ud800</b>' * 20)
    odd = by_group({"<b>\x0bWomen": 50, "Men & others": 40})
    file = opened(replace(deck, slides=(replace(deck.slides[0], chart=odd, above="\x00<i>", under="{x}"),)))
    assert "<b>" in file.slides[0].shapes.title.text_frame.text
    assert list(chart_of(file.slides[1]).chart.plots[0].categories) == ["<b> Women", "Men & others"]


def test_a_view_that_is_gone_is_a_slide_that_says_so(board):
    assert "no longer exists" in texts(shown(board, "gone"))


def test_a_rate_has_its_decimals_in_the_workbook_s_format(board):
    chart = chart_of(shown(board, "suicide_rate")).chart
    assert "#,##0.0" in chart._chartSpace.xml
    assert sheet(over_time(measures([1.5, 2.5, 3.5]), rate())).series[-1].values == (1.5, 2.5, 3.5)
    assert yearly().decimals == 0


@pytest.mark.slow
def test_no_chart_is_a_picture(board):
    file = opened(deck_of(board, *playlists.every_indicator(board).slides))
    charts = [shape for page in file.slides for shape in page.shapes if shape.has_chart]
    assert len(charts) == len(WITH_FIGURES)
    assert all(shape.chart.part.chart_workbook.xlsx_part is not None for shape in charts)


def test_leeds_is_known_among_similar_areas_by_a_sign(board):
    facts = views(board, "smi_health_check")["Similar areas"]
    assert sheet(facts).categories[0] == "◆ Leeds"
    assert chart_of(shown(board, "smi_health_check", "Similar areas")).chart.plots[0].categories[0] == "◆ Leeds"


@pytest.mark.slow
def test_a_slide_by_group_is_of_one_view_and_period_in_chart_title_source_and_notes(board):
    grouped_views = [
        (name, view, facts)
        for name, verdicts in board.verdicts.items()
        if verdicts.has_figure
        for view, facts in views(board, name).items()
        if facts.kind is ChartKind.GROUPS
    ]
    deck = deck_of(board, *(address("indicator", indicator=name, view=view) for name, view, _ in grouped_views))
    assert len(grouped_views) > 10
    for page, (name, view, facts) in zip(list(opened(deck).slides)[1:], grouped_views, strict=True):
        frame, notes_text = chart_of(page), page.notes_slide.notes_text_frame.text
        period = facts.latest.period
        assert frame.name == f"Chart: {words.subject(facts)}"
        assert {point.period for point in facts.ours.known} == {period}
        assert list(frame.chart.plots[0].categories) == list(sheet(facts).categories)
        assert period in page.shapes.title.text_frame.text, (name, view)
        assert words.without_address(words.source(facts.latest)) in texts(page)
        assert f"Source: {words.source(facts.latest)}" in notes_text
        assert urlencode({"view": view}) in notes_text
