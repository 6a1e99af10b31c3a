"""A publish tried out in full: what it shows is what publishing then does, and nothing of it stays."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from places import EXAMPLES

from charts.words import figure
from data.files.reading import fingerprint
from data.loading import publish
from data.loading.incoming import Incoming
from data.storage.versions import StoreError
from indicators.core.board import board as boards
from indicators.core.board.dry_run import rehearse, rehearse_withdrawal
from indicators.core.measures.measures import places_moved
from indicators.core.measures.refresh import recompute
from indicators.core.strategy import targets
from indicators.core.verdicts import Code
from tests.indicators.entered import LEEDS, OURS

TODAY = date(2026, 11, 21)
EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"
NAME = "know_where_help_crisis"
SURVEY = "value | period_type | period_start | period_end\n61 | survey | 2025-01-01 | 2025-03-31"


@pytest.fixture(scope="module")
def before(store):
    return boards.board(store, LEEDS, 1, TODAY)


def dry_run_of(store, before, *paths: Path):
    return rehearse(store, [Incoming(path) for path in paths], before)


@pytest.mark.slow
def test_what_is_shown_before_publishing_is_what_is_shown_after_it(own_store, before):
    messages: list[str] = []
    rehearsal = rehearse(own_store, [Incoming(EXAMPLE)], before, messages.append)
    assert rehearsal.ready
    assert own_store.version == 1
    assert messages[0] == f"Reading and checking {EXAMPLE.name}"
    assert publish.load(own_store, EXAMPLE, recompute).version == 2
    assert rehearsal.after.verdicts == boards.board(own_store, LEEDS, 2, TODAY).verdicts
    assert rehearsal.after.version == 2
    assert list(rehearsal.moved) == sorted(places_moved(own_store.read(), 2))


@pytest.mark.slow
def test_a_withdrawal_tried_out_is_what_withdrawing_does(own_store, before):
    publish.load(own_store, EXAMPLE, recompute)
    loaded = boards.board(own_store, LEEDS, 2, TODAY)
    load_id = publish.already_loaded(own_store.read(), fingerprint(EXAMPLE))
    rehearsal = rehearse_withdrawal(own_store, load_id, loaded)
    assert (own_store.version, rehearsal.files) == (2, ())
    assert rehearsal.after.verdicts == before.verdicts
    assert "tt_recovery" in rehearsal.moved
    with pytest.raises(StoreError, match="There is no load 99"):
        rehearse_withdrawal(own_store, 99, loaded)


@pytest.mark.slow
def test_where_somebody_published_meanwhile_the_board_before_is_theirs(own_store, before, figures):
    publish.load(own_store, figures(SURVEY, "theirs.csv"), recompute)
    rehearsal = dry_run_of(own_store, before, figures(SURVEY.replace("61", "62"), "ours.csv"))
    assert (rehearsal.before.version, rehearsal.after.version) == (2, 3)
    assert (figure(rehearsal.before.verdicts[NAME]), figure(rehearsal.after.verdicts[NAME])) == ("61%", "62%")


@pytest.mark.slow
def test_one_file_with_faults_stops_all_and_nothing_is_said_to_change(store, before, figures):
    rehearsal = dry_run_of(store, before, figures("value\n53", "good.csv"), figures("value\nabc", "bad.csv"))
    good, bad = rehearsal.files
    assert (good.ready, bad.ready, rehearsal.ready) == (True, False, False)
    assert bad.arrival is None
    assert rehearsal.after is rehearsal.before
    assert rehearsal.moved == ()


@pytest.mark.slow
def test_a_file_that_is_not_there_or_not_known_says_so_and_the_others_are_looked_at(store, before, figures, tmp_path):
    (tmp_path / "prices.csv").write_text("a,b\n1,2\n")
    rehearsal = dry_run_of(store, before, tmp_path / "nowhere.csv", tmp_path / "prices.csv", figures("value\n53"))
    assert "no such file" in rehearsal.files[0].unreadable
    assert "not a file we know" in rehearsal.files[1].unreadable
    assert [file.ready for file in rehearsal.files] == [False, False, True]
    assert not rehearsal.ready


@pytest.mark.slow
def test_a_file_that_is_loaded_already_names_its_load_and_leaves_nothing_to_do(own_store, before, figures):
    path = figures("value\n53")
    outcome = publish.load(own_store, path, lambda connection, version: None)
    rehearsal = dry_run_of(own_store, before, path)
    assert rehearsal.files[0].already == outcome.load_id
    assert not rehearsal.ready


@pytest.mark.slow
def test_one_file_dropped_twice_is_not_said_to_be_loaded(store, before, figures):
    path = figures("value\n53", "one.csv")
    rehearsal = dry_run_of(store, before, path, Path(shutil.copy(path, path.with_name("two.csv"))))
    assert rehearsal.files[1].already is None
    assert rehearsal.files[1].unreadable == "two.csv: it is the same file as one.csv. Take one of the two away."
    assert not rehearsal.ready


def test_nothing_to_try_out_is_nothing_ready(store, before):
    assert not dry_run_of(store, before).ready


@pytest.mark.slow
def test_ids_that_no_indicator_goes_by_are_named_with_the_nearest_there_is(store, before, figures):
    rehearsal = dry_run_of(
        store,
        before,
        figures(f"""
            indicator_id           | value
            know_where_help_crises | 53
            {NAME}                 | 54
            zzz                    | 55
        """),
    )
    assert rehearsal.unclaimed == (("know_where_help_crises", NAME), ("zzz", ""))


@pytest.mark.slow
def test_ids_of_an_earlier_load_are_not_named_again(own_store, before, figures):
    publish.load(own_store, figures("indicator_id | value\nzzz | 53", "first.csv"), recompute)
    assert dry_run_of(own_store, before, figures("value\n54", "second.csv")).unclaimed == ()


@pytest.mark.slow
def test_a_target_entered_meanwhile_counts_in_the_preview(own_store, before, figures):
    targets.enter(own_store, LEEDS, OURS, "A target")
    rehearsal = dry_run_of(own_store, before, figures(SURVEY))
    assert rehearsal.before.target(NAME) == rehearsal.after.target(NAME) == OURS
    assert rehearsal.after.verdicts[NAME].target.code is not Code.NO_TARGET
