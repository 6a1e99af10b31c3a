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


def evidence(made: Slide) -> int:
    return sum(bool(found) for found in (made.chart, made.lines, made.rows, made.figures))


# Every address


@each("shown", [*WHOLE, *PARTS], lambda shown: " ".join(v for _, v in shown.query) or "overview")
def test_every_part_is_a_slide_with_a_finding_and_a_name_in_lists(board, shown):
    made = slide(board, shown)
    assert made.address == shown
    assert made.finding.endswith((".", "indicators"))
    assert "no longer exists" not in made.finding
    assert title(board, shown) != GONE
    assert evidence(made) <= 1
    assert sum(line.length for line in made.lines) <= WORDS


def test_every_view_of_every_indicator_is_a_slide_of_one_kind_of_evidence(board, shown):
    for made, view, _ in shown:
        assert evidence(made) == 1, (made.address, view)
        assert made.sources, made.address
        assert made.finding.startswith(board.title(made.address.get("indicator")))
        assert "no longer" not in made.under


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
    made = slide(board, shown)
    assert made.finding == "This view no longer exists."
    assert evidence(made) == 0
    assert "Take it out of the playlist" in made.under
    assert title(board, shown) == GONE


def test_a_view_that_is_gone_shows_the_line_and_says_so(board):
    made = slide(board, address("indicator", indicator="suicide_rate", view="By planet"))
    assert made.chart == views(board, "suicide_rate")["Over time"]
    assert made.under.endswith("The view 'By planet' no longer exists")


def test_an_indicator_without_a_figure_says_what_would_give_one(board):
    name = next(name for name, verdicts in board.verdicts.items() if not verdicts.has_figure)
    made = slide(board, address("indicator", indicator=name))
    assert evidence(made) == 0
    assert made.reading == (f"What would give one: {board.indicator(name).needs}",)


def test_what_is_new_without_anything_earlier_is_not_the_finding_on_the_whole(board):
    made = slide(board, address("overview", part="changed"))
    assert made.finding == "What is new cannot be said here."
    assert evidence(made) == 0


def test_what_is_new_lists_each_change_with_its_mark(board, earlier):
    made = slide(board, address("overview", part="changed", called="since June"), earlier)
    assert made.above == "What is new since June"
    assert made.finding.startswith("3 indicators have a newer or revised figure")
    assert [line.words.startswith("First figure") for line in made.lines] == [True] * 3
    assert {line.address.get("indicator") for line in made.lines} == {"suicide_rate", "tt_recovery", "ips_access"}


def test_indicators_left_off_a_slide_are_not_said_to_have_newer_figures_where_only_a_verdict_changed(board):
    named, before = with_other_verdicts(board, 8)
    made, more = (
        slide(board, asked, before)
        for asked in with_second(board, address("overview", part="changed"), since(before, board))
    )
    assert made.finding.startswith("No figure is newer or revised")
    left = len(named) - len(made.lines) - len(more.lines)
    assert more.reading == (words.upper(words.counted(left, "other indicator")) + ".",)


# The board's own figures


def test_no_slide_says_another_figure_than_the_board(board):
    for shown in PARTS:
        for line in slide(board, shown).lines:
            verdicts = board.verdicts[line.address.get("indicator")]
            assert line.words.startswith(words.figure(verdicts))
            assert words.period_of(verdicts) in line.words
            assert line.mark is verdicts.mark


def test_charts_and_tables_of_slides_hold_the_figures_of_the_screen(shown):
    for made, view, facts in shown:
        if view == TABLE:
            assert list(map(list, made.figures.rows)) == table.rows(facts)[:TABLE_ROWS]
            assert len(made.figures.rows) + made.figures.left_out == len(table.rows(facts))
        else:
            assert made.chart == facts


def test_the_newest_figure_s_source_comes_first(shown):
    for made, _, facts in shown:
        assert made.sources[0].text == words.source(facts.latest)
        assert len(set(made.sources)) == len(made.sources)


def test_a_slide_of_several_indicators_names_the_source_of_each_figure_it_shows(board, earlier):
    newest = {name: words.source(found.latest) for name in board.verdicts if (found := trend(board, name))}
    for one in (*WHOLE, *PARTS, address("overview", part="changed")):
        made = slide(board, one, earlier)
        for line in (line for line in made.lines if line.address):
            (source,) = (source for source in made.sources if line.name in source.titles)
            assert source.cited == newest[line.address.get("indicator")], (one, line.name)


def test_a_table_mentions_no_band_axis_dot_or_line_that_it_does_not_have(shown):
    for made, view, facts in shown:
        if view != TABLE:
            continue
        assert made.under.startswith(facts.place)
        cautioned = {words.verdicts.sentence(caution, facts.indicator) for caution in facts.cautions}
        said = " ".join((made.under, *set(words.how_to_read_table(facts)) - cautioned))
        for drawn in ("band", "bars", "dot", "dashed", "scale starts", "axis", "the line", "chart", "point shares"):
            assert drawn not in said, (made.address, drawn)


def test_a_table_still_says_where_its_figures_must_not_be_compared(board):
    facts = views(board, "suicide_rate")["Over time"]
    said = words.how_to_read_table(facts)
    assert any(sentence.startswith("Each figure shares years with the one before") for sentence in said)
    assert (
        f"Figures from {facts.cuts[0].period} on cannot be compared with those before: {why_cut(facts.cuts[0])}."
        in said
    )


def test_a_revised_figure_changes_what_its_slides_show_table_and_reading_too(board):
    measures = board.measures("tt_recovery").copy()
    revised = measures["period_end"] == board.series("tt_recovery").known["period_end"].iloc[-3]
    measures.loc[revised, "value"] += 1
    after = replace(
        board, measures_by_indicator={**board.measures_by_indicator, "tt_recovery": measures}, known=lambda name: None
    )
    for view_ in ("", TABLE):
        asked = address("indicator", indicator="tt_recovery", view=view_)
        assert slide(board, asked).shows_the_same(slide(board, asked))
        assert not slide(board, asked).shows_the_same(slide(after, asked)), view_
    elsewhere = address("indicator", indicator="suicide_rate", view=TABLE)
    assert slide(board, elsewhere).shows_the_same(slide(after, elsewhere))
