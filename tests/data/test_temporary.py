"""What waits in a temporary folder goes with its process, and never with another's."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import pytest

from data.loading import upload_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_everything_that_is_made_meanwhile_is_in_the_folder_and_goes_with_it(place):
    with upload_folder.folder() as folder:
        assert folder.parent == place
        with tempfile.NamedTemporaryFile(delete=False) as file:
            assert Path(file.name).parent == folder
    assert tempfile.gettempdir() == str(place)
    assert list(place.iterdir()) == []


def test_the_folder_goes_where_the_work_in_it_fails(place):
    with pytest.raises(RuntimeError), upload_folder.folder():
        raise RuntimeError
    assert list(place.iterdir()) == []


def test_a_folder_in_use_is_left_alone(place, monkeypatch):
    with upload_folder.folder() as first:
        (first / "dropped.csv").touch()
        monkeypatch.setattr(tempfile, "tempdir", str(place))
        with upload_folder.folder():
            assert (first / "dropped.csv").exists()


def test_a_folder_that_nobody_uses_any_more_goes_and_what_is_not_ours_stays(place):
    unused_folder, other = place / "dashboard-left", place / "dashboard-of-somebody"
    for leftover in (unused_folder, other):
        leftover.mkdir()
    (unused_folder / "in-use").touch()
    (unused_folder / "dropped.csv").touch()
    with upload_folder.folder():
        assert not unused_folder.exists()
        assert other.exists()


@pytest.mark.slow
def test_folders_made_at_the_same_time_do_not_sweep_each_other_away(place: Path):
    kept: list[bool] = []

    def make() -> None:
        for _ in range(60):
            with upload_folder.temporary_folder("reading-") as folder:
                (folder / "file").write_text("kept")
                kept.append((folder / "file").exists() and (folder / upload_folder.IN_USE).exists())

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept == [True] * 240
    assert list(place.iterdir()) == []
