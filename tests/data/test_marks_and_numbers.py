"""What a cell for a number may say: marks of every publisher met, and numbers that cannot be.

The sample files are invented; each row is one kind of mark or number.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import periods
from data.layouts.core.published_marks import BESIDE, MISSING, understood
from data.problems import OddValueError

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.slow
def test_every_mark_of_a_publisher_is_kept_as_what_it_means(read):
    reading = read(SAMPLES / "07-shorthand-marks.csv")
    assert reading.rows("value, suppressed, note, status") == [
        (None, "rounds to zero", None, "final"),
        (None, "suppressed", "Published as <5.", "final"),
        (24.1, None, "Revised.", "final"),
        (24.1, None, "Revised.", "final"),
        (None, "suppressed", None, "final"),
        (None, None, None, "final"),
        (None, None, None, "final"),
        (24.1, None, "Provisional.", "final"),
        (None, "not available", None, "final"),
        (None, "suppressed", "Revised.", "final"),
        (None, "not available", None, "final"),
        (None, "not available", None, "final"),
        (None, None, None, "final"),
        (None, None, None, "final"),
        (None, "suppressed", "Published as > 95.", "final"),
    ]


def test_what_is_no_mark_that_we_know_is_an_error_at_its_row(read):
    reading = read(SAMPLES / "07-shorthand-marks.csv")
    assert [(problem.row, problem.value, problem.problem) for problem in reading.errors] == [
        (7, "#", "This is not a number."),
        (8, "[b]", "This mark belongs beside a number, and there is no number."),
        (14, "£24", "This is not a number."),
        (15, "24%", "This is not a number."),
    ]


def test_a_comma_that_separates_no_thousands_is_refused_with_both_readings(read):
    (problem,) = read(SAMPLES / "08-zero-comma.csv").errors
    assert (problem.row, problem.column, problem.value) == (2, "value", "0,345")
    assert "Write 0.345" in problem.remedy
    assert "or 345 where" in problem.remedy


def test_a_number_may_begin_with_its_point(read):
    reading = read(SAMPLES / "08b-leading-dot.csv")
    assert not reading.errors
    assert reading.rows("value") == [(0.5,)]


@pytest.mark.parametrize("text", ["12,34", "1,23,456", "0,345", "00,345", "1,2345", "0,345.6"])
def test_no_thousands_are_written_like_this(text: str):
    with pytest.raises(OddValueError, match="No thousands are written like this"):
        understood(text)


@pytest.mark.parametrize(
    "text", ["24 f", "24.1 [f]", "24..1", "24 25", "abc", "[q]", "24.1 [q]", "1e999", "£24", "[r]"]
)
def test_what_is_neither_a_number_nor_a_mark_is_refused(text: str):
    with pytest.raises(OddValueError):
        understood(text)


@pytest.mark.slow
@given(
    st.floats(0, 1e9).map(lambda number: f"{number:.6g}"),
    st.lists(st.sampled_from(sorted(BESIDE)), min_size=1, max_size=3),
)
def test_marks_beside_a_number_leave_it_the_number_that_it_is(number: str, marks: list[str]):
    cell = understood(f"{number} {' '.join(f'[{mark}]' for mark in marks)}")
    assert cell.value == float(number)
    assert cell.reason is None
    assert all(BESIDE[mark] in (cell.note or "") for mark in marks)


@given(st.sampled_from(sorted(MISSING)), st.sampled_from(sorted(BESIDE)))
def test_a_missing_number_stays_missing_whatever_is_said_beside_it(mark: str, beside: str):
    assert understood(f"{mark} [{beside}]").value is None
    assert understood(mark.upper()).reason == MISSING[mark]


def test_a_group_that_a_spreadsheet_made_a_date_is_named_and_asked_about(read):
    reading = read(SAMPLES / "10b-age-band-became-date.csv")
    assert not reading.errors
    (question,) = reading.questions
    assert (question.row, question.column, question.value) == (2, "category", "14-Oct")
    assert "probably the group 10-14" in question.problem


@pytest.mark.parametrize(
    ("text", "means"),
    [("01/09/25", "2025-09-01"), ("09/25/2025", "2025-09-25"), ("1-9-25", "2025-09-01"), ("04/30/2024", "2024-04-30")],
)
def test_a_date_with_two_digits_for_its_year_or_its_month_first_is_refused_with_what_it_may_mean(text: str, means: str):
    with pytest.raises(OddValueError) as odd:
        periods.day(text)
    assert f"Write {means} if" in odd.value.remedy
