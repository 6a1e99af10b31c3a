"""CSV: figures stay figures, days are days, and nothing that anybody wrote can be reckoned with."""

from __future__ import annotations

import csv as plain
import io
from datetime import date, datetime
from enum import StrEnum

import pandas as pd
import pytest
from cases import each
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT

from data import formula_escape

FORMULAS = tuple("=+-@＝＋－＠")
texts = st.one_of(st.text(), st.builds("{}{}{}".format, st.text(" \t\r\n\u00a0"), st.sampled_from(FORMULAS), st.text()))


def read(text: str) -> list[list[str]]:
    return list(plain.reader(io.StringIO(text, newline="")))


@given(texts)
def test_no_text_can_start_a_formula(text: str) -> None:
    cell = formula_escape.safe(text)
    assert not cell.lstrip().startswith(FORMULAS)
    assert not cell.startswith(("\t", "\r", "\n", "\x00"))
    assert cell in (text, f"'{text}")


@given(st.lists(texts.filter(lambda text: "\x00" not in text), min_size=1, max_size=4))
def test_neither_heads_nor_cells_of_a_file_can(cells: list[str]) -> None:
    for row in read(formula_escape.rows(cells, [cells])):
        assert not any(cell.lstrip().startswith(FORMULAS) for cell in row)


@given(
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp"))).filter(
        lambda t: not t.startswith(FORMULAS)
    )
)
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    assert formula_escape.safe(text) == text


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_stay_numbers_below_zero_too(number: float) -> None:
    assert formula_escape.safe(number) == number
    assert type(number)(read(formula_escape.rows(["it"], [[number]]))[1][0]) == number


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA, pd.NaT])
def test_nothing_is_an_empty_cell(nothing: object) -> None:
    assert formula_escape.safe(nothing) == ""


@pytest.mark.parametrize(
    ("day", "expected_words"),
    [
        (date(2024, 3, 31), "2024-03-31"),
        (pd.Timestamp("2024-03-31"), "2024-03-31"),
        (datetime(2024, 3, 31), "2024-03-31"),
        (pd.Timestamp("2024-03-31 14:05"), "2024-03-31T14:05:00"),
    ],
)
def test_days_are_iso_and_a_time_of_day_is_not_lost(day: object, expected_words: str) -> None:
    assert formula_escape.safe(day) == expected_words


def test_truth_is_said_as_such_and_names_as_their_words() -> None:
    class Kind(StrEnum):
        SERVICE = "service"

    assert read(formula_escape.rows(["a", "b"], [[True, Kind.SERVICE]]))[1] == ["True", "service"]


def test_measures_become_a_row_each_with_their_columns_as_heads() -> None:
    frame = pd.DataFrame({
        "period_end": pd.to_datetime(["2023-12-31", None]),
        "value": [-1.5, None],
        "row_number": pd.array([7, None], dtype="Int32"),
        "note": ["=HYPERLINK(1)", 'a "quoted", note'],
    })  # fmt: skip
    assert read(formula_escape.frame(frame)) == [
        ["period_end", "value", "row_number", "note"],
        ["2023-12-31", "-1.5", "7", "'=HYPERLINK(1)"],
        ["", "", "", 'a "quoted", note'],
    ]


WRITERS = ("csv.writer", "csv.DictWriter", ".to_csv", ".to_excel", "write_csv", "FORMAT csv")
PRODUCT = [
    path for room in ("data", "indicators", "charts", "reports", "pages") for path in (ROOT / room).rglob("*.py")
]


@each("path", [*PRODUCT, ROOT / "app.py"], lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_writes_csv_past_the_one_that_makes_it_harmless(path):
    used = [writer for writer in WRITERS if writer.lower() in path.read_text(encoding="utf-8").lower()]
    assert used == (["csv.writer"] if path.name == "formula_escape.py" else [])


def test_lines_end_as_the_standard_says() -> None:
    assert formula_escape.rows(["a"], [["b"]]) == "a\r\nb\r\n"
