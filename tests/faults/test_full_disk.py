"""A disk that is really full, at several moments: a sentence that says so, nothing changed, and no store that is half made."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import forked
import pytest
from places import EXAMPLES

from data.storage.versions import Store


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[object]:
    """Mount a file system of so many kB, where this process may."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(kilobytes: int) -> Path:
        process = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], capture_output=True, check=False
        )
        if process.returncode:
            pytest.skip("this process may not mount a file system")
        return place

    if shutil.which("mount") is None or os.name == "nt":
        pytest.skip("this system has no mount command")
    yield mount
    subprocess.run(["umount", str(place)], capture_output=True, check=False)


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return forked.run("-m", "data", *words)


@pytest.mark.slow
@pytest.mark.parametrize("spare", [50, 1500, 3000])
def test_a_load_on_a_disk_with_little_room(bundled: Path, small_disk, spare: int):
    size = sum(path.stat().st_size for path in bundled.rglob("*") if path.is_file()) // 1024 + 200
    store = Store(Path(shutil.copytree(bundled, small_disk(size + spare) / "store")))
    process = run("load", EXAMPLES / "talking_therapies_2026-03.csv", "--store", store.folder)
    assert process.returncode == 2, process.stderr
    assert (
        "No space left on device" in process.stderr and "Nothing was changed. Make room on the disk" in process.stderr
    )
    assert "Traceback" not in process.stderr
    assert store.version == 1
    assert run("verify", "--store", store.folder).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [100, 2000])
def test_a_first_start_on_a_disk_with_little_room(small_disk, kilobytes: int):
    store = Store(small_disk(kilobytes) / "store")
    process = run("status", "--store", store.folder)
    assert process.returncode == 2, process.stderr
    assert "Make room on the disk, then try again" in process.stderr and "Traceback" not in process.stderr
    assert store.is_new
