"""Processes of Python for tests that are not about starting: forks of one that has imported the dashboard."""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from places import ROOT

PATIENCE_SECONDS = 120
_TURN = threading.Lock()


@dataclass(frozen=True)
class Forked:
    """A process: its number, the files that hold what it prints, and the one that says how it ended."""

    pid: int
    out: Path
    err: Path
    ended: Path

    def wait(self, timeout: float = PATIENCE_SECONDS) -> int:
        """How it ended, as ``subprocess`` has it: its exit code, or below nought the signal that ended it."""
        latest = time.monotonic() + timeout
        while not self.ended.exists():
            if time.monotonic() > latest:
                self.kill()
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.01)
        return int(self.ended.read_text())

    def kill(self) -> None:
        """End it at once."""
        if not self.ended.exists():
            os.kill(self.pid, signal.SIGKILL)

    def says(self, line: str) -> None:
        """Wait until it has printed a line."""
        latest = time.monotonic() + PATIENCE_SECONDS
        while line not in self.out.read_text("utf-8").splitlines():
            assert not self.ended.exists() and time.monotonic() < latest, self.err.read_text("utf-8", "replace")
            time.sleep(0.005)


def start(
    *arguments: object, environment: Mapping[str, str] | None = None, out: Path | None = None, err: Path | None = None
) -> Forked:
    """Start what ``python`` starts with these arguments: ``-m MODULE ...`` or ``-c CODE ...``; it runs in the root.

    ``environment`` is all that it knows, else that of this process.  ``out`` and ``err`` are where what it prints is kept.
    """
    folder = Path(tempfile.mkdtemp(prefix="forked-", dir=_folder()))
    out, err, ended = out or folder / "out", err or folder / "err", folder / "ended"
    for path in (out, err):
        path.write_bytes(b"")
    request = {
        "arguments": [str(argument) for argument in arguments],
        "environment": dict(os.environ if environment is None else environment),
        **{"out": str(out), "err": str(err), "ended": str(ended)},
    }
    with _TURN:
        asks = _imported()
        assert asks.stdin is not None and asks.stdout is not None
        asks.stdin.write(json.dumps(request).encode() + b"\n")
        asks.stdin.flush()
        return Forked(int(asks.stdout.readline()), out, err, ended)


def run(*arguments: object, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The same to its end, as ``subprocess.run`` gives it."""
    process = start(*arguments, environment=environment)
    code = process.wait()
    out, err = (path.read_text("utf-8", "replace") for path in (process.out, process.err))
    return subprocess.CompletedProcess([str(argument) for argument in arguments], code, out, err)


@functools.cache
def _folder() -> str:
    """Where what they print lies until this process ends."""
    folder = tempfile.mkdtemp(prefix="forked-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@functools.cache
def _imported() -> subprocess.Popen[bytes]:
    """The process that is forked.  It ends with this one; the arithmetic of numpy starts no thread there before the fork."""
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("forking.py"))],
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
