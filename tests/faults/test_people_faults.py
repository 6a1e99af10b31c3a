"""What people wrote survives a process that dies in the middle of writing, whole; so does the audit."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from pathlib import Path

import forked
import pytest
from forked import Forked

from data.loading import publish
from data.people import People, audit, playlists
from data.people.playlists import address
from data.storage.errors import PeopleError

HERE = "a-strategy"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

WRITING = """
import os, signal, sys
from pathlib import Path
from data.people import People, playlists
from data.people.playlists import address

people = People(Path(sys.argv[1]))
views = [address("outcome", outcome=f"O{n}") for n in range(50)]
print("started", flush=True)
for number in range(10_000):
    playlists.make(people, f"Number {number}", "Ann", "a-strategy", views)
    if sys.argv[2] == "within":
        with people.write() as connection:
            connection.execute("DELETE FROM slide")
            os.kill(os.getpid(), signal.SIGKILL)
"""


def writing(folder: Path, where: str) -> Forked:
    process = forked.start("-c", WRITING, folder, where)
    process.says("started")
    return process


def assert_whole(people: People) -> int:
    all_playlists = playlists.all_of(people, HERE)
    assert all(len(playlist.slides) == 50 for playlist in all_playlists)
    with people.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    playlists.make(people, "Afterwards", "Ben", HERE, [address("overview")])
    assert len(playlists.all_of(people, HERE)) == len(all_playlists) + 1
    return len(all_playlists)


@pytest.mark.slow
@posix
def test_a_writer_killed_within_a_write_leaves_all_that_was_before_it(tmp_path):
    process = writing(tmp_path, "within")
    assert process.wait() == -signal.SIGKILL
    assert assert_whole(People(tmp_path)) == 1


@posix
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_whole_playlists(tmp_path, seed: int):
    process = writing(tmp_path, "anywhere")
    time.sleep(random.Random(seed).uniform(0, 0.3))
    process.kill()
    process.wait()
    assert_whole(People(tmp_path))


def test_a_full_disk_says_so_and_keeps_what_was_there(tmp_path):
    people = People(tmp_path)
    playlists.make(people, "Kept", "Ann", HERE, [address("overview")])
    with (
        pytest.raises(PeopleError, match="is full.*Nothing in it was changed.*disk has room"),
        people.write() as connection,
    ):
        connection.execute("PRAGMA max_page_count = 1")
        for _ in range(1000):
            playlists._append(connection, 1, address("overview", part="x" * 500), "Ann")
    assert [len(playlist.slides) for playlist in playlists.all_of(people, HERE)] == [1]


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "a file").write_text("")
    with pytest.raises(PeopleError, match="cannot be used .*Nothing in it was changed"):
        playlists.make(People(tmp_path / "a file"), "P", "Ann", HERE)


def test_a_writer_that_waits_too_long_for_another_says_so(tmp_path, monkeypatch):
    people = People(tmp_path)
    playlists.make(people, "Kept", "Ann", HERE)
    monkeypatch.setattr("data.people.sqlite_file.PATIENCE_SECONDS", 0.05)
    with people.write() as _, pytest.raises(PeopleError, match="locked"):
        playlists.make(people, "Other", "Ben", HERE)
    assert [playlist.name for playlist in playlists.all_of(people, HERE)] == ["Kept"]


def test_a_step_of_the_tables_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    people = People(tmp_path)
    playlists.make(people, "Kept", "Ann", HERE)
    with monkeypatch.context() as patched:
        steps = ("CREATE TABLE one (id)", "CREATE TABLE two (")
        from data.people.sqlite_file import MIGRATIONS

        patched.setattr("data.people.sqlite_file.MIGRATIONS", (*MIGRATIONS, *steps))
        with pytest.raises(PeopleError, match="cannot be used"):
            playlists.all_of(people, HERE)
    with sqlite3.connect(people.file) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'one'").fetchall()
    assert len(playlists.all_of(people, HERE)) == 1


@pytest.mark.slow
def test_a_version_published_by_a_process_that_died_before_writing_its_line_is_caught_up_with(small_store):
    people = People(small_store.folder)
    audit.record_versions(people, small_store)
    for who in ("Ann", "Ben"):
        with small_store.next_version() as draft:
            publish.record(draft.connection, draft.number, "load", who, "A file")
    audit.record_versions(people, small_store)
    assert [(entry.version, entry.who) for entry in audit.entries(people)] == [(3, "Ben"), (2, "Ann"), (1, "a test")]
