"""Loads: recognised, all or nothing, withdrawn, loaded again."""

from __future__ import annotations

import shutil
import threading
from datetime import date
from pathlib import Path

import pytest
from places import Draw

from data.loading.incoming import Origin
from data.loading.publish import load, withdraw
from data.storage.versions import Store, StoreError
from tests.data.stored import in_force


@pytest.mark.slow
def test_the_same_file_twice_is_recognised_and_makes_no_version(small_store: Store, figures: Draw, unchanged):
    path = figures("value\n53")
    first = load(small_store, path, unchanged)
    second = load(small_store, path, unchanged)
    assert (second.state, second.load_id, second.version) == ("already loaded", first.load_id, first.version)
    assert small_store.version == first.version


@pytest.mark.slow
def test_the_same_file_under_another_name_is_recognised(small_store: Store, figures: Draw, unchanged, tmp_path: Path):
    first = load(small_store, figures("value\n53"), unchanged)
    copy = shutil.copy(tmp_path / "figures.csv", tmp_path / "again.csv")
    assert load(small_store, Path(copy), unchanged).load_id == first.load_id


@pytest.mark.slow
def test_two_publishers_of_one_file_load_it_once(small_store: Store, figures: Draw, unchanged):
    path = figures("value\n53")
    outcomes: list[str] = []
    threads = [
        threading.Thread(target=lambda: outcomes.append(load(Store(small_store.folder), path, unchanged).state))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already loaded", "already loaded", "published"]


@pytest.mark.slow
def test_a_file_with_errors_changes_nothing(small_store: Store, figures: Draw, unchanged):
    outcome = load(small_store, figures("value\nabc"), unchanged)
    assert (outcome.state, outcome.load_id, small_store.version) == ("refused", None, 1)


@pytest.mark.slow
def test_a_load_whose_figures_cannot_be_computed_changes_nothing(small_store: Store, figures: Draw):
    def broken(connection: object, version: int) -> None:
        raise RuntimeError("no such indicator")

    with pytest.raises(RuntimeError):
        load(small_store, figures("value\n53"), broken)
    assert small_store.version == 1
    assert in_force(small_store) == []


@pytest.mark.slow
def test_every_row_carries_its_load_and_its_row(small_store: Store, figures: Draw, unchanged):
    outcome = load(small_store, figures("sex\nMale\nFemale"), unchanged, who="Ann", note="From the report")
    rows = small_store.read().execute("SELECT load_id, row_number FROM published_value ORDER BY 2").fetchall()
    assert rows == [(outcome.load_id, 2), (outcome.load_id, 3)]
    stored_loads = (
        small_store.read().execute("SELECT file_name, row_count, who, note, layout, source FROM load").fetchall()
    )
    assert stored_loads == [("figures.csv", 2, "Ann", "From the report", "common", "healthwatch_leeds")]


@pytest.mark.slow
def test_a_rows_own_release_and_citation_come_before_the_files(small_store: Store, figures: Draw, unchanged):
    path = figures("sex | published_on | citation\nMale | 2024-05 | Its own\nFemale | |")
    of_the_file = Origin(release=date(2023, 1, 1), release_precision="day", citation="The file's")
    load(small_store, path, unchanged, origin=of_the_file)
    release_rows = small_store.read().execute(
        "SELECT release, release_precision, citation FROM published_value ORDER BY sex"
    )
    assert release_rows.fetchall() == [
        (date(2023, 1, 1), "day", "The file's"),
        (date(2024, 5, 31), "month", "Its own"),
    ]


@pytest.mark.slow
def test_withdrawing_a_load_brings_back_what_it_superseded(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value\n53", "first.csv"), unchanged)
    second = load(small_store, figures("value\n60", "second.csv"), unchanged)
    assert in_force(small_store) == [(60,)]
    version = withdraw(small_store, second.load_id, unchanged)
    assert version == small_store.version == 4
    assert in_force(small_store) == [(53,)]
    assert in_force(small_store, version=3) == [(60,)]


@pytest.mark.slow
def test_a_withdrawn_file_may_be_loaded_again(small_store: Store, figures: Draw, unchanged):
    path = figures("value\n53")
    first = load(small_store, path, unchanged)
    withdraw(small_store, first.load_id, unchanged)
    again = load(small_store, path, unchanged)
    assert again.published
    assert again.load_id == first.load_id + 1
    assert in_force(small_store) == [(53,)]


@pytest.mark.slow
def test_withdrawing_what_is_not_there_or_is_withdrawn_changes_nothing(small_store: Store, figures: Draw, unchanged):
    outcome = load(small_store, figures("value\n53"), unchanged)
    withdraw(small_store, outcome.load_id, unchanged)
    with pytest.raises(StoreError, match="There is no load 99. Look at the list of loads"):
        withdraw(small_store, 99, unchanged)
    with pytest.raises(StoreError, match="Load 1 was withdrawn already, in version 3"):
        withdraw(small_store, outcome.load_id, unchanged)
    assert small_store.version == 3


@pytest.mark.slow
def test_withdrawing_a_load_of_the_bundle_moves_measures_and_loading_it_again_restores_them(own_store: Store):
    from data.loading.bundle import PUBLISHED
    from indicators.core.measures.measures import measures
    from indicators.core.measures.refresh import recompute

    def healthwatch() -> list[float]:
        measure_rows = measures(own_store, "know_where_help_crisis")
        return measure_rows[measure_rows["source"] == "healthwatch_leeds"]["value"].tolist()

    before = healthwatch()
    named = "SELECT load_id FROM load WHERE file_name = 'healthwatch_leeds.csv'"
    withdraw(own_store, own_store.read().execute(named).fetchall()[0][0], recompute)
    assert healthwatch() == []
    load(own_store, PUBLISHED / "healthwatch_leeds.csv", recompute)
    assert healthwatch() == before != []
