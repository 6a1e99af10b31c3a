"""The watched folder: a file is loaded once it has come to rest, lies in done or refused with its answer, and is never lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from behind import running
from places import EXAMPLES, ROOT

from data.storage.versions import Store

GOOD = EXAMPLES / "talking_therapies_2026-03.csv"
SCRIPT = ROOT / "deploy" / "incoming.py"


def command(folder: Path, rest: float) -> list[str]:
    return [sys.executable, str(SCRIPT), str(folder), "--rest", str(rest), "--patience", "0.1"]


def ends(folder: Path, store: Store, rest: float = 0) -> int:
    """Run it to its end, which comes once nothing waits any more; its exit code."""
    environment = {**os.environ, "DASHBOARD_STORE": str(store.folder)}
    return subprocess.run(command(folder, rest), env=environment, check=False, timeout=120).returncode


def lines(folder: Path) -> list[dict]:
    """What the log says of each file."""
    return [json.loads(line) for line in (folder / "loads.jsonl").read_text(encoding="utf-8").splitlines()]


def names(folder: Path) -> list[str]:
    """What lies in a folder, less the moment that its name begins with."""
    return sorted(path.name.split("-", 3)[-1] for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spool = tmp_path / "spool"
    (spool / "incoming").mkdir(parents=True)
    return spool


def put(folder: Path, name: str, content: bytes) -> Path:
    file = folder / "incoming" / name
    file.write_bytes(content)
    return file


def until(happened: Callable[[], bool]) -> None:
    limit = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_good_and_bad_files_are_put_away_each_with_its_answer_and_a_line_in_the_log(folder: Path, little_store: Store):
    good, bad = GOOD.read_bytes(), b"a,b\n1,2\n"
    put(folder, "good.csv", good)
    put(folder, "bad.csv", bad)
    (folder / "incoming" / "a-link.csv").symlink_to(little_store.pointer)
    assert ends(folder, little_store) == 0
    assert little_store.version == 2
    assert names(folder / "done") == ["good.csv", "good.csv.json"]
    assert names(folder / "refused") == ["a-link.csv", "a-link.csv.json", "bad.csv", "bad.csv.json"]
    assert [path.read_bytes() for path in (folder / "done").glob("*.csv")] == [good]
    assert [path.read_bytes() for path in (folder / "refused").glob("*bad.csv")] == [bad]
    line_by_name = {Path(line["file"]).name: line for line in lines(folder)}
    assert (line_by_name["good.csv"]["state"], line_by_name["good.csv"]["version"]) == ("published", 2)
    assert line_by_name["bad.csv"]["state"] == "could not read" and line_by_name["bad.csv"]["reason"]
    assert "folder or a link" in line_by_name["a-link.csv"]["reason"]
    (beside,) = (folder / "done").glob("*.json")
    assert json.loads(beside.read_text(encoding="utf-8"))[0]["version"] == 2
    put(folder, "good.csv", good)
    assert ends(folder, little_store) == 0
    assert little_store.version == 2
    assert len(list((folder / "done").glob("*good.csv"))) == 2


def test_a_file_that_still_grows_is_left_alone_until_it_has_come_to_rest(
    folder: Path, little_store: Store, tmp_path: Path
):
    good = GOOD.read_bytes()
    half = len(good) // 2
    unfinished = put(folder, "named.csv.part", good)
    growing = put(folder, "growing.csv", good[:half])
    with growing.open("ab") as writer:  # slower than the rest that is waited for, and its program holds it open
        environment = {"DASHBOARD_STORE": str(little_store.folder)}
        with running(command(folder, 0.5), tmp_path / "printed", environment) as loading:
            until((folder / "loading").is_dir)
            time.sleep(2)
            assert little_store.version == 1
            assert growing.exists() and unfinished.exists()
            writer.write(good[half:])
            writer.close()
            until(lambda: not growing.exists())
            until(lambda: little_store.version == 2)
            assert unfinished.exists()
            unfinished.rename(folder / "incoming" / "named.csv")
            assert loading.wait(timeout=60) == 0
    assert [Path(line["file"]).name for line in lines(folder)] == ["growing.csv", "named.csv"]
    assert [path.read_bytes() for path in sorted((folder / "done").glob("*.csv"))] == [good, good]


def test_a_file_waits_where_the_store_is_at_fault_and_is_loaded_once_that_is_mended(folder: Path, little_store: Store):
    put(folder, "good.csv", GOOD.read_bytes())
    pointer = little_store.pointer.read_bytes()
    little_store.pointer.write_text("twelve", encoding="ascii")
    assert ends(folder, little_store) == 1
    assert [path.name for path in (folder / "loading").iterdir()] == ["good.csv"]
    assert lines(folder)[-1]["state"] == "could not publish" and "CURRENT" in lines(folder)[-1]["reason"]
    little_store.pointer.write_bytes(pointer)
    assert ends(folder, little_store) == 0
    assert (little_store.version, names(folder / "done")) == (2, ["good.csv", "good.csv.json"])
