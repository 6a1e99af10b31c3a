"""Several files at once, or a publish only tried out: whatever happens, the store holds all of them or none."""

from __future__ import annotations

import errno
import os
import random
import signal
import threading
import time
from pathlib import Path

import duckdb
import forked
import pytest
from forked import Forked

from data.loading import ingest, load_rows, publish
from data.loading.incoming import Incoming
from data.loading.publish import ALREADY, PUBLISHED, load_together
from data.storage import seal
from data.storage.versions import Store, StoreError

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

DOING = """
import os, signal, sys
from datetime import date
from pathlib import Path
from data.loading import messages, publish
from data.loading.incoming import Incoming
from data.storage import upkeep
from data.storage.versions import Store
from indicators.core.board import dry_run
from indicators.core.board.board import board
from indicators.core.strategy.reading import strategies

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def nothing(*_, **__):
    pass

what, where, folder, *files = sys.argv[1:]
here = Store(Path(folder))
recompute = die if where == "while computing" else nothing
if where == "between the two":
    true = messages.read
    messages.read = lambda source: die() if (told := true(source)) and told.get("at") == 1 else told
if where == "before CURRENT moves":
    renamed = Path.replace
    Path.replace = lambda path, target: die() if path.name == "CURRENT.new" else renamed(path, target)
if where == "after CURRENT moved":
    upkeep.prune = die
print("started", flush=True)
if what == "publish":
    publish.load_together(here, [Incoming(Path(file)) for file in files], recompute)
else:
    dry_run.recompute = recompute
    before = board(here, strategies()["leeds-2020-2025"], here.version, date(2026, 5, 1), {})
    dry_run.rehearse(here, [Incoming(Path(file)) for file in files], before)
"""


def doing(action: str, where: str, store: Store, *files: Path) -> Forked:
    temporary = store.folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    known = {**os.environ, "TMPDIR": str(temporary)}
    return forked.start("-c", DOING, action, where, store.folder, *files, environment=known)


@pytest.fixture
def two(figures) -> tuple[Path, Path]:
    def of(sex: str) -> str:
        rows = [f"{year}-01-01 | {year}-12-31 | {year - 1950} | {sex}" for year in range(1960, 2020)]
        return "\n".join(["period_start | period_end | value | sex", *rows])

    return figures(of("Female"), "first.csv"), figures(of("Male"), "second.csv")


def loads(store: Store) -> int:
    count_rows = store.read().execute("SELECT count(*), count(DISTINCT load_id) FROM published_value").fetchall()
    (rows, load_count), (listed,) = count_rows[0], store.read().execute("SELECT count(*) FROM load").fetchall()[0]
    assert (rows, load_count) == (60 * listed, listed)
    return listed


def assert_usable(store: Store, figures) -> None:
    before = store.version
    assert publish.load(store, figures("value\n53", "next.csv"), lambda connection, version: None).published
    assert store.version > before
    assert {path.suffix for path in store.folder.iterdir()} <= {"", ".duckdb", ".seal", ".jsonl", ".lock"}


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    ("where", "published"),
    [("between the two", 0), ("while computing", 0), ("before CURRENT moves", 0), ("after CURRENT moved", 2)],
)
def test_a_publisher_of_two_files_killed_at_a_certain_point(small_store, figures, two, where: str, published: int):
    process = doing("publish", where, small_store, *two)
    assert process.wait() == -signal.SIGKILL
    assert (loads(small_store), small_store.version) == (published, 2 if published else 1)
    assert_usable(small_store, figures)


@pytest.mark.slow
@posix
@pytest.mark.parametrize("seed", range(4))
def test_a_publisher_of_two_files_killed_at_any_moment(small_store, figures, two, seed: int):
    process = doing("publish", "anywhere", small_store, *two)
    process.says("started")
    time.sleep(random.Random(seed).uniform(0, 0.5))
    process.kill()
    process.wait()
    assert loads(small_store) in (0, 2)
    assert_usable(small_store, figures)


@pytest.mark.slow
@posix
@pytest.mark.parametrize("where", ["between the two", "while computing"])
def test_a_rehearsal_killed_leaves_the_store_as_it_was(small_store, figures, two, where: str):
    before = {path.name: path.read_bytes() for path in small_store.folder.iterdir()}
    process = doing("rehearse", where, small_store, *two)
    assert process.wait() == -signal.SIGKILL
    assert {path.name: path.read_bytes() for path in small_store.folder.iterdir()} == before
    with small_store.rehearsal() as draft:
        assert draft.number == 2
    assert_usable(small_store, figures)


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def failing(*_: object, **__: object) -> None:
    raise duckdb.IOException("IO Error: Could not write file: No space left on device")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "fails"),
    [((seal, "copy"), full), ((load_rows, "append"), failing), ((ingest, "stage"), full)],
    ids=["copying the version", "writing rows", "reading the file"],
)
def test_a_full_disk_while_trying_out_says_so_and_changes_nothing(small_store, two, monkeypatch, name, fails):
    with monkeypatch.context() as patched:
        patched.setattr(*name, fails)
        expected_words = "could not be checked .*No space left.*Nothing was changed.*room on the disk"
        with pytest.raises(StoreError, match=expected_words), small_store.rehearsal() as draft:
            load_rows.append(draft.connection, ingest.check(draft.connection, two[0]), draft.number, 1)
    assert (small_store.version, loads(small_store)) == (1, 0)


def test_a_damaged_version_is_not_tried_upon(small_store):
    small_store.file(1).write_bytes(b"x" * 5000)
    with pytest.raises(StoreError, match="000001.duckdb is damaged.*Nothing was changed"), small_store.rehearsal():
        pass


def test_a_version_whose_file_is_gone_says_so(small_store):
    small_store.file(1).unlink()
    with pytest.raises(StoreError, match="Nothing was changed"), small_store.rehearsal():
        pass


def publish_at_once(store: Store, batches: list[list[Path]]) -> list[list[str]]:
    states: list[list[str]] = [[] for _ in batches]
    start = threading.Barrier(len(batches))

    def run(place: int) -> None:
        start.wait()
        entries = [Incoming(path) for path in batches[place]]
        states[place] = [o.state for o in load_together(store, entries, lambda connection, version: None)]

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(batches))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return states


@pytest.mark.slow
def test_two_publishers_at_once_take_turns_and_lose_nothing(small_store, two):
    assert publish_at_once(small_store, [[two[0]], [two[1]]]) == [[PUBLISHED], [PUBLISHED]]
    assert (small_store.version, loads(small_store)) == (3, 2)


@pytest.mark.slow
def test_two_publishers_of_the_same_files_load_them_once(small_store, two):
    states = publish_at_once(small_store, [list(two), list(two)])
    assert sorted(states) == [[ALREADY, ALREADY], [PUBLISHED, PUBLISHED]]
    assert (small_store.version, loads(small_store)) == (2, 2)
