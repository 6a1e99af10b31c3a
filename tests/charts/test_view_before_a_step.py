"""The view of the limits before a step change: as they were, and nothing proposed anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from charts.facts.views import BEFORE, CONTROL, views
from data.people.step_changes import Decision, Step
from data.storage.versions import Store
from indicators.core.board.board import board as board_of
from indicators.core.strategy.model import Strategy

TODAY = date(2026, 7, 1)


def test_the_view_before_an_approved_step_proposes_it_no_more(store: Store, leeds: Strategy) -> None:
    board = board_of(store, leeds, store.version, TODAY)
    name = "tt_wait_18w"
    series = board.series(name)
    assert series is not None
    place = series.place
    step = Step(
        name, place.code, place.role, date(2025, 1, 1), Decision.APPROVED, "Ann", datetime(2026, 11, 20, 9), "New."
    )
    assert views(board, name)[CONTROL].proposed is not None
    facts_by_view = views(replace(board, steps=(step,)), name)
    assert len(facts_by_view[CONTROL].limits) == 2 and len(facts_by_view[BEFORE].limits) == 1
    assert facts_by_view[BEFORE].proposed is None
