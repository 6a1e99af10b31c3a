"""A network's own spreadsheet: recognised by the names of its columns, read cell by cell, refused in kind words."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.contract import Severity
from data.loading import ingest, templates
from data.loading.publish import load
from data.problems import Problem, errors
from data.storage.versions import Store
from data.tables import REGISTERS
from tests.data.registers.conftest import NETWORK, USUAL


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    return problem


@pytest.mark.slow
@pytest.mark.parametrize("register", REGISTERS)
def test_a_filled_in_template_loads(register: str, tmp_path: Path, publish_file, in_force):
    templates.write(tmp_path)
    path = tmp_path / f"register-{register}.csv"
    (header,) = csv.reader(path.read_text(encoding="utf-8").splitlines())
    row = {"network": NETWORK, "citation": "Minutes of the network, May 2025"} | USUAL[register]
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header).writerow(row)
    publish_file(path)
    assert in_force(register, "network, citation") == [(NETWORK, "Minutes of the network, May 2025")]
    words = (tmp_path / f"register-{register}-help.md").read_text(encoding="utf-8")
    assert all(f"**{column}**" in words for column in header)


def test_a_template_nobody_filled_in_says_so(tmp_path: Path, checked):
    templates.write(tmp_path)
    assert only(checked(tmp_path / "register-change.csv").problems).problem == "It holds a header and no rows."


@pytest.mark.slow
def test_a_workbook_with_headers_as_people_write_them_loads(tmp_path: Path, publish_file, in_force):
    book = openpyxl.Workbook()
    book.active.append(["Network", "Project", "As of", "Name", "State"])
    book.active.append([NETWORK, "one", date(2025, 6, 26), "One", "Running"])
    book.save(tmp_path / "projects.xlsx")
    publish_file(tmp_path / "projects.xlsx")
    assert in_force("project", "as_of, as_of_precision, state") == [(date(2025, 6, 26), "day", "running")]


@pytest.mark.parametrize(
    ("cell", "precision", "day", "known"),
    [
        ("2025-06-26", "", date(2025, 6, 26), "day"),
        ("26/06/2025", "", date(2025, 6, 26), "day"),
        ("26 June 2025", "", date(2025, 6, 26), "day"),
        ("June 2025", "", date(2025, 6, 1), "month"),
        ("Jun 2025", "", date(2025, 6, 1), "month"),
        ("2025-06", "", date(2025, 6, 1), "month"),
        ("2025", "", date(2025, 1, 1), "year"),
        ("2025-06-26", "month", date(2025, 6, 1), "month"),
        ("2025-06-26", "Year", date(2025, 1, 1), "year"),
    ],
)
def test_a_day_is_read_as_exactly_as_it_is_known(cell: str, precision: str, day: date, known: str, written, networks):
    cursor = networks.read()
    checked_file = ingest.check(cursor, written("project", {"as_of": cell, "as_of_precision": precision}))
    assert not checked_file.refused
    assert cursor.execute("SELECT as_of, as_of_precision FROM staged").fetchall() == [(day, known)]


@pytest.mark.slow
def test_ticked_boxes_steps_by_name_and_thousands_are_understood(written, publish_file, in_force):
    row = {"payment": "TRUE", "debrief": "N", "ladder_staff": "Co-production", "ladder_members": "5", "people": "1,200"}
    publish_file(written("involvement", row))
    assert in_force("involvement", "payment, debrief, ladder_staff, ladder_members, people, hours") == [
        ("yes", "no", 7, 5, 1200, None)
    ]


@pytest.mark.parametrize(
    ("register", "column", "value", "problem", "remedy"),
    [
        ("project", "network", "leeds", "We do not know this network.", f"Use one of: {NETWORK}."),
        ("project", "state", "stopped", "This is not one of the words", "Use one of: running, paused, ended."),
        ("project", "as_of", "13/13/2025", "There is no such day", "Check the day"),
        ("project", "as_of", "next spring", "This is not a date", "2025-09-01"),
        ("project", "as_of", "", "This cell is empty.", "Fill it in."),
        ("project", "as_of", "2999", "This day is to come.", "correct the day"),
        ("involvement", "ladder_staff", "8", "The ladder has steps 1 to 7.", "Give the step from 1 to 7."),
        ("involvement", "people", "12.5", "This is not a whole number.", "Give the count"),
        ("involvement", "people", "99999999990", "This is not a whole number.", "Give the count"),
        ("involvement", "people", "many", "This is not a number.", "leave the cell empty"),
        ("involvement", "people", "-1", "A count cannot be below zero.", "Correct it."),
        ("participation", "period_end", "2025-05-31", "This is not a quarter", "1 April and 30 June"),
        ("participation", "characteristic", "shoe size", "This is not one of the words", "Use one of: age, sex"),
        ("participation", "group_name", "18 to 24", "A characteristic needs a group", "Fill both cells"),
        ("feedback", "told_back", "2025-05-01", "People were told of an answer", "Give the answer"),
        ("change", "kind", "poem", "This is not one of the words", "Use one of: letter, form"),
    ],
)
def test_a_fault_names_file_row_column_value_and_remedy(
    register: str, column: str, value: str, problem: str, remedy: str, written, checked
):
    fault_by_problem = {fault.problem: fault for fault in errors(checked(written(register, {column: value})).problems)}
    fault = next(fault for words, fault in fault_by_problem.items() if words.startswith(problem))
    assert (fault.file, fault.row) == ("entries.csv", 2)
    assert remedy in fault.remedy
    if "answer" not in problem:
        assert fault.column in (column, f"{column}, {column}_precision")
        assert fault.value.startswith(value[:4]) or column == "as_of"


def test_a_precision_finer_than_the_day_that_is_given_is_refused(written, checked):
    fault = only(checked(written("project", {"as_of": "2025", "as_of_precision": "day"})).problems)
    assert fault.problem == "Only the year is given, and it is said that the day is known."


@pytest.mark.slow
def test_a_new_network_is_listed_by_the_name_that_its_file_gives_it(networks: Store, written, publish_file, checked):
    path = written("project", {"network": "another", "network_name": "Another network"})
    assert only(checked(path).problems).severity is Severity.WARNING
    publish_file(path)
    query = "SELECT name, type FROM area WHERE code = 'another'"
    assert networks.read().execute(query).fetchall() == [("Another network", "co-production network")]


def test_ids_of_priorities_and_indicators_may_be_unknown(written, checked):
    assert not checked(written("change", {"priorities": "P99", "indicators": "nothing_yet; other"})).problems


@pytest.mark.slow
def test_one_bad_row_and_nothing_is_loaded(networks: Store, written, unchanged):
    before = networks.version
    assert load(networks, written("project", {}, {"project": "two", "state": "gone"}), unchanged).state == "refused"
    assert networks.version == before
    assert networks.read().execute("SELECT count(*) FROM project").fetchone() == (0,)
