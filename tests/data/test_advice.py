"""Advice that can be followed: what a file looks like, what it lacks as its publisher spells it, one fault once."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import Draw

from data.layouts.core.recognition import recognise
from data.problems import UnreadableFileError
from tests.data.laid_out import FINGERTIPS, SUICIDE


def refusal(path: Path, layout: str | None = None) -> str:
    with pytest.raises(UnreadableFileError) as failure:
        recognise(path, layout)
    return str(failure.value)


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str, name: str = "file.csv") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def test_a_file_of_another_kind_is_told_what_it_looks_like_and_what_to_do(written):
    message = refusal(written("name,town,phone\nAnn,Leeds,1\nBob,York,2\n"))
    assert message == (
        "file.csv: this is not a file we know. Its columns are name, town, phone. "
        "Say what it is if you know better, or fill in the template of the common format with its figures."
    )


def test_only_a_file_that_lacks_little_is_asked_to_put_it_back_as_the_publisher_spells_it(written):
    header = "Indicator ID,Area Code,Area Name,Sex,Age,Time period,Value"
    message = refusal(written(f"{header}\n1,E08000035,Leeds,Persons,All ages,2023,5\n"))
    assert (
        "nearest to 'Fingertips public health profiles, all data for a profile', but without the column Indicator Name."
        in message
    )
    assert "Put back what is missing" in message
    far = refusal(written("Area Code,Area Name,Sex,Age,town\nE08000035,Leeds,Persons,All ages,Leeds\n", "far.csv"))
    assert "this is not a file we know" in far
    assert "Put back" not in far


@pytest.mark.parametrize("names", ["name,town", "Indicator ID,Area Code,Area Name,Sex,Age,Time period,Value"])
def test_nobody_is_asked_whether_a_column_was_deleted_and_no_page_names_an_option_of_the_command(written, names: str):
    for message in (refusal(written(f"{names}\n1,2,3,4,5,6,7\n")), refusal(written(f"{names}\n"), "common")):
        assert "deleted" not in message
        assert "--" not in message


def test_a_column_that_may_be_empty_may_be_missing(read, written):
    header = "indicator_id,area_code,period_start,period_end,period_type,value,source_id"
    reading = read(
        written(f"{header}\nknow_where_help_crisis,E08000035,2024-01-01,2024-03-31,survey,53,survey_of_ours\n")
    )
    assert not reading.errors
    assert reading.rows("sex, age, dimension, category, release") == [("Persons", "All ages", "", "", None)]


def test_a_fault_of_every_row_is_one_line(read, draw: Draw):
    rows = "\n".join(f"{SUICIDE} soon | {value} | | | | |" for value in range(10, 15))
    reading = read(draw(f"{FINGERTIPS}\n{rows}"))
    (problem,) = reading.errors
    assert (problem.row, problem.column, problem.value) == (0, "Time period", "soon")
    assert problem.problem == "This is not a period we can read. It is so in all 5 rows."


def test_rows_that_only_an_unread_column_tells_apart_are_no_repeats(read, draw: Draw):
    reading = read(
        draw(
            "indicator_id | area_code | period_start | period_end | period_type | value | source_id | ward\n"
            "know_where_help_crisis | E08000035 | 2024-01-01 | 2024-03-31 | survey | 53 | ours | Armley\n"
            "know_where_help_crisis | E08000035 | 2024-01-01 | 2024-03-31 | survey | 53 | ours | Headingley"
        )
    )
    (problem,) = reading.errors
    assert (problem.row, problem.column, problem.value) == (3, "ward", "Headingley")
    assert problem.problem == "Only this column tells this row from row 2, which says Armley, and it is not read."


def test_rows_of_england_that_differ_in_their_parent_are_one_figure(read, draw: Draw):
    england = "41001 | Suicide | E92000001 | England | Male | 10+ | | | 2015 - 17 | 19 | | | | |"
    reading = read(draw(f"{FINGERTIPS} | Parent Code\n{england} |\n{england} | E92000001"))
    assert not reading.errors


@pytest.mark.slow
def test_a_sheet_most_of_which_is_hidden_asks(read, real: Path):
    reading = read(real / "mental_health_act" / "mha_annual_suppressed_2023_24 (version 1).xlsx")
    (question,) = reading.questions
    assert question.problem.endswith("rows are hidden in the sheet.")
    assert "take the filter off" in question.remedy
