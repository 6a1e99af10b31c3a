"""Oddly written files are read rightly, many problems are summed up, and bytes changed at random break nothing."""

from __future__ import annotations

import csv
import gzip
import io
import random
from pathlib import Path

import pytest
from places import BUNDLE, EXAMPLES, SAMPLES

from data.problems import Problem, UnreadableFileError, as_csv, errors, summary
from tests.data.one_row import HEADER, ROW, is_sound


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n",
        f"{HEADER}\n{ROW}",
        f"{HEADER}\r\n{ROW}\r\n",
        f"{HEADER}\r{ROW}\r",
        f"\ufeff{HEADER}\n{ROW}\n",
        f"{HEADER}\n\n\n{ROW}\n\n",
        f"A title,,,\n,,,\n{HEADER}\n{ROW}\n",
        f"A title\n\n{HEADER}\n{ROW}\n",
        f"{HEADER},\n{ROW},\n",
        f"{HEADER}\n{ROW},,,\n",
        '"Period","CCG Code","Question","Answer"\n"SMI-Q4-2023-2024","15F","All6PHC","6,018"\n',
        f"{HEADER}\n{ROW}".replace(",", "\t"),
        f"{HEADER}\n{ROW}".replace(",", ";"),
        f"{HEADER}\n{ROW}".replace(",", "|"),
        f"{HEADER}\n{ROW}".encode("utf-16"),
    ],
    ids=[
        "unix",
        "no final newline",
        "CRLF",
        "CR",
        "BOM",
        "blank rows",
        "title",
        "short title",
        "column without a name",
        "empty cells beyond",
        "quoted, thousands",
        "tabs",
        "semicolons",
        "bars",
        "UTF-16",
    ],
)
def test_the_same_rows_are_read_however_they_are_written(check, file, content: bytes | str):
    assert is_sound(check(file(content)))


def test_semicolons_are_found_among_many_commas(check, file):
    header, row = f"{HEADER},Remark".replace(",", ";"), ROW.replace(",", ";")
    checked = check(file(f"{header}\n{row};a, b, c, d, e, f, g, h"))
    assert is_sound(checked)
    assert checked.problems == ()


@pytest.mark.parametrize(
    ("mark", "answer", "is_question"),
    [(";", "6,018", True), (";", "6018", False), (";", "1,006,018", False), ("\t", "6,018", False)],
)
def test_a_comma_that_may_separate_decimals_asks(check, file, mark, answer, is_question):
    checked = check(file(f"{HEADER}\n{ROW}".replace(",", mark).replace("6018", answer)))
    assert is_sound(checked)
    assert [(p.row, p.column, p.value) for p in checked.problems] == ([(2, "Answer", answer)] if is_question else [])


def test_a_comma_that_can_only_separate_decimals_is_refused_between_semicolons(check, file):
    checked = check(file(f"{HEADER}\n{ROW}".replace(",", ";").replace("6018", "60,18")))
    assert [(p.row, p.column, p.value) for p in errors(checked.problems)] == [(2, "Answer", "60,18")]


def test_gzip_is_unpacked(check, file):
    assert is_sound(check(file(gzip.compress(f"{HEADER}\n{ROW}\n".encode()), "file.csv.gz")))


def test_a_workbook_is_read_below_its_title_and_numbers_are_as_typed(check, workbook):
    checked = check(workbook(Notes=[["About"]], Data=[["A title"], HEADER.split(","), [*ROW.split(",")[:3], 6018.0]]))
    assert is_sound(checked)


@pytest.mark.slow
def test_a_table_of_very_many_columns_is_read_by_those_that_count(check, file):
    """A spreadsheet may save every row as wide as it goes."""
    blank = "," * 16_000
    checked = check(file(f"{HEADER}{blank}\n{ROW}{blank}\n"))
    assert (checked.rows, checked.problems) == (1, ())


def test_text_under_a_blank_header_alone_makes_a_row(check, file):
    checked = check(file(f"{HEADER},,\n{ROW},,\n,,,,,remark\n"))
    assert {p.row for p in checked.problems} == {3}


def test_text_that_looks_like_sql_is_only_text(check, file):
    checked = check(file(f'{HEADER}\nSMI-Q4-2023-2024,15F,"x\'); DROP TABLE area; --",1\n'))
    assert is_sound(checked)


@pytest.mark.slow
def test_ten_thousand_problems_are_summarised_by_kind_with_a_first_example(check, file):
    rows = "".join(f"SMI-Q4-2023-2024,15F,check {n},{'abc' if n % 2 else n}\nQ{n},15F,a,1\n" for n in range(10_000))
    checked = check(file(f"{HEADER}\n{rows}"))
    lines = summary(checked.problems)
    assert len(errors(checked.problems)) == 15_000
    assert len(lines) == 2
    assert lines[0].startswith("10,000 times, first: error: file.csv, row 3, column 'Period', value 'Q0'")
    assert lines[1].startswith("5,000 times, first: error: file.csv, row 4, column 'Answer', value 'abc'")


@pytest.mark.slow
def test_ten_thousand_contradictions_are_one_kind(check, file):
    rows = "".join(f"SMI-Q4-2023-2024,15F,check {n},{twin}\n" for n in range(10_000) for twin in (1, 2))
    assert len(summary(check(file(f"{HEADER}\n{rows}")).problems)) == 1


def test_kinds_beyond_a_screenful_are_counted():
    problems = [Problem("f.csv", n, f"column {n}", "v", "p", "r") for n in range(51)]
    lines = summary(problems, at_most=20)
    assert len(lines) == 21
    assert lines[-1] == "31 times, 31 other kinds; --json lists every one."


def test_problems_as_a_file_hold_no_formula():
    problem = Problem("f.csv", 2, "value", '=HYPERLINK("http://x")', "This is not a number.", "Correct it.")
    row = next(csv.DictReader(io.StringIO(as_csv([problem]))))
    assert row["value"] == '\'=HYPERLINK("http://x")'
    assert (row["severity"], row["row"], row["remedy"]) == ("error", "2", "Correct it.")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_bytes_changed_at_random_is_read_or_refused_and_never_breaks(check, tmp_path: Path, seed: int):
    luck = random.Random(seed)
    originals = [
        EXAMPLES / "MHSDS%20Data_4WW_AugPerf_2024.csv",
        BUNDLE / "oaps-open-data-feb-2017.csv",
        BUNDLE / "ons_wellbeing_Anxiety-Table_1.csv",
        SAMPLES / "locked.xlsx",
        BUNDLE / "population.csv.gz",
    ]
    original = originals[seed % len(originals)]
    content = bytearray(original.read_bytes()[: luck.choice([300, 5_000, 40_000])])
    for _ in range(luck.choice([1, 5, 50])):
        content[luck.randrange(len(content))] = luck.randrange(256)
    path = tmp_path / original.name
    path.write_bytes(content)
    try:
        checked = check(path)
    except UnreadableFileError as refusal:
        assert path.name in str(refusal)
    else:
        assert checked.rows > 0 or checked.refused


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_bytes_changed_at_random_is_read_or_refused(check, workbook, seed: int):
    path = workbook(Data=[HEADER.split(","), *[ROW.split(",")] * 40])
    luck = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(luck.choice([1, 3, 30])):
        content[luck.randrange(len(content))] = luck.randrange(256)
    path.write_bytes(content[: luck.choice([len(content), len(content) - 30])])
    try:
        assert check(path).rows >= 0
    except UnreadableFileError as refusal:
        assert "book.xlsx" in str(refusal)
