"""Faults and hostile files through the page Upload, for who came by the link and for who has signed in: nothing is lost.

What ``tests/faults`` tries without a page is the same with sign-in and without: ``tests/test_architecture.py`` says why.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import duckdb
import pytest

from data.loading.workers import Worker
from data.people import FILE, People, audit, proposed_loads
from data.people.records import local_name
from data.storage import seal
from data.storage.versions import Store
from tests.faults.hostile_files import CASES, REFUSED, WRONG

pytestmark = pytest.mark.slow

HEAD = "indicator_id,area_code,period_start,period_end,period_type,value,source_id,published_on,unit,citation"
ROW = "know_where_help_crisis,E08000035,2024-01-01,2024-03-31,survey,61,healthwatch_leeds,2024-06,%,A report"
SOUND = f"{HEAD}\n{ROW}\n".encode()
PUBLISH = "Publish version 2"
HOSTILE = (
    "a formula that calls a program",
    "words of SQL for a period",
    "a number beyond all numbers",
    "zero bytes",
    "a picture named CSV",
    "a database named CSV",
    "a workbook of 1.2 GB of noughts",
    "entities in the cells",
    "a locked workbook",
    "packed twice",
    "Parquet cut",
)
"""One of each kind: files go the same way once they are dropped, and all of them are tried there."""


@pytest.fixture
def drop(writable_page):
    """Open the page, drop files and answer what is asked."""

    def dropped(*files: tuple[str, bytes]):
        page = writable_page("upload")
        for name, content in files:
            page.app.get("file_uploader")[0].upload(name, content, "application/octet-stream")
        page.app.run()
        for box in page.app.checkbox:
            box.check()
        page.app.run()
        return page

    return dropped


def store_contents(store: Store) -> tuple[int, list[tuple]]:
    """The version in force and every figure in it."""
    return store.version, store.read().execute("SELECT * FROM published_value ORDER BY ALL").fetchall()


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def failing(*_: object, **__: object) -> None:
    raise duckdb.IOException("IO Error: Could not write file: No space left on device")


def killed(worker: Worker) -> None:
    worker._process.kill()


FAULTS = {
    "the disk is full while the version is copied": (seal, "copy", full, "No space left on device"),
    "the disk is full while CURRENT moves": (Store, "point_to", full, "No space left on device"),
    "the database cannot write": ("data.loading.publish", "record", failing, "No space left on device"),
    "the process that reads is killed": (Worker, "_await_ready", killed, "reading it broke down"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_publish_that_fails_says_so_changes_nothing_and_is_done_once_the_fault_is_gone(
    drop, own_store, monkeypatch, either_way, fault
):
    page, before = drop(("figures.csv", SOUND)), store_contents(own_store)
    place, name, fails, message = FAULTS[fault]
    with monkeypatch.context() as broken:
        broken.setattr(*(f"{place}.{name}",) if isinstance(place, str) else (place, name), fails)
        page.press(PUBLISH)
    assert message in page.words
    assert store_contents(own_store) == before
    page.press(PUBLISH)
    assert own_store.version == 2
    assert len(store_contents(own_store)[1]) == len(before[1]) + 1
    who = own_store.read().execute("SELECT who FROM load ORDER BY load_id DESC LIMIT 1").fetchone()
    assert who == ("Ana Lyst" if either_way == "signed in" else local_name(),)


@pytest.mark.usefixtures("either_way")
def test_hostile_files_change_nothing_and_each_is_answered(drop, own_store, tmp_path: Path):
    cases, before = [case for case in CASES if case.name in HOSTILE], store_contents(own_store)
    assert len(cases) == len(HOSTILE) and {case.becomes for case in cases} <= {WRONG, REFUSED}
    paths = [case.make(tmp_path / f"{number}") for number, case in enumerate(cases)]
    page = drop(*((path.name, path.read_bytes()) for path in paths))
    assert page.headline == f"{len(cases)} files: 0 can be published, {len(cases)} must be corrected first."
    assert len(re.findall("cannot be read|needs? mending", page.words)) >= len(cases)
    assert not [label for label in page.buttons if label.startswith(("Publish", "Propose"))]
    assert store_contents(own_store) == before
    assert "Traceback" not in page.words


@pytest.mark.usefixtures("either_way")
def test_figures_are_published_though_people_s_file_is_garbage_and_the_audit_learns_of_it_later(drop, own_store):
    people = People(own_store.folder)
    audit.record_versions(people, own_store)
    page, kept = drop(("figures.csv", SOUND)), (own_store.folder / FILE).read_bytes()
    (own_store.folder / FILE).write_bytes(b"no database " * 1000)
    page.press(PUBLISH)
    assert own_store.version == 2
    (own_store.folder / FILE).write_bytes(kept)
    audit.record_versions(people, own_store)
    assert [entry.version for entry in audit.entries(people) if entry.what == "published"] == [2]


@pytest.mark.parametrize("role", ["viewer", "presenter", "contributor"])
def test_a_button_that_was_offered_publishes_nothing_once_its_reader_may_not(drop, own_store, signed_in_as, role):
    signed_in_as("analyst")
    page, before = drop(("figures.csv", SOUND)), store_contents(own_store)
    assert PUBLISH in page.buttons
    signed_in_as(role)
    page.press(PUBLISH)
    assert PUBLISH not in page.buttons
    assert store_contents(own_store) == before
    assert proposed_loads.all_of(People(own_store.folder)) == []
