"""Workbooks with several sheets that could be loaded: each that is named is a load of its own, of the same file."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from places import NEXT_LOAD

import data.__main__ as commands
from data.loading import erase, ingest, publish, rebuild
from data.loading.incoming import Incoming
from data.loading.publish import ALREADY, PUBLISHED, load_together
from data.problems import SeveralTabsError, UnreadableFileError
from indicators.core.board import dry_run

HEADER = (
    "indicator_id", "area_code", "period_start", "period_end", "period_type", "value", "source_id", "unit", "citation",
)  # fmt: skip


def rows(year: int, value: object) -> list[tuple[object, ...]]:
    figure = ("know_where_help_crisis", "E08000035", f"{year}-04-01", f"{year + 1}-03-31", "year", value)
    return [HEADER, (*figure, "healthwatch_leeds", "%", "A report")]


@pytest.fixture
def book(tmp_path: Path):
    """Write sheets of rows as a workbook; any other sheet beside them holds a note."""

    def written(name: str = "book.xlsx", **sheets: list[tuple[object, ...]]) -> Path:
        workbook = openpyxl.Workbook()
        workbook.active.append(["Notes"])
        for title, lines in sheets.items():
            sheet = workbook.create_sheet(title)
            for line in lines:
                sheet.append(line)
        workbook.save(tmp_path / name)
        workbook.close()
        return tmp_path / name

    return written


@pytest.fixture
def two(book) -> Path:
    return book(Q1=rows(2022, 51), Q2=rows(2023, 54))


def both(path: Path) -> list[Incoming]:
    return [Incoming(path, sheet="Q1"), Incoming(path, sheet="Q2")]


def stored_figures(store) -> list[tuple[object, ...]]:
    query = "SELECT load_id, sheet, value, row_number FROM published_value JOIN load USING (load_id) ORDER BY ALL"
    return store.read().execute(query).fetchall()


# Choosing


def test_where_nobody_has_said_which_sheet_every_one_that_could_be_loaded_is_named(small_store, two):
    with pytest.raises(SeveralTabsError, match="2 sheets could be loaded: Q1, Q2. Choose which") as refused:
        ingest.check(small_store.read(), two)
    assert [(tab.name, tab.layout) for tab in refused.value.tabs] == [
        ("Q1", "The common format"),
        ("Q2", "The common format"),
    ]


def test_the_sheet_that_is_named_is_read(small_store, two):
    cursor = small_store.read()
    checked = ingest.check(cursor, two, sheet="Q2")
    assert checked.sheet == "Q2"
    assert cursor.execute("SELECT value FROM staged").fetchall() == [(54,)]


def test_a_sheet_that_is_not_there_is_refused_naming_those_that_are(small_store, two):
    with pytest.raises(UnreadableFileError, match="no sheet named 'Q3' can be loaded. These can: Q1, Q2."):
        ingest.check(small_store.read(), two, sheet="Q3")


def test_a_fault_names_its_sheet_and_its_row(small_store, book):
    path = book(Q1=rows(2022, 51), Q2=rows(2023, "abc"))
    (problem,) = ingest.check(small_store.read(), path, sheet="Q2").problems
    assert (problem.file, problem.row, problem.column, problem.value) == ("book.xlsx, sheet Q2", 2, "value", "abc")


@pytest.mark.slow
def test_a_workbook_with_one_such_sheet_needs_no_choice_and_is_known_again_with_or_without_one(
    small_store, book, unchanged
):
    path = book(Q1=rows(2022, 51))
    (outcome,) = load_together(small_store, [Incoming(path, sheet="Q1")], unchanged)
    assert stored_figures(small_store) == [(outcome.load_id, None, 51, 2)]
    for again in (Incoming(path), Incoming(path, sheet="Q1")):
        assert load_together(small_store, [again], unchanged)[0].state == ALREADY


# Loading


@pytest.mark.slow
def test_sheets_chosen_together_are_one_version_and_a_load_each(small_store, two, unchanged):
    outcomes = load_together(small_store, both(two), unchanged)
    assert [(outcome.state, outcome.load_id, outcome.version) for outcome in outcomes] == [
        (PUBLISHED, 1, 2),
        (PUBLISHED, 2, 2),
    ]
    assert stored_figures(small_store) == [(1, "Q1", 51, 2), (2, "Q2", 54, 2)]
    assert len(small_store.originals.kept()) == 1
    assert small_store.read().execute("SELECT note FROM version WHERE version = 2").fetchall() == [
        ("Loaded book.xlsx, sheet Q1, book.xlsx, sheet Q2",)
    ]


@pytest.mark.slow
def test_one_sheet_can_be_taken_back_and_another_added_later(small_store, two, unchanged):
    load_together(small_store, both(two)[:1], unchanged)
    first, second = load_together(small_store, both(two), unchanged)
    assert (first.state, first.load_id, second.state, second.load_id) == (ALREADY, 1, PUBLISHED, 2)
    publish.withdraw(small_store, 1, unchanged)
    assert publish.already_loaded(small_store.read(), small_store.originals.kept().pop(), "Q1") is None
    assert publish.already_loaded(small_store.read(), small_store.originals.kept().pop(), "Q2") == 2


@pytest.mark.slow
def test_a_store_made_again_reads_the_same_sheets(little_store, two, unchanged):
    load_together(little_store, both(two), unchanged)
    before = stored_figures(little_store)
    rebuild.rebuild(little_store, unchanged)
    assert stored_figures(little_store) == before


@pytest.mark.slow
def test_erasing_one_sheet_says_that_the_original_is_kept_for_the_other(small_store, two, unchanged):
    load_together(small_store, both(two), unchanged)
    erasure = erase.erase(small_store, 1, unchanged)
    assert (erasure.original_removed, erasure.kept_for) == (False, (2,))
    assert erase.erase(small_store, 2, unchanged).original_removed


# By command


@pytest.fixture
def run(own_store, capsys, monkeypatch, unchanged):
    """Run the command that loads on a copy of the bundled store; its exit code and messages."""
    monkeypatch.setattr(commands, "recompute", unchanged)
    monkeypatch.setattr(dry_run, "recompute", unchanged)

    def ran(*arguments: str | Path) -> tuple[int, str]:
        code = commands.main(["load", *map(str, arguments), "--store", str(own_store.folder)])
        return code, capsys.readouterr().err

    return ran


@pytest.mark.slow
def test_by_command_a_workbook_with_several_is_not_read_until_sheets_are_named(run, two, own_store):
    code, messages = run(two)
    assert (code, own_store.version) == (2, 1)
    assert (
        "book.xlsx: 2 sheets could be loaded: Q1, Q2. Choose which on the page Upload, or name each by --sheet"
        in messages
    )


@pytest.mark.slow
def test_by_command_each_sheet_that_is_named_is_loaded(run, two, own_store):
    code, messages = run(two, "--sheet", "Q1", "--sheet", "Q2")
    assert (code, own_store.version) == (0, 3)
    assert "book.xlsx, sheet Q1: The common format, 1 row." in messages
    assert f"Published as load {NEXT_LOAD + 1} in version 3." in messages
