"""Of an entry that came several times the one loaded last is in force; withdrawing a load brings the earlier one back."""

from __future__ import annotations

from datetime import date

import pytest

from data.loading import load_comparison, publish, register_entries
from data.loading.incoming import released_on
from data.loading.ingest import check
from data.storage.versions import Store
from data.tables import REGISTERS
from indicators.core.measures.stale import tables_moved

SAYS = {
    "project": "state",
    "forum": "about",
    "involvement": "about",
    "participation": "people",
    "feedback": "theme",
    "change": "kind",
}
BEFORE_AND_AFTER = {
    "project": ("running", "paused"),
    "participation": (12, 15),
    "change": ("letter", "form"),
}


@pytest.mark.slow
@pytest.mark.parametrize("register", REGISTERS)
def test_the_load_that_came_last_wins_and_its_withdrawal_brings_the_earlier_entry_back(
    register: str, networks: Store, written, publish_file, in_force, unchanged
):
    column = SAYS[register]
    before, after = BEFORE_AND_AFTER.get(register, ("Before", "After"))
    publish_file(written(register, {column: str(before)}, name="first.csv"))
    second = publish_file(written(register, {column: str(after)}, name="second.csv"))
    assert in_force(register, column) == [(after,)]
    publish.withdraw(networks, second, unchanged)
    assert in_force(register, column) == [(before,)]
    assert [in_force(register, column, version) for version in (2, 3, 4)] == [[], [(before,)], [(after,)]]


@pytest.mark.slow
def test_of_one_file_the_later_row_wins_and_it_is_said(written, publish_file, in_force, checked):
    path = written("project", {"state": "running"}, {"state": "ended"})
    (problem,) = checked(path).problems
    assert (problem.severity, problem.row, problem.column, problem.value) == ("warning", 2, "project", "one")
    assert problem.problem == "Row 3 gives this entry again."
    publish_file(path)
    assert in_force("project", "state") == [("ended",)]


@pytest.mark.slow
def test_a_new_state_from_another_day_is_an_entry_of_its_own(written, publish_file, in_force):
    publish_file(written("project", {}, {"as_of": "2025-09-01", "state": "paused"}))
    assert in_force("project", "as_of, state") == [(date(2025, 3, 1), "running"), (date(2025, 9, 1), "paused")]


@pytest.mark.slow
def test_as_of_a_day_what_is_of_a_later_day_does_not_speak(written, publish_file, in_force):
    publish_file(written("project", {}, {"as_of": "2025-09-01", "state": "paused"}))
    assert in_force("project", "state", day=date(2025, 2, 28)) == []
    assert in_force("project", "state", day=date(2025, 8, 31)) == [("running",)]


@pytest.mark.slow
def test_as_of_a_day_an_entry_without_one_speaks_from_the_release_of_its_file(
    networks: Store, written, in_force, unchanged
):
    origin = released_on(date(2025, 5, 1))
    publish.load(networks, written("involvement"), unchanged, origin=origin)
    assert in_force("involvement", "name", day=date(2025, 4, 30)) == []
    assert in_force("involvement", "name", day=date(2025, 5, 1)) == [("One",)]


@pytest.mark.slow
def test_a_file_set_against_what_is_held_says_what_is_new_revised_unchanged_and_repeated(
    networks: Store, written, publish_file
):
    publish_file(written("project", {}, {"project": "two"}))
    later = written("project", {"state": "ended"}, {"project": "two"}, {"project": "three"}, {"project": "three"})
    cursor = networks.read()
    check(cursor, later)
    arrival = register_entries.arrival(cursor, REGISTERS["project"], networks.version)
    assert (arrival.new, arrival.revised, arrival.unchanged, arrival.repeated) == (1, 1, 1, 1)


@pytest.mark.slow
def test_two_loads_of_a_register_are_set_against_each_other(networks: Store, written, publish_file):
    first = publish_file(written("project", {}, {"project": "two"}, name="first.csv"))
    second = publish_file(written("project", {"state": "ended"}, {"project": "three"}, name="second.csv"))
    comparison = load_comparison.compare(networks.read(), first, second)
    assert (comparison.new, comparison.gone, comparison.revised, comparison.unchanged) == (1, 1, 1, 0)
    assert (comparison.largest, comparison.figures) == ((), False)


@pytest.mark.slow
def test_a_version_moves_the_registers_that_its_loads_bring_or_withdraw(
    networks: Store, written, publish_file, unchanged
):
    publish_file(written("project"))
    load = publish_file(written("change"))
    publish.withdraw(networks, load, unchanged)
    assert [tables_moved(networks.read(), version) for version in (2, 3, 4, 5)] == [
        set(),
        {"project"},
        {"change"},
        {"change"},
    ]
