"""Every line of docs/faults.md is carried out: the fault made, its words seen, the way back followed, all as it was."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import forked
import pytest
from places import ROOT

from data.__main__ import main
from data.loading import publish
from data.people import People, audit, meetings, playlists
from data.people.playlists import address
from data.storage import connections
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


HERE = "leeds-2020-2025"


def lines() -> list[Line]:
    rows = [
        row.strip("| \n").split(" | ") for row in TABLE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")
    ]
    return [Line(*row) for row in rows if row[0] != "fault"]


@dataclass
class Drill:
    """A store with three loads and some notes, a backup of it, and a command line."""

    store: Store
    backup: Path
    files: Path

    def say(self, command: str) -> tuple[int, str]:
        """Carry out a command of the table; its exit code and everything it says."""
        version = self.store.kept()[-1:] or [0]
        words = command.replace("BACKUP", str(self.backup)).replace(" N", f" {version[0]}").split()
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*words[3:], "--store", str(self.store.folder)])
        return code, f"{out.getvalue()}{err.getvalue()}"

    def content(self) -> object:
        """All figures, measures and loads in force, and what people wrote."""
        cursor = self.store.read()
        held = [
            cursor.execute(asked).fetchall()
            for asked in (
                "SELECT * EXCLUDE (version_from, version_to) FROM measure WHERE version_to IS NULL ORDER BY ALL",
                "SELECT * FROM published_value ORDER BY ALL",
                "SELECT count(*), sum(value) FROM service_activity",
                "SELECT * FROM load ORDER BY ALL",
                "SELECT * FROM version WHERE what <> 'rebuild' ORDER BY ALL",
                "SELECT count(*) FROM population",
            )
        ]
        people = People(self.store.folder)
        return held, meetings.all_of(people, HERE), playlists.all_of(people, HERE)


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
    here = Path(shutil.copytree(prepared, tmp_path / "drill"))
    return Drill(Store(here / "store"), here / "backup", here)


def newest(drill: Drill) -> Path:
    return drill.store.file(drill.store.version)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


def damage_originals(drill: Drill) -> None:
    for path in drill.store.originals.folder.iterdir():
        cut(path)


def cut_with_originals(drill: Drill) -> None:
    cut(newest(drill))
    damage_originals(drill)
    code, words = drill.say("python -m data rebuild")
    assert code == 2 and "is damaged" in words


def empty(drill: Drill) -> None:
    shutil.rmtree(drill.store.folder)


def change_the_ledger(drill: Drill) -> None:
    content = drill.store.ledger.file.read_bytes().splitlines(keepends=True)
    content[1] = content[1].replace(b"second", b"sekond").replace(b"first", b"fjrst")
    drill.store.ledger.file.write_bytes(b"".join(content))


def killed(drill: Drill, where: str, what: str) -> None:
    code = f"""
import os, signal, sys
from pathlib import Path
from data.storage import restoring, upkeep
from data.storage.versions import Store
from tests.data.stored import figure
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
{where}
from data.__main__ import main
main({what.split()!r} + ["--store", {str(drill.store.folder)!r}])
"""
    done = forked.run("-c", code, environment={**os.environ, "TMPDIR": str(drill.files)})
    assert done.returncode == -9, done.stderr


def stop_a_publish(drill: Drill) -> None:
    (drill.files / "fourth.csv").write_text(figure(2023, 77), encoding="utf-8")
    killed(drill, "Store.point_to = die", f"load {drill.files / 'fourth.csv'}")
    assert drill.store.file(5).exists()


def stop_a_check(drill: Drill) -> None:
    (drill.files / "fourth.csv").write_text(figure(2023, 77), encoding="utf-8")
    killed(
        drill,
        "from indicators.core.board import dry_run; dry_run.recompute = die",
        f"load --check-only {drill.files / 'fourth.csv'}",
    )


def stop_a_restore(drill: Drill) -> None:
    moved = "true = restoring._note\nrestoring._note = lambda folder, noted: die() if noted['arrives'] else true(folder, noted)"
    killed(drill, moved, f"restore {drill.backup}")
    assert not drill.store.exists


CLOCK = """
import sys
from datetime import datetime
from data.loading import publish
publish.now = lambda: datetime(2001, 1, 1)
from data.__main__ import main
main(["load", *sys.argv[1:]])
"""


def clock_goes_back(drill: Drill) -> None:
    file = drill.files / "fourth.csv"
    file.write_text(figure(2023, 77), encoding="utf-8")
    assert forked.run("-c", CLOCK, file, "--store", drill.store.folder).returncode == 0
    asked = "SELECT version FROM version ORDER BY published_at, version"
    assert drill.store.read().execute(asked).fetchall() == [(1,), (2,), (3,), (4,), (5,)]
    drill.store.go_back(4, "Ann")


def not_writable(drill: Drill) -> None:
    held = drill.store.folder.rename(drill.files / "elsewhere")
    drill.store.folder.write_text("a file where the folder should be")
    (drill.files / "fourth.csv").write_text(figure(2023, 77), encoding="utf-8")
    code, words = drill.say(f"python -m data load {drill.files / 'fourth.csv'}")
    assert code == 2 and "cannot be written" in words
    drill.store.folder.unlink()
    held.rename(drill.store.folder)


def with_small_files(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process that lets no file grow large: what it prints goes into pipes."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def full_disk(drill: Drill) -> None:
    code = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from data.__main__ import main
sys.exit(main(["load", sys.argv[2], "--store", sys.argv[3]]))
"""
    (drill.files / "fourth.csv").write_text(figure(2023, 77), encoding="utf-8")
    for limit in (0, 100_000, 3_000_000):
        arguments = [str(limit), str(drill.files / "fourth.csv"), str(drill.store.folder)]
        done = with_small_files(code, *arguments)
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr
        assert "Make room on the disk, then try again" in done.stderr, done.stderr


CHANGED = """
from dataclasses import replace
import indicators
from indicators.core.measures import fingerprints
fingerprints.of_code = lambda: "other code"
known = indicators.catalogue()
changed = known | {"know_where_help_crisis": replace(known["know_where_help_crisis"], definition_version=2)}
indicators.catalogue = lambda: changed
"""
"""The software of the process is another one, by which a measure changes."""


def newer_release(drill: Drill) -> None:
    with drill.store.next_version() as draft:
        draft.connection.execute("INSERT INTO migration VALUES (999, 'Something to come', 5)")
        publish.record(draft.connection, draft.number, "recompute", "a test", "")
    connections.let_go(drill.store.file(5))


def changed_on_a_full_disk(drill: Drill) -> None:
    code = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
{CHANGED}
from data.__main__ import main
sys.exit(main(["status", "--store", sys.argv[1]]))
"""
    done = with_small_files(code, str(drill.store.folder))
    assert done.returncode == 0 and "Version  4" in done.stdout, done.stderr
    assert "Make room on the disk" in done.stderr and "What was published goes on being shown" in done.stderr


def changed_and_stopped(drill: Drill) -> None:
    killed(drill, f"{CHANGED}\nStore.point_to = die", "status")
    assert drill.store.file(5).exists()


def refused(drill: Drill, script: str, expected: str, **settings: str) -> None:
    """Load a sound file in a process of its own, changed by a script; it has to be refused in these words."""
    (drill.files / "fourth.csv").write_text(figure(2023, 77), encoding="utf-8")
    code = f"import sys\n{script}\nfrom data.__main__ import main\nsys.exit(main(['load', *sys.argv[1:]]))"
    arguments = [drill.files / "fourth.csv", "--store", drill.store.folder]
    done = forked.run("-c", code, *arguments, environment={**os.environ, **settings})
    assert done.returncode == 2, done.stderr
    assert expected in done.stderr and "Traceback" not in done.stderr


def too_much_memory(drill: Drill) -> None:
    refused(drill, "", "of memory to read, so reading was stopped", DASHBOARD_READ_MEMORY_MB="100")


def reader_killed(drill: Drill) -> None:
    kill = """
from data.loading.workers import Worker
true = Worker._next
def killed(worker):
    worker._process.kill()
    return true(worker)
Worker._await_ready = lambda worker: None
Worker._next = killed
"""
    refused(drill, kill, "reading it broke down")


def people_garbage(drill: Drill) -> None:
    (drill.store.folder / "people.sqlite").write_bytes(b"no database at all, and long enough to be one" * 100)


def people_cut(drill: Drill) -> None:
    cut(drill.store.folder / "people.sqlite")


def people_folder(drill: Drill) -> None:
    path = drill.store.folder / "people.sqlite"
    path.unlink()
    path.mkdir()


def people_newer(drill: Drill) -> None:
    import sqlite3

    with contextlib.closing(sqlite3.connect(drill.store.folder / "people.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 999")


FAULTS: dict[str, Callable[[Drill], object]] = {
    "CURRENT is missing": lambda drill: drill.store.pointer.unlink(),
    "CURRENT cannot be understood": lambda drill: drill.store.pointer.write_text("twelve"),
    "the newest version is cut short": lambda drill: cut(newest(drill)),
    "the newest version is cut short, and its originals are damaged": cut_with_originals,
    "the newest version has a changed block": lambda drill: change(newest(drill), 1_100_000),
    "the newest version is missing": lambda drill: newest(drill).unlink(),
    "every version is missing": lambda drill: [drill.store.file(version).unlink() for version in drill.store.kept()],
    "the whole folder is empty": empty,
    "an older version is damaged": lambda drill: cut(drill.store.file(3)),
    "a seal is damaged": lambda drill: newest(drill).with_suffix(".seal").write_text("{}"),
    "the ledger is changed": change_the_ledger,
    "the ledger is missing": lambda drill: drill.store.ledger.file.unlink(),
    "an original file is damaged": damage_originals,
    "a publish is stopped half way": stop_a_publish,
    "a check is stopped half way": stop_a_check,
    "a restore is stopped half way": stop_a_restore,
    "a backup is damaged": lambda drill: cut(drill.backup / "000004.duckdb"),
    "the disk is full while publishing": full_disk,
    "the folder cannot be written": not_writable,
    "a newer release made the figures": newer_release,
    "the software changed, and the disk is full": changed_on_a_full_disk,
    "the software changed, and computing again is stopped half way": changed_and_stopped,
    "the computer's clock goes back": clock_goes_back,
    "a file needs more memory than it may take": too_much_memory,
    "the process that reads files is killed": reader_killed,
    "people.sqlite is garbage": people_garbage,
    "people.sqlite is cut short": people_cut,
    "people.sqlite is a folder": people_folder,
    "people.sqlite is of a newer dashboard": people_newer,
}
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

    asked, _, expected = line.seen.rpartition(" says: ")
    if expected == "nothing":
        code, words = drill.say("python -m data status")
        assert code == 0, words
    elif line.fault not in ALREADY_SEEN:
        code, words = drill.say(
            asked.strip("`") or ("python -m data verify" if "people" in line.fault else "python -m data status")
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
