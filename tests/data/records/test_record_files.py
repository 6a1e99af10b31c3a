"""Extracts of services: read by the names of the template, checked across cells, and nobody is told from what is refused."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.__main__ import main
from data.contract import Severity
from data.loading import load_comparison, publish, templates
from data.problems import Problem, errors
from data.storage import originals, precedence
from data.storage.versions import Store
from data.tables import RECORDS
from tests.data.records.conftest import usual

PERSON_LEVEL = [table for table, contract in RECORDS.items() if contract.person_level]
NHS_NUMBER = "943 476 5919"
"""An example of the NHS' own, with a valid check digit."""


def only(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = errors(problems)
    return problem


def in_force(store: Store, table: str, columns: str, day: date | None = None) -> list[tuple]:
    cursor = store.read()
    precedence.materialise(cursor, store.version, day)
    return cursor.execute(f"SELECT {columns} FROM in_force_{table} ORDER BY ALL").fetchall()


@pytest.mark.slow
@pytest.mark.parametrize("table", RECORDS)
def test_a_filled_in_template_loads_and_every_column_is_explained(
    table: str, tmp_path: Path, small_store: Store, unchanged
):
    templates.write(tmp_path)
    path = tmp_path / f"records-{table}.csv"
    (header, _) = csv.reader(path.read_text(encoding="utf-8").splitlines())
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, header)
        lines.writeheader()
        lines.writerow(usual(table))
    assert publish.load(small_store, path, unchanged).published
    assert in_force(small_store, table, "count(*)") == [(1,)]
    words = (tmp_path / f"records-{table}-help.md").read_text(encoding="utf-8")
    assert all(f"**{column}**" in words for column in header)


@pytest.mark.slow
@pytest.mark.parametrize("table", RECORDS)
def test_the_example_row_of_a_template_is_no_record(table: str, tmp_path: Path, checked):
    templates.write(tmp_path)
    checked_file = checked(tmp_path / f"records-{table}.csv")
    assert {problem.problem for problem in errors(checked_file.problems)} == {
        "This is the example row of the template."
    }


MIDNIGHT, LATER = datetime(2025, 5, 4), datetime(2025, 5, 4, 1, 35)


def as_parquet(folder: Path, *rows: dict[str, object]) -> Path:
    """Crisis contacts as usual, with typed days and moments."""
    typed = {"extracted": date(2025, 7, 1)}
    table = pa.Table.from_pylist([
        usual("crisis_contact") | {"age": 34, "deprivation_fifth": 1, "crisis_contact": f"x{at}"} | typed | row
        for at, row in enumerate(rows)
    ])  # fmt: skip
    pq.write_table(table, folder / "extract.parquet")
    return folder / "extract.parquet"


@pytest.mark.slow
def test_midnight_in_a_column_of_moments_is_a_moment(tmp_path: Path, small_store: Store, unchanged):
    path = as_parquet(
        tmp_path, {"received": MIDNIGHT, "seen": LATER}, {"received": datetime(2025, 5, 3, 22), "seen": MIDNIGHT}
    )
    assert publish.load(small_store, path, unchanged).published
    assert in_force(small_store, "crisis_contact", "received, seen") == [
        (datetime(2025, 5, 3, 22), MIDNIGHT), (MIDNIGHT, LATER),
    ]  # fmt: skip


def test_a_column_of_midnights_only_is_one_of_days_and_tells_no_time(tmp_path: Path, checked):
    path = as_parquet(tmp_path, {"extracted": datetime(2025, 7, 1), "received": MIDNIGHT, "seen": LATER})
    problem = only(checked(path).problems)
    assert (problem.column, problem.problem) == ("received", "There is no time of day.")


def test_days_and_ticked_boxes_are_read_as_they_are_meant(written, checked):
    checked_file = checked(written("crisis_contact", {"received": "03/05/2025 22:10", "section_136": "TRUE"}))
    assert not errors(checked_file.problems)


@pytest.mark.parametrize(
    ("table", "cells", "column", "problem"),
    [
        ("referral", {"first_contact": "2025-01-05"}, "first_contact", "The first contact comes before the referral."),
        ("referral", {"ended": "2024-12-31"}, "ended", "It ends before it came."),
        ("referral", {"first_contact": "", "second_contact": "", "contacts": "0"}, "last_contact",
         "There is a last contact and no first one."),
        ("referral", {"ended": "2025-07-02", "ending": ""}, "ended",
         "This is after the day on which the extract was drawn."),
        ("referral", {"phq9_first": "28"}, "phq9_first", "PHQ-9 has no such score."),
        ("referral", {"deprivation_fifth": "6"}, "deprivation_fifth", "There are five fifths."),
        ("crisis_contact", {"seen": "2025-05-03 22:09"}, "seen", "The person is seen before the referral came."),
        ("crisis_contact", {"seen": "2025-05-04"}, "seen", "There is no time of day."),
        ("inpatient_stay", {"followed_up": "2025-05-06 14:00"}, "followed_up", "The follow-up comes before the discharge."),
        ("health_check", {"smoking": "1961-02-03"}, "smoking", "This is before 2000."),
        ("health_event", {"period_end": "2025-03-30"}, "period_end",
         "The period is no calendar or financial year."),
        ("health_event", {"dimension": "sex", "category": "White"}, "category", "This is no group of the column dimension."),
        ("health_event", {"dimension": "deprivation fifth", "category": "1", "people": ""}, "people",
         "How many people the group has is not said."),
        ("survey_answer", {"answers": "2"}, "answers", "One respondent gives one answer."),
    ],
)  # fmt: skip
def test_cells_that_contradict_each_other_are_refused(table, cells, column, problem, written, checked):
    fault = only(checked(written(table, cells)).problems)
    assert (fault.row, fault.column, fault.problem) == (2, column, problem)


@pytest.mark.parametrize("table", PERSON_LEVEL)
@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (NHS_NUMBER, "an NHS number"),
        ("9434765919", "an NHS number"),
        ("LS1 4AP", "a full postcode"),
        ("LS14AP", "a full postcode"),
        ("jo@example.org", "an email address"),
        ("07700 900123", "a telephone number"),
    ],
)
def test_what_tells_who_a_person_is_is_refused_and_never_repeated(table, cell, kind, written, checked):
    column = next(column.name for column in RECORDS[table].columns if column.pseudonym)
    checked_file = checked(written(table, {column: cell}))
    (problem,) = [one for one in errors(checked_file.problems) if one.column == column]
    assert problem.problem == f"There is {kind} in this cell."
    assert cell not in str(checked_file)


def test_letters_and_digits_by_chance_are_no_postcode_unless_most_of_the_column_are(written, checked):
    cells = ["e12ab", "x1", "x2", "x3"]
    rows = [{"person": cell, "referral": f"r{number}"} for number, cell in enumerate(cells)]
    assert not errors(checked(written("referral", *rows)).problems)


def test_a_name_is_no_pseudonym(written, checked):
    assert only(checked(written("referral", {"person": "Alice"})).problems).problem == "This is no pseudonym."


def test_many_rows_with_numbers_of_the_nhs_are_one_problem(written, checked):
    rows = [{"person": NHS_NUMBER, "referral": f"r{number}"} for number in range(40)]
    assert "and in 39 others of this column" in only(checked(written("referral", *rows)).problems).problem


@pytest.mark.parametrize(
    ("column", "cell", "kind"),
    [
        ("NHS Number", "1", "an NHS number"),
        ("Surname", "Smith", "a person's name"),
        ("Date of birth", "1961-02-03", "a date of birth"),
        ("key", NHS_NUMBER, "an NHS number"),
        ("home", "LS1 4AP", "a full postcode"),
        ("seen by", "Dr Jones", "names of people"),
    ],
)
def test_a_column_that_the_template_has_not_is_refused_with_what_it_seems_to_hold(column, cell, kind, written, checked):
    checked_file = checked(written("referral", {column: cell}))
    problem = only(checked_file.problems)
    assert (problem.column, problem.problem) == (column, f"This column seems to hold {kind}.")
    assert cell == "1" or cell not in str(checked_file)


def test_any_other_column_is_refused_too(written, checked):
    assert (
        only(checked(written("referral", {"favourite": "blue"})).problems).problem == "The template has no such column."
    )


def test_a_pseudonym_is_in_no_problem_and_no_cell_stands_beside_one(written, checked):
    checked_file = checked(written("referral", {"person": "secret-1", "received": "2026"}))
    assert errors(checked_file.problems) and checked_file.beside == {}
    assert "secret-1" not in str(checked_file)


@pytest.mark.slow
def test_a_record_given_twice_is_asked_about_and_the_last_counts(written, checked, small_store, unchanged):
    path = written("referral", {"urgency": "urgent"}, {"urgency": "routine"})
    (repeat_problem,) = [problem for problem in checked(path).problems if "given again" in problem.problem]
    assert (repeat_problem.severity, repeat_problem.row) == (Severity.WARNING, 2)
    publish.load(small_store, path, unchanged)
    assert in_force(small_store, "referral", "urgency") == [("routine",)]


@pytest.mark.slow
def test_a_later_extract_replaces_what_an_earlier_one_said_and_undoing_it_brings_that_back(
    written, small_store, unchanged
):
    early = publish.load(small_store, written("referral", {"ended": "", "ending": ""}, name="a.csv"), unchanged)
    late = publish.load(small_store, written("referral", {"extracted": "2025-10-01"}, name="b.csv"), unchanged)
    ended = date(2025, 5, 12)
    assert in_force(small_store, "referral", "ended") == [(ended,)]
    assert in_force(small_store, "referral", "ended", date(2025, 8, 1)) == [(None,)]
    compared = load_comparison.compare(small_store.read(), early.load_id, late.load_id)
    assert (compared.revised, compared.largest, compared.figures) == (1, (), False)
    publish.withdraw(small_store, late.load_id, unchanged)
    assert in_force(small_store, "referral", "ended") == [(None,)]


@pytest.mark.slow
def test_times_are_kept_to_the_minute_and_bodies_by_their_one_code(written, small_store, unchanged):
    publish.load(small_store, written("crisis_contact"), unchanged)
    assert in_force(small_store, "crisis_contact", "received, seen, commissioner") == [
        (datetime(2025, 5, 3, 22, 10), datetime(2025, 5, 4, 1, 35), "E38000225")
    ]


@pytest.mark.parametrize("table", RECORDS)
def test_files_about_people_one_by_one_are_not_kept(table: str):
    assert originals.keeps(RECORDS[table]) == (table == "health_event")


@pytest.mark.slow
def test_a_copy_of_the_store_has_the_records_and_what_is_erased_leaves_none(
    written, little_store: Store, tmp_path: Path
):
    store = ["--store", str(little_store.folder)]
    path = written("referral")
    assert main(["load", str(path), *store]) == 0
    assert main(["verify", *store]) == 0
    assert main(["backup", str(tmp_path / "backup"), *store]) == 0
    assert Store(tmp_path / "backup").read().execute("SELECT count(*) FROM referral").fetchall() == [(1,)]
    (load,) = little_store.read().execute("SELECT max(load_id) FROM load").fetchall()[0]
    assert main(["erase", str(load), *store]) == 0
    assert little_store.read().execute("SELECT count(*) FROM referral").fetchall() == [(0,)]
    assert main(["verify", *store]) == 0
