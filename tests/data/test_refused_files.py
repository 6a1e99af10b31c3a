"""Damaged, foreign, too large and ambiguous files are refused with a sentence that says what to do."""

from __future__ import annotations

import gzip
import random
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from places import SAMPLES

from data.files import reading
from data.loading import ingest
from data.problems import UnreadableFileError
from tests.data.one_row import HEADER, ROW

REFUSED = {
    "empty": (b"", "file.csv", "the file is empty. Download it again"),
    "zero bytes": (b"\0" * 400, "file.csv", "zero bytes"),
    "zero bytes inside": (f"{HEADER}\n{ROW}\0".encode(), "file.csv", "zero bytes"),
    "UTF-16 cut short": (f"{HEADER}\n{ROW}".encode("utf-16")[:-1], "file.csv", "broken UTF-16"),
    "an open quote": (f'{HEADER}\n"{ROW}\n{ROW}\n{ROW}'.encode(), "file.csv", "from row 2 on.*quote that is opened"),
    "a quote in the middle": (f'{HEADER}\n{ROW}\n"a"b,,,\n'.encode(), "file.csv", "from row 3 on"),
    "not gzip": (b"not packed", "file.csv.gz", "the packed file is damaged.*Fetch it again"),
    "gzip cut short": (gzip.compress(b"a,b\n" * 999)[:-9], "file.csv.gz", "the packed file is damaged"),
    "gzip overwritten": (
        bytes(b ^ (0x55 if 20 < i < 60 else 0) for i, b in enumerate(gzip.compress(random.Random(1).randbytes(400)))),
        "file.csv.gz",
        "the packed file is damaged",
    ),
    "not a workbook": (b"PK\3\4 nothing", "book.xlsx", "the workbook is damaged"),
    "text named workbook": (b"a,b,c", "book.xlsx", "the workbook is damaged"),
    "text named old workbook": (b"a,b,c", "book.xls", "the workbook is damaged"),
    "not parquet": (b"PAR1 nothing PAR1", "t.parquet", "not a readable Parquet file"),
    "a picture": (b"\x89PNG\r\n", "chart.png", "files ending in .png cannot be read. Give a CSV"),
    "no ending": (b"a,b", "figures", "files ending in nothing cannot be read"),
    "only blanks": (b"\n\n , ,\n", "file.csv", "this is not a file we know"),
    "html": (b"<html><body>404, not found</body></html>", "file.csv", "this is a web page"),
    "header twice": (f"{HEADER},Answer\n{ROW},5".encode(), "file.csv", "two columns are headed 'Answer'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_damaged_or_foreign_file_is_refused_in_words(check, file, case: str):
    content, name, words = REFUSED[case]
    with pytest.raises(UnreadableFileError, match=words) as refusal:
        check(file(content, name))
    assert name in str(refusal.value)


def test_a_file_that_is_not_there_is_refused_in_words(check, tmp_path: Path):
    with pytest.raises(UnreadableFileError, match="nowhere.csv: there is no such file"):
        check(tmp_path / "nowhere.csv")


def test_a_file_said_to_be_what_it_is_not_is_told_which_columns_that_would_need(small_store, file):
    with pytest.raises(
        UnreadableFileError, match="cannot be read as 'The common format', but without .*indicator_id"
    ) as failure:
        ingest.check(small_store.read(), file(f"{HEADER}\n{ROW}"), "common")
    assert "not a file we know" not in str(failure.value)


def test_a_folder_is_refused_in_words(check, tmp_path: Path):
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        check(tmp_path)


def test_a_workbook_locked_by_a_password_is_refused_saying_so(check):
    with pytest.raises(UnreadableFileError, match="locked by a password. Open it, take the password off"):
        check(SAMPLES / "locked.xlsx")


def test_a_workbook_with_two_tabs_that_could_be_loaded_is_refused_rather_than_half_read(check, workbook):
    rows = [HEADER.split(","), ROW.split(",")]
    with pytest.raises(
        UnreadableFileError,
        match="2 sheets could be loaded: Q1, Q2. Choose which on the page Upload, or name each by --sheet",
    ):
        check(workbook(Q1=rows, Q2=rows))


def test_tabs_that_no_menu_shows_are_said(check, workbook):
    rows = [HEADER.split(","), ROW.split(",")]

    def hide(**states: str) -> Path:
        path = workbook(A=[["a note"]], B=rows)
        book = openpyxl.load_workbook(path)
        for name, state in states.items():
            book[name].sheet_state = state
        book.save(path)
        return path

    assert check(hide()).notes == ()
    assert check(hide(B="veryHidden")).notes == (
        "This tab, 'B', is very hidden in the workbook, where no menu shows it.",
    )
    assert check(hide(A="hidden")).notes == ("Tab 'A' is hidden in the workbook; it was not read.",)


def test_a_twin_that_no_menu_shows_is_told_from_the_one_that_is_seen(check, workbook):
    rows = [HEADER.split(","), ROW.split(",")]
    path = workbook(A=rows, B=rows)
    book = openpyxl.load_workbook(path)
    book["B"].sheet_state = "veryHidden"
    book.save(path)
    with pytest.raises(UnreadableFileError, match="could be loaded: A, B .very hidden in the workbook, where no menu"):
        check(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(check, tmp_path, monkeypatch):
    monkeypatch.setattr("data.files.workbook.MAX_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(UnreadableFileError, match="bomb.xlsx: unpacks to 2 MB. Split the workbook"):
        check(tmp_path / "bomb.xlsx")


def test_a_packed_text_that_unpacks_to_too_much_is_refused(check, file, monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 1_000_000)
    with pytest.raises(UnreadableFileError, match="unpacks to over 1 MB. Split the file"):
        check(file(gzip.compress(b"0" * 2_000_000), "bomb.csv.gz"))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(check, file, monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(UnreadableFileError, match="Split the file"):
        check(file(f"{HEADER}\n{ROW}"))


def test_a_workbook_with_one_cell_at_the_far_corner_is_refused(check, workbook):
    path = workbook(Data=[HEADER.split(","), ROW.split(",")])
    book = openpyxl.load_workbook(path)
    book["Data"]["XFD1048576"] = 1
    book.save(path)
    with pytest.raises(UnreadableFileError, match="reaches to row 1,048,576 and column 16,384. Delete the cells far"):
        check(path)


@pytest.mark.parametrize(
    ("shown", "formula"), [("#N/A", ""), ("#DIV/0!", "<f>1/0</f>"), ("#REF!", '<f t="shared" si="0"/>')]
)
def test_an_error_in_a_cell_of_a_workbook_is_no_number_and_not_taken_for_hidden(
    check, workbook, shown: str, formula: str
):
    path = workbook(Notes=[["About"]], Data=[HEADER.split(","), ROW.split(",")])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet2.xml"].decode()
    start = sheet.index('<c r="D2"')
    end = sheet.index("</c>", start)
    spoiled = f'{sheet[:start]}<c r="D2" s="1" t="e">{formula}<v>{shown}</v>{sheet[end:]}'
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (parts | {"xl/worksheets/sheet2.xml": spoiled.encode()}).items():
            archive.writestr(name, content)
    assert [(p.row, p.column, p.value, p.problem) for p in check(path).problems] == [
        (2, "Answer", shown, "This is not a number.")
    ]


@pytest.mark.slow
def test_a_title_row_of_very_many_cells_is_refused_before_every_row_is_made_as_wide(check, file):
    content = f"Title{',' * 16_000}\n{HEADER}\n" + f"{ROW}\n" * 7_000
    with pytest.raises(
        UnreadableFileError, match="file.csv: it reaches to row 7,002 and column 16,001. Delete the cells"
    ):
        check(file(content))


@pytest.mark.slow
def test_parquet_with_more_cells_than_could_be_held_is_refused_before_it_is_read(check, tmp_path: Path):
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({name: pa.repeat("1", 2_000_000) for name in map(str, range(51))}), path)
    with pytest.raises(
        UnreadableFileError, match="t.parquet: it reaches to row 2,000,000 and column 51. .*split the file"
    ):
        check(path)


def test_parquet_with_a_column_twice_is_refused_naming_it(check, tmp_path: Path):
    names = [*HEADER.split(","), "Answer"]
    pq.write_table(pa.table([[cell] for cell in (*ROW.split(","), "5")], names=names), tmp_path / "t.parquet")
    with pytest.raises(UnreadableFileError, match="t.parquet: two columns are headed 'Answer'"):
        check(tmp_path / "t.parquet")


def test_a_row_with_cells_beyond_the_headers_is_refused_with_its_row(check, file):
    checked = check(file(f"{HEADER}\n{ROW}\n{ROW.replace('Q4', 'Q3')},7\n"))
    assert [(p.row, p.value, p.problem) for p in checked.problems] == [(3, "7", "There are more cells than headers.")]


def test_a_file_cut_short_is_refused_and_its_last_row_not_taken_for_hidden(check, file):
    checked = check(file(f"{HEADER}\n{ROW}\nSMI-Q3-2023-2024,15F,All6PHC"))
    assert [(p.row, p.column) for p in checked.problems] == [(3, "Answer")]
    assert checked.problems[0].problem == "The row stops before this column."


def test_a_remark_under_the_table_is_refused_with_its_row(check, file):
    checked = check(file(f"{HEADER}\n{ROW}\n\nSource: NHS England\n"))
    assert {p.row for p in checked.problems} == {4}
    assert any("remark under the table" in p.remedy for p in checked.problems)


def test_a_total_under_a_table_saved_by_a_spreadsheet_shows_no_commas_and_says_that_it_may_go(check, file):
    checked = check(file(f"{HEADER}\n{ROW}\n,,,6018\n"))
    assert {(p.row, p.value) for p in checked.problems} == {(3, "")}
    assert all("Delete the row if it is a total or a remark" in p.remedy for p in checked.problems)


def test_a_header_without_rows_is_refused(check, file):
    checked = check(file(f"{HEADER}\n"))
    assert [p.problem for p in checked.problems] == ["It holds a header and no rows."]
