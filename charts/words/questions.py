"""What has to be answered before a publish, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import pandas as pd

from charts.words.counting import counted, listed
from charts.words.plausibility import odd_in_words
from data.loading.load_diff import Revised
from indicators.core.board.board import Board
from indicators.core.board.questions import Question, QuestionKind
from indicators.methods.because import Because

NAMED = 3
ONE_LATER = "Write the day of publication in full to be sure."


def looked_at(number: int) -> str:
    """How many questions somebody looked at before publishing a load."""
    return f"{counted(number, 'question')} looked at."


def with_questions(note: str | None, number: float | None) -> str:
    """Why a load was published, and how many questions were looked at (not a number: none)."""
    questions_looked_at = looked_at(int(number)) if number is not None and pd.notna(number) else ""
    return " ".join(part for part in (note, questions_looked_at) if part)


def question_in_words(question: Question, board: Board) -> str:
    """One question, in a sentence or two."""
    return SAID[question.reason.code](question.reason, board)


def _cells(reason: Because, board: Board) -> str:
    first = reason["first"]
    rows = f"Row {first.row:,}" if reason["times"] == 1 else f"{reason['times']:,} rows, the first row {first.row:,}"
    cell = f"{first.value!r} in {first.column!r}" if first.value else f"column {first.column!r}"
    return f"{rows}, {cell}: {first.problem} {first.remedy}"


def _older(reason: Because, board: Board) -> str:
    times = reason["times"]
    return (
        f"The file gives {counted(times, 'figure')} that {'is' if times == 1 else 'are'} held with another value, "
        f"and nothing says which came later: {_named(reason['rows'], times, board)}. "
        "The ones held stay, unless you say that the file's are newer."
    )


def _emptied(reason: Because, board: Board) -> str:
    return f"The file has a mark where a number is held: {_named(reason['rows'], reason['times'], board)}. No number would be shown."


def _undecided(reason: Because, board: Board) -> str:
    rows: Sequence[int] = reason["rows"]
    subject = f"Row {rows[0]:,} differs" if len(rows) == 1 else f"{len(rows):,} rows, the first row {rows[0]:,}, differ"
    return (
        f"{subject} from what is held, and it is not known which was published later, in the same year or month. "
        f"The one that may be the later is shown. {ONE_LATER}"
    )


def _unknown_id(reason: Because, board: Board) -> str:
    nearest = f": is it {reason['nearest']!r}?" if reason["nearest"] else "."
    return f"No indicator is called {reason['name']!r}{nearest} No page would show these rows."


def _other_unit(reason: Because, board: Board) -> str:
    name = reason["indicator"]
    known = f"is in {board.indicator(name).unit!r}" if name in board.indicators else "is in another unit"
    return f"{_title(name, board)}: the file gives {reason['unit']!r}, and the indicator {known}. Check that it is the same measure."


def _unseen(reason: Because, board: Board) -> str:
    name, areas = reason["indicator"], [board.areas.get(code) or code for code in reason["areas"]]
    place_names = [place.name for place in board.indicator(name).places]
    shown = f"it is shown for {listed(place_names)}" if place_names else "no body of this strategy has it"
    area_names = f"{', '.join(areas[:NAMED])}{f' and {len(areas) - NAMED:,} more' if len(areas) > NAMED else ''}"
    return f"{_title(name, board)}: the file has figures for {area_names}, and {shown}. No page would show them."


def _far_off(reason: Because, board: Board) -> str:
    name, odd = reason["indicator"], reason["odd"]
    row = f", row {odd.row:,}" if odd.row else ""
    return f"{_title(name, board)}{row}: {odd_in_words(odd, board.indicator(name))}"


def _title(name: str, board: Board) -> str:
    return board.title(name) if name in board.indicators else name


def _named(rows: Sequence[Revised], times: int, board: Board) -> str:
    """The first of the figures, before and after; of which measure, where they are of several."""
    several = len({row.series for row in rows}) > 1
    figures = [
        f"{_of(row, board, several)}: {_value(row.before)} held, {_value(row.after)} in row {row.row:,}"
        for row in rows[:NAMED]
    ]
    rest = [f"{times - NAMED:,} more"] if times > NAMED else []
    return "; ".join([*figures, *rest])


def _of(row: Revised, board: Board, with_measure: bool) -> str:
    measure = [board.titles.get(row.series, row.series)] if with_measure else []
    return ", ".join((*measure, board.areas.get(row.area) or row.area, *row.group, row.period))


def _value(value: float | None) -> str:
    return "none" if value is None else f"{value:,.10g}"


SAID: dict[StrEnum, Callable[[Because, Board], str]] = {
    QuestionKind.CELLS: _cells,
    QuestionKind.OLDER: _older,
    QuestionKind.EMPTIED: _emptied,
    QuestionKind.UNDECIDED: _undecided,
    QuestionKind.UNKNOWN_ID: _unknown_id,
    QuestionKind.OTHER_UNIT: _other_unit,
    QuestionKind.UNSEEN: _unseen,
    QuestionKind.FAR_OFF: _far_off,
}
