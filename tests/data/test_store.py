"""Versions never change, readers never wait, nothing is overwritten, and of each figure the right row speaks."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places import ROOT, SAMPLES, Draw

from data import bundle, history, ingest, publish
from data import store as store_module
from data.publish import Origin, load, withdraw
from data.store import NothingToPublish, Store, StoreError, location
from data.tables import TABLES

Values = list[tuple]


def publish_nothing(store: Store, times: int = 1) -> None:
    """New versions that differ in nothing but their number."""
    for _ in range(times):
        with store.next_version() as draft:
            publish.record(draft.connection, draft.number, "recompute", "a test", "")


def speaking(store: Store, day: date | None = None, version: int | None = None) -> Values:
    cursor = store.read()
    history.materialise(cursor, version or store.version, day)
    return cursor.execute("SELECT value FROM speaking_published_value ORDER BY ALL").fetchall()


def fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


# Versions.


def test_a_published_version_never_changes(small_store: Store):
    before = fingerprint(small_store.file(1))
    publish_nothing(small_store)
    assert fingerprint(small_store.file(1)) == before
    assert (small_store.folder / "CURRENT").read_text() == "2"
    assert small_store.version == 2


def test_readers_see_the_old_version_until_they_ask_again(small_store: Store):
    reader = small_store.read()
    publish_nothing(small_store)
    asked = "SELECT max(version) FROM version"
    assert reader.execute(asked).fetchall() == [(1,)]
    assert small_store.read().execute(asked).fetchall() == [(2,)]
    assert reader.execute(asked).fetchall() == [(1,)]


def test_a_reader_keeps_its_version_though_its_file_is_cleared_away(small_store: Store):
    reader = small_store.read()
    publish_nothing(small_store, 5)
    small_store.read_at(5), small_store.read_at(6)
    assert not small_store.file(1).exists()
    assert reader.execute("SELECT max(version) FROM version").fetchall() == [(1,)]


def test_three_files_are_kept(small_store: Store):
    publish_nothing(small_store, 5)
    assert sorted(path.name for path in small_store.folder.glob("*.duckdb")) == [
        "000004.duckdb",
        "000005.duckdb",
        "000006.duckdb",
    ]


def test_a_draft_that_fails_leaves_no_trace(small_store: Store):
    before = sorted(path.name for path in small_store.folder.iterdir())
    with pytest.raises(ZeroDivisionError), small_store.next_version() as draft:
        draft.connection.execute("DELETE FROM area")
        raise ZeroDivisionError
    assert sorted({path.name for path in small_store.folder.iterdir()} - {"publish.lock"}) == [
        name for name in before if name != "publish.lock"
    ]
    assert small_store.read().execute("SELECT count(*) FROM area").fetchall() == [(4,)]


def test_a_draft_is_seen_by_nobody(small_store: Store):
    with pytest.raises(NothingToPublish), small_store.next_version() as draft:
        draft.connection.execute("DELETE FROM area")
        assert small_store.version == 1
        assert small_store.read().execute("SELECT count(*) FROM area").fetchall() == [(4,)]
        raise NothingToPublish


def test_going_back_to_an_older_file_never_writes_over_a_newer_one(small_store: Store):
    publish_nothing(small_store, 2)
    newest = fingerprint(small_store.file(3))
    (small_store.folder / "CURRENT").write_text("2")
    publish_nothing(small_store)
    assert small_store.version == 4
    assert fingerprint(small_store.file(3)) == newest
    assert small_store.read().execute("SELECT list(version ORDER BY version) FROM version").fetchall() == [([1, 2, 4],)]


def test_a_store_that_was_deleted_and_made_again_is_read_anew(small_store: Store):
    assert small_store.read().execute("SELECT count(*) FROM area").fetchall() == [(4,)]
    shutil.rmtree(small_store.folder)
    publish_nothing(small_store)
    assert small_store.version == 1
    assert small_store.read().execute("SELECT count(*) FROM area").fetchall() == [(0,)]


@pytest.mark.parametrize("pointer", ["", "twelve", "12.5", "\x00\xff"])
def test_a_pointer_that_makes_no_sense_says_what_to_write_into_it(small_store: Store, pointer: str):
    (small_store.folder / "CURRENT").write_text(pointer, encoding="utf-8")
    with pytest.raises(StoreError, match="CURRENT is damaged. Write into it the number of the newest whole file"):
        small_store.read()


def test_a_pointer_to_a_file_that_is_gone_says_how_to_go_back(small_store: Store):
    (small_store.folder / "CURRENT").write_text("9")
    with pytest.raises(StoreError, match="000009.duckdb is missing or damaged.*Write the number of an older file"):
        small_store.read()


def test_where_there_is_no_store_it_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(StoreError, match="There is no store at .*Run: python -m data status"):
        Store(tmp_path / "none").read()


def test_a_reader_that_is_overtaken_reads_the_newest(small_store: Store, monkeypatch: pytest.MonkeyPatch):
    """Between its look at CURRENT and its opening of the file, others published and cleared that file away."""
    publish_nothing(small_store, 4)
    looks = iter([1])
    truth = Store.version.fget
    monkeypatch.setattr(Store, "version", property(lambda store: next(looks, None) or truth(store)))
    assert small_store.read().execute("SELECT max(version) FROM version").fetchall() == [(5,)]


def test_the_folder_is_as_given_else_as_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path))
    assert location() == tmp_path
    assert location("elsewhere") == Path("elsewhere")
    monkeypatch.delenv("DASHBOARD_STORE")
    assert location() == ROOT / "data" / "store"


# Turns and locks.


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{path}')",
        "SELECT * FROM read_text('{path}')",
        "SELECT * FROM '{path}'",
        "ATTACH '{path}' AS other",
        "COPY area TO '{path}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
    ],
)
def test_neither_a_reader_nor_a_publisher_can_reach_files_or_loosen_the_lock(
    small_store: Store, tmp_path: Path, statement: str
):
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(duckdb.Error):
        small_store.read().execute(statement.format(path=path))
    with pytest.raises(duckdb.Error), small_store.next_version() as draft:
        draft.connection.execute(statement.format(path=path))
    assert path.read_text() == "a,b\n1,2\n"
    assert small_store.version == 1


def test_a_reader_cannot_write(small_store: Store):
    with pytest.raises(duckdb.Error, match="read-only"):
        small_store.read().execute("DELETE FROM area")


def test_two_publishers_take_turns_and_both_are_published(small_store: Store):
    threads = [threading.Thread(target=publish_nothing, args=(Store(small_store.folder), 3)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert small_store.version == 10
    assert small_store.read().execute("SELECT count(DISTINCT version) FROM version").fetchall() == [(10,)]


def test_a_publisher_that_waits_too_long_is_told_to_try_again(small_store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(store_module, "PATIENCE_SECONDS", 0.05)
    with (
        pytest.raises(StoreError, match="Somebody else is publishing. Try again"),
        Store(small_store.folder).next_version(),
        small_store.next_version(),
    ):
        pass


def test_a_lock_that_a_dead_process_held_is_free(small_store: Store):
    code = (
        "import os, sys; from pathlib import Path; from data.store import Store\n"
        f"with Store(Path({str(small_store.folder)!r})).next_version(): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 9
    publish_nothing(small_store)
    assert small_store.version == 2


def test_two_processes_that_start_at_once_make_one_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unchanged):
    monkeypatch.setattr(bundle, "fill", lambda connection, version: None)
    made: list[bool] = []
    store = Store(tmp_path / "new")
    threads = [threading.Thread(target=lambda: made.append(bundle.ensure(store, unchanged))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False, False, False, True]
    assert store.version == 1


def test_many_threads_read_at_once(small_store: Store):
    counts: list[int] = []

    def count() -> None:
        for _ in range(20):
            counts.append(small_store.read().execute("SELECT count(*) FROM area").fetchall()[0][0])

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    publish_nothing(small_store, 2)
    for thread in threads:
        thread.join()
    assert counts == [4] * 120


# Loads.


def test_the_same_file_twice_is_recognised_and_makes_no_version(small_store: Store, figures: Draw, unchanged):
    path = figures("value\n53")
    first = load(small_store, path, unchanged)
    second = load(small_store, path, unchanged)
    assert (second.state, second.load_id, second.version) == ("already loaded", first.load_id, first.version)
    assert small_store.version == first.version


def test_the_same_file_under_another_name_is_recognised(small_store: Store, figures: Draw, unchanged, tmp_path: Path):
    first = load(small_store, figures("value\n53"), unchanged)
    copy = shutil.copy(tmp_path / "figures.csv", tmp_path / "again.csv")
    assert load(small_store, Path(copy), unchanged).load_id == first.load_id


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


def test_a_file_with_errors_changes_nothing(small_store: Store, figures: Draw, unchanged):
    outcome = load(small_store, figures("value\nabc"), unchanged)
    assert (outcome.state, outcome.load_id, small_store.version) == ("refused", None, 1)


def test_a_load_whose_figures_cannot_be_computed_changes_nothing(small_store: Store, figures: Draw):
    def broken(connection: object, version: int) -> None:
        raise RuntimeError("no such indicator")

    with pytest.raises(RuntimeError):
        load(small_store, figures("value\n53"), broken)
    assert small_store.version == 1
    assert speaking(small_store) == []


def test_every_row_carries_its_load_and_its_row(small_store: Store, figures: Draw, unchanged):
    outcome = load(small_store, figures("sex\nMale\nFemale"), unchanged, who="Ann", note="From the report")
    rows = small_store.read().execute("SELECT load_id, row_number FROM published_value ORDER BY 2").fetchall()
    assert rows == [(outcome.load_id, 2), (outcome.load_id, 3)]
    held = small_store.read().execute("SELECT file_name, row_count, who, note, layout, source FROM load").fetchall()
    assert held == [("figures.csv", 2, "Ann", "From the report", "common", "healthwatch_leeds")]


def test_a_rows_own_release_and_citation_come_before_the_files(small_store: Store, figures: Draw, unchanged):
    path = figures("sex | published_on | citation\nMale | 2024-05 | Its own\nFemale | |")
    of_the_file = Origin(release=date(2023, 1, 1), release_precision="day", citation="The file's")
    load(small_store, path, unchanged, origin=of_the_file)
    found = small_store.read().execute("SELECT release, release_precision, citation FROM published_value ORDER BY sex")
    assert found.fetchall() == [
        (date(2023, 1, 1), "day", "The file's"),
        (date(2024, 5, 31), "month", "Its own"),
    ]


def test_withdrawing_a_load_brings_back_what_it_superseded(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value\n53", "first.csv"), unchanged)
    second = load(small_store, figures("value\n60", "second.csv"), unchanged)
    assert speaking(small_store) == [(60,)]
    version = withdraw(small_store, second.load_id, unchanged)
    assert version == small_store.version == 4
    assert speaking(small_store) == [(53,)]
    assert speaking(small_store, version=3) == [(60,)]


def test_a_withdrawn_file_may_be_loaded_again(small_store: Store, figures: Draw, unchanged):
    path = figures("value\n53")
    first = load(small_store, path, unchanged)
    withdraw(small_store, first.load_id, unchanged)
    again = load(small_store, path, unchanged)
    assert again.published
    assert again.load_id == first.load_id + 1
    assert speaking(small_store) == [(53,)]


def test_withdrawing_what_is_not_there_or_is_withdrawn_changes_nothing(small_store: Store, figures: Draw, unchanged):
    outcome = load(small_store, figures("value\n53"), unchanged)
    withdraw(small_store, outcome.load_id, unchanged)
    with pytest.raises(StoreError, match="There is no load 99. See: python -m data loads"):
        withdraw(small_store, 99, unchanged)
    with pytest.raises(StoreError, match="Load 1 was withdrawn already, in version 3"):
        withdraw(small_store, outcome.load_id, unchanged)
    assert small_store.version == 3


def test_withdrawing_a_load_of_the_bundle_moves_measures_and_loading_it_again_restores_them(own_store: Store):
    from data.bundle import PUBLISHED
    from indicators.core.measures import measures
    from indicators.core.recomputing import recompute

    def healthwatch() -> list[float]:
        found = measures(own_store, "know_where_help_crisis")
        return found[found["source"] == "healthwatch_leeds"]["value"].tolist()

    before = healthwatch()
    named = "SELECT load_id FROM load WHERE file_name = 'healthwatch_leeds.csv'"
    withdraw(own_store, own_store.read().execute(named).fetchall()[0][0], recompute)
    assert healthwatch() == []
    load(own_store, PUBLISHED / "healthwatch_leeds.csv", recompute)
    assert healthwatch() == before != []


# Which row speaks.


def test_sources_never_supersede_each_other(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value | source_id | published_on\n53 | one | 2020\n54 | two | 2024"), unchanged)
    assert speaking(small_store) == [(53,), (54,)]


@pytest.mark.parametrize(
    ("earlier", "later", "speaks"),
    [
        ("published_on | 2024-06", "published_on | 2024-05", 1),
        ("published_on | 2024-05", "published_on | 2024-06", 2),
        ("published_on | 2024-05", "published_on |", 1),
        ("published_on |", "published_on | 1999", 2),
        ("published_on |", "published_on |", 2),
        ("data_status | final", "data_status | provisional", 1),
        ("data_status | preliminary", "data_status | final", 2),
        ("data_status |", "data_status | provisional", 1),
        ("data_status | final", "data_status | final", 2),
    ],
)
def test_release_comes_before_status_and_status_before_load(
    small_store: Store, figures: Draw, unchanged, earlier: str, later: str, speaks: int
):
    for value, told in ((1, earlier), (2, later)):
        column, _, cell = told.partition("|")
        load(small_store, figures(f"value | {column}\n{value} | {cell}", f"{value}.csv"), unchanged)
    assert speaking(small_store) == [(speaks,)]


def test_as_at_a_day_only_what_had_been_published_speaks(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value | published_on\n53 | 2021-03-01\n54 | 2022-03-01\n55 | 2023"), unchanged)
    days = [date(2021, 2, 28), date(2021, 3, 1), date(2022, 12, 31), date(2023, 12, 30), date(2023, 12, 31)]
    assert [speaking(small_store, day) for day in days] == [[], [(53,)], [(54,)], [(54,)], [(55,)]]


def test_as_at_a_day_a_row_of_unknown_release_speaks_from_the_day_it_was_loaded(
    small_store: Store, figures: Draw, unchanged, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(publish, "now", lambda: datetime(2024, 5, 6, 23, 59))
    load(small_store, figures("value\n53"), unchanged)
    assert speaking(small_store, date(2024, 5, 5)) == []
    assert speaking(small_store, date(2024, 5, 6)) == [(53,)]


def test_as_of_a_version_what_was_loaded_later_does_not_speak(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value\n53", "first.csv"), unchanged)
    load(small_store, figures("value\n60", "second.csv"), unchanged)
    assert [speaking(small_store, version=version) for version in (1, 2, 3)] == [[], [(53,)], [(60,)]]


def test_an_earlier_version_is_answered_from_the_current_file(small_store: Store, figures: Draw, unchanged):
    load(small_store, figures("value\n53", "first.csv"), unchanged)
    publish_nothing(small_store, 6)
    assert not small_store.file(2).exists()
    assert speaking(small_store, version=2) == [(53,)]
    assert speaking(small_store, version=1) == []


DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 1, 4)))
ROW = st.fixed_dictionaries(
    {
        "series": st.sampled_from("ab"),
        "area": st.sampled_from(("RY6", "RGD")),
        "role": st.sampled_from(("sending", "receiving")),
        "release": DAYS,
        "status": st.sampled_from((None, "final", "performance", "provisional", "preliminary")),
    }
)
LOADED = st.fixed_dictionaries(
    {
        "rows": st.lists(ROW, max_size=6),
        "loaded_on": st.dates(date(2020, 1, 1), date(2020, 1, 4)),
        "withdrawn_after": st.one_of(st.none(), st.integers(1, 3)),
    }
)
SETTLED = {"final": 3, "performance": 2, None: 1, "provisional": 0, "preliminary": 0}


def dully(loads: list[dict], version: int, day: date | None) -> dict[tuple, int]:
    """Which row speaks for each figure, said a second time without SQL."""
    best: dict[tuple, tuple] = {}
    for load_id, loaded in enumerate(loads, 1):
        gone = loaded["withdrawn_after"] is not None and load_id + loaded["withdrawn_after"] <= version
        if load_id > version or gone:
            continue
        for number, row in enumerate(loaded["rows"], 2):
            if day is not None and (row["release"] or loaded["loaded_on"]) > day:
                continue
            key = row["series"], row["area"], row["role"]
            rank = (row["release"] is not None, row["release"], SETTLED[row["status"]], load_id, number)
            if row["release"] is None:
                rank = (False, date.min, *rank[2:])
            if key not in best or rank > best[key]:
                best[key] = rank
    return {key: (load_id, number) for key, (_, _, _, load_id, number) in best.items()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loads=st.lists(LOADED, max_size=4), version=st.integers(1, 6), day=DAYS)
def test_the_rows_that_speak_are_those_a_dull_reading_picks(loads: list[dict], version: int, day: date | None):
    connection = duckdb.connect()
    for contract in TABLES:
        connection.execute(contract.create())
    for load_id, loaded in enumerate(loads, 1):
        gone = None if loaded["withdrawn_after"] is None else load_id + loaded["withdrawn_after"]
        connection.execute(
            "INSERT INTO load (load_id, loaded_at, version_from, version_to) VALUES (?, ?, ?, ?)",
            [load_id, loaded["loaded_on"], load_id, gone],
        )
        for number, row in enumerate(loaded["rows"], 2):
            connection.execute(
                """
                INSERT INTO service_activity (source, series, area, role, period_start, period_end, sex, age,
                    dimension, category, statistic, value, release, status, load_id, row_number)
                VALUES ('x', ?, ?, ?, '2019-01-01', '2019-12-31', 'Persons', 'All ages', '', '', 'count', 1, ?, ?, ?, ?)
                """,
                [row["series"], row["area"], row["role"], row["release"], row["status"], load_id, number],
            )
    history.materialise(connection, version, day)
    speaking_rows = "SELECT series, area, role, load_id, row_number FROM speaking_service_activity"
    found = connection.execute(speaking_rows).fetchall()
    connection.close()
    assert {row[:3]: row[3:] for row in found} == dully(loads, version, day)
    assert len({row[:3] for row in found}) == len(found)


def test_a_clean_sample_can_be_checked_against_a_store_without_changing_it(small_store: Store):
    before = fingerprint(small_store.file(1))
    assert not ingest.check(small_store.read(), SAMPLES / "talking_therapies_2023-05.csv").refused
    assert fingerprint(small_store.file(1)) == before
    assert small_store.version == 1
