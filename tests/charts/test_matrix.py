"""The strategy on a page: what the marks of a cell say, and what stands in words instead."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import words
from charts.facts.matrix import AT_MOST, WHOLE, Cell, Entry, View, rows, verdict
from charts.words import LEGENDS, SHORT
from indicators.core.verdicts import Code, Mark, Verdict
from tests.charts.drawn import DIRECTION, judged

IN_ORDER = list(Mark)


def cell(*marks: Mark) -> Cell:
    entries = (Entry(str(at), verdict_with(mark)) for at, mark in enumerate(sorted(marks, key=IN_ORDER.index)))
    return Cell("P1", "O1", tuple(entries))


def verdict_with(mark: Mark) -> Verdict:
    return Verdict(DIRECTION[mark], mark=mark)


@pytest.mark.slow
@given(st.lists(st.sampled_from(IN_ORDER), max_size=30))
def test_a_cell_shows_at_most_six_marks_and_says_the_rest_and_loses_none(marks: list[Mark]) -> None:
    matrix_cell = cell(*marks)
    shown = Counter(entry.mark for entry in matrix_cell.shown)
    assert shown + matrix_cell.folded == Counter(marks)
    assert len(matrix_cell.shown) <= max(AT_MOST, marks.count(Mark.WORSE))
    assert not matrix_cell.folded[Mark.WORSE]
    assert not shown[Mark.NO_FIGURE]
    order = [IN_ORDER.index(entry.mark) for entry in matrix_cell.shown]
    assert order == sorted(order)


def test_seven_worse_ones_are_all_shown() -> None:
    matrix_cell = cell(*[Mark.WORSE] * 7, Mark.BETTER)
    assert [entry.mark for entry in matrix_cell.shown] == [Mark.WORSE] * 7
    assert matrix_cell.folded == {Mark.BETTER: 1}


def test_no_figure_is_always_in_words_even_where_there_is_room() -> None:
    assert cell(Mark.NO_FIGURE).shown == ()
    assert words.counts_in_words(cell(Mark.NO_FIGURE).folded, View.DIRECTION) == "1 no figure"


def test_counts_are_said_in_the_order_of_marks() -> None:
    counts = Counter({Mark.NO_FIGURE: 15, Mark.NO_CHANGE: 4, Mark.BETTER: 1})
    assert words.counts_in_words(counts, View.DIRECTION) == "1 better · 4 no change · 15 no figure"


# The whole table --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_priorities_stand_in_their_order_and_the_whole_strategy_last(everything, leeds) -> None:
    matrix_rows = rows(leeds, everything, View.DIRECTION)
    assert [row.id for row in matrix_rows] == [*(p.id for p in leeds.priorities), WHOLE]
    assert [words.row_name(row.id, leeds) for row in matrix_rows] == [
        *((p.label, p.short) for p in leeds.priorities), ("", "Whole strategy"),
    ]  # fmt: skip
    assert all([cell.outcome for cell in row.cells] == [o.id for o in leeds.outcomes] for row in matrix_rows)


@pytest.mark.parametrize("view", View)
def test_every_indicator_stands_in_the_table_with_one_mark_in_all_its_cells(everything, leeds, view: View) -> None:
    matrix_rows = rows(leeds, everything, view)
    marks = {(e.indicator, e.mark) for row in matrix_rows for c in row.cells for e in c.entries}
    assert Counter(name for name, _ in marks) == dict.fromkeys(everything, 1)


@pytest.mark.parametrize("view", View)
def test_a_row_counts_each_of_its_indicators_once(everything, leeds, view: View) -> None:
    for row in rows(leeds, everything, view):
        unique = {e.indicator for c in row.cells for e in c.entries}
        assert row.tally.total() == len(unique)
        assert row.tally == Counter(verdict(everything[name], view).mark for name in unique)


@pytest.mark.parametrize("view", View)
def test_the_legend_explains_every_mark_that_occurs_and_words_exist_for_it(everything, view: View) -> None:
    occurring = {verdict(v, view).mark for v in everything.values()}
    assert occurring <= set(LEGENDS[view])
    assert list(LEGENDS[view]) == [mark for mark in Mark if mark in SHORT[view]]


MARKS_THAT_CAN_OCCUR = {
    View.DIRECTION: set(Mark),
    View.ENGLAND: set(Mark),
    View.TARGET: set(Mark) - {Mark.CHANGED},
    View.DATA: set(Mark) - {Mark.CHANGED},
}
"""A target is met or not, whichever way is better; data is up to date, due, overdue, one-off or stopped."""


@pytest.mark.parametrize("view", View)
def test_the_legend_covers_every_mark_that_can_occur_and_no_other(view: View) -> None:
    assert set(LEGENDS[view]) == set(SHORT[view]) == MARKS_THAT_CAN_OCCUR[view]


def test_a_mark_speaks_its_indicator_and_what_is_said_of_it_in_this_view() -> None:
    verdicts = replace(
        judged("suicide_rate", Mark.FIGURE_ONLY),
        england=Verdict(Code.SIMILAR, mark=Mark.NO_CHANGE),
        target=Verdict(Code.NOT_MET, mark=Mark.WORSE),
        data=Verdict(Code.OVERDUE, mark=Mark.WORSE),
    )
    names = [
        words.entry_in_words(Entry("suicide_rate", verdict(verdicts, view)), "Suicide rate", view) for view in View
    ]
    assert names == [
        "Suicide rate: a figure, no direction yet",
        "Suicide rate, against England: similar",
        "Suicide rate, target: not met",
        "Suicide rate, age of data: overdue",
    ]


def test_a_series_that_was_stopped_is_not_said_to_have_no_figure() -> None:
    assert words.counts_in_words(Counter({Mark.NO_FIGURE: 2}), View.DATA) == "2 stopped or no figure"
