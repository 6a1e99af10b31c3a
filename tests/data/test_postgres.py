"""What people write in a real PostgreSQL: several writers, a server that goes away, a backup and the way back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import postgres
import psycopg
import pytest

from data import maintenance
from data.people import POSTGRES, People, audit, meetings, playlists
from data.people.playlists import address
from data.people.postgres import Postgres, close_all
from data.storage.errors import PeopleError

LEEDS = "leeds-2020-2025"
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

WRITER = """
import sys
from pathlib import Path
from data.people import People, audit
for number in range(20):
    audit.record(People(Path(sys.argv[1])), sys.argv[2], "wrote", str(number))
"""


@pytest.fixture
def database(database_server: str, monkeypatch: pytest.MonkeyPatch):
    """The address of an empty database in which people's writing is kept during the test."""
    database_address = postgres.new_database(database_server)
    monkeypatch.setenv(POSTGRES, database_address)
    yield database_address
    close_all()


def test_no_file_is_made_beside_the_store(database, tmp_path):
    people = People(tmp_path)
    audit.record(people, "Ann", "published", "version 2")
    assert isinstance(people.engine, Postgres)
    assert list(tmp_path.iterdir()) == []


def test_two_machines_write_at_once_and_lose_nothing_and_each_sees_that_the_other_has_written(database, tmp_path):
    people = People(tmp_path)
    before = people.state()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), who], cwd=ROOT) for who in ("one", "another")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    audit_entries = audit.entries(people)
    assert sorted((entry.who, int(entry.subject)) for entry in audit_entries) == sorted(
        (who, number) for who in ("one", "another") for number in range(20)
    )
    assert people.state() != before


def test_what_fails_half_way_leaves_nothing(database, tmp_path):
    people = People(tmp_path)
    with pytest.raises(RuntimeError), people.write() as connection:
        connection.execute(
            "INSERT INTO meeting (day, name, at, who) VALUES (?, ?, ?, ?)", ("2026-01-01", "x", "x", "x")
        )
        raise RuntimeError("half way")
    assert meetings.all_of(people, LEEDS) == []


def test_a_backup_is_a_file_and_is_put_back_with_what_was_there_put_aside(
    database, little_store, tmp_path, monkeypatch
):
    people = People(little_store.folder)
    meetings.add(people, date(2026, 9, 10), "Board", "Ann", LEEDS)
    playlists.make(people, "Ours", "Ann", LEEDS, [address("overview")])
    backup, messages = tmp_path / "backup", []
    commands(little_store, messages, "backup", str(backup))
    assert (backup / "people.sqlite").exists()
    meetings.add(people, date(2026, 10, 8), "Board", "Ben", LEEDS)
    commands(little_store, messages, "restore", str(backup))
    assert [meeting.who for meeting in meetings.all_of(people, LEEDS)] == ["Ann"]
    assert [kept.address for kept in playlists.all_of(people, LEEDS)[0].slides] == [address("overview")]
    again = meetings.add(people, date(2026, 11, 12), "Board", "Cy", LEEDS)
    assert again.id > meetings.all_of(people, LEEDS)[-1].id, "numbers go on after those that came back"
    (aside,) = little_store.folder.glob("put-aside-people-*.sqlite")
    monkeypatch.delenv(POSTGRES)
    aside_folder = little_store.folder / "aside"
    aside_folder.mkdir()
    aside.rename(aside_folder / "people.sqlite")
    assert [meeting.who for meeting in meetings.all_of(People(aside_folder), LEEDS)] == ["Ben", "Ann"]


def commands(store, messages: list[str], *arguments: str) -> None:
    """Give a command of upkeep to a store."""
    import argparse

    parser = argparse.ArgumentParser()
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true")
    maintenance.add_commands(parser.add_subparsers(), shared, lambda *_: None, messages.append)
    options = parser.parse_args(list(arguments))
    assert options.command(store, options) == 0, messages


def test_a_server_that_does_not_answer_is_told_kindly_and_state_says_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv(POSTGRES, "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    monkeypatch.setattr("data.people.postgres.PATIENCE_SECONDS", 1)
    people = People(tmp_path)
    with pytest.raises(PeopleError, match="PostgreSQL cannot be used .* Check that PostgreSQL answers"):
        audit.record(people, "Ann", "published", "version 2")
    assert people.state() == ()
    assert "PostgreSQL cannot be used" in people.damage()


def test_one_of_a_newer_dashboard_is_not_touched(database, tmp_path):
    audit.record(People(tmp_path), "Ann", "published", "version 2")
    close_all()
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("UPDATE written SET steps = steps + 1")
    with pytest.raises(PeopleError, match="of a newer dashboard"):
        audit.entries(People(tmp_path))


def test_no_fault_tells_the_password_of_the_database(monkeypatch, tmp_path):
    monkeypatch.setenv(POSTGRES, "postgresql://nobody:hush@127.0.0.1:1/none?connect_timeout=1")
    monkeypatch.setattr("data.people.postgres.PATIENCE_SECONDS", 1)
    assert "hush" not in People(tmp_path).damage()
