"""Every address is a slide, and each slide shows the figures of the board."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import each

from charts import words
from charts.facts.views import trend, views
from charts.words import table
from charts.words.chart import why_cut
from data.people.playlists import Address, address
from indicators.core.board.since import since
from reports.slides.deck import GONE, slide, title, with_second
from reports.slides.indicator import TABLE
from reports.slides.model import TABLE_ROWS, WORDS, Slide
from tests.reports.addresses import PARTS, WHOLE, with_other_verdicts

pytestmark = pytest.mark.slow


def evidence(one_slide: Slide) -> int:
    return sum(
        bool(evidence_part) for evidence_part in (one_slide.chart, one_slide.lines, one_slide.rows, one_slide.figures)
    )


# Every address


@each("shown", [*WHOLE, *PARTS], lambda shown: " ".join(v for _, v in shown.query) or "overview")
def test_every_part_is_a_slide_with_a_finding_and_a_name_in_lists(board, shown):
    part_slide = slide(board, shown)
    assert part_slide.address == shown
    assert part_slide.finding.endswith((".", "indicators"))
    assert "no longer exists" not in part_slide.finding
    assert title(board, shown) != GONE
    assert evidence(part_slide) <= 1
    assert sum(line.length for line in part_slide.lines) <= WORDS


def test_every_view_of_every_indicator_is_a_slide_of_one_kind_of_evidence(board, shown):
    for view_slide, view, _ in shown:
        assert evidence(view_slide) == 1, (view_slide.address, view)
        assert view_slide.sources, view_slide.address
        assert view_slide.finding.startswith(board.title(view_slide.address.get("indicator")))
        assert "no longer" not in view_slide.under


@pytest.mark.parametrize(
    "shown",
    [
        Address("nowhere"),
        Address("upload"),
        address("indicator"),
        address("indicator", indicator="gone"),
        address("outcome", outcome="O9"),
        address("outcome"),
        address("priority"),
        address("priority", priority="P99"),
        address("priority", priority="P1", outcome="O9"),
        address("priority", priority="all", outcome="gone"),
        address("indicator", indicator="<script>alert(1)</script>"),
    ],
    ids=str,
)
def test_an_address_of_nothing_that_is_there_says_so_and_shows_nothing_else(board, shown):
    empty_slide = slide(board, shown)
    assert empty_slide.finding == "This view no longer exists."
    assert evidence(empty_slide) == 0
    assert "Take it out of the playlist" in empty_slide.under
    assert title(board, shown) == GONE


def test_a_view_that_is_gone_shows_the_line_and_says_so(board):
    indicator_slide = slide(board, address("indicator", indicator="suicide_rate", view="By planet"))
    assert indicator_slide.chart == views(board, "suicide_rate")["Over time"]
    assert indicator_slide.under.endswith("The view 'By planet' no longer exists")


def test_an_indicator_without_a_figure_says_what_would_give_one(board):
    name = next(name for name, verdicts in board.verdicts.items() if not verdicts.has_figure)
    indicator_slide = slide(board, address("indicator", indicator=name))
    assert evidence(indicator_slide) == 0
    assert indicator_slide.reading == (f"What would give one: {board.indicator(name).needs}",)


def test_what_is_new_without_anything_earlier_is_not_the_finding_on_the_whole(board):
    changes_slide = slide(board, address("overview", part="changed"))
    assert changes_slide.finding == "What is new cannot be said here."
    assert evidence(changes_slide) == 0


def test_what_is_new_lists_each_change_with_its_mark(board, earlier):
    changes_slide = slide(board, address("overview", part="changed", called="since June"), earlier)
    assert changes_slide.above == "What is new since June"
    assert changes_slide.finding.startswith("3 indicators have a newer or revised figure")
    assert [line.words.startswith("First figure") for line in changes_slide.lines] == [True] * 3
    assert {line.address.get("indicator") for line in changes_slide.lines} == {
        "suicide_rate",
        "tt_recovery",
        "ips_access",
    }


def test_indicators_left_off_a_slide_are_not_said_to_have_newer_figures_where_only_a_verdict_changed(board):
    named, before = with_other_verdicts(board, 8)
    changes_slide, second_slide = (
        slide(board, slide_address, before)
        for slide_address in with_second(board, address("overview", part="changed"), since(before, board))
    )
    assert changes_slide.finding.startswith("No figure is newer or revised")
    remaining = len(named) - len(changes_slide.lines) - len(second_slide.lines)
    assert second_slide.reading == (words.upper(words.counted(remaining, "other indicator")) + ".",)


# The board's own figures


def test_no_slide_says_another_figure_than_the_board(board):
    for shown in PARTS:
        for line in slide(board, shown).lines:
            verdicts = board.verdicts[line.address.get("indicator")]
            assert line.words.startswith(words.figure(verdicts))
            assert words.period_of(verdicts) in line.words
            assert line.mark is verdicts.mark


def test_charts_and_tables_of_slides_hold_the_figures_of_the_screen(shown):
    for view_slide, view, facts in shown:
        if view == TABLE:
            assert list(map(list, view_slide.figures.rows)) == table.rows(facts)[:TABLE_ROWS]
            assert len(view_slide.figures.rows) + view_slide.figures.left_out == len(table.rows(facts))
        else:
            assert view_slide.chart == facts


def test_the_newest_figure_s_source_comes_first(shown):
    for view_slide, _, facts in shown:
        assert view_slide.sources[0].text == words.source(facts.latest)
        assert len(set(view_slide.sources)) == len(view_slide.sources)


def test_a_slide_of_several_indicators_names_the_source_of_each_figure_it_shows(board, earlier):
    newest = {name: words.source(series.latest) for name in board.verdicts if (series := trend(board, name))}
    for one in (*WHOLE, *PARTS, address("overview", part="changed")):
        part_slide = slide(board, one, earlier)
        for line in (line for line in part_slide.lines if line.address):
            (source,) = (source for source in part_slide.sources if line.name in source.titles)
            assert source.cited == newest[line.address.get("indicator")], (one, line.name)


def test_a_table_mentions_no_band_axis_dot_or_line_that_it_does_not_have(shown):
    for table_slide, view, facts in shown:
        if view != TABLE:
            continue
        assert table_slide.under.startswith(facts.place)
        cautioned = {words.verdicts.sentence(caution, facts.indicator) for caution in facts.cautions}
        slide_words = " ".join((table_slide.under, *set(words.how_to_read_table(facts)) - cautioned))
        for drawn in ("band", "bars", "dot", "dashed", "scale starts", "axis", "the line", "chart", "point shares"):
            assert drawn not in slide_words, (table_slide.address, drawn)


def test_a_table_still_says_where_its_figures_must_not_be_compared(board):
    facts = views(board, "suicide_rate")["Over time"]
    sentences = words.how_to_read_table(facts)
    assert any(sentence.startswith("Each figure shares years with the one before") for sentence in sentences)
    assert (
        f"Figures from {facts.cuts[0].period} on cannot be compared with those before: {why_cut(facts.cuts[0])}."
        in sentences
    )


def test_a_revised_figure_changes_what_its_slides_show_table_and_reading_too(board):
    measures = board.measures("tt_recovery").copy()
    revised = measures["period_end"] == board.series("tt_recovery").known["period_end"].iloc[-3]
    measures.loc[revised, "value"] += 1
    after = replace(
        board, measures_by_indicator={**board.measures_by_indicator, "tt_recovery": measures}, known=lambda name: None
    )
    for view_ in ("", TABLE):
        slide_address = address("indicator", indicator="tt_recovery", view=view_)
        assert slide(board, slide_address).shows_the_same(slide(board, slide_address))
        assert not slide(board, slide_address).shows_the_same(slide(after, slide_address)), view_
    elsewhere = address("indicator", indicator="suicide_rate", view=TABLE)
    assert slide(board, elsewhere).shows_the_same(slide(after, elsewhere))
