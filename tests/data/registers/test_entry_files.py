"""An entry written in a form is the entry that a file gives: the same row, the same checks, the same words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data import formula_escape
from data.contract import Severity
from data.loading import entry_files, ingest
from data.problems import Problem
from data.storage import entries
from data.storage.versions import Store
from data.tables import REGISTERS
from tests.data.registers.conftest import NETWORK, USUAL

SERVES = {"priorities": "P1; P2", "indicators": "suicide_rate"}
SOURCE = {"citation": "Minutes, May 2025"}
FULL = {
    "project": {"as_of": "June 2025", "about": "- one\n- two", "place": "LS9", "community": "=new", "provider": "Touchstone",
                "came_of_it": "A <b>guide</b>", **SERVES},
    "forum": {"as_of": "2025", "about": "It decides", "name_set_by": "members", "terms_set_by": "both",
              "chair_set_by": "staff", "members": "1,200", "lived_experience": "8", "carers": "2", "sits_on": "The board",
              "challenges_raised": "3", "challenges_answered": "2"},
    "involvement": {"day": "26/06/2025", "project": "one", "mode": "both", "method": "a workshop", "about": "@all",
                    "ladder_staff": "5", "ladder_members": "3", "people": "12", "hours": "2.5", "payment": "yes",
                    "claims": "3", "claims_on_time": "2", "debrief": "no", "named_contact": "yes", "access_needs": "4",
                    "access_needs_met": "4", "answers": "10", "same_or_better": "9"},
    "participation": {"characteristic": "age", "group_name": "18 to 24", "new_people": "3", "hours": "4",
                      "over_limit": "1"},
    "feedback": {"received": "2025-05-01", "said": "*Shorter* letters", "consented": "yes", "checked_by": "Lead",
                 "answer": "We cannot, because", "answered": "02/05/2025", "told_back": "2025-05-03", **SERVES},
    "change": {"day": "2025-05", "kind": "letter", "project": "one", "evidence": "https://example.org", **SERVES},
}  # fmt: skip
"""A valid entry of each register with every field filled."""


def full(register: str) -> dict[str, str]:
    return {"network": NETWORK} | USUAL[register] | FULL[register] | SOURCE


def staged(store: Store, path: Path) -> list[dict]:
    cursor = store.read()
    assert ingest.check(cursor, path).problems == ()
    return entries.rows(cursor, "SELECT * FROM staged")


@pytest.mark.parametrize("register", REGISTERS)
def test_a_form_asks_for_every_column_of_the_register_but_how_exactly_a_day_is_known(register: str):
    form_names = {column.name for column in entry_files.form_columns(REGISTERS[register])}
    left_out = {name for name in REGISTERS[register].names if name not in form_names}
    assert {name for name in left_out if not name.endswith("_precision")} == {"load_id", "row_number"}
    assert form_names <= full(register).keys()


@pytest.mark.parametrize("register", REGISTERS)
def test_a_form_filled_with_a_valid_entry_gives_the_very_row_that_its_file_gives(
    register: str, networks: Store, written, tmp_path: Path
):
    path = tmp_path / "from-a-form.csv"
    path.write_bytes(entry_files.as_csv(register, [full(register)]).encode())
    assert staged(networks, path) == staged(networks, written(register, full(register)))


@pytest.mark.slow
@pytest.mark.parametrize("register", REGISTERS)
def test_an_entry_in_force_opened_and_saved_unchanged_gives_the_same_row_again(
    register: str, networks: Store, publish_file, written, tmp_path: Path
):
    publish_file(written(register, full(register)))
    (stored_entry,) = entries.in_force(networks.read(), register, networks.version)
    assert "" not in entry_files.cells(REGISTERS[register], stored_entry).values()
    again = tmp_path / "again.csv"
    again.write_bytes(entry_files.as_csv(register, [entry_files.cells(REGISTERS[register], stored_entry)]).encode())
    (row,) = staged(networks, again)
    assert {name: row[name] for name in row if name != "load_id"} == {
        name: stored_entry[name] for name in row if name != "load_id"
    }


@pytest.mark.slow
def test_no_cell_of_the_file_starts_a_formula_and_the_words_come_back_as_they_were(
    networks: Store, publish_file, tmp_path
):
    entry = full("project")
    path = tmp_path / "projects.csv"
    path.write_bytes(entry_files.as_csv("project", [entry]).encode())
    with path.open(encoding="utf-8", newline="") as file:
        assert not [
            cell for row in csv.reader(file) for cell in row if cell.startswith(formula_escape.STARTS_A_FORMULA)
        ]
    publish_file(path)
    (stored_entry,) = entries.in_force(networks.read(), "project", networks.version)
    assert (stored_entry["about"], stored_entry["community"]) == (entry["about"], entry["community"])


def test_the_key_is_the_one_that_the_entry_has_once_it_is_published(networks: Store):
    looked = entry_files.check(networks.read(), "project", full("project"))
    assert (looked.problems, looked.key) == ((), (NETWORK, "one", "2025-06-01"))


@pytest.mark.parametrize(
    ("register", "cell", "column", "problem"),
    [
        ("involvement", {"people": "many"}, "people", "This is not a number."),
        ("involvement", {"claims_on_time": "5"}, "claims_on_time", "More claims were paid on time than were made."),
        ("involvement", {"day": "2999"}, "day", "This day is to come."),
        ("involvement", {"about": "ring 07700 900123"}, "about", "There is a telephone number in this cell."),
        ("feedback", {"answer": ""}, "answer", "People were told of an answer that is not given."),
        ("project", {"name": ""}, "name", "This cell is empty."),
    ],
)
def test_what_a_file_would_be_told_an_entry_is_told_at_its_column(register, cell, column, problem, networks: Store):
    (fault,) = entry_files.check(networks.read(), register, full(register) | cell).problems
    assert (fault.column, fault.severity) == (column, Severity.ERROR)
    assert fault.problem.startswith(problem)


def test_a_text_that_may_name_a_person_is_asked_about(networks: Store):
    (question,) = entry_files.check(
        networks.read(), "feedback", full("feedback") | {"said": "Dr Smith helped"}
    ).problems
    assert isinstance(question, Problem)
    assert (question.column, question.severity) == ("said", Severity.QUESTION)


def test_checking_publishes_nothing(networks: Store):
    before = networks.version
    entry_files.check(networks.read(), "project", full("project"))
    assert networks.version == before
