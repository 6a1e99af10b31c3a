"""The dashboard as a running server, and the browser that Debian packages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
"""The first is Chromium without windows: it draws the same pages with a third less work."""
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--renderer-process-limit=1",  # pages of one browser share a process: what it has compiled is not compiled for each
    "--font-render-hinting=none",  # else Chromium without windows rounds the width of every letter to whole pixels
]
STARTS_WITHIN = 90
KEY = "a-key-that-only-tests-know"
OWN_PORTS = range(start := 10_000 + os.getpid() % 1_000 * 20, start + 20)
"""Of this process alone, as good as surely, and below those that computers give out by themselves."""
SHOWN_OF_OUTPUT = 6_000
"""Characters of what a server printed that are shown beside a test that failed."""


def browser() -> str | None:
    """Where the browser is; ``None`` where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """Debian's Chromium; without one the test is skipped by name, but fails where CI=true."""
    path = browser()
    if path is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("CI needs a browser: install Debian's chromium-headless-shell.")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # a busy machine draws late
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        started.close()


@dataclass
class Server:
    """A running dashboard: its address, its store, its key, and how to publish to it by command."""

    address: str
    store: Path
    process: subprocess.Popen[bytes] | psutil.Process
    printed: Path
    key: str = KEY

    def link(self, path: str = "/") -> str:
        """The link to a page as the dashboard prints it: a visit that opens it may write."""
        return f"{self.address}{path}{'&' if '?' in path else '?'}key={self.key}"

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        import forked  # beside the tests alone: benchmarks serve too

        return forked.run("-m", "data", *arguments, "--store", self.store)


def free_port() -> int:
    """A port on which nobody answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def own_port() -> int:
    """The first port of this process on which nobody listens: what a browser has fetched from there before serves again."""
    return next(port for port in OWN_PORTS if _free(port))


def _free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except OSError:
            return False
        return True


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def start(
    store: Path,
    *options: str,
    script: str = "app.py",
    environment: Mapping[str, str] | None = None,
    own_key: bool = False,
    output: Path | None = None,
    port: int | None = None,
    imported: bool = False,
) -> Server:
    """Start the dashboard, or another script, on a store's folder as the README does, and wait until it is healthy.

    With ``own_key`` it makes its key itself and opens a browser, as for a user; else the tests know its key.
    ``output`` is where what it prints is kept, else a file beside the store; ``port`` is where it answers, where that
    has to be known beforehand.  With ``imported`` it is a fork of a process that has imported everything: for tests that
    are not about starting.
    """
    port = port or own_port()
    ours = {} if own_key else {"DASHBOARD_KEY": KEY, "STREAMLIT_SERVER_HEADLESS": "true"}
    printed = output or store.parent / f"printed-{port}"
    arguments = ["run", script, "--server.port", str(port), *options]
    variables = {
        **os.environ,
        "DASHBOARD_STORE": str(store),
        "DASHBOARD_TODAY": "2026-11-21",
        **ours,
        **(environment or {}),
    }
    process = _forked(arguments, variables, printed) if imported else _started(arguments, variables, printed)
    server = Server(f"http://127.0.0.1:{port}", store, process, printed)
    limit = time.monotonic() + STARTS_WITHIN
    while not _healthy(server.address):
        assert process.is_running() if imported else process.poll() is None, "the server stopped while starting"
        assert time.monotonic() < limit, "the server did not become healthy"
        time.sleep(0.2)
    return server


def _started(arguments: list[str], environment: dict[str, str], printed: Path) -> subprocess.Popen[bytes]:
    """A server by the command that the README gives."""
    with printed.open("wb") as into:
        command = [sys.executable, "-m", "streamlit", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=into, stderr=subprocess.STDOUT)


def _forked(arguments: list[str], environment: dict[str, str], printed: Path) -> psutil.Process:
    """The same without the second that imports take."""
    import forked

    process = forked.start("-m", "streamlit", *arguments, environment=environment, out=printed, err=printed)
    return psutil.Process(process.pid)


def stop(server: Server) -> None:
    """Tell it to stop, if it runs yet, and say what it printed last, which is shown beside a test that failed.

    Where a browser connects at that very moment, uvicorn may wait for it without end: such a server is killed.
    """
    try:
        server.process.terminate()
        server.process.wait(timeout=20)
    except psutil.NoSuchProcess:
        pass  # a test has ended it
    except (subprocess.TimeoutExpired, psutil.TimeoutExpired):
        server.process.kill()
        server.process.wait(timeout=20)
    print(f"{server.address} printed last:", server.printed.read_text("utf-8", "replace")[-SHOWN_OF_OUTPUT:], sep="\n")
