"""Every measure as one Excel workbook: what stands on its sheets, as a spreadsheet reads it back."""

from __future__ import annotations

import io
from dataclasses import replace
from math import nan

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from indicators.core.board.board import Board
from reports.workbook import measures_workbook, sheet

FEW = ("suicide_rate", "tt_recovery", "cyp_access")
PUBLISHED = "21 November 2026"


def of_few(board: Board, change=lambda rows: rows) -> Board:
    """A board of three indicators, whose measures a test may change."""
    links = tuple(link for link in board.strategy.indicators if link.id in FEW)
    strategy = board.strategy.model_copy(update={"indicators": links})
    return replace(board, strategy=strategy, measures_by_indicator={name: change(board.measures(name)) for name in FEW})


def opened(board: Board) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(measures_workbook(board, PUBLISHED)))


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    head, *body = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.fixture(scope="module")
def book(board: Board) -> Workbook:
    return opened(of_few(board))


def test_it_has_a_sheet_to_read_first_then_measures_indicators_and_a_dictionary(book):
    assert book.sheetnames == ["Read me", "Measures", "Indicators", "Fields"]
    for name in ("Measures", "Indicators", "Fields"):
        assert book[name].freeze_panes == "A2"
        assert book[name].column_dimensions["A"].width > 8


def test_the_sheet_to_read_first_begins_with_support_and_says_what_the_figures_are_of(book, leeds):
    words_by_heading = dict(row[:2] for row in book["Read me"].iter_rows(values_only=True) if row[0])
    assert "Samaritans 116 123" in book["Read me"]["B2"].value
    assert words_by_heading["Strategy"] == leeds.name
    assert (words_by_heading["Data version"], words_by_heading["Published"]) == ("1", PUBLISHED)
    assert words_by_heading["suppressed"] == "Hidden to protect people, not zero. Shown on the pages as [c]"
    assert words_by_heading["Getting worse"].startswith("The latest level differs")
    assert "Open Government Licence" in words_by_heading["Licence"]


def test_every_source_of_a_measure_is_named_there(book):
    headings = {row[0] for row in book["Read me"].iter_rows(values_only=True)}
    assert {row["source"] for row in rows(book, "Measures")} <= headings


def test_every_measure_is_a_row_with_its_value_as_it_is_held(book, board):
    measure_rows = rows(book, "Measures")
    assert len(measure_rows) == sum(len(board.measures(name)) for name in FEW)
    for name in FEW:
        stored_values = list(board.measures(name)["value"])
        read = [row["value"] if row["value"] is not None else nan for row in measure_rows if row["indicator"] == name]
        assert read == pytest.approx(stored_values, rel=1e-14, nan_ok=True)


def test_a_row_says_what_where_when_and_from_which_release_and_load(book):
    newest = [
        row for row in rows(book, "Measures") if row["area"] == "E08000035" and row["indicator"] == "suicide_rate"
    ]
    row = next(row for row in newest if row["period"] == "2021-23" and not row["dimension"])
    assert (row["title"], row["place"], row["unit"], row["value"]) == (
        "Suicide rate",
        "Leeds",
        "per 100,000 people",
        11.6,
    )
    assert (str(row["period_start"])[:10], str(row["period_end"])[:10]) == ("2021-01-01", "2023-12-31")
    assert row["source"] == "ons_suicide_registrations" and row["load_id"] > 0 and row["illustrative"] is False
    assert "Samaritans" in row["support"]


def test_a_hidden_figure_is_an_empty_cell_with_its_reason(book):
    hidden = [row for row in rows(book, "Measures") if row["suppressed"]]
    assert hidden and {row["value"] for row in hidden} == {None}


@pytest.mark.slow
def test_words_that_would_start_a_formula_stay_words(board):
    book = opened(
        of_few(board, lambda measures: measures.assign(note='=HYPERLINK("http://example.org")', citation="+1 @SUM"))
    )
    sheet = book["Measures"]
    head = [cell.value for cell in sheet[1]]
    for name, words in (("note", '=HYPERLINK("http://example.org")'), ("citation", "+1 @SUM")):
        cell = sheet.cell(2, head.index(name) + 1)
        # Quoted: a spreadsheet keeps the words as words even when somebody edits the cell.
        assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def test_each_indicator_has_its_meaning_and_its_verdict_in_words(book):
    row_by_indicator = {row["indicator"]: row for row in rows(book, "Indicators")}
    assert set(row_by_indicator) == set(FEW)
    suicide = row_by_indicator["suicide_rate"]
    assert suicide["polarity"] == "lower is better" and suicide["latest"] == 11.6
    assert suicide["direction"] == "Cannot say yet" and suicide["england"] == "Similar"
    assert suicide["definition"].startswith("Deaths by suicide")


def test_every_column_of_the_workbook_is_explained(book):
    explained = {(row["sheet"], row["column"]) for row in rows(book, "Fields") if row["meaning"] and row["holds"]}
    for name in ("Measures", "Indicators", "Fields"):
        assert {(name, cell.value) for cell in book[name][1]} <= explained
    allowed = {row["column"]: row["allowed"] for row in rows(book, "Fields")}
    assert allowed["status"] == "final, performance, provisional, preliminary"


@pytest.mark.slow
def test_figures_that_one_sheet_has_no_room_for_go_on_to_the_next(board, monkeypatch):
    monkeypatch.setattr(sheet, "ROWS_OF_A_SHEET", 500)
    book, measure_count = opened(of_few(board)), sum(len(board.measures(name)) for name in FEW)
    parts = [name for name in book.sheetnames if name.startswith("Measures")]
    assert len(parts) == -(-measure_count // 500) > 1
    assert sum(len(rows(book, name)) for name in parts) == measure_count


def test_an_empty_store_still_gives_a_workbook(board):
    book = opened(of_few(board, lambda measures: measures.iloc[:0]))
    assert rows(book, "Measures") == []
    assert rows(book, "Indicators")[0]["direction"] == "No figure"
