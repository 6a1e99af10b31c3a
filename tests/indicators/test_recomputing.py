"""A load computes what it touches and nothing else, and the result is that of computing everything."""

from __future__ import annotations

import pytest
from places import EXAMPLES

from data.loading import bundle, publish
from data.query import one
from indicators import catalogue
from indicators.core.measures import refresh
from indicators.core.measures.measures import measures
from indicators.core.measures.refresh import fingerprint, recompute, recompute_all
from tests.data.stored import as_an_earlier_release_made_it


def computed(store) -> tuple[str, int]:
    return one(store.read(), "SELECT code, indicators FROM computation ORDER BY version DESC LIMIT 1")


def test_the_first_version_computes_every_indicator_and_says_with_which_code(store):
    assert one(store.read(), "SELECT code, indicators FROM computation WHERE version = 1") == (
        fingerprint(),
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
    monkeypatch.setattr(refresh, "fingerprint", lambda: "other code")
    publish.load(own_store, EXAMPLES / "talking_therapies_2026-03.csv", recompute)
    assert computed(own_store) == ("other code", len(catalogue()))


@pytest.mark.slow
def test_a_store_made_by_an_earlier_release_is_brought_up_to_date_before_anybody_reads_it(own_store, monkeypatch):
    monkeypatch.setattr(refresh, "fingerprint", lambda: "newer code")
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
