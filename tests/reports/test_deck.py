"""Every address is a slide, of the board's own figures; where the subject asks for it, whom to talk to stands on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from cases import each

from charts import words
from charts.facts import ChartFacts
from charts.facts.views import trend, views
from charts.words import table
from charts.words.chart import why_cut
from data.people.meetings import Meeting
from data.people.playlists import Address, address
from indicators.core.board.board import Board
from indicators.core.board.since import since
from indicators.core.model import Sensitivity
from indicators.core.verdicts import Code, Mark, Verdict
from reports import playlists
from reports.slides import parts
from reports.slides.deck import GONE, slide, title, with_second
from reports.slides.indicator import TABLE
from reports.slides.model import TABLE_ROWS, WORDS, Slide
from reports.slides.parts import Section
from tests.charts.drawn import judged

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 21)
PARTS = [address("priority", priority=f"P{n}") for n in range(1, 9)] + [
    address("priority", priority="all"),
    *(address("outcome", outcome=f"O{n}") for n in range(1, 6)),
    *(address("priority", priority=f"P{p}", outcome=f"O{o}") for p in range(1, 9) for o in range(1, 6)),
    address("priority", priority="all", outcome="O1"),
]
WHOLE = [address("overview"), address("overview", part="strategy"), address("overview", marks="Target")]


@pytest.fixture(scope="module")
def earlier(board) -> Board:
    """A board that held everything but three of today's figures."""
    left_out = ("suicide_rate", "tt_recovery", "ips_access")
    return replace(
        board, measures_by_indicator={k: v for k, v in board.measures_by_indicator.items() if k not in left_out}
    )


@pytest.fixture(scope="module")
def drawn(board) -> dict[str, dict[str, ChartFacts]]:
    """Every view of every indicator that has a figure."""
    return {name: views(board, name) for name, verdicts in board.verdicts.items() if verdicts.has_figure}


@pytest.fixture(scope="module")
def shown(board, drawn) -> list[tuple[Slide, str, ChartFacts]]:
    """The slide of each of them, and of the table of each line over time, with what it should show."""
    asked = [(name, view, facts) for name, found in drawn.items() for view, facts in found.items()]
    asked += [(name, TABLE, found["Over time"]) for name, found in drawn.items()]
    return [(slide(board, address("indicator", indicator=name, view=view)), view, facts) for name, view, facts in asked]


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
    named, before = _turned(board, 8)
    made, more = (
        slide(board, asked, before)
        for asked in with_second(board, address("overview", part="changed"), since(before, board))
    )
    assert made.finding.startswith("No figure is newer or revised")
    left = len(named) - len(made.lines) - len(more.lines)
    assert more.reading == (words.upper(words.counted(left, "other indicator")) + ".",)


def _turned(board, number: int):
    """A board before this one on which the recent verdict of so many indicators was another, and their names."""
    named = [name for name, verdicts in board.verdicts.items() if verdicts.has_figure][:number]
    other = Verdict(Code.LATELY_LOWER)
    turned = {name: replace(board.verdicts[name], lately=other) for name in named}
    return named, replace(board, known=turned.get)


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


# Whom to talk to


def sensitive(board: Board, made: Slide) -> set[Sensitivity]:
    """The subjects of every indicator that a slide names or that its part holds, and those in its own words."""
    shown = {line.address.get("indicator") for line in made.lines if line.address}
    shown |= {name for name, words_ in board.titles.items() if words_ in made.finding}
    shown |= {made.address.get("indicator")} & set(board.verdicts)
    shown |= held_by_part(board, made.address)
    own = " ".join((made.above, made.finding, made.under, *made.reading, *(line.words for line in made.lines))).lower()
    return {board.indicator(name).sensitivity for name in shown} - {Sensitivity.NONE} | {
        subject for subject in (Sensitivity.SUICIDE, Sensitivity.SELF_HARM) if str(subject) in own
    }


def held_by_part(board: Board, shown: Address) -> set[str]:
    """The indicators of an outcome, a priority, or where the two meet; none of any other screen."""
    priority, outcome = shown.get("priority"), shown.get("outcome")
    return {
        link.id
        for link in board.strategy.indicators
        if (priority or outcome)
        and (not priority or priority in link.priorities or (priority == "all" and link.whole_strategy))
        and (not outcome or outcome in link.outcomes)
    }


def test_every_slide_that_shows_suicide_or_self_harm_says_whom_to_talk_to_and_no_other_does(board, earlier, shown):
    asked = [*WHOLE, *PARTS, address("overview", part="changed")]
    asked += [address("indicator", indicator=name) for name in board.verdicts]
    some = 0
    for made in (*(slide(board, one, earlier) for one in asked), *(one for one, *_ in shown)):
        subjects = sensitive(board, made)
        some += bool(subjects)
        assert bool(made.support) == bool(subjects), made.address
        for subject in subjects:
            assert str(subject) in made.support
            assert "Samaritans 116 123" in made.support
    assert some > 10


def test_the_slide_of_priority_1_names_both_subjects_that_its_title_names(board):
    made = slide(board, address("priority", priority="P1"))
    assert made.support.startswith("This slide is about suicide and self-harm.")
    assert not any(board.indicator(line.address.get("indicator")).sensitivity == "suicide" for line in made.lines)


def test_a_part_without_such_an_indicator_whose_title_names_the_subjects_says_so(board):
    made = slide(board, address("priority", priority="P1", outcome="O4"))
    assert "suicide and self-harm" in made.under
    assert made.support.startswith("This slide is about suicide and self-harm.")


def test_a_section_whose_finding_names_such_an_indicator_says_so_though_it_is_not_listed(board):
    """Six getting better fill the list; the seventh, changed, is named in the finding alone."""
    names = board.strategy.serving_priority("P1")
    others = [name for name in names if board.indicator(name).sensitivity is Sensitivity.NONE]
    subject = "suicide_audit_count"
    verdicts = {
        name: judged(name, mark, declared=board.indicator(name))
        for name, mark in (*((name, Mark.BETTER) for name in others[:6]), (subject, Mark.CHANGED))
    }
    made = parts.part(
        replace(board, known={**board.verdicts, **verdicts}.get), address("priority", priority="P1"),
        Section("", "P", "P", (*others[:6], subject)),
    )  # fmt: skip
    assert board.title(subject) in made.finding
    assert subject in made.indicators
    assert made.support.startswith("This slide is about suicide.")
    assert not any("other indicator" in line for line in made.reading[:1])


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


# Playlists


def test_the_whole_strategy_holds_every_indicator_with_a_figure_exactly_once(board):
    for shown in (playlists.whole_strategy(board), playlists.every_indicator(board)):
        names = [slide_.get("indicator") for slide_ in shown.slides if slide_.page == "indicator"]
        assert sorted(names) == sorted(name for name, verdicts in board.verdicts.items() if verdicts.has_figure)


def test_a_list_of_more_than_forty_words_goes_on_on_a_second_slide_and_then_says_how_many_are_left(board):
    (shown,) = [one for one in playlists.priorities(board) if one.key == "P1"]
    first, second = (slide(board, asked) for asked in shown.slides[:2])
    assert second.above.endswith("continued") and second.finding == first.finding
    named = [line.name for line in (*first.lines, *second.lines)]
    assert len(set(named)) == len(named)
    held = sum(board.verdicts[name].has_figure for name in board.strategy.serving_priority("P1"))
    assert f"{held - len(named)} other indicators with a figure." in " ".join(second.reading)
    (short,) = [one for one in playlists.priorities(board) if one.key == "P8"]
    assert [asked.page for asked in short.slides[:2]] == ["priority", "indicator"]


def test_a_slide_by_group_speaks_of_the_groups_in_its_headline_and_its_reading(board):
    made = slide(board, address("indicator", indicator="tt_recovery", view="By deprivation"))
    assert made.finding.startswith(
        "Talking therapy recovery: most deprived tenth 43%, least deprived tenth 57% in 2024/25."
    )
    assert made.reading[0].startswith("Most deprived tenth 43%")
    by_age = slide(board, address("indicator", indicator="tt_recovery", view="By age"))
    assert by_age.finding.startswith(
        "Talking therapy recovery by age, 2024/25: of the groups with a figure, lowest Under 18 ("
    )
    assert not any("February 2026" in line for line in by_age.reading)


def test_every_slide_of_every_ready_playlist_is_there(board, earlier):
    ready = [
        playlists.whole_strategy(board), *playlists.outcomes(board), *playlists.priorities(board),
        playlists.every_indicator(board), playlists.since_version(board, board.version - 1, since(earlier, board)),
    ]  # fmt: skip
    assert len({shown.key for shown in ready}) == len(ready)
    for shown in ready:
        for asked in shown.slides:
            assert title(board, asked) != GONE
            assert "no longer" not in slide(board, asked, earlier).finding


def test_a_part_s_playlist_begins_with_the_part_and_holds_its_indicators_with_a_figure(board):
    for shown, outcome in zip(playlists.outcomes(board), board.strategy.outcomes, strict=True):
        first, *rest = shown.slides
        assert first == address("outcome", outcome=outcome.id)
        assert [one.get("indicator") for one in rest if one.page == "indicator"] == [
            name for name in board.strategy.serving_outcome(outcome.id) if board.verdicts[name].has_figure
        ]


def test_what_is_new_is_followed_by_each_that_moved_and_what_is_overdue_and_says_with_what_it_compares(board, earlier):
    found = since(earlier, board)
    shown = playlists.since_meeting(board, Meeting(1, date(2026, 9, 1), "<b>Board</b>", "Ann"), found)
    assert (shown.name, shown.before) == ("Since the board met on 1 September 2026", "2026-09-01")
    assert title(board, shown.slides[0]) == "What is new since the board met on 1 September 2026"
    named = [one.get("indicator") for one in shown.slides if one.page == "indicator"]
    assert named == [change.indicator for change in found.changes]
    lists = [title(board, one) for one in shown.slides if one.page == "overview"]
    assert lists[0] == "What is new since the board met on 1 September 2026"
    assert lists[-2:] == ["What is overdue", "What is overdue, continued"]
    assert playlists.since_version(board, board.version - 1, found).before == "0"


@pytest.mark.parametrize("part", ["changed", "overdue"])
def test_what_is_new_and_what_is_overdue_go_on_on_a_second_slide_each_line_once(board, part):
    named, before = _turned(board, 8)
    shown = playlists.since_version(board, board.version - 1, since(before, board))
    first, second = (slide(board, one, before) for one in shown.slides if one.get("part") == part)
    assert second.above == f"{first.above}, continued" and second.finding == first.finding
    lines = [*first.lines, *second.lines]
    assert len({line.name for line in lines}) == len(lines)
    assert max(sum(line.length for line in one.lines) for one in (first, second)) <= WORDS
    every = len(named) if part == "changed" else int(first.finding.split()[0])
    assert f"{every - len(lines)} other indicator" in " ".join(second.reading)


def test_the_page_behind_a_slide_of_what_is_new_makes_the_same_comparison(board):
    met = playlists.since_meeting(board, Meeting(1, date(2026, 9, 1), "Board", "Ann"), since(board, board))
    assert met.slides[0].get("since") == "2026-09-01"
    assert playlists.since_version(board, board.version - 1, since(board, board)).slides[0].get("since") == "version"


def test_an_indicator_is_on_the_playlists_that_show_it_and_on_no_other(board):
    ready = [playlists.every_indicator(board), *playlists.priorities(board)]
    assert playlists.on_screens("suicide_rate", ready)[0] == "One indicator a slide"
    serving = board.strategy.link("suicide_rate").priorities
    assert (
        len(playlists.on_screens("suicide_rate", ready))
        == 1 + len(serving) + board.strategy.link("suicide_rate").whole_strategy
    )
    assert playlists.on_screens("gone", ready) == ()
    assert playlists.on_screens("suicide_rate", []) == ()
