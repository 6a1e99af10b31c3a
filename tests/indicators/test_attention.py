"""What the board reads first, by rules that are published; and the board that it is read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from charts import words
from indicators.core.board import board as boards
from indicators.core.board.attention import (
    Cause,
    barred,
    getting_better,
    in_order,
    needs_attention,
    overdue,
)
from indicators.core.board.board import Board, board_as_at, board_in
from indicators.core.verdicts import Bar, Code, Mark, Verdict, Verdicts, Why
from indicators.core.verdicts.model import cannot
from indicators.methods.because import because
from indicators.methods.direction import Difference
from tests.charts.drawn import judged
from tests.indicators.drawing import line

TODAY = date(2026, 11, 21)
WORSE = Verdict(Code.WORSE, mark=Mark.WORSE)
BETTER = Verdict(Code.BETTER, mark=Mark.BETTER)


def strong(strength: float) -> Difference:
    """A change so many times as large as half of its limits' width."""
    return Difference(0.0, strength, strength, strength - 1, strength + 1)


def until(end: date) -> tuple[date, date]:
    """A year that ends on a day."""
    return end.replace(year=end.year - 1), end


def named(items: list) -> list[tuple[str, Cause]]:
    return [(item.verdicts.indicator, item.cause) for item in items]


def test_worse_and_better_come_first_and_the_strongest_evidence_first_within_each():
    marks = [Mark.NO_FIGURE, Mark.FIGURE_ONLY, Mark.NO_CHANGE, Mark.CHANGED, Mark.BETTER, Mark.WORSE]
    drawn = [
        judged(f"{mark} {strength}", mark, difference=strong(strength))
        for mark in marks
        for strength in (1.0, 3.0, 2.0)
    ]
    ordered = in_order(drawn)
    assert [v.mark for v in ordered[::3]] == marks[::-1]
    assert [v.strength for v in ordered] == [3.0, 2.0, 1.0] * 6


def test_each_indicator_needs_attention_for_its_gravest_cause_alone():
    all_three = judged("a", Mark.WORSE, lately=WORSE, england=WORSE)
    two = judged("b", Mark.NO_CHANGE, lately=WORSE, england=WORSE)
    one = judged("c", Mark.BETTER, england=WORSE)
    none = judged("d", Mark.BETTER, lately=BETTER, england=BETTER)
    items = needs_attention([none, one, two, all_three])
    assert named(items) == [("a", Cause.WORSE), ("b", Cause.LATELY), ("c", Cause.BESIDE_ENGLAND)]


def test_what_is_worse_comes_before_what_is_lately_worse_before_what_is_worse_than_england():
    lately = [judged(f"l{n}", Mark.NO_CHANGE, lately=WORSE, difference=strong(float(n))) for n in (1, 3, 2)]
    poor = [judged("p", Mark.FIGURE_ONLY, england=WORSE)]
    worse = [judged("w", Mark.WORSE)]
    assert [name for name, _ in named(needs_attention([*poor, *lately, *worse]))] == ["w", "l3", "l2", "l1", "p"]


def test_a_measure_of_recording_never_leads():
    recording = judged("r", Mark.WORSE, difference=strong(9.0))
    recording = replace(recording, declared=replace(recording.declared, of_recording=True))
    poor = judged("p", Mark.FIGURE_ONLY, england=WORSE)
    assert [name for name, _ in named(needs_attention([recording, poor]))] == ["p", "r"]


@pytest.mark.parametrize(
    ("end", "cause"),
    [(date(2024, 11, 30), Cause.BETTER), (date(2024, 10, 31), Cause.BETTER_THEN), (date(2026, 3, 31), Cause.BETTER)],
)
def test_what_got_better_but_has_no_figure_for_over_two_years_says_so(end: date, cause: Cause):
    assert named(getting_better([judged("a", Mark.BETTER, period=until(end))], TODAY)) == [("a", cause)]


def test_old_good_news_comes_after_new():
    old = judged("old", Mark.BETTER, difference=strong(9.0), period=until(date(2022, 3, 31)))
    new = judged("new", Mark.BETTER, difference=strong(1.5), period=until(date(2026, 3, 31)))
    assert [name for name, _ in named(getting_better([old, new, judged("w", Mark.WORSE)], TODAY))] == ["new", "old"]


def test_only_late_figures_are_overdue():
    late, due = (
        judged(code, Mark.NO_CHANGE, data=Verdict(code, mark=Mark.NO_FIGURE)) for code in (Code.OVERDUE, Code.DUE)
    )
    assert overdue([late, due]) == [late]


def test_what_cannot_be_judged_is_listed_by_what_stands_in_the_way_the_commonest_first():
    one, two, three = (
        judged(name, Mark.FIGURE_ONLY, direction=cannot(bar, because(Why.NO_LIMITS)))
        for name, bar in (("a", Bar.ROUGH), ("b", Bar.TOO_OLD), ("c", Bar.TOO_OLD))
    )
    assert barred([one, judged("d", Mark.BETTER), two, three]) == {Bar.TOO_OLD: [two, three], Bar.ROUGH: [one]}
    assert next(iter(barred([one, two, three]))) is Bar.TOO_OLD


def test_every_bar_is_told_with_what_would_help():
    assert len({words.would_help(bar) for bar in Bar}) == len(Bar)


# The board


def test_a_board_without_any_figure_judges_every_indicator_as_without_one(leeds):
    empty = Board(leeds, {"": line([1]).iloc[:0]}, (), 1, TODAY)
    assert {verdicts.mark for verdicts in empty.verdicts.values()} == {Mark.NO_FIGURE}
    assert empty.measures("suicide_rate").empty
    assert empty.series("suicide_rate") is None
    with pytest.raises(KeyError):
        empty.indicator("gone")


@pytest.mark.slow
def test_verdicts_known_already_are_taken_as_they_are(store, leeds):
    judged_board = boards.board(store, leeds, 1, TODAY)
    known: Verdicts = judged("suicide_rate", Mark.WORSE)
    again = Board(
        leeds, judged_board.measures_by_indicator, judged_board.targets, 1, TODAY, known={"suicide_rate": known}.get
    )
    assert again.verdicts["suicide_rate"] is known
    assert {n: v for n, v in again.verdicts.items() if v is not known} == {
        n: v for n, v in judged_board.verdicts.items() if n != "suicide_rate"
    }


@pytest.mark.slow
def test_a_draft_s_board_is_that_of_the_store_until_something_changes(store, leeds):
    with store.rehearsal() as draft:
        assert board_in(draft.connection, leeds, 1, TODAY).verdicts == boards.board(store, leeds, 1, TODAY).verdicts


@pytest.mark.slow
def test_as_released_by_a_day_before_any_release_the_board_holds_nothing(store, leeds):
    nothing = board_as_at(store, leeds, 1, date(2000, 1, 1))
    assert nothing.by_release
    assert not any(verdicts.has_figure for verdicts in nothing.verdicts.values())


@pytest.mark.slow
def test_as_released_by_a_day_only_figures_released_by_then_are_there(store, leeds):
    then = board_as_at(store, leeds, 1, date(2023, 1, 31))
    rates = then.measures("suicide_rate").query("area == 'E08000035' and value == value")
    assert len(rates)
    assert (rates["release"] <= "2023-01-31").all()
