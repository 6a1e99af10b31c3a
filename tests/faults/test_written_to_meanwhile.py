"""A file is read as it was at one moment: a copy, or the large file itself where nobody writes to it meanwhile."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest
from places import Draw

from data.loading import snapshot, workers
from data.loading.incoming import Incoming
from data.problems import UnreadableFileError
from data.storage.versions import Store

AN_HOUR = 3_600


@pytest.fixture
def file(figures: Draw, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that counts as large, and to which nobody has written for an hour."""
    path = figures("value\n53")
    monkeypatch.setattr(snapshot, "LINKED_FROM", path.stat().st_size)
    _left_alone(path)
    return path


def _left_alone(path: Path) -> None:
    then = time.time() - AN_HOUR
    os.utime(path, (then, then))


def _read(store: Store, file: Path, tell: workers.Tell = lambda words: None) -> list[int | None]:
    """The loads that files become in a draft that is thrown away."""
    with store.rehearsal() as draft, workers.job_folder() as job:
        entries = [Incoming(file)]
        brought = workers.bring(draft, entries, workers.snapshots(entries, job), job, tell=tell)
        return [one.load_id for one in brought]


def test_a_large_file_is_not_copied_and_stays_where_it_is(file: Path, tmp_path: Path):
    taken = snapshot.take(file, tmp_path / "job")
    assert taken.path.samefile(file)
    assert taken.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert not taken.changed
    taken.path.unlink()
    assert file.stat().st_size == taken.size


@pytest.mark.slow
def test_a_large_file_replaced_by_another_is_read_as_it_was(file: Path, small_store: Store):
    def replace(words: str) -> None:
        other = file.with_suffix(".new")
        other.write_text("something else")
        other.replace(file)

    assert _read(small_store, file, replace) == [1]


@pytest.mark.parametrize("same_length", [False, True], ids=["longer", "of the same length"])
def test_a_large_file_written_to_while_it_is_read_is_refused(file: Path, small_store: Store, same_length: bool):
    def write(words: str) -> None:
        with file.open("r+b") as open_file:
            open_file.seek(-1, os.SEEK_END)
            open_file.write(b"\n" if same_length else b"\n\n")

    before = small_store.version
    with pytest.raises(UnreadableFileError, match=r"figures\.csv: it changed while it was being read"):
        _read(small_store, file, write)
    assert small_store.version == before


@pytest.mark.parametrize("why", ["just written", "small", "no links here"])
def test_any_other_file_is_copied_and_may_be_written_to_meanwhile(
    file: Path, small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
):
    if why == "just written":
        os.utime(file)
    elif why == "small":
        monkeypatch.setattr(snapshot, "LINKED_FROM", file.stat().st_size + 1)
    else:
        monkeypatch.setattr(os, "link", _no_links)
    taken = snapshot.take(file, tmp_path / "job")
    assert not taken.path.samefile(file)
    assert _read(small_store, file, lambda words: _spoil(file)) == [1]


def _no_links(source: Path, target: Path) -> None:
    raise OSError("this file system has no links")


def _spoil(file: Path) -> None:
    file.write_text("something else")
