"""The registers of four programmes that come with the dashboard."""

from __future__ import annotations

import csv

import pytest
from places import BUNDLE

from data.__main__ import main
from data.loading import bundle
from data.storage import precedence
from data.storage.versions import Store
from data.tables import FIGURES, PLACES, POPULATIONS, REGISTERS
from indicators.core.measures.refresh import recompute
from indicators.core.model import Role
from indicators.core.strategy.reading import strategies
from tests.data.stored import as_an_earlier_release_made_it

ROWS = [
    row
    for path in sorted(BUNDLE.glob("registers_*.csv"))
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
]
TEXT = " ".join(cell for row in ROWS for cell in row.values())


def of(store: Store, query: str) -> list[tuple]:
    cursor = store.read()
    precedence.materialise(cursor, store.version)
    return cursor.execute(query).fetchall()


def test_every_entry_names_its_page_and_a_known_network(store: Store):
    known = {code for (code,) in of(store, "SELECT code FROM area WHERE type = 'co-production network'")}
    assert len(known) == 4
    assert {row["network"] for row in ROWS} == known
    assert all("read in 2026" in row["citation"] or row["citation"].endswith((" 2025.", " 2024.")) for row in ROWS)


def test_leeds_has_two_projects_that_run_and_two_that_are_paused(store: Store):
    counted = "SELECT state, count(*) FROM in_force_project WHERE network = 'leeds-mws-coproduction' GROUP BY 1"
    assert dict(of(store, counted)) == {"running": 2, "paused": 2}


@pytest.mark.slow
def test_what_no_page_states_is_empty(store: Store):
    assert of(
        store, "SELECT count(people), count(hours), count(payment), count(answers) FROM in_force_involvement"
    ) == [(0, 0, 0, 0)]
    assert of(store, "SELECT count(*) FROM in_force_participation") == [(0,)]


def test_members_of_one_forum_set_its_name_terms_and_chair(store: Store):
    by_members = "name_set_by = 'members' AND terms_set_by = 'members' AND chair_set_by = 'members'"
    query = f"SELECT network, forum FROM in_force_forum WHERE {by_members}"
    assert of(store, query) == [("gmmh", "service-user-voice-forum")]


def test_two_networks_stand_in_a_strategy_and_two_on_the_shelf_alone():
    named = {name: [body.code for body in one.who_stands_for(Role.NETWORK)] for name, one in strategies().items()}
    assert named["leeds-2020-2025"] == ["leeds-mws-coproduction"]
    assert named["gmmh-improvement-plan"] == ["gmmh"]
    assert not {"amhp-leag", "cpsl-mind"} & {code for codes in named.values() for code in codes}


def test_the_claim_without_a_source_is_not_among_them():
    assert "33" not in TEXT


@pytest.mark.slow
def test_a_store_of_an_earlier_release_gets_tables_networks_and_entries(little_store: Store):
    gone = [*(f"DROP TABLE {table}" for table in REGISTERS), "DELETE FROM area WHERE type = 'co-production network'"]
    as_an_earlier_release_made_it(little_store, "; ".join(gone))
    assert bundle.ensure(little_store, recompute)
    assert of(little_store, "SELECT count(*) FROM in_force_project") == [(4,)]
    assert of(little_store, "SELECT count(*) FROM area WHERE type = 'co-production network'") == [(4,)]
    brought = "SELECT DISTINCT table_name FROM load WHERE version_from = 2"
    assert {table for (table,) in of(little_store, brought)} == {*REGISTERS, *POPULATIONS, *PLACES} - {"participation"}
    assert not {table for (table,) in of(little_store, brought)} & {*FIGURES}


@pytest.mark.slow
def test_a_store_is_made_again_from_its_originals_registers_included(little_store: Store):
    store = ["--store", str(little_store.folder)]
    assert main(["load", str(BUNDLE / "registers_changes.csv"), *store]) == 0
    before = of(little_store, "SELECT * FROM in_force_change ORDER BY ALL")
    assert main(["rebuild", *store]) == 0
    assert before and of(little_store, "SELECT * FROM in_force_change ORDER BY ALL") == before
    assert main(["verify", *store]) == 0


@pytest.mark.slow
def test_what_is_erased_leaves_no_entry(little_store: Store):
    store = ["--store", str(little_store.folder)]
    assert main(["load", str(BUNDLE / "registers_changes.csv"), *store]) == 0
    assert main(["erase", "3", *store]) == 0
    assert of(little_store, "SELECT count(*) FROM change") == [(0,)]
