"""A load of a version that was gone back from has a number of its own, and can be erased like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from places import Draw

from data.__main__ import main
from data.loading import publish
from data.storage.versions import Store
from tests.data.stored import holding, publish_nothing

SECRET = "Zebulon-Quartermain"
pytestmark = pytest.mark.slow


def say(store: Store, *words: object) -> int:
    return main([*map(str, words), "--store", str(store.folder)])


@pytest.fixture
def load(small_store: Store, figures: Draw):
    """Load one figure, with words of its own beside it; the load's number."""

    def loaded(value: int, note: str = "") -> int | None:
        path = figures(f"value | value_note\n{value} | {note}", f"{note or 'file'}-{value}.csv")
        return publish.load(small_store, path, lambda connection, version: None, note=f"Because {note}").load_id

    return loaded


def test_a_number_that_a_load_had_is_given_to_no_other_after_going_back(small_store: Store, load):
    assert load(1) == 1
    small_store.go_back(1, "Ann")
    assert load(2) == 2
    assert say(small_store, "rebuild") == 0
    assert small_store.read().execute("SELECT load_id, version_from FROM load").fetchall() == [(2, 3)]
    assert load(3) == 3


def test_nor_after_a_backup_was_put_back(small_store: Store, load, tmp_path: Path):
    assert say(small_store, "backup", tmp_path / "backup") == 0
    assert load(1) == 1
    assert say(small_store, "restore", tmp_path / "backup") == 0
    assert load(2) == 2


@pytest.mark.parametrize("published_since", [False, True])
def test_a_load_of_a_version_that_was_gone_back_from_is_erased(
    small_store: Store, load, tmp_path: Path, capsys, published_since: bool
):
    assert load(1, SECRET) == 1
    publish_nothing(small_store)
    small_store.go_back(1, "Ann")
    if published_since:
        assert load(2) == 2
    in_force = small_store.version
    assert say(small_store, "backup", tmp_path / "backup") == 0
    assert holding(small_store.folder, SECRET)
    capsys.readouterr()
    assert say(small_store, "erase", 1, "--note", "Loaded by mistake", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["load_version"], report["versions_removed"], report["original_removed"]) == (2, [2, 3], True)
    assert report["backups"] == [str(tmp_path / "backup")]
    assert report["version"] == small_store.version == in_force
    assert holding(small_store.folder, SECRET) == []
    assert say(small_store, "verify") == 0
    assert say(small_store, "rebuild") == 0
    assert small_store.read().execute("SELECT load_id FROM load").fetchall() == ([(2,)] if published_since else [])


def test_a_load_in_force_is_erased_from_versions_that_were_gone_back_from_too(small_store: Store, load):
    load(1, SECRET)
    load(2)
    small_store.go_back(2, "Ann")
    assert say(small_store, "erase", 1) == 0
    assert (small_store.version, small_store.kept()) == (4, [1, 4])
    assert holding(small_store.folder, SECRET) == []


def test_a_version_that_does_not_hold_it_is_left(small_store: Store, load):
    load(1)
    small_store.go_back(1, "Ann")
    load(2, SECRET)
    assert say(small_store, "erase", 2) == 0
    assert (small_store.version, small_store.kept()) == (4, [1, 2, 4])
    publish_nothing(small_store)
    assert say(small_store, "erase", 2) == 0  # again, which finds nothing left to clear
    assert small_store.kept() == [1, 2, 4, 5]


def test_a_kept_version_that_cannot_be_read_may_hold_it_and_goes(small_store: Store, load, monkeypatch):
    monkeypatch.setenv("DASHBOARD_KEEP_VERSIONS", "9")
    load(1, SECRET)
    publish_nothing(small_store)
    small_store.file(2).write_bytes(b"garbage")
    assert say(small_store, "erase", 1) == 0
    assert small_store.kept() == [1, 4]
