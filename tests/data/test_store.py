"""The store: versions that never change, drafts, and a pointer to the one in force."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import ROOT

from data.storage.draft import NothingToPublish
from data.storage.versions import Store, StoreError, location
from tests.data.stored import fingerprint, publish_nothing


def test_a_published_version_never_changes(small_store: Store):
    before = fingerprint(small_store.file(1))
    publish_nothing(small_store)
    assert fingerprint(small_store.file(1)) == before
    assert (small_store.folder / "CURRENT").read_text() == "2"
    assert small_store.version == 2


def test_readers_see_the_old_version_until_they_ask_again(small_store: Store):
    reader = small_store.read()
    publish_nothing(small_store)
    query = "SELECT max(version) FROM version"
    assert reader.execute(query).fetchall() == [(1,)]
    assert small_store.read().execute(query).fetchall() == [(2,)]
    assert reader.execute(query).fetchall() == [(1,)]


@pytest.mark.slow
def test_a_reader_keeps_its_version_though_its_file_is_cleared_away(small_store: Store):
    reader = small_store.read()
    publish_nothing(small_store, 5)
    small_store.read_at(5), small_store.read_at(6)
    assert not small_store.file(1).exists()
    assert reader.execute("SELECT max(version) FROM version").fetchall() == [(1,)]


def test_a_version_that_a_reader_still_holds_opens_again_after_others_were_opened(small_store: Store, tmp_path: Path):
    reader = small_store.read()
    for number in range(5):
        Store(Path(shutil.copytree(small_store.folder, tmp_path / f"other-{number}"))).read()
    assert small_store.read().execute("SELECT count(*) FROM area").fetchall() == [(4,)]
    assert reader.execute("SELECT count(*) FROM area").fetchall() == [(4,)]


@pytest.mark.slow
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


@pytest.mark.slow
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
def test_a_pointer_that_makes_no_sense_says_how_to_go_back(small_store: Store, pointer: str):
    (small_store.folder / "CURRENT").write_text(pointer, encoding="utf-8")
    with pytest.raises(
        StoreError, match="CURRENT is damaged. Version 1 is the newest whole one: python -m data go-back 1"
    ):
        small_store.read()


def test_a_pointer_to_a_file_that_is_gone_says_how_to_go_back(small_store: Store):
    (small_store.folder / "CURRENT").write_text("9")
    with pytest.raises(
        StoreError,
        match="000009.duckdb is missing or damaged.*Version 1 is the newest whole one: python -m data go-back 1",
    ):
        small_store.read()


def test_where_there_is_no_store_it_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(StoreError, match="There is no store at .*Run: python -m data status"):
        Store(tmp_path / "none").read()


@pytest.mark.slow
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
