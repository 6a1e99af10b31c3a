"""What a publish would change on the screens: what moves, which verdicts turn, where it is shown, what looks odd."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from places import EXAMPLES

from charts import words
from data.files.reading import fingerprint
from data.loading import publish
from data.loading.incoming import Incoming
from indicators.core.board import board as boards
from indicators.core.board.changes import Part, between
from indicators.core.board.dry_run import rehearse, rehearse_withdrawal
from indicators.core.measures.refresh import recompute
from indicators.core.verdicts import Code
from reports import playlists
from reports.impact import Preview, preview

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 21)
EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"
BUNDLED = Path(EXAMPLES).parent / "published" / "healthwatch_leeds.csv"
NAME = "know_where_help_crisis"


@pytest.fixture(scope="module")
def before(store, leeds):
    return boards.board(store, leeds, 1, TODAY)


@pytest.fixture(scope="module")
def of_the_example(store, before) -> Preview:
    ready = [playlists.every_indicator(before), *playlists.priorities(before)]
    return preview(rehearse(store, [Incoming(EXAMPLE)], before), ready)


def preview_of(store, before, path: Path) -> Preview:
    rehearsal = rehearse(store, [Incoming(path)], before)
    assert rehearsal.ready, rehearsal.files
    return preview(rehearsal)


def test_it_names_every_indicator_that_moves_changed_directions_first(of_the_example):
    names = [moved.indicator for moved in of_the_example.moved]
    assert len(names) == 9
    assert len(set(names)) == 9
    flipped = [bool(moved.change and moved.change.flipped) for moved in of_the_example.moved]
    assert flipped == sorted(flipped, reverse=True)
    assert sum(flipped) == 0


def test_no_more_is_judged_than_the_file_may_move_and_nothing_that_changes_is_missed(store, before, leeds):
    unjudged = boards.board(store, leeds, 1, TODAY)
    rehearsal = rehearse(store, [Incoming(EXAMPLE)], unjudged)
    shown = preview(rehearsal)
    for board in (rehearsal.before, rehearsal.after):
        assert {name for name in board.verdicts if board.verdicts.ready(name)} == rehearsal.others < set(board.verdicts)
    assert {change.indicator for change in between(before.verdicts, rehearsal.after.verdicts)} == {
        moved.indicator for moved in shown.moved if moved.change
    }


def test_every_verdict_that_a_card_says_would_change_is_counted(of_the_example):
    flipped_parts = [flip.part for moved in of_the_example.moved for flip in moved.flips]
    assert sorted(flipped_parts) == [Part.LATELY] * 3
    assert of_the_example.flipped == len(flipped_parts)


def test_each_says_its_figure_before_and_after_and_which_verdicts_turn(of_the_example):
    improvement = next(moved for moved in of_the_example.moved if moved.indicator == "tt_reliable_improvement")
    assert (words.figure(improvement.before), words.figure(improvement.after)) == ("70%", "72%")
    assert (words.period_of(improvement.before), words.period_of(improvement.after)) == ("February 2026", "March 2026")
    for flip in improvement.flips:
        assert words.flip_word(flip, flip.before) != words.flip_word(flip, flip.after)
    (lately,) = improvement.flips
    assert (lately.part, lately.before.code, lately.after.code) == (Part.LATELY, Code.AS_USUAL, Code.LATELY_HIGHER)
    verdict_words = [words.flip_word(lately, verdict) for verdict in (lately.before, lately.after)]
    assert verdict_words == ["No significant change lately", "Lately higher than usual, which is better"]


def test_each_says_on_which_pages_and_playlists_it_stands(of_the_example, before):
    for moved in of_the_example.moved:
        link = before.strategy.link(moved.indicator)
        expected = [f"Priority {p[1:]}" for p in link.priorities] + [f"Outcome {o[1:]}" for o in link.outcomes]
        assert [page for page in moved.screens if page not in ("Overview", "Whole strategy")] == expected
        assert ("Whole strategy" in moved.screens) is link.whole_strategy
        assert moved.playlists[0] == "One indicator a slide"
        assert moved.line is not None
        assert moved.line.latest.period == words.period_of(moved.after)


def test_what_is_worth_a_look_stands_with_its_row_and_the_title_it_is_about(of_the_example, before):
    titles = {before.title(moved.indicator) for moved in of_the_example.moved}
    assert of_the_example.odd
    assert {declared.title for declared, _ in of_the_example.odd} <= titles
    assert any(
        odd.row == 359 and "outside the usual range" in words.odd_in_words(odd, declared)
        for declared, odd in of_the_example.odd
    )


def test_a_file_that_changes_nothing_moves_nothing(store, before, tmp_path):
    again = tmp_path / "again.csv"
    again.write_bytes(BUNDLED.read_bytes() + b"\n")
    rehearsal = rehearse(store, [Incoming(again)], before)
    (file,) = rehearsal.files
    assert file.arrival.unchanged == file.checked.rows
    assert (file.arrival.new, file.arrival.revised, file.arrival.older) == (0, 0, 0)
    assert {verdicts: rehearsal.after.verdicts[verdicts].value for verdicts in rehearsal.after.verdicts} == {
        name: verdicts.value for name, verdicts in before.verdicts.items()
    }
    assert all(moved.change is None and not moved.flips for moved in preview(rehearsal).moved)
    assert preview(rehearsal).flipped == 0


def test_a_file_that_changes_only_history_leaves_the_latest_figure_and_says_so(store, before, figures):
    path = figures("value | period_type | period_start | period_end\n40 | survey | 2015-01-01 | 2015-03-31")
    (moved,) = preview_of(store, before, path).moved
    assert moved.indicator == NAME
    assert words.figure(moved.before) == words.figure(moved.after)
    assert moved.change is None or not moved.change.flipped
    assert moved.line.ours.known[0].value == 40


def test_a_withdrawal_shows_the_way_back(own_store, before, of_the_example):
    publish.load(own_store, EXAMPLE, recompute)
    loaded = boards.board(own_store, before.strategy, 2, TODAY)
    load_id = publish.already_loaded(own_store.read(), fingerprint(EXAMPLE))
    withdrawal = preview(rehearse_withdrawal(own_store, load_id, loaded))
    forward = {
        moved.indicator: (words.figure(moved.before), words.figure(moved.after)) for moved in of_the_example.moved
    }
    back = {moved.indicator: (words.figure(moved.after), words.figure(moved.before)) for moved in withdrawal.moved}
    assert back == forward
    assert withdrawal.flipped == of_the_example.flipped


def test_a_withdrawal_of_the_only_figures_says_that_none_would_be_left(own_store, before, figures):
    name = next(name for name, verdicts in before.verdicts.items() if not verdicts.has_figure)
    path = figures(f"indicator_id | value\n{name} | 53")
    publish.load(own_store, path, recompute)
    loaded = boards.board(own_store, before.strategy, 2, TODAY)
    assert loaded.verdicts[name].has_figure
    (moved,) = preview(
        rehearse_withdrawal(own_store, publish.already_loaded(own_store.read(), fingerprint(path)), loaded)
    ).moved
    assert [words.odd_in_words(odd, moved.after.declared) for odd in moved.odd] == ["No figure would be left."]
    assert moved.line is None
    assert words.change_in_words(moved.change).startswith("No figure now; it was 53")
