"""A real PostgreSQL for the tests: made in a folder, started on a free port, a database for whoever asks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/bin", "/usr/local/pgsql/bin", "/opt/homebrew/bin")
NAMES = count(1)
LOG = "server.log"
LOGS: dict[str, Path] = {}
"""What each server wrote, by its address."""


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; ``None`` where it is not installed."""
    folders = [path.parent for place in PLACES for path in Path("/").glob(f"{place.lstrip('/')}/initdb")]
    named = shutil.which("initdb")
    return Path(named).parent if named else next(iter(folders), None)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start a server in a folder, and give the address of its first database."""
    bin_, data = programs(), folder / "data"
    assert bin_ is not None
    as_user = {}
    if os.geteuid() == 0:  # it refuses to run for root
        as_user = {"user": "postgres"}
        folder.chmod(0o777)
        for parent in folder.parents[:3]:
            parent.chmod(parent.stat().st_mode | 0o011)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/", **as_user}
    subprocess.run(
        [bin_ / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"],
        check=True,
        **quiet,
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c max_connections=200"
    address = f"postgresql://tests@127.0.0.1:{port}"
    LOGS[address] = folder / LOG
    with LOGS[address].open("wb") as log:
        server = subprocess.Popen(
            [bin_ / "postgres", "-D", data, *options.split()], **quiet | {"stdout": log, "stderr": log}
        )
    try:
        _wait(f"{address}/postgres", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def new_database(address: str) -> str:
    """The address of a new, empty database of a server."""
    name = _new(address, "DATABASE")
    return f"{address}/{name}"


def new_schema(address: str) -> str:
    """The address of an empty schema in a server's first database: it takes a tenth of the time of a database."""
    name = _new(address, "SCHEMA")
    return f"{address}/postgres?options=-csearch_path%3D{name}"


def _new(address: str, kind: LiteralString) -> str:
    name = f"people_{os.getpid()}_{next(NAMES)}"
    try:
        with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE " + kind + " {}").format(sql.Identifier(name)))
    except psycopg.OperationalError as fault:
        fault.add_note(f"The server wrote:\n{_written(LOGS[address])}")
        raise
    return name


def _written(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else "its folder is gone"


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(address, connect_timeout=1).close()
            return
        except psycopg.OperationalError:
            assert server.poll() is None, "PostgreSQL stopped while starting"
            assert time.monotonic() < limit, "PostgreSQL did not start"
            time.sleep(0.1)
