"""The process that reads files takes its job's folder along when whoever started it is gone."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from places import ROOT

from data.loading import messages
from data.loading.outcome import entries_as_json

MANY = 20_000
"""So many files that removing them takes longer than the reader needs to find out that nobody listens."""


def a_job(folder: Path) -> dict:
    return {
        "draft": str(folder.parent / "draft.duckdb"),
        "folder": str(folder),
        "version": 2,
        "highest_load": 0,
        "entries": entries_as_json([]),
        "memory_mb": 1000,
        "who": "",
        "note": "",
        "at": None,
        "compare": False,
    }


@pytest.mark.slow
def test_no_file_is_left_behind_however_many_there_are(tmp_path: Path):
    folder = tmp_path / "reading-job"
    folder.mkdir()
    for at in range(MANY):
        (folder / str(at)).touch()
    reader = subprocess.Popen(
        [sys.executable, "-m", "data.loading.worker"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    assert messages.read(reader.stdout) == {"state": "ready"}
    reader.stdout.close()
    messages.write(reader.stdin, a_job(folder))
    time.sleep(0.01)
    reader.stdin.close()
    reader.wait(timeout=30)
    assert not folder.exists()
