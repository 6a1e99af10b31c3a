"""Problems as a file to hand on, each beside its row; and nothing that stands in it can do harm."""

from __future__ import annotations

import csv
import io
import os
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.contract import Severity
from data.formula_escape import harmless
from data.loading import ingest
from data.loading.publish import load
from data.problems import COLUMNS, MOST_PROBLEMS, Problem, as_csv, at_most, by_kind

FORMULAS = tuple("=+-@＝＋－＠")
hostile = st.one_of(st.text(), st.builds("{}{}{}".format, st.text(" \t\r\n\xa0"), st.sampled_from(FORMULAS), st.text()))
texts = hostile.filter(lambda text: "\x00" not in text)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def problem(row: int = 2, problem: str = "This is not a number.", **fields: object) -> Problem:
    return Problem("f.csv", row, "value", "abc", problem, "Correct it.", **fields)  # type: ignore[arg-type]


def test_each_problem_stands_beside_the_cells_of_its_row():
    problem_rows = rows(as_csv([problem(3), problem(2)], ["period", "value"], {2: ["2023", "abc"], 3: ["2024", "n/a"]}))
    assert problem_rows[0] == [*COLUMNS, "period", "value"]
    assert [row[2] for row in problem_rows[1:]] == ["3", "2"]
    assert [row[len(COLUMNS) :] for row in problem_rows[1:]] == [["2024", "n/a"], ["2023", "abc"]]


def test_a_problem_of_the_whole_file_has_nothing_beside_it():
    assert rows(as_csv([problem(0)], ["value"], {2: ["abc"]}))[1][len(COLUMNS) :] == []


def test_two_problems_of_one_row_both_stand_beside_it():
    problem_rows = rows(as_csv([problem(2), problem(2, "Another.")], ["value"], {2: ["abc"]}))
    assert [row[-1] for row in problem_rows[1:]] == ["abc", "abc"]


@given(st.lists(texts, min_size=1, max_size=4), st.lists(texts, min_size=1, max_size=4), texts)
def test_no_head_cell_or_value_can_start_a_formula(header: list[str], cells: list[str], value: str):
    fault = Problem(value, 2, value, value, "A problem.", "A remedy.")
    for row in rows(as_csv([fault], header, {2: cells})):
        assert not any(cell.lstrip().startswith(FORMULAS) or cell.startswith(("\t", "\r", "\n")) for cell in row)


@given(hostile)
def test_what_is_harmless_is_left_as_it_is_and_the_rest_gets_an_apostrophe(text: str):
    assert harmless(text) in (text, f"'{text}")
    assert harmless(harmless(text)) == harmless(text)


def test_a_real_file_has_each_faulty_row_beside_its_problem(small_store, figures):
    path = figures("""
        value | unit | dimension | category | citation
        53    | %    | service   | a        | Fine
        abc   | %    | service   | b        | =1+1
        54    | %    | service   | c        | Fine
        -3    | %    | service   | d        | Below
    """)
    with small_store.rehearsal() as draft:
        checked = ingest.check(draft.connection, path)
    assert checked.rows_in_file == 4
    assert checked.refused
    assert set(checked.beside) == {3, 5}
    assert checked.header[0] == "indicator_id"
    problem_rows = list(
        csv.DictReader(
            io.StringIO(as_csv(checked.problems, [f"file {name}" for name in checked.header], checked.beside))
        )
    )
    assert [(row["row"], row["file value"], row["file citation"]) for row in problem_rows] == [
        ("3", "abc", "'=1+1"),
        ("5", "'-3", "Below"),
    ]


def test_kinds_come_errors_first_then_the_most_frequent_with_the_first_of_each():
    all_problems = [
        *(problem(n, "Ask.", severity=Severity.WARNING) for n in range(2, 9)),
        problem(4, "Once."),
        *(problem(n, "Thrice.") for n in (9, 7, 8)),
    ]
    kinds = by_kind(all_problems)
    assert [(times, first.problem, first.row) for times, first in kinds] == [
        (3, "Thrice.", 9), (1, "Once.", 4), (7, "Ask.", 2),
    ]  # fmt: skip
    assert sum(times for times, _ in kinds) == len(all_problems)
    assert by_kind([]) == []


# What a file may be called


@pytest.mark.parametrize(
    "name",
    [
        "..\\..\\windows\\system32\\x.csv",
        "=HYPERLINK(1).csv",
        "a\tb\nc.csv",
        "'); DROP TABLE load; --.csv",
        "\u202egpj.csv",
    ],
)
@pytest.mark.slow
def test_a_file_keeps_its_odd_name_as_text_and_reaches_no_other_folder(small_store, figures, unchanged, name):
    path = figures("value\n53")
    odd = path.with_name(name)
    shutil.copy(path, odd)
    around = set(path.parent.iterdir())
    assert load(small_store, odd, unchanged).published
    assert small_store.read().execute("SELECT file_name FROM load").fetchall() == [(name,)]
    assert set(path.parent.iterdir()) == around


@pytest.mark.slow
def test_the_path_before_a_file_s_name_is_not_kept(small_store, figures, unchanged):
    path = figures("value\n53")
    (path.parent / "within").mkdir()
    assert load(small_store, path.parent / "within" / ".." / path.name, unchanged).published
    assert small_store.read().execute("SELECT file_name FROM load").fetchall() == [(path.name,)]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows names are text")
def test_a_name_that_is_no_text_is_kept_as_far_as_it_is(small_store, figures, unchanged):
    path = figures("value\n53")
    odd = path.with_name(os.fsdecode(b"caf\xe9.csv"))
    shutil.copy(path, odd)
    assert load(small_store, odd, unchanged).published
    assert small_store.read().execute("SELECT file_name FROM load").fetchall() == [("caf?.csv",)]
    assert small_store.read().execute("SELECT note FROM version WHERE version = 2").fetchall() == [("Loaded caf?.csv",)]


def test_of_very_many_problems_the_first_are_told_errors_before_warnings_and_that_there_are_more():
    asks = [Problem("f.csv", n, "a", "v", "p", "r", Severity.WARNING) for n in range(10)]
    wrong = [Problem("f.csv", n, "b", "v", "p", "r") for n in range(MOST_PROBLEMS)]
    *shown, last = at_most([*asks, *wrong], "f.csv")
    assert shown == wrong
    assert (last.row, last.severity) == (0, Severity.ERROR)
    assert "more problems than the first 20,000" in last.problem
    assert at_most([*asks, *wrong[:5]], "f.csv") == [*asks, *wrong[:5]]


def test_a_very_long_cell_is_shown_by_how_it_begins():
    (shown,) = at_most([Problem("f.csv", 1, "a", "v" * 5_000_000, "p", "r")], "f.csv")
    assert shown.value == "v" * 1000 + " …"
