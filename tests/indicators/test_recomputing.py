"""A load computes what it touches and nothing else, and the result is that of computing everything."""

from __future__ import annotations

import pytest
from places import EXAMPLES

from data.demo import files
from data.demo_command import bodies_of
from data.loading import bundle, erase, publish
from data.query import one
from indicators import catalogue
from indicators.core.measures import engine, fingerprints
from indicators.core.measures.measures import measures
from indicators.core.measures.refresh import recompute, recompute_all
from indicators.core.strategy.reading import chosen, strategies
from tests.data.stored import as_an_earlier_release_made_it


def computed(store) -> tuple[str, int]:
    return one(store.read(), "SELECT code, indicators FROM computation ORDER BY version DESC LIMIT 1")


@pytest.mark.slow
def test_the_first_version_computes_every_indicator_and_says_with_which_code(store):
    assert one(store.read(), "SELECT code, indicators FROM computation WHERE version = 1") == (
        fingerprints.of_code(),
        len(catalogue()),
    )


@pytest.mark.slow
def test_a_load_computes_only_the_indicators_that_read_it(own_store):
    publish.load(own_store, EXAMPLES / "talking_therapies_2026-03.csv", recompute)
    reads = {name for name in catalogue() if name.startswith("tt_")}
    assert 0 < computed(own_store)[1] <= len(reads)
    moved = own_store.read().execute("SELECT DISTINCT indicator FROM measure WHERE version_from = 2").fetchall()
    assert {name for (name,) in moved} <= reads


@pytest.mark.slow
def test_computing_everything_after_a_load_changes_nothing_more(own_store):
    publish.load(own_store, EXAMPLES / "talking_therapies_2026-03.csv", recompute)
    with own_store.next_version() as draft:
        recompute_all(draft.connection, draft.number)
        publish.record(draft.connection, draft.number, "recompute", "a test", "")
    assert computed(own_store)[1] == len(catalogue())
    changed = "SELECT count(*) FROM measure WHERE version_from = 3 OR version_to = 3"
    assert one(own_store.read(), changed) == (0,)


@pytest.mark.slow
def test_changed_code_computes_everything_at_the_next_load(own_store, monkeypatch):
    monkeypatch.setattr(fingerprints, "of_code", lambda: "other code")
    publish.load(own_store, EXAMPLES / "talking_therapies_2026-03.csv", recompute)
    assert computed(own_store) == ("other code", len(catalogue()))


@pytest.mark.slow
def test_a_store_made_by_an_earlier_release_is_brought_up_to_date_before_anybody_reads_it(own_store, monkeypatch):
    monkeypatch.setattr(fingerprints, "of_code", lambda: "newer code")
    as_an_earlier_release_made_it(own_store, "ALTER TABLE measure DROP COLUMN status")
    assert own_store.outdated
    assert bundle.ensure(own_store, recompute)
    assert not own_store.outdated
    assert "preliminary" in set(measures(own_store)["status"].dropna())
    assert one(own_store.read(), "SELECT what, who FROM version WHERE version = 2") == ("recompute", "the dashboard")
    assert not bundle.ensure(own_store, recompute)
    assert own_store.version == 2


@pytest.mark.slow
def test_a_withdrawal_computes_what_the_load_touched(own_store):
    outcome = publish.load(own_store, EXAMPLES / "talking_therapies_2026-03.csv", recompute)
    before = computed(own_store)[1]
    publish.withdraw(own_store, outcome.load_id, recompute)
    assert computed(own_store)[1] == before


# What strategies name


@pytest.mark.slow
def test_other_strategies_have_records_counted_for_the_bodies_that_they_name(small_store, tmp_path, monkeypatch):
    files.write(tmp_path, 400, 1, bodies_of(chosen(strategies())), [])
    with monkeypatch.context() as earlier:
        earlier.setattr(engine, "strategies", dict)
        earlier.setattr(fingerprints, "of_strategies", lambda: "none")
        publish.load(small_store, tmp_path / "illustrative-crisis_contact.csv", recompute)
    roles = "SELECT DISTINCT role FROM measure WHERE version_to IS NULL ORDER BY ALL"
    assert small_store.read().execute(roles).fetchall() == [("provider",)]
    with small_store.next_version() as draft:
        recompute(draft.connection, draft.number)
        publish.record(draft.connection, draft.number, "recompute", "a test", "")
    assert small_store.read().execute(roles).fetchall() == [("commissioner",), ("provider",)]
    with small_store.rehearsal() as draft:
        recompute_all(draft.connection, draft.number)
        assert one(
            draft.connection, f"SELECT count(*) FROM measure WHERE {draft.number} IN (version_from, version_to)"
        ) == (0,)


# The same figure by two loads


def origins(store) -> list[tuple[float, int]]:
    return store.read().execute("SELECT value, load_id FROM measure WHERE version_to IS NULL ORDER BY ALL").fetchall()


@pytest.fixture
def given_twice(small_store, figures):
    """A figure of load 1, which load 2 gives again beside another one."""
    again = "value | period_start | period_end\n53 | 2023-04-01 | 2024-03-31\n"
    publish.load(small_store, figures(again, "first.csv"), recompute)
    publish.load(small_store, figures(again + "60 | 2024-04-01 | 2025-03-31", "second.csv"), recompute)
    assert origins(small_store) == [(53, 1), (60, 2)]
    return small_store


@pytest.mark.slow
def test_a_figure_that_another_load_gives_too_is_of_that_one_once_its_own_is_withdrawn(given_twice):
    publish.withdraw(given_twice, 1, recompute)
    assert origins(given_twice) == [(53, 2), (60, 2)]
    changed = "SELECT count(*) FROM measure WHERE 4 IN (version_from, version_to)"
    assert one(given_twice.read(), changed) == (0,)


@pytest.mark.slow
@pytest.mark.parametrize("withdrawn_before", [False, True])
def test_a_figure_that_another_load_gives_too_stays_when_its_own_is_erased(given_twice, withdrawn_before):
    if withdrawn_before:
        publish.withdraw(given_twice, 1, recompute)
    erase.erase(given_twice, 1, recompute)
    assert origins(given_twice) == [(53, 2), (60, 2)]
