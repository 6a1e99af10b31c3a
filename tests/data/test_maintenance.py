"""The store kept safe: verified, backed up while it is used, put back, made again from its files, cleared of a load."""

from __future__ import annotations

import json
import shutil
import threading
import time
from pathlib import Path

import pytest
from places import EXAMPLES

from data.__main__ import main
from data.loading import bundle, publish
from data.people import People, entries, meetings, playlists
from data.storage import backup, upkeep
from data.storage.errors import DamagedError
from data.storage.versions import Store, StoreError
from indicators.core.measures.refresh import recompute
from indicators.core.strategy import targets
from indicators.core.strategy.model import Target
from indicators.core.strategy.reading import strategies
from tests.data.stored import as_an_earlier_release_made_it, holding, publish_nothing

TABLES = ("measure", "load", "target", "area", "population", "published_value", "service_activity", "reference_file")

HERE = "leeds-2020-2025"


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    cursor = store.read()
    held = {table: cursor.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in TABLES}
    return held | {"version": cursor.execute("SELECT * FROM version WHERE what <> 'rebuild' ORDER BY ALL").fetchall()}


def say(store: Store, *words: object) -> int:
    return main([*map(str, words), "--store", str(store.folder)])


@pytest.fixture
def busy_store(little_store: Store) -> Store:
    """A store with loads, a withdrawal and a target that was entered and ended."""
    for name in ("talking_therapies_2026-03.csv", "MHSDS%20Data_4WW_AugPerf_2024.csv"):
        assert publish.load(little_store, EXAMPLES / name, recompute, who="Ann", note=f"From {name}").published
    publish.withdraw(little_store, 3, recompute, who="Ben")
    aim = Target(
        indicator="tt_recovery",
        level="national",
        owner="NHS England",
        words="At least 50%",
        direction="at least",
        source="A plan",
        value=50.0,
        entered_by="Ann",
    )
    targets.enter(little_store, strategies()[HERE], aim, "A target")
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


# Verify


def test_a_load_with_other_rows_than_it_brought_is_found(little_store: Store, capsys):
    with little_store.next_version() as draft:
        draft.connection.execute("DELETE FROM published_value WHERE load_id = 1 AND row_number = 2")
        publish.record(draft.connection, draft.number, "recompute", "a test", "")
    assert say(little_store, "verify", "--json") == 2
    told = json.loads(capsys.readouterr().out)
    assert told["state"] == "broken"
    assert "Load 1 brought" in told["findings"][0]["words"] and told["findings"][0]["blocks"]


def test_where_there_is_no_store_verify_says_so(tmp_path: Path, capsys):
    assert say(Store(tmp_path / "none"), "verify") == 2
    assert "There is no store at" in capsys.readouterr().err


# Go back


@pytest.mark.slow
def test_going_back_loses_nothing_and_uses_no_number_twice(little_store: Store, unchanged):
    publish_nothing(little_store, 2)
    assert say(little_store, "go-back", 2) == 0
    assert (little_store.version, little_store.kept()) == (2, [1, 2, 3])
    upkeep.at_start(little_store)
    assert little_store.file(3).exists()
    publish_nothing(little_store, 4)
    history = little_store.read().execute("SELECT version FROM version ORDER BY 1").fetchall()
    assert history == [(1,), (2,), (4,), (5,), (6,), (7,)]
    assert little_store.kept() == [3, 5, 6, 7], "what is not in the history of the one in force is not pruned"


@pytest.mark.parametrize("version", [2, 9])
def test_going_back_to_what_is_not_whole_changes_nothing(little_store: Store, version: int, capsys):
    publish_nothing(little_store, 2)
    little_store.file(2).write_bytes(little_store.file(2).read_bytes()[:-5000])
    assert say(little_store, "go-back", version) == 2
    words = capsys.readouterr().err
    assert ("is not kept. Those that are: 1, 2, 3" if version == 9 else "000002.duckdb is damaged") in words
    assert little_store.version == 3


# A folder with versions and no pointer


def test_a_store_is_made_only_in_a_folder_without_one(little_store: Store, unchanged, capsys):
    publish_nothing(little_store, 2)
    little_store.pointer.unlink()
    before = sorted(path.name for path in little_store.folder.iterdir())
    with pytest.raises(
        StoreError, match="CURRENT is missing. Version 3 is the newest whole one: python -m data go-back 3"
    ):
        bundle.ensure(little_store, unchanged)
    assert say(little_store, "status") == 2
    assert sorted(path.name for path in little_store.folder.iterdir()) == before
    assert say(little_store, "go-back", 3) == 0
    assert say(little_store, "verify") == 0


def test_a_damaged_version_is_not_carried_on(little_store: Store, unchanged, figures, capsys):
    publish_nothing(little_store, 1)
    content = bytearray(little_store.file(2).read_bytes())
    content[len(content) // 2] ^= 1
    little_store.file(2).write_bytes(bytes(content))
    assert say(little_store, "load", figures("value\n53")) == 2
    words = capsys.readouterr().err
    assert (
        "000002.duckdb is damaged: block" in words and "Nothing was changed. Version 1 is the newest whole one" in words
    )
    assert little_store.version == 2 and not little_store.file(3).exists()


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
    assert [found.name for found in playlists.all_of(people, HERE)] == ["The board"]
    (aside,) = busy_store.folder.glob("put-aside-*")
    assert Store(aside).version == at + 1
    assert [found.name for found in playlists.all_of(People(aside), HERE)] == ["Later", "The board"]
    publish_nothing(busy_store, 1)
    assert busy_store.version == at + 2, "a number used since the backup is not used again"
    assert say(busy_store, "verify") == 0


@pytest.mark.slow
def test_a_backup_made_while_others_publish_is_whole(little_store: Store, tmp_path: Path):
    done = threading.Event()

    def publish_on() -> None:
        while not done.is_set():
            publish_nothing(Store(little_store.folder), 1)
            time.sleep(0.05)

    publisher = threading.Thread(target=publish_on)
    publisher.start()
    try:
        people = People(little_store.folder)
        made = [backup.back_up(little_store, tmp_path / f"backup-{n}", people.copy_to) for n in range(3)]
    finally:
        done.set()
        publisher.join()
    for each in made:
        copy = Store(each.path)
        assert copy.version == each.version
        assert say(copy, "verify") == 0


def test_a_backup_is_not_written_over_anything(little_store: Store, tmp_path: Path, capsys):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a file").write_text("mine")
    assert say(little_store, "backup", tmp_path / "there") == 2
    assert "There is something at" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["a file"]


def test_only_what_people_wrote_can_be_put_back(little_store: Store, tmp_path: Path):
    people = People(little_store.folder)
    playlists.make(people, "The board", "Ann", HERE)
    assert say(little_store, "backup", tmp_path / "backup") == 0
    publish_nothing(little_store, 1)
    playlists.make(people, "Later", "Ann", HERE)
    assert say(little_store, "restore", tmp_path / "backup", "--only", "people") == 0
    assert little_store.version == 2
    assert [found.name for found in playlists.all_of(people, HERE)] == ["The board"]


# Erase


@pytest.mark.slow
def test_an_erased_load_is_found_nowhere_and_its_number_stays(little_store: Store, figures, tmp_path: Path, capsys):
    secret = "Zebulon-Quartermain"
    path = figures(f"value | value_note | citation\n53 | {secret} | {secret}", f"{secret}.csv")
    assert say(little_store, "load", path, "--note", f"From {secret}") == 0
    publish_nothing(little_store, 1)
    assert say(little_store, "backup", tmp_path / "backup") == 0
    assert holding(little_store.folder, secret)
    before = measured(little_store, 1)
    capsys.readouterr()
    assert say(little_store, "erase", 3, "--note", "Loaded by mistake", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["backups"] == [str(tmp_path / "backup")]
    assert told["versions_removed"] == [2, 3] and told["original_removed"]
    assert holding(little_store.folder, secret) == []
    assert measured(little_store, little_store.version) == before
    tombstone = (
        little_store.read()
        .execute("SELECT file_name, erased_because, version_to FROM load WHERE load_id = 3")
        .fetchall()
    )
    assert tombstone == [("(erased)", "Loaded by mistake", 4)]
    assert say(little_store, "verify") == 0
    assert say(little_store, "rebuild") == 0
    assert say(little_store, "verify") == 0
    assert little_store.read().execute("SELECT max(load_id) FROM load").fetchall() == [(3,)]


@pytest.mark.slow
def test_an_erased_load_that_was_written_in_the_app_is_forgotten_there_too(little_store: Store, figures):
    people, secret = People(little_store.folder), "Zebulon-Quartermain"
    made = entries.add(people, "involvement", ("a-network", "walk"), {"about": secret}, "Ann")
    assert say(little_store, "load", figures("value\n53")) == 0
    entries.mark_published(people, {(made, 1): 3})
    assert say(little_store, "erase", 3) == 0
    assert [one.fields for one in entries.history(people, made)] == [{}]
    assert holding(little_store.folder, secret) == []


@pytest.mark.slow
def test_erasing_again_clears_what_a_first_time_left(little_store: Store, figures, monkeypatch: pytest.MonkeyPatch):
    assert say(little_store, "load", figures("value\n53")) == 0
    sha256 = little_store.read().execute("SELECT sha256 FROM load WHERE load_id = 3").fetchall()[0][0]

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("data.loading.erase._clear_files", stopped)
        say(little_store, "erase", 3)
    assert little_store.originals.file(sha256).exists() and little_store.file(2).exists()
    assert say(little_store, "erase", 3) == 0
    assert not little_store.originals.file(sha256).exists() and not little_store.file(2).exists()


def test_a_load_that_there_is_not_cannot_be_erased(little_store: Store, capsys):
    assert say(little_store, "erase", 99) == 2
    assert "There is no load 99" in capsys.readouterr().err


def measured(store: Store, version: int) -> list[tuple[object, ...]]:
    asked = (
        "SELECT * EXCLUDE (version_from, version_to) FROM measure WHERE version_from <= $version "
        "AND (version_to IS NULL OR version_to > $version) ORDER BY ALL"
    )
    return store.read().execute(asked, {"version": version}).fetchall()


# The ledger


@pytest.mark.slow
@pytest.mark.parametrize("change", ["a byte", "a line lost", "a line twice"])
def test_a_ledger_that_was_changed_is_noticed_and_the_store_goes_on(little_store: Store, change: str):
    publish_nothing(little_store, 3)
    lines = little_store.ledger.file.read_bytes().splitlines(keepends=True)
    changed = {
        "a byte": [lines[0], lines[1].replace(b"version", b"versian", 1), *lines[2:]],
        "a line lost": [lines[0], *lines[2:]],
        "a line twice": [*lines[:2], lines[1], *lines[2:]],
    }[change]
    little_store.ledger.file.write_bytes(b"".join(changed))
    with pytest.raises(DamagedError, match="ledger.jsonl is damaged: line"):
        little_store.ledger.entries()
    assert say(little_store, "verify") == 1
    assert say(little_store, "status") == 0
    assert say(little_store, "verify") == 0
    assert [line["version"] for line in little_store.ledger.chain()] == [1, 2, 3, 4]


def test_a_last_line_that_was_cut_while_it_was_written_is_written_again(little_store: Store):
    publish_nothing(little_store, 1)
    little_store.ledger.file.write_bytes(little_store.ledger.file.read_bytes()[:-40])
    assert [line["version"] for line in little_store.ledger.entries()] == [1]
    upkeep.at_start(little_store)
    assert [line["version"] for line in little_store.ledger.entries()] == [1, 2]


# What people write fails apart from the figures


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["garbage", "a folder", "newer"])
def test_a_load_is_published_and_said_so_while_peoples_file_cannot_be_used(
    little_store: Store, figures, damage: str, capsys
):
    people = People(little_store.folder)
    playlists.make(people, "The board", "Ann", HERE)
    whole = people.file.read_bytes()
    if damage == "a folder":
        people.file.unlink()
        people.file.mkdir()
    elif damage == "newer":
        with people.read() as connection:
            connection.execute("PRAGMA user_version = 999")
    else:
        people.file.write_bytes(b"no database " * 1000)
    assert say(little_store, "load", figures("value\n53")) == 0
    words = capsys.readouterr().err
    assert "Published as load 3 in version 2" in words
    assert "It is published; its line in the audit could not be written, and will be once it can." in words
    assert "Nothing was changed" not in words
    assert say(little_store, "load", "--check-only", "--replace-held", figures("value\n54", "next.csv")) == 0
    assert "What people wrote is left out of account" in capsys.readouterr().err
    if damage == "a folder":
        people.file.rmdir()
    people.file.write_bytes(whole)
    assert say(little_store, "undo", 3) == 0
    from data.people import audit

    assert [entry.version for entry in audit.entries(people)][:2] == [3, 2]
    assert meetings.all_of(people, HERE) == []
