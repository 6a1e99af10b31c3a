"""Load the files that somebody puts into a folder, each once it has come to rest, and keep every one of them.

    python deploy/incoming.py FOLDER [--rest SECONDS] [--patience SECONDS]

A file in ``FOLDER/incoming`` is loaded by ``python -m data load FILE --json`` and then lies in ``done`` or ``refused``
with the answer beside it; each answer is also a line of ``loads.jsonl``.  It ends when nothing waits any more: with 0,
or with 1 where the store could not take a file, which then waits in ``loading`` for the next start.
"""

from __future__ import annotations

import argparse
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).parents[1]
INCOMING, LOADING, DONE, REFUSED, LOG = "incoming", "loading", "done", "refused", "loads.jsonl"
UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".crdownload", "~")
"""How the names of files end that a program is still sending; hidden files are left alone too."""
PUBLISHED, STORE_AT_FAULT = 0, 2
COULD_NOT_PUBLISH = "could not publish"


def main(arguments: Sequence[str] | None = None) -> int:
    """Load whatever waits in the folder; see above."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rest", type=float, default=30, help="seconds for which nothing was written to a file")
    parser.add_argument("--patience", type=float, default=60, help="seconds to wait where the store takes no file")
    options = parser.parse_args(arguments)
    folder = options.folder.absolute()
    for name in (INCOMING, LOADING, DONE, REFUSED):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        while waiting := _waiting(folder):
            ready = [path for path in waiting if _is_ready(folder, path, options.rest)]
            loaded = [_load(folder, _taken(folder, path)) for path in ready]
            if not all(loaded):
                time.sleep(options.patience)
                return 1
            if not ready:
                time.sleep(min(1, options.rest))
    return 0


def _waiting(folder: Path) -> list[Path]:
    """What lies there, first what an earlier start began; hidden files are none of ours."""
    paths = [path for name in (LOADING, INCOMING) for path in sorted((folder / name).iterdir())]
    return [path for path in paths if not path.name.startswith(".")]


def _is_ready(folder: Path, path: Path, rest: float) -> bool:
    if path.parent.name == LOADING:
        return True
    unfinished = path.name.lower().endswith(UNFINISHED) or os.path.lexists(folder / LOADING / path.name)
    return not unfinished and _at_rest(path, rest)


def _at_rest(file: Path, seconds: float) -> bool:
    """Has nobody written to a file for so long, and does nobody hold it open to write?

    The time asked is the one that the system sets itself: programs that copy may set the other to that of the source.
    """
    try:
        known = file.lstat()
    except FileNotFoundError:
        return False
    return time.time() - known.st_ctime >= seconds and not (stat.S_ISREG(known.st_mode) and _being_written(file))


def _being_written(file: Path) -> bool:
    """Does some process hold the file open to write?  Linux tells by refusing a lease; elsewhere nobody tells."""
    try:
        from fcntl import F_RDLCK, F_SETLEASE, F_UNLCK, fcntl
    except ImportError:
        return False
    try:
        with file.open("rb") as opened:
            fcntl(opened, F_SETLEASE, F_RDLCK)
            fcntl(opened, F_SETLEASE, F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:  # no file, not ours to read, or a file system without leases: then only its rest tells
        return False
    return False


def _taken(folder: Path, file: Path) -> Path:
    """The file out of reach of whoever sends the next of that name."""
    if file.parent.name == LOADING:
        return file  # a load of it was broken off; what is loaded already is not loaded twice
    return file.rename(folder / LOADING / file.name)


def _load(folder: Path, file: Path) -> bool:
    """Load a file and put it away with the answer; ``False`` where it has to be tried again."""
    code, answers = _asked(file)
    at = datetime.now(UTC)
    with (folder / LOG).open("a", encoding="utf-8") as log:
        log.writelines(json.dumps({"at": at.isoformat(timespec="seconds"), **answer}) + "\n" for answer in answers)
    if any(answer["state"] == COULD_NOT_PUBLISH for answer in answers):
        return False
    put = _free(folder / (DONE if code == PUBLISHED else REFUSED), f"{at:%Y-%m-%dT%H%M%S}", file.name)
    put.with_name(f"{put.name}.json").write_text(json.dumps(answers, indent=2), encoding="utf-8")
    file.rename(put)
    return True


def _asked(file: Path) -> tuple[int, list[dict[str, object]]]:
    """What the command says of a file, for each sheet, with its exit code."""
    if file.is_symlink() or not file.is_file():
        return 1, [{"file": str(file), "state": "could not read", "reason": "This is a folder or a link. Send files."}]
    command = [sys.executable, "-m", "data", "load", str(file), "--json"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    try:
        return ran.returncode, json.loads(ran.stdout)
    except ValueError:  # the store cannot be used at all, the command was ended, or it broke down
        again = ran.returncode < 0 or ran.returncode == STORE_AT_FAULT
        state = COULD_NOT_PUBLISH if again else "broke down"
        return ran.returncode, [{"file": str(file), "state": state, "reason": ran.stderr[-4000:]}]


def _free(folder: Path, moment: str, name: str) -> Path:
    """A name that no file put away has yet."""
    tries = (f"{moment}-{name}" if not again else f"{moment}-{again}-{name}" for again in range(sys.maxsize))
    return next(path for candidate in tries if not os.path.lexists(path := folder / candidate))


if __name__ == "__main__":
    sys.exit(main())
