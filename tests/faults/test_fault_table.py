"""Every line of docs/faults.md is carried out: the fault is made, its words are seen, and the way back restores everything."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from drilling import HERE, Drill
from making_faults import FAULTS
from places import ROOT

from data.people import People, audit, playlists
from data.people.playlists import address
from data.storage.versions import Store
from tests.data.stored import figure

TABLE = ROOT / "docs" / "faults.md"
FILES = ("first.csv", "second.csv", "third.csv")


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    fault: str
    seen: str
    way_back: str
    afterwards: str


def lines() -> list[Line]:
    rows = [
        row.strip("| \n").split(" | ") for row in TABLE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")
    ]
    return [Line(*row) for row in rows if row[0] != "fault"]


@pytest.fixture(scope="module")
def prepared(little: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the bundle and three loads, a backup of it, and the files."""
    folder = tmp_path_factory.mktemp("drill")
    for number, name in enumerate(FILES):
        (folder / name).write_text(figure(2020 + number, 50 + number), encoding="utf-8")
    store = Store(Path(shutil.copytree(little, folder / "store")))
    drill = Drill(store, folder / "backup", folder)
    for name in FILES:
        code, words = drill.say(f"python -m data load {folder / name}")
        assert code == 0, words
    people = People(store.folder)
    playlists.make(people, "The board", "Ann", HERE, [address("overview")])
    audit.record(people, "Ann", "made a playlist", "The board")
    assert drill.say("python -m data backup BACKUP")[0] == 0
    return folder


@pytest.fixture
def drill(prepared: Path, tmp_path: Path) -> Drill:
    folder = Path(shutil.copytree(prepared, tmp_path / "drill"))
    return Drill(Store(folder / "store"), folder / "backup", folder)


ALREADY_SEEN = (
    "the disk is full while publishing",
    "the software changed, and the disk is full",
    "the folder cannot be written",
    "a file needs more memory than it may take",
    "the process that reads files is killed",
)
"""Their words come from the load that meets them, and are looked for as the fault is made."""

TAKES_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


def test_every_line_has_a_fault_that_is_made_and_nothing_is_missing_afterwards():
    assert [line.fault for line in lines()] == list(FAULTS)
    assert {line.afterwards for line in lines()} == {"as it was"}


@pytest.mark.slow
@TAKES_POSIX
@pytest.mark.parametrize("line", lines(), ids=lambda line: line.fault)
def test_the_way_back(drill: Drill, line: Line, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(drill.files))
    before = drill.content()
    FAULTS[line.fault](drill)

    first_command, _, expected = line.seen.rpartition(" says: ")
    if expected == "nothing":
        code, words = drill.say("python -m data status")
        assert code == 0, words
    elif line.fault not in ALREADY_SEEN:
        code, words = drill.say(
            first_command.strip("`") or ("python -m data verify" if "people" in line.fault else "python -m data status")
        )
        assert re.sub(r"\bN\b", str((drill.store.kept() or [0])[-1]), expected) in words
        assert code != 0 or expected == "Made a new store"

    for command in re.findall(r"`(python -m data [^`]+)`", line.way_back):
        code, words = drill.say(command)
        assert code == 0, words
    code, words = drill.say("python -m data status")
    assert code == 0, words
    assert drill.content() == before
    leftovers = [path.name for path in drill.store.folder.iterdir() if ".draft" in path.name or path.name == "arriving"]
    assert leftovers == []
    assert not list(drill.files.glob("dashboard-*"))
