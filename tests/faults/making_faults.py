"""Every fault of docs/faults.md, made on a store."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import forked
from drilling import Drill
from places import ROOT

from data.loading import publish
from data.storage import connections
from tests.data.stored import figure


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


def killed(drill: Drill, where: str, command: str) -> None:
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
main({command.split()!r} + ["--store", {str(drill.store.folder)!r}])
"""
    process = forked.run("-c", code, environment={**os.environ, "TMPDIR": str(drill.files)})
    assert process.returncode == -9, process.stderr


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
    query = "SELECT version FROM version ORDER BY published_at, version"
    assert drill.store.read().execute(query).fetchall() == [(1,), (2,), (3,), (4,), (5,)]
    drill.store.go_back(4, "Ann")


def not_writable(drill: Drill) -> None:
    moved_folder = drill.store.folder.rename(drill.files / "elsewhere")
    drill.store.folder.write_text("a file where the folder should be")
    (drill.files / "fourth.csv").write_text(figure(2023, 77), encoding="utf-8")
    code, words = drill.say(f"python -m data load {drill.files / 'fourth.csv'}")
    assert code == 2 and "cannot be written" in words
    drill.store.folder.unlink()
    moved_folder.rename(drill.store.folder)


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
        process = with_small_files(code, *arguments)
        assert process.returncode == 2, process.stderr
        assert "Traceback" not in process.stderr
        assert "Make room on the disk, then try again" in process.stderr, process.stderr


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
    process = with_small_files(code, str(drill.store.folder))
    assert process.returncode == 0 and "Version  4" in process.stdout, process.stderr
    assert "Make room on the disk" in process.stderr and "What was published goes on being shown" in process.stderr


def changed_and_stopped(drill: Drill) -> None:
    killed(drill, f"{CHANGED}\nStore.point_to = die", "status")
    assert drill.store.file(5).exists()


def refused(drill: Drill, script: str, expected: str, **settings: str) -> None:
    """Load a sound file in a process of its own, changed by a script; it has to be refused in these words."""
    (drill.files / "fourth.csv").write_text(figure(2023, 77), encoding="utf-8")
    code = f"import sys\n{script}\nfrom data.__main__ import main\nsys.exit(main(['load', *sys.argv[1:]]))"
    arguments = [drill.files / "fourth.csv", "--store", drill.store.folder]
    process = forked.run("-c", code, *arguments, environment={**os.environ, **settings})
    assert process.returncode == 2, process.stderr
    assert expected in process.stderr and "Traceback" not in process.stderr


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
