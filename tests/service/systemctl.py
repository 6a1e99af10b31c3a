"""What systemctl does with the units of deploy/, on a computer that has no systemd: start them, and stop them.

    python systemctl.py FOLDER VERB UNIT...

``FOLDER`` has the units, as they were copied there, and keeps the number of each process and what it prints.  As with
systemd a service gets nothing of the environment of whoever starts it.  Paths and timers are not watched.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import psutil

STOPS_WITHIN = 30


def main(folder: Path, verb: str, *names: str) -> int:
    """Do with the services named what is asked; the exit code of a service that ends by itself."""
    services = [folder / name for name in names if name.endswith(".service") and (folder / name).exists()]
    if verb in ("start", "enable"):
        return max([_start(path) for path in services], default=0)
    for path in services if verb == "stop" else ():
        _stop(path.with_suffix(".pid"))
    return 0


def _start(path: Path) -> int:
    unit = ConfigParser(interpolation=None, delimiters="=", comment_prefixes="#")
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text(encoding="utf-8"))
    service = unit["Service"]
    printed = path.with_suffix(".log").open("ab")
    process = subprocess.Popen(  # noqa: S603 - the units of deploy/
        shlex.split(service["ExecStart"]),
        cwd=service["WorkingDirectory"],
        env={"PATH": os.defpath, **dict(_environment(service["Environment"], service["EnvironmentFile"]))},
        stdin=subprocess.DEVNULL,
        stdout=printed,
        stderr=subprocess.STDOUT,
        umask=int(service["UMask"], 8),
        start_new_session=True,
    )
    if service.get("Type") == "oneshot":
        return process.wait()
    path.with_suffix(".pid").write_text(str(process.pid), encoding="utf-8")
    return 0


def _environment(assignments: str, file: str) -> Iterator[tuple[str, str]]:
    for assignment in shlex.split(assignments):
        yield tuple(assignment.split("=", 1))  # type: ignore[misc]
    path = Path(file.removeprefix("-"))
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        yield tuple(line.split("=", 1))  # type: ignore[misc]


def _stop(kept: Path) -> None:
    """Tell a service to stop, and wait until it has: nobody else may be there to bury it."""
    if not kept.exists():
        return
    process = int(kept.read_text(encoding="utf-8"))
    kept.unlink()
    for stop_signal, patience in ((signal.SIGTERM, STOPS_WITHIN), (signal.SIGKILL, STOPS_WITHIN)):
        os.kill(process, stop_signal)
        limit = time.monotonic() + patience
        while time.monotonic() < limit:
            if not psutil.pid_exists(process) or psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
                return
            time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
