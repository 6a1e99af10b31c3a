"""What is wrong with extracts is told before anything is counted: where it is, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from places import SAMPLES
from pyarrow import parquet

from data.extracts.engines import started
from data.extracts.opening import Codes, opened
from data.problems import Problem, UnreadableFileError, errors
from indicators.__main__ import main

CODES = Codes({"RGD", "E08000035", "E38000225"}, {"15F": "E38000225"})
USUAL: dict[str, Any] = {
    "provider": "RGD", "referral": "r-1", "extracted": date(2026, 1, 1), "person": "p-1", "commissioner": "15F",
    "area": "E08000035", "age": 40, "service": "talking therapies", "received": date(2025, 3, 1),
    "first_contact": date(2025, 4, 1),
}  # fmt: skip
Written = Callable[..., Path]


@pytest.fixture
def referrals(tmp_path: Path) -> Written:
    """Write an extract of referrals: what is usual, and in each row other cells."""

    def write(*rows: dict[str, Any], name: str = "referral.parquet") -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        parquet.write_table(pa.Table.from_pylist([USUAL | row for row in rows or ({},)]), path)
        return tmp_path

    return write


def problems(folder: Path) -> list[Problem]:
    with started("duckdb") as engine:
        extracts, file_problems = opened(engine, folder, CODES)
        assert bool(extracts) is not bool(errors(file_problems))
    return file_problems


def rows_in_force(folder: Path) -> list[tuple[Any, ...]]:
    with started("duckdb") as engine:
        opened(engine, folder, CODES)
        records = engine.ask("SELECT commissioner, age FROM in_force_referral ORDER BY ALL")
        return [*records.itertuples(index=False, name=None)]


def test_a_sound_extract_is_counted_each_body_by_its_one_code(referrals: Written):
    assert problems(referrals()) == []
    assert rows_in_force(referrals()) == [("E38000225", 40)]


def test_of_two_extracts_the_row_that_was_drawn_later_is_in_force(referrals: Written):
    folder = referrals({"extracted": date(2025, 12, 1), "age": 39}, {})
    assert problems(folder) == []
    assert rows_in_force(folder) == [("E38000225", 40)]


@pytest.mark.parametrize(
    ("row", "column", "value", "says"),
    [
        ({"nhs_number": "9434765919"}, "nhs_number", "", "an NHS number.*Delete the column"),
        ({"shoe_size": 43}, "shoe_size", "", "The template has no such column"),
        ({"age": "forty"}, "age", "", "of type string.*whole numbers"),
        ({"received": datetime(2025, 3, 1)}, "received", "", r"of type timestamp\[us\].*days"),
        ({"service": "podiatry"}, "service", "podiatry", "not one of the words allowed"),
        ({"service": None}, "service", "", "of type null"),
        ({"age": 140}, "age", "140", "Nobody is of this age"),
        ({"first_contact": date(2025, 1, 1)}, "first_contact", "2025-01-01", "first contact comes before the referral"),
        ({"person": "9434765919"}, "person", "", "may be an NHS number"),
        ({"person": "Ann Smith"}, "person", "", "This is no pseudonym"),
        ({"person": "LS1 4AP".replace(" ", "")}, "person", "", "full postcodes"),
        ({"area": "LS1 4AP"}, "area", "", "a full postcode"),
        ({"area": "Leeds"}, "area", "Leeds", "not an ONS or ODS code"),
    ],
    ids=lambda cell: str(cell)[:40],
)
def test_a_fault_is_told_with_its_column_and_what_to_do(
    referrals: Written, row: dict[str, Any], column: str, value: str, says: str
):
    (fault,) = problems(referrals(row))
    assert (fault.column, fault.value) == (column, value)
    assert re.search(says, f"{fault.problem} {fault.remedy}")


def test_the_first_row_that_is_wrong_is_named_with_how_many_are(referrals: Written):
    many = [{"referral": f"r-{at}", "age": 40 if at < 3 else 140} for at in range(5)]
    (fault,) = problems(referrals(*many))
    assert (Path(fault.file).name, fault.row) == ("referral.parquet", 4)
    assert "in 2 rows" in fault.problem


def test_a_record_that_is_given_twice_by_one_extract_is_refused(referrals: Written):
    (fault,) = problems(referrals({}, {"age": 41}))
    assert "given more than once" in fault.problem


def test_a_code_that_nobody_knows_yet_is_worth_a_look_and_counted(referrals: Written):
    (warning,) = problems(referrals({"area": "E08000099"}))
    assert (warning.severity, warning.value) == ("warning", "E08000099")


def test_a_column_that_is_needed_and_lacking_is_named(tmp_path: Path):
    lacking = {name: cell for name, cell in USUAL.items() if name != "provider"}
    parquet.write_table(pa.Table.from_pylist([lacking]), tmp_path / "referral.parquet")
    (fault,) = problems(tmp_path)
    assert (fault.column, fault.problem) == ("provider", "This column is not there.")


@pytest.mark.parametrize(
    ("name", "says"),
    [("referrals.parquet", "this is no table of records"), ("referral/notes.txt", "this is no Parquet file")],
)
def test_what_is_no_extract_is_refused(tmp_path: Path, name: str, says: str):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=says):
        problems(tmp_path)


def test_a_file_that_is_cut_off_is_refused(referrals: Written):
    path = referrals() / "referral.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableFileError, match="no whole Parquet file.*Write it again"):
        problems(path.parent)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--backend", "sparkle"], "Only extracts are counted elsewhere"),
        (["--extracts", "nowhere"], "nowhere: there is no such folder"),
        (["--extracts", ".", "--backend", "sparkle"], "There is no backend 'sparkle'"),
    ],
    ids=str,
)
def test_the_command_says_what_cannot_be(
    little: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
):
    assert main(["compute", "--store", str(little), *options]) == 2
    assert says in capsys.readouterr().err


def test_the_command_counts_nothing_of_extracts_with_faults(
    little: Path, referrals: Written, capsys: pytest.CaptureFixture[str]
):
    assert main(["compute", "--store", str(little), "--extracts", str(referrals({"age": 140}))]) == 2
    captured_output = capsys.readouterr()
    assert captured_output.out == ""
    assert "Nobody is of this age" in captured_output.err and "Nothing was counted" in captured_output.err


def test_figures_that_are_made_up_are_not_loaded_as_real(read: Callable[[Path], Any], tmp_path: Path):
    sound = SAMPLES / "counted_records.csv"
    assert read(sound).errors == []
    path = tmp_path / "counted.csv"
    path.write_text(sound.read_text(encoding="utf-8").replace(",no\n", ",yes\n"), encoding="utf-8")
    (refused,) = read(path).errors
    assert refused.column == "made_up" and refused.problem.startswith("This was counted from records that are made up.")
