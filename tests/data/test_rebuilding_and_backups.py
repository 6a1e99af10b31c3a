"""A store is made again from its files, backed up while it is used, and put back."""

from __future__ import annotations

import json
import shutil
import threading
import time
from pathlib import Path

import pytest
from places import EXAMPLES

from data.loading import bundle, publish
from data.people import People, playlists
from data.storage import backup
from data.storage.versions import Store
from indicators.core.measures.refresh import recompute
from indicators.core.strategy import targets
from indicators.core.strategy.reading import strategies
from indicators.core.strategy.target_model import Target
from tests.data.maintaining import HERE, content, say
from tests.data.stored import as_an_earlier_release_made_it, publish_nothing


@pytest.fixture
def busy_store(little_store: Store) -> Store:
    """A store with loads, a withdrawal and a target that was entered and ended."""
    for name in ("talking_therapies_2026-03.csv", "MHSDS%20Data_4WW_AugPerf_2024.csv"):
        assert publish.load(little_store, EXAMPLES / name, recompute, who="Ann", note=f"From {name}").published
    publish.withdraw(little_store, 3, recompute, who="Ben")
    target = Target(
        indicator="tt_recovery",
        level="national",
        owner="NHS England",
        words="At least 50%",
        direction="at least",
        source="A plan",
        value=50.0,
        entered_by="Ann",
    )
    targets.enter(little_store, strategies()[HERE], target, "A target")
    targets.withdraw(little_store, strategies()[HERE], "tt_recovery", "national", "Ann", "Withdrawn")
    return little_store


# Rebuild


@pytest.mark.slow
def test_a_store_made_again_from_its_files_alone_is_the_same_to_the_last_digit(busy_store: Store, tmp_path: Path):
    before = content(busy_store)
    alone = Store(tmp_path / "alone")
    alone.folder.mkdir()
    shutil.copytree(busy_store.originals.folder, alone.originals.folder)
    shutil.copy(busy_store.ledger.file, alone.ledger.file)
    assert say(alone, "rebuild") == 0
    assert content(alone) == before
    assert alone.version == busy_store.version + 1
    assert say(alone, "verify") == 0


@pytest.mark.slow
def test_every_earlier_version_can_still_be_asked_for_after_a_rebuild(busy_store: Store, capsys):
    def shown(version: int) -> str:
        assert main_of_indicators("show", "tt_recovery", "--version", version, "--store", busy_store.folder) == 0
        return capsys.readouterr().out

    from indicators.__main__ import main as indicators

    def main_of_indicators(*words: object) -> int:
        return indicators([*map(str, words)])

    before = [shown(version) for version in (1, 2, 4)]
    assert say(busy_store, "rebuild") == 0
    capsys.readouterr()
    assert [shown(version) for version in (1, 2, 4)] == before


@pytest.mark.slow
def test_a_file_whose_original_is_not_kept_is_asked_for_and_can_be_given(busy_store: Store, tmp_path: Path, capsys):
    name = "talking_therapies_2026-03.csv"
    before = content(busy_store)
    (sha256,) = busy_store.read().execute("SELECT sha256 FROM load WHERE load_id = 3").fetchall()[0]
    busy_store.originals.remove(sha256)
    assert say(busy_store, "rebuild") == 2
    assert f"The original files of these are not kept: {name}. Nothing was changed." in capsys.readouterr().err
    shutil.copy(EXAMPLES / name, tmp_path / "under another name.csv")
    assert say(busy_store, "rebuild", "--from", tmp_path) == 0
    assert content(busy_store) == before


@pytest.mark.slow
def test_originals_of_a_table_that_may_not_keep_them_are_not_kept(little_store: Store, monkeypatch: pytest.MonkeyPatch):
    before = little_store.originals.kept()
    monkeypatch.setenv("DASHBOARD_ORIGINALS_NOT_KEPT", "service_activity, referral")
    publish.load(little_store, EXAMPLES / "talking_therapies_2026-03.csv", recompute)
    assert little_store.originals.kept() == before
    assert say(little_store, "verify") == 0


@pytest.mark.slow
def test_a_store_of_an_earlier_release_keeps_what_originals_the_bundle_has(little_store: Store, tmp_path: Path):
    as_an_earlier_release_made_it(little_store, "DROP TABLE reference_file")
    shutil.rmtree(little_store.originals.folder)
    assert bundle.ensure(little_store, recompute)
    assert little_store.version == 2
    before = content(little_store)
    assert say(little_store, "verify") == 0
    assert say(little_store, "rebuild") == 0
    assert content(little_store) == before


# Backup and restore


@pytest.mark.slow
def test_a_backup_is_a_store_and_putting_it_back_puts_aside_what_was_there(busy_store: Store, tmp_path: Path, capsys):
    people = People(busy_store.folder)
    playlists.make(people, "The board", "Ann", HERE)
    before, at = content(busy_store), busy_store.version
    assert say(busy_store, "backup", tmp_path / "backup", "--json") == 0
    assert json.loads(capsys.readouterr().out)["version"] == at
    assert say(Store(tmp_path / "backup"), "verify") == 0
    assert say(busy_store, "status") == 0
    assert f"at {tmp_path / 'backup'}, of version {at}" in capsys.readouterr().out
    publish.withdraw(busy_store, 4, recompute)
    playlists.make(people, "Later", "Ann", HERE)
    assert say(busy_store, "restore", tmp_path / "backup") == 0
    assert content(busy_store) == before and busy_store.version == at
    assert [playlist.name for playlist in playlists.all_of(people, HERE)] == ["The board"]
    (aside,) = busy_store.folder.glob("put-aside-*")
    assert Store(aside).version == at + 1
    assert [playlist.name for playlist in playlists.all_of(People(aside), HERE)] == ["Later", "The board"]
    publish_nothing(busy_store, 1)
    assert busy_store.version == at + 2, "a number used since the backup is not used again"
    assert say(busy_store, "verify") == 0


@pytest.mark.slow
def test_a_backup_made_while_others_publish_is_whole(little_store: Store, tmp_path: Path):
    stop = threading.Event()

    def publish_on() -> None:
        while not stop.is_set():
            publish_nothing(Store(little_store.folder), 1)
            time.sleep(0.05)

    publisher = threading.Thread(target=publish_on)
    publisher.start()
    try:
        people = People(little_store.folder)
        backups = [backup.back_up(little_store, tmp_path / f"backup-{n}", people.copy_to) for n in range(3)]
    finally:
        stop.set()
        publisher.join()
    for whole_backup in backups:
        copy = Store(whole_backup.path)
        assert copy.version == whole_backup.version
        assert say(copy, "verify") == 0


def test_a_backup_is_not_written_over_anything(little_store: Store, tmp_path: Path, capsys):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a file").write_text("mine")
    assert say(little_store, "backup", tmp_path / "there") == 2
    assert "There is something at" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["a file"]


@pytest.mark.slow
def test_only_what_people_wrote_can_be_put_back(little_store: Store, tmp_path: Path):
    people = People(little_store.folder)
    playlists.make(people, "The board", "Ann", HERE)
    assert say(little_store, "backup", tmp_path / "backup") == 0
    publish_nothing(little_store, 1)
    playlists.make(people, "Later", "Ann", HERE)
    assert say(little_store, "restore", tmp_path / "backup", "--only", "people") == 0
    assert little_store.version == 2
    assert [playlist.name for playlist in playlists.all_of(people, HERE)] == ["The board"]
