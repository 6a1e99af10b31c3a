"""Ready playlists hold the slides they should, and long lists go on on a second slide."""

from __future__ import annotations

from datetime import date

import pytest

from data.people.meetings import Meeting
from data.people.playlists import address
from indicators.core.board.since import since
from reports import playlists
from reports.slides.deck import GONE, slide, title
from reports.slides.model import WORDS
from tests.reports.addresses import with_other_verdicts

pytestmark = pytest.mark.slow


# Playlists


def test_the_whole_strategy_holds_every_indicator_with_a_figure_exactly_once(board):
    for shown in (playlists.whole_strategy(board), playlists.every_indicator(board)):
        names = [slide_.get("indicator") for slide_ in shown.slides if slide_.page == "indicator"]
        assert sorted(names) == sorted(name for name, verdicts in board.verdicts.items() if verdicts.has_figure)


def test_a_list_of_more_than_forty_words_goes_on_on_a_second_slide_and_then_says_how_many_are_left(board):
    (shown,) = [one for one in playlists.priorities(board) if one.key == "P1"]
    first, second = (slide(board, slide_address) for slide_address in shown.slides[:2])
    assert second.above.endswith("continued") and second.finding == first.finding
    named = [line.name for line in (*first.lines, *second.lines)]
    assert len(set(named)) == len(named)
    figure_count = sum(board.verdicts[name].has_figure for name in board.strategy.serving_priority("P1"))
    assert f"{figure_count - len(named)} other indicators with a figure." in " ".join(second.reading)
    (short,) = [one for one in playlists.priorities(board) if one.key == "P8"]
    assert [slide_address.page for slide_address in short.slides[:2]] == ["priority", "indicator"]


def test_a_slide_by_group_speaks_of_the_groups_in_its_headline_and_its_reading(board):
    by_deprivation = slide(board, address("indicator", indicator="tt_recovery", view="By deprivation"))
    assert by_deprivation.finding.startswith(
        "Talking therapy recovery: most deprived tenth 43%, least deprived tenth 57% in 2024/25."
    )
    assert by_deprivation.reading[0].startswith("Most deprived tenth 43%")
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
        for slide_address in shown.slides:
            assert title(board, slide_address) != GONE
            assert "no longer" not in slide(board, slide_address, earlier).finding


def test_a_part_s_playlist_begins_with_the_part_and_holds_its_indicators_with_a_figure(board):
    for shown, outcome in zip(playlists.outcomes(board), board.strategy.outcomes, strict=True):
        first, *rest = shown.slides
        assert first == address("outcome", outcome=outcome.id)
        assert [one.get("indicator") for one in rest if one.page == "indicator"] == [
            name for name in board.strategy.serving_outcome(outcome.id) if board.verdicts[name].has_figure
        ]


def test_what_is_new_is_followed_by_each_that_moved_and_what_is_overdue_and_says_with_what_it_compares(board, earlier):
    comparison = since(earlier, board)
    shown = playlists.since_meeting(board, Meeting(1, date(2026, 9, 1), "<b>Board</b>", "Ann"), comparison)
    assert (shown.name, shown.before) == ("Since the board met on 1 September 2026", "2026-09-01")
    assert title(board, shown.slides[0]) == "What is new since the board met on 1 September 2026"
    named = [one.get("indicator") for one in shown.slides if one.page == "indicator"]
    assert named == [change.indicator for change in comparison.changes]
    lists = [title(board, one) for one in shown.slides if one.page == "overview"]
    assert lists[0] == "What is new since the board met on 1 September 2026"
    assert lists[-2:] == ["What is overdue", "What is overdue, continued"]
    assert playlists.since_version(board, board.version - 1, comparison).before == "0"


@pytest.mark.parametrize("part", ["changed", "overdue"])
def test_what_is_new_and_what_is_overdue_go_on_on_a_second_slide_each_line_once(board, part):
    named, before = with_other_verdicts(board, 8)
    shown = playlists.since_version(board, board.version - 1, since(before, board))
    first, second = (slide(board, one, before) for one in shown.slides if one.get("part") == part)
    assert second.above == f"{first.above}, continued" and second.finding == first.finding
    lines = [*first.lines, *second.lines]
    assert len({line.name for line in lines}) == len(lines)
    assert max(sum(line.length for line in one.lines) for one in (first, second)) <= WORDS
    total = len(named) if part == "changed" else int(first.finding.split()[0])
    assert f"{total - len(lines)} other indicator" in " ".join(second.reading)


def test_the_page_behind_a_slide_of_what_is_new_makes_the_same_comparison(board):
    playlist = playlists.since_meeting(board, Meeting(1, date(2026, 9, 1), "Board", "Ann"), since(board, board))
    assert playlist.slides[0].get("since") == "2026-09-01"
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
