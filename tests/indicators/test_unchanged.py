"""Verdicts carried over from the board before are those that judging everything again would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from places import EXAMPLES

from data.loading import publish
from data.people.step_changes import Decision, Step
from data.storage.versions import Store
from indicators.core.board import board as boards
from indicators.core.board.board import Board
from indicators.core.board.unchanged import carried_over
from indicators.core.measures.measures import places_moved
from indicators.core.measures.refresh import recompute
from indicators.core.strategy import targets
from tests.indicators.entered import LEEDS, OURS

TODAY = date(2026, 11, 21)
EXAMPLE = EXAMPLES / "talking_therapies_2026-03.csv"
STEP = Step(
    "tt_wait_18w", "E08000035", "", date(2025, 1, 1), Decision.DECLINED, "Ann", datetime(2026, 11, 20), "One month only"
)


@pytest.fixture(scope="module")
def before(store: Store) -> Board:
    board = boards.board(store, LEEDS, 1, TODAY)
    assert all(board.verdicts[name].indicator == name for name in board.indicators)
    return board


def judged_again(before: Board, after: Board) -> set[str]:
    """Indicators whose verdicts were not carried over, where the rest are the very same objects."""
    return {name for name, verdicts in after.verdicts.items() if verdicts is not before.verdicts[name]}


@pytest.mark.slow
def test_a_target_has_its_own_indicator_judged_again_and_no_other(own_store, before):
    version = targets.enter(own_store, LEEDS, OURS, "Ours")
    whole = boards.board(own_store, LEEDS, version, TODAY)
    carried = carried_over(before, whole)
    assert carried.verdicts == whole.verdicts
    assert judged_again(before, carried) == {OURS.indicator}
    assert carried.targets == whole.targets


@pytest.mark.slow
def test_a_load_has_every_indicator_judged_again_that_it_moves_and_no_other(own_store, before):
    version = publish.load(own_store, EXAMPLE, recompute).version
    whole = boards.board(own_store, LEEDS, version, TODAY)
    carried = carried_over(before, whole)
    assert carried.verdicts == whole.verdicts
    moved = {name for name in whole.verdicts if whole.verdicts[name] != before.verdicts[name]}
    again = judged_again(before, carried)
    assert moved <= again < set(whole.verdicts)
    measured = set(places_moved(own_store.read(), version))
    assert again == {name for name in whole.verdicts if {name, whole.indicator(name).totals_of} & measured}


@pytest.mark.slow
def test_figures_that_differ_are_judged_again_whatever_the_versions_are_called(before):
    """After going back a version does not know what a later one had moved: the figures themselves are compared."""
    name = "suicide_rate"
    other = before.measures(name).assign(value=before.measures(name)["value"] + 1)
    whole = replace(before, measures_by_indicator={**before.measures_by_indicator, name: other})
    assert judged_again(before, carried_over(before, whole)) == {name}


@pytest.mark.slow
def test_what_rests_on_the_totals_of_another_indicator_goes_with_it(before):
    whole = replace(
        before, measures_by_indicator={**before.measures_by_indicator, "tt_completion": before.measures("")}
    )
    resting = {name for name in before.indicators if before.indicator(name).totals_of == "tt_completion"}
    assert resting
    assert judged_again(before, carried_over(before, whole)) == {"tt_completion", *resting}


@pytest.mark.slow
def test_a_decision_on_a_step_change_has_its_indicator_judged_again(before):
    whole = replace(before, steps=(STEP,))
    assert judged_again(before, carried_over(before, whole)) == {STEP.indicator}


@pytest.mark.slow
def test_what_nobody_looks_at_is_not_judged_and_what_was_carried_over_is_handed_on(before):
    fresh = replace(before)
    assert fresh.verdicts["suicide_rate"] == before.verdicts["suicide_rate"]
    assert {name for name in fresh.verdicts if fresh.verdicts.ready(name)} == {"suicide_rate"}
    twice = carried_over(carried_over(before, fresh), fresh)
    assert all(twice.verdicts.ready(name) is before.verdicts[name] for name in fresh.indicators)


@pytest.mark.slow
def test_on_another_day_nothing_is_carried_over(before):
    tomorrow = replace(before, today=date(2026, 11, 22))
    assert carried_over(before, tomorrow) is tomorrow
