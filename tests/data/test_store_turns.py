"""Turns and locks: many readers, one publisher at a time, nothing reached that should not be."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest
from places import ROOT

from data.loading import bundle
from data.storage import folder as store_module
from data.storage.versions import Store, StoreError
from tests.data.stored import publish_nothing


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
@pytest.mark.slow
def test_neither_a_reader_nor_a_publisher_can_reach_files_or_loosen_the_lock(
    small_store: Store, tmp_path: Path, statement: str
):
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(duckdb.Error):
        small_store.read().execute(statement.format(path=path))
    with pytest.raises(StoreError, match="Nothing was changed"), small_store.next_version() as draft:
        draft.connection.execute(statement.format(path=path))
    assert path.read_text() == "a,b\n1,2\n"
    assert small_store.version == 1


def test_a_reader_cannot_write(small_store: Store):
    with pytest.raises(duckdb.Error, match="read-only"):
        small_store.read().execute("DELETE FROM area")


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_lock_that_a_dead_process_held_is_free(small_store: Store):
    code = (
        "import os, sys; from pathlib import Path; from data.storage.versions import Store\n"
        f"with Store(Path({str(small_store.folder)!r})).next_version(): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 9
    publish_nothing(small_store)
    assert small_store.version == 2


@pytest.mark.slow
def test_two_processes_that_start_at_once_make_one_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unchanged):
    monkeypatch.setattr(bundle, "fill", lambda draft: None)
    outcomes: list[str] = []
    store = Store(tmp_path / "new")
    threads = [threading.Thread(target=lambda: outcomes.append(bundle.ensure(store, unchanged))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(bool, outcomes)) == [False, False, False, True]
    assert store.version == 1


@pytest.mark.slow
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
