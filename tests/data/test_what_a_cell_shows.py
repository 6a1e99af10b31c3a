"""A cell is what the spreadsheet shows: per cents, errors, formulas, hidden rows; and a file is what its bytes say.

The workbooks of the samples are invented.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from data.files import reading
from data.problems import UnreadableFileError

SAMPLES = Path(__file__).parent / "samples"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def rows(path: Path) -> list[list[str]]:
    return [row for row in next(reading.sheets(path)).rows() if any(row)]


def notes_of(path: Path) -> tuple[str, ...]:
    return next(reading.sheets(path)).notes


def excel(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Figures")
        sheet.write_row(0, 0, ["name", "value"])
        for at, (value, code) in enumerate(
            [
                (0.58, "0%"),
                (1, "0%"),
                (0.283, "0.0%"),
                (0.5, '0.0"%"'),
                (0.5, "0.0"),
                (58, "0\\%"),
                (0.07, '[Red]0.00%;"none"'),
            ],
            start=1,
        ):
            sheet.write(at, 0, code)
            sheet.write_number(at, 1, value, book.add_format({"num_format": code}))
    return path


def old_excel(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Figures")
    for column, head in enumerate(("name", "value")):
        sheet.write(0, column, head)
    for at, (value, code) in enumerate([(0.58, "0%"), (1, "0%"), (0.283, "0.0%"), (0.5, "0.0")], start=1):
        sheet.write(at, 0, code)
        sheet.write(at, 1, value, xlwt.easyxf(num_format_str=code))
    sheet.row(3).hidden = True
    sheet.write(5, 0, "error")
    sheet.row(5).set_cell_error(1, 42)
    book.save(str(path))
    return path


def open_document(path: Path, table: str) -> Path:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Figures">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    return path


def cell(text: str, **options: str) -> str:
    attribute_values = {"office_value-type": "string"} | options
    attributes = " ".join(f'{name.replace("_", ":", 1)}="{value}"' for name, value in attribute_values.items() if value)
    return f"<table:table-cell {attributes}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def test_a_cell_with_a_per_cent_format_is_what_the_sheet_shows(tmp_path: Path):
    workbook_path = excel(tmp_path / "a.xlsx")
    assert [row[1] for row in rows(workbook_path)[1:]] == ["58", "100", "28.3", "0.5", "0.5", "58", "7"]
    assert notes_of(workbook_path) == ("4 cells have a per cent format: read as the sheet shows them, 58 for 58%.",)


def test_in_an_old_workbook_too(tmp_path: Path):
    workbook_path = old_excel(tmp_path / "a.xls")
    assert [row[1] for row in rows(workbook_path)[1:]] == ["58", "100", "0.5", "#N/A"]
    assert notes_of(workbook_path) == (
        "3 cells have a per cent format: read as the sheet shows them, 58 for 58%.",
        "Row 4 is hidden in the sheet and was not read. Unhide what is meant.",
    )


def test_an_error_in_a_binary_workbook_is_an_error_and_what_cannot_be_seen_is_said(tmp_path: Path):
    whole = bytes([0, 0, 0, 0, 0, 0, 0, 0])
    with zipfile.ZipFile(SAMPLES / "three_rows.xlsb") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".bin"))
    end = parts[sheet].rindex(bytes([0x92, 0x01, 0x00]))  # the record that ends the cells
    error = bytes([3, 9]) + whole + bytes([0x2A])
    parts[sheet] = parts[sheet][:end] + error + parts[sheet][end:]
    with zipfile.ZipFile(tmp_path / "a.xlsb", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert "#N/A" in [shown for row in rows(tmp_path / "a.xlsb") for shown in row]
    assert "cannot be seen here" in " ".join(notes_of(tmp_path / "a.xlsb"))


def test_in_an_open_document_too(tmp_path: Path):
    per_cent = {"office_value-type": "percentage"}
    table = "".join(
        f"<table:table-row{attributes}>{cells}</table:table-row>"
        for attributes, cells in (
            ("", cell("name") + cell("value")),
            ("", cell("a") + cell("58%", **per_cent, office_value="0.58")),
            (' table:visibility="collapse"', cell("draft") + cell("1")),
            ("", cell("b") + cell("#N/A", table_formula="of:=NA()")),
            ("", cell("c") + cell("", table_formula="of:=[.B2]*2", **{"office_value-type": ""})),
        )
    )
    document_path = open_document(tmp_path / "a.ods", table)
    assert rows(document_path) == [["name", "value"], ["a", "58"], ["b", "#N/A"], ["c", "=[.B2]*2"]]
    assert notes_of(document_path) == (
        "1 cell has a per cent format: read as the sheet shows them, 58 for 58%.",
        "Row 3 is hidden in the sheet and was not read. Unhide what is meant.",
    )


@pytest.mark.parametrize(
    ("name", "values"), [("04-percent-cells.xlsx", [24.0, 58.0]), ("13b-only-hundred-percent-cell.xlsx", [100.0])]
)
def test_per_cents_of_a_sheet_are_stored_as_shown(read, name: str, values: list[float]):
    checked_file = read(SAMPLES / name)
    assert not checked_file.errors
    assert [value for (value,) in checked_file.rows("value")][: len(values)] == values
    assert "a per cent format" in " ".join(checked_file.checked.notes)


def test_a_hidden_row_is_not_read_and_said(read):
    checked_file = read(SAMPLES / "14c-hidden-draft-row.xlsx")
    assert not checked_file.errors
    assert checked_file.checked.rows == checked_file.checked.rows_in_file
    assert "Row 3 is hidden in the sheet and was not read. Unhide what is meant." in checked_file.checked.notes
    assert 3 not in [row for (row,) in checked_file.rows("row_number")]


def test_a_hidden_column_is_read_and_said(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["name", "value"])
    book.active.append(["a", 1])
    book.active.column_dimensions["B"].hidden = True
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [["name", "value"], ["a", "1"]]
    assert notes_of(tmp_path / "a.xlsx") == ("Column B is hidden in the sheet. It was read.",)


def test_a_formula_that_was_never_worked_out_is_refused_with_its_cell_and_never_hidden(read):
    checked_file = read(SAMPLES / "06b-mhsds-formula-never-calculated.xlsx")
    (problem,) = checked_file.errors
    assert (problem.row, problem.column, problem.value) == (2, "MEASURE_VALUE", "=700+39")
    assert problem.problem == "This is a formula without a result."
    assert "open the file in a spreadsheet program and save it there" in problem.remedy


def test_a_formula_with_its_result_and_one_that_gives_an_empty_text_are_cells_like_others(tmp_path: Path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "value"])
        sheet.write_formula(1, 0, '=A1&""', value="a")
        sheet.write_formula(1, 1, "=1+1", value=2)
        sheet.write_formula(2, 0, '=""', value="")
        sheet.write_number(2, 1, 3)
    _say_it_is_text(tmp_path / "a.xlsx", "A3")
    assert rows(tmp_path / "a.xlsx")[1:] == [["a", "2"], ["", "3"]]


def test_a_nought_that_a_program_wrote_for_a_formula_is_no_result(tmp_path: Path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "value"])
        sheet.write_formula(1, 1, "=40+2")
        sheet.write_number(2, 1, 0)
    assert [row[1] for row in rows(tmp_path / "a.xlsx")] == ["value", "=40+2", "0"]


def _say_it_is_text(path: Path, place: str) -> None:
    """Write an empty result as Excel does, which says that it is text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(f'<c r="{place}">'.encode(), f'<c r="{place}" t="str">'.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_web_page_under_the_name_of_a_workbook_is_said_to_be_one():
    with pytest.raises(
        UnreadableFileError, match="this is a web page saved under the name of a data file. Open it in a spreads"
    ):
        list(reading.sheets(SAMPLES / "23-html-table.xls"))


@pytest.mark.parametrize(
    ("name", "content", "expected_words"),
    [
        ("a.csv", b"%PDF-1.7\n", "this is a PDF"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "this is a picture"),
        ("a.csv", b"\xef\xbb\xbf  <!DOCTYPE HTML><p>Sorry", "this is a web page"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "of 2003"),
    ],
)
def test_what_holds_no_table_is_named_and_where_to_find_one(
    tmp_path: Path, name: str, content: bytes, expected_words: str
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=expected_words):
        list(reading.sheets(tmp_path / name))


def test_an_archive_of_other_files_is_to_be_unpacked(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.csv", "w") as archive:
        archive.writestr("one.csv", "a,b")
    with pytest.raises(UnreadableFileError, match="an archive with 1 files in it. Unpack it"):
        list(reading.sheets(tmp_path / "a.csv"))


def test_a_file_is_read_as_what_its_bytes_say_and_that_is_said(tmp_path: Path):
    (tmp_path / "a.xls").write_text("name,value\na,1\n", encoding="utf-8")
    assert rows(tmp_path / "a.xls") == [["name", "value"], ["a", "1"]]
    assert notes_of(tmp_path / "a.xls") == ("Its name ends in .xls, and it is plain text: read as that.",)
    named = excel(tmp_path / "b.xlsx").rename(tmp_path / "b.csv")
    assert rows(named)[0] == ["name", "value"]
    assert notes_of(named)[0] == "Its name ends in .csv, and it is a workbook: read as that."
