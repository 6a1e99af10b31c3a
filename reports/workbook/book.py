"""The workbook of measures: a sheet to read first, the measures, the indicators, and a dictionary of its columns."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd
from xlsxwriter import Workbook

from charts import words
from charts.words.table import NOT_AVAILABLE, WHY_NOT
from data.layouts import PUBLISHERS
from data.periods import in_full
from indicators.core.board.board import Board
from reports.workbook import indicators, measures
from reports.workbook.sheet import Field, Styles, styles, table, write

LICENCE = (
    "Public sector information is licensed under the Open Government Licence v3.0. A file that was loaded here "
    "keeps its publisher's own terms: each row names its source and citation."
)
NOT_THERE = "Its value is empty and never zero. The column suppressed says why there is none."
STATUSES = (
    ("final", "The publisher does not expect to change it."),
    ("performance", "The publisher's performance file: more complete than a provisional one."),
    ("provisional", "The publisher may still revise it."),
    ("preliminary", "An early figure that the publisher expects to revise."),
)


class _Described(NamedTuple):
    sheet: str
    field: Field[Any]


DICTIONARY: tuple[Field[_Described], ...] = (
    Field("sheet", "The sheet it stands on.", lambda row: row.sheet),
    Field("column", "Its name in the first row.", lambda row: row.field.name, width=20),
    Field("holds", "What its cells are.", lambda row: row.field.kind),
    Field("meaning", "What it means.", lambda row: row.field.help, width=70),
    Field("allowed", "The only values it may have.", lambda row: ", ".join(row.field.one_of), width=60),
)


def measures_workbook(board: Board, published: str) -> bytes:
    """The workbook as bytes; ``published`` says when the board's version was published.

    It has figures of indicators alone: no rows of the files they were counted from, and no records of single events.
    """
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        book.set_properties({"title": f"{board.strategy.name}: every measure, data version {board.version}"})
        look = styles(book)
        _read_me(book, look, board, published)
        table(book, look, "Measures", measures.FIELDS, measures.figures(board))
        table(book, look, "Indicators", indicators.FIELDS, indicators.judged(board))
        table(book, look, "Fields", DICTIONARY, _described())
    return file.getvalue()


def _described() -> Iterator[_Described]:
    sheets = (("Measures", measures.FIELDS), ("Indicators", indicators.FIELDS), ("Fields", DICTIONARY))
    return (_Described(name, field) for name, fields in sheets for field in fields)


def _read_me(book: Workbook, look: Styles, board: Board, published: str) -> None:
    """What the file is, its marks and codes, and its sources: names on the left, what they mean on the right."""
    sheet = book.add_worksheet("Read me")
    sheet.set_column(0, 0, 30, look.wrapped)
    sheet.set_column(1, 1, 100, look.wrapped)
    at = 0
    for title, entries in _sections(board, published):
        sheet.write_string(at, 0, title, look.head)
        sheet.write_blank(at, 1, None, look.head)
        for name, meaning in entries:
            at += 1
            write(sheet, look, at, 0, name)
            write(sheet, look, at, 1, meaning)
        at += 2
    sheet.freeze_panes(1, 0)


def _sections(board: Board, published: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield "Every measure in force", _about(board, published)
    yield "A figure that is not there", [("[empty]", NOT_THERE), *_why_not()]
    yield "How settled a figure is", list(STATUSES)
    yield "Direction", [(words.mark(mark), meaning) for mark, meaning in words.MEANINGS.items()]
    yield "Sources and licence", [*_sources(board), ("Licence", LICENCE)]


def _about(board: Board, published: str) -> list[tuple[str, str]]:
    strategy = board.strategy
    sensitive = any(declared.sensitive for declared in board.indicators.values())
    talk = [("If this is hard to read", words.talk(strategy))] if sensitive else []
    return [
        *talk,
        ("Strategy", strategy.name),
        ("Place", strategy.place),
        ("Data version", str(board.version)),
        ("Published", published),
        ("Judged on", in_full(board.today)),
        ("Measures", "One row for each figure in force. Figures that were revised or withdrawn are not in this file."),
        ("Indicators", "What each indicator means, and its verdicts on the day above."),
        ("Fields", "What every column of this workbook means, and which values it may have."),
        ("Limits", "lower95 to upper95 hold the values that fit with a figure, allowing for chance, 95 times of 100."),
        ("Illustrative", "TRUE marks an example. It is not a real figure."),
    ]


def _why_not() -> list[tuple[str, str]]:
    known = {**WHY_NOT, "not available": NOT_AVAILABLE}
    return [
        (reason, f"{words.upper(meaning)}. Shown on the pages as {mark}") for reason, (mark, meaning) in known.items()
    ]


def _sources(board: Board) -> list[tuple[str, str]]:
    """Every publication that a measure is cited from, beside its source's short name."""
    pairs = pd.concat([board.measures(name)[["source", "citation"]] for name in board.indicators]).drop_duplicates()
    rows = pairs.fillna("").itertuples(index=False, name=None)
    return sorted({(source, words.cited(citation, PUBLISHERS.get(source, source))) for source, citation in rows})
