"""Whatever happens while publishing, the store opens afterwards and holds all of a load or none of it."""

from __future__ import annotations

import csv
import errno
import gzip
import os
import random
import signal
import time
from pathlib import Path
from typing import IO

import duckdb
import forked
import psutil
import pytest
from forked import Forked
from places import BUNDLE, Draw

from data.loading import messages, publish, workers
from data.loading.publish import load
from data.problems import UnreadableFileError
from data.storage import seal, upkeep
from data.storage import versions as store_module
from data.storage.versions import Store, StoreError
from tests.data.stored import readers

FILE = BUNDLE / "talking_therapies_activity_performance_monthly.csv.gz"
with gzip.open(FILE, "rt", encoding="utf-8", newline="") as unpacked:
    ROWS = sum(1 for _ in csv.reader(unpacked)) - 1

LOADING = """
import os, signal, sys
from pathlib import Path
import psutil
from data.loading import messages, publish
from data.storage import upkeep, versions
from data.storage.versions import Store

def die(*_, **__):
    print(*[child.pid for child in psutil.Process().children()], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

def die_when_told(state):
    true = messages.read
    messages.read = lambda source: die() if (told := true(source)) and told["state"] == state else told

where, folder, file = sys.argv[1:]
if where == "while computing":
    recompute = die
else:
    recompute = lambda connection, version: None
if where == "while the worker starts":
    die_when_told("ready")
if where == "while the worker reads":
    die_when_told("at")
if where == "when the rows are there":
    die_when_told("done")
if where == "before syncing the file":
    versions.sync = die
if where == "before the file has its name":
    Path.replace = die
if where == "before CURRENT moves":
    true = Path.replace
    Path.replace = lambda path, target: die() if path.name == "CURRENT.new" else true(path, target)
if where == "after CURRENT moved":
    upkeep.prune = die
print("started", flush=True)
publish.load(Store(Path(folder)), Path(file), recompute)
print("published", flush=True)
"""


def loading(where: str, store: Store) -> Forked:
    temporary = store.folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    known = {**os.environ, "TMPDIR": str(temporary)}
    return forked.start("-c", LOADING, where, store.folder, FILE, environment=known)


def assert_nothing_runs_or_lies_about(process_output: str, store: Store) -> None:
    """The process that read for a killed one ends by itself, and takes its copies of files along: both within seconds."""
    reading_processes = [
        psutil.Process(int(pid)) for pid in process_output.split() if pid.isdigit() and psutil.pid_exists(int(pid))
    ]
    assert psutil.wait_procs(reading_processes, timeout=10)[1] == []
    latest = time.monotonic() + 10
    while (lying := list((store.folder.parent / "temporary").glob("reading-*"))) and time.monotonic() < latest:
        time.sleep(0.05)
    assert not lying


def rows(store: Store) -> int:
    return store.read().execute("SELECT count(*) FROM service_activity").fetchall()[0][0]


def assert_whole_and_usable(store: Store, figures: Draw) -> None:
    row_count, version = rows(store), store.version
    assert (version, row_count) in ((1, 0), (2, ROWS))
    assert store.read().execute("SELECT count(*) FROM load").fetchall() == [(1 if row_count else 0,)]
    outcome = load(store, figures("value\n53"), lambda connection, version: None)
    assert outcome.published
    assert rows(store) == row_count
    assert {path.suffix for path in store.folder.iterdir()} <= {"", ".duckdb", ".seal", ".jsonl", ".lock"}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("where", "published"),
    [
        ("while the worker starts", False),
        ("while the worker reads", False),
        ("when the rows are there", False),
        ("while computing", False),
        ("before syncing the file", False),
        ("before the file has its name", False),
        ("before CURRENT moves", False),
        ("after CURRENT moved", True),
    ],
)
def test_a_publisher_killed_at_a_certain_point(small_store: Store, figures: Draw, where: str, published: bool):
    process = loading(where, small_store)
    assert process.wait() == -signal.SIGKILL
    assert_nothing_runs_or_lies_about(process.out.read_text(), small_store)
    assert small_store.version == (2 if published else 1)
    assert_whole_and_usable(small_store, figures)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("seed", range(8))
def test_a_publisher_killed_at_any_moment(small_store: Store, figures: Draw, seed: int):
    process = loading("anywhere", small_store)
    process.says("started")
    time.sleep(random.Random(seed).uniform(0, 0.8))
    process.kill()
    process.wait()
    assert_whole_and_usable(small_store, figures)


@pytest.mark.slow
@pytest.mark.parametrize("state", ["ready", "at"])
def test_a_worker_that_is_killed_publishes_nothing_says_so_and_is_replaced(
    small_store: Store, figures: Draw, monkeypatch: pytest.MonkeyPatch, state: str
):
    workers.close()
    true = messages.read

    def killing(source: IO[bytes]) -> dict | None:
        message = true(source)
        if message and message["state"] == state:
            for reader in readers():
                reader.kill()
        return message

    with monkeypatch.context() as patched:
        patched.setattr(messages, "read", killing)
        with pytest.raises(UnreadableFileError, match="reading it broke down .signal 9.*save it again as CSV"):
            load(small_store, FILE, lambda connection, version: None)
    assert_whole_and_usable(small_store, figures)


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def half_a_copy(source: Path, target: Path, sealed: object) -> None:
    Path(target).write_bytes(Path(source).read_bytes()[:1000])
    full()


@pytest.mark.parametrize(
    ("where", "name", "fails"),
    [
        ("copying the version", (seal, "copy"), half_a_copy),
        ("syncing the file", (store_module, "sync"), full),
        ("naming the file", (Path, "replace"), full),
        ("writing CURRENT", (Path, "write_text"), full),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.slow
def test_a_full_disk_changes_nothing_and_says_so(
    small_store: Store, figures: Draw, monkeypatch: pytest.MonkeyPatch, where: str, name: tuple, fails: object
):
    path = figures("value\n53")
    with monkeypatch.context() as patched:
        patched.setattr(*name, fails)
        with pytest.raises(StoreError, match="Version 2 could not be made .*No space left.*Nothing was changed"):
            load(small_store, path, lambda connection, version: None)
    assert small_store.version == 1
    assert not list(small_store.folder.glob("*.draft*"))
    assert load(small_store, path, lambda connection, version: None).published


@pytest.mark.slow
def test_a_disk_that_fills_up_while_the_database_writes_says_so(
    small_store: Store, figures: Draw, monkeypatch: pytest.MonkeyPatch
):
    def failing(*_: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr(publish, "record", failing)
    with pytest.raises(StoreError, match="could not be made .*No space left.*Nothing was changed"):
        load(small_store, figures("value\n53"), lambda connection, version: None)
    assert small_store.version == 1


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path):
    (tmp_path / "a file").write_text("")
    with (
        pytest.raises(StoreError, match="cannot be written .*Nothing was changed"),
        Store(tmp_path / "a file" / "store").next_version(),
    ):
        pass


@pytest.mark.parametrize("damage", ["cut", "overwritten", "emptied"])
def test_a_damaged_version_says_how_to_go_back_and_going_back_works(small_store: Store, damage: str):
    with small_store.next_version() as draft:
        publish.record(draft.connection, draft.number, "recompute", "a test", "")
    path = small_store.file(2)
    content = path.read_bytes()
    path.write_bytes({"cut": content[:100], "overwritten": b"x" * len(content), "emptied": b""}[damage])
    with pytest.raises(
        StoreError,
        match="000002.duckdb is missing or damaged.*Version 1 is the newest whole one: python -m data go-back 1",
    ):
        small_store.read()
    small_store.go_back(1, "Ann")
    assert small_store.read().execute("SELECT count(*) FROM area").fetchall() == [(4,)]


def test_a_damaged_version_is_not_built_upon(small_store: Store, figures: Draw):
    small_store.file(1).write_bytes(b"x" * 5000)
    with pytest.raises(StoreError, match="000001.duckdb is missing or damaged.*No version here is whole"):
        load(small_store, figures("value\n53"), lambda connection, version: None)
    assert small_store.version == 1


@pytest.mark.slow
def test_what_a_dead_publisher_left_is_swept_away(small_store: Store, figures: Draw):
    leftovers = ["000002.draft", "000002.draft.wal", "CURRENT.new"]
    for name in leftovers:
        (small_store.folder / name).write_bytes(b"half")
    (small_store.folder / "000002.draft.tmp").mkdir()
    (small_store.folder / "000002.draft.tmp" / "spilled").write_bytes(b"half")
    assert load(small_store, figures("value\n53"), lambda connection, version: None).published
    assert sorted(path.name for path in small_store.folder.iterdir() if path.suffix != ".lock") == [
        "000001.duckdb",
        "000001.seal",
        "000002.duckdb",
        "000002.seal",
        "CURRENT",
        "ledger.jsonl",
        "originals",
    ]


@pytest.mark.parametrize("step", ["catch_up", "settle_originals", "prune"])
@pytest.mark.slow
def test_what_goes_wrong_after_a_version_is_in_force_does_not_say_that_nothing_was_changed(
    small_store: Store, figures: Draw, monkeypatch: pytest.MonkeyPatch, step: str
):
    true = getattr(upkeep, step)
    with monkeypatch.context() as patched:
        patched.setattr(
            upkeep, step, lambda store, *arguments: full() if store.version == 2 else true(store, *arguments)
        )
        assert load(small_store, figures("value\n53"), lambda connection, version: None).version == 2
    upkeep.at_start(small_store)
    assert small_store.version == 2
    assert [line["version"] for line in small_store.ledger.chain()] == [1, 2]
    assert len(small_store.originals.kept()) == 1
