"""The store is verified, taken back to an earlier version, cleared of a load, and used though its ledger or notes are damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.loading import bundle, publish
from data.people import People, entries, meetings, playlists
from data.storage import upkeep
from data.storage.errors import DamagedError
from data.storage.versions import Store, StoreError
from tests.data.maintaining import HERE, say
from tests.data.stored import holding, publish_nothing

# Verify


@pytest.mark.slow
def test_a_load_with_other_rows_than_it_brought_is_found(little_store: Store, capsys):
    with little_store.next_version() as draft:
        draft.connection.execute("DELETE FROM published_value WHERE load_id = 1 AND row_number = 2")
        publish.record(draft.connection, draft.number, "recompute", "a test", "")
    assert say(little_store, "verify", "--json") == 2
    report = json.loads(capsys.readouterr().out)
    assert report["state"] == "broken"
    assert "Load 1 brought" in report["findings"][0]["words"] and report["findings"][0]["blocks"]


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


@pytest.mark.slow
@pytest.mark.parametrize("version", [2, 9])
def test_going_back_to_what_is_not_whole_changes_nothing(little_store: Store, version: int, capsys):
    publish_nothing(little_store, 2)
    little_store.file(2).write_bytes(little_store.file(2).read_bytes()[:-5000])
    assert say(little_store, "go-back", version) == 2
    words = capsys.readouterr().err
    assert ("is not kept. Those that are: 1, 2, 3" if version == 9 else "000002.duckdb is damaged") in words
    assert little_store.version == 3


# A folder with versions and no pointer


@pytest.mark.slow
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


@pytest.mark.slow
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
    report = json.loads(capsys.readouterr().out)
    assert report["backups"] == [str(tmp_path / "backup")]
    assert report["versions_removed"] == [2, 3] and report["original_removed"]
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
    entry_id = entries.add(people, "involvement", ("a-network", "walk"), {"about": secret}, "Ann")
    assert say(little_store, "load", figures("value\n53")) == 0
    entries.mark_published(people, {(entry_id, 1): 3})
    assert say(little_store, "erase", 3) == 0
    assert [one.fields for one in entries.history(people, entry_id)] == [{}]
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
    query = (
        "SELECT * EXCLUDE (version_from, version_to) FROM measure WHERE version_from <= $version "
        "AND (version_to IS NULL OR version_to > $version) ORDER BY ALL"
    )
    return store.read().execute(query, {"version": version}).fetchall()


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
