"""The process that reads what others made: ``python -m data.loading.worker``, started and stopped by the dashboard.

It takes jobs from its standard input and answers on its standard output, one message after another.  It writes only
to the job's folder and to the draft that it was handed, and it ends when whoever started it does.
"""

from __future__ import annotations

import os
import queue
import shutil
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import duckdb
from duckdb import DuckDBPyConnection

from data.loading import messages
from data.loading.append import bring
from data.loading.outcome import as_json, entry_from_json

DATABASE_SHARE = 0.55
"""How much of the memory limit the database may take before it writes to the disk."""
REMOVING_SECONDS = 10
"""For so long a job's folder is tried to be removed once nobody is there to use it."""
ADDRESSES = 4
"""How many times the memory limit may be set aside, most of which is never touched."""


def main() -> None:
    """Do jobs until nobody is there to give any."""
    jobs, out = _pipes()
    waiting: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(jobs, waiting), daemon=True)
    listener.start()
    with suppress(BrokenPipeError):
        messages.write(out, {"state": "ready"})
        while True:
            messages.write(out, _answer(waiting.get(), out))
    listener.join()  # nobody listens any more: soon there are no more jobs either, and it ends this process


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Both ends for ourselves alone: whatever else prints in this process goes to standard error."""
    jobs, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return jobs, out


def _listen(jobs: IO[bytes], waiting: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Take jobs in; once there can be no more, end at once, in the middle of one too, and leave no folder behind."""
    folder = ""
    while (job := messages.read(jobs)) is not None:
        folder = job["folder"]
        waiting.put(job)
    if folder:
        _remove(Path(folder))
    os._exit(0)


def _remove(folder: Path) -> None:
    """Remove a folder to which the job that is being ended may still add a file: more than once if it must be."""
    until = time.monotonic() + REMOVING_SECONDS
    while folder.exists() and time.monotonic() < until:
        shutil.rmtree(folder, ignore_errors=True)


def _answer(job: dict[str, Any], out: IO[bytes]) -> dict[str, Any]:
    """What came of a job, or which kind of fault ended it."""
    try:
        return {"state": "done", "brought": _done(job, out)}
    except (MemoryError, duckdb.OutOfMemoryException):
        return {"state": "memory"}
    except (OSError, duckdb.IOException) as fault:
        return {"state": "disk", "words": str(fault)}
    except Exception as fault:  # whatever a hostile file brings about is an answer too
        last = traceback.extract_tb(fault.__traceback__)[-1]
        kind, where = type(fault).__name__, f"{Path(last.filename).name}:{last.lineno}"
        return {"state": "fault", "kind": kind, "where": where, "words": f"{kind}: {fault} ({where})"}


def _done(job: dict[str, Any], out: IO[bytes]) -> list[dict[str, Any]]:
    """Do a job.  It needs no transaction: a draft in which anything fails is thrown away whole.

    Without one the database works on rows that just came in with all its threads.
    """
    tempfile.tempdir = job["folder"]
    _limit_address_space(job["memory_mb"])
    connection = _connected(Path(job["draft"]), Path(job["folder"]), job["memory_mb"])
    try:
        brought_files = bring(
            connection,
            [entry_from_json(entry) for entry in job["entries"]],
            job["version"],
            job["highest_load"],
            who=job["who"],
            note=job["note"],
            at=datetime.fromisoformat(job["at"]) if job["at"] else None,
            compare=job["compare"],
            tell=lambda at, words: messages.write(out, {"state": "at", "at": at, "words": words}),
        )
        return [as_json(brought) for brought in brought_files]
    finally:
        connection.close()


def _connected(draft: Path, folder: Path, memory_mb: int) -> DuckDBPyConnection:
    """The draft, for a connection that can read files of the job's folder and none beside, and no address."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{round(memory_mb * DATABASE_SHARE)}MB",
        "temp_directory": str(folder / "spilled"),
    }
    connection = duckdb.connect(str(draft), config=settings)
    connection.execute("SET allowed_directories = $folders", {"folders": [str(folder)]})
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _limit_address_space(memory_mb: int) -> None:
    """Where the system knows such a limit, far more memory than is allowed is never given, not for a moment."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        with Path("/proc/self/statm").open() as file:
            current_bytes = int(file.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (current_bytes + ADDRESSES * memory_mb * 1_000_000, hard))


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
