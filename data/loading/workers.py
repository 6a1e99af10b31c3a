"""Files read in a process of their own: kept warm, watched for memory and time, and ended where one takes too much.

What is read is held in that process and in the draft's file; only what became of each file comes back.  The watch
over resident memory and time works wherever psutil does (Linux, macOS, Windows).  Between two looks, 20 ms, a file can
take more than is allowed; on Linux no more than four times as much is given at all.
"""

from __future__ import annotations

import atexit
import logging
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from data.event_log import event
from data.files.limits import ReadingLimits, limits
from data.loading import messages, reading_faults, upload_folder
from data.loading.incoming import Incoming
from data.loading.outcome import Brought, entries_as_json, entry_of, from_json
from data.loading.snapshot import Snapshot, take
from data.problems import UnreadableFileError, errors
from data.storage.draft import Draft
from data.storage.errors import brief, remedy
from data.storage.versions import StoreError

ROOT = Path(__file__).parents[2]
LOOK_SECONDS = 0.02
START_SECONDS = 60
AT_ONCE = 2
"""So many files are read at the same time; whoever comes next waits."""
GREW_MB = 600
"""A process that came to hold so much is replaced: memory once taken is seldom given back."""

LOG = logging.getLogger(__name__)
Tell = Callable[[str], None]


class StoppedError(UnreadableFileError):
    """The process that read a file was ended, or broke down; ``at`` is the file's place among those of the job."""

    def __init__(self, at: int, words: str) -> None:
        super().__init__(words)
        self.at = at


@contextmanager
def job_folder() -> Iterator[Path]:
    """A folder for the copies of one job's files and what is unpacked of them, which goes at the end."""
    _pool.warm()  # it starts while the files are copied
    with upload_folder.temporary_folder("reading-") as folder:
        yield folder


def snapshots(incoming: Sequence[Incoming], folder: Path) -> list[Snapshot]:
    """A snapshot of each file.  Raises ``UnreadableFileError`` for the first that cannot be one, ``StoreError`` without room."""
    try:
        with ThreadPoolExecutor() as together:
            return [
                *together.map(
                    take, [entry.path for entry in incoming], [folder / str(at) for at in range(len(incoming))]
                )
            ]
    except OSError as fault:
        words = f"The files could not be copied for reading ({brief(fault)}). Nothing was changed."
        raise StoreError(f"{words} {remedy(fault)}") from fault


def bring(
    draft: Draft,
    incoming: Sequence[Incoming],
    copies: Sequence[Snapshot],
    folder: Path,
    *,
    who: str = "",
    note: str = "",
    at: datetime | None = None,
    compare: bool = False,
    tell: Tell = lambda words: None,
) -> list[Brought]:
    """Check files and append those that are sound to a draft, in another process; what became of each, in their order.

    ``copies`` are the files' snapshots in the job's ``folder``.  Raises ``StoppedError`` where one took too much, was
    written to meanwhile or the process broke down, and then the draft is of no use; ``OSError`` where the disk is full,
    ``StoreError`` where no process can be started or a limit is set to no number.
    """
    file_limits = [limits().of(copy.path, copy.size) for copy in copies]
    with draft.handed_over() as file, _pool.worker() as worker:
        brought = worker.do(
            {
                "draft": str(file.resolve()),
                "folder": str(folder.resolve()),
                "version": draft.number,
                "highest_load": draft.highest_load,
                "entries": entries_as_json([entry_of(*pair) for pair in zip(incoming, copies, strict=True)]),
                "memory_mb": max(limit.memory_mb for limit in file_limits),
                "who": who,
                "note": note,
                "at": at.isoformat() if at else None,
                "compare": compare,
            },
            [entry.path.name for entry in incoming],
            file_limits,
            tell,
        )
    for place, copy in enumerate(copies):
        if copy.changed:
            raise StoppedError(place, reading_faults.written_to(copy.path.name))
    _log_refused(brought)
    return brought


class Worker:
    """A process that reads files, as seen from the one that started it."""

    def __init__(self) -> None:
        self.fit = True
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "data.loading.worker"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as fault:
            raise reading_faults.not_started(fault) from fault
        self._watched = psutil.Process(self._process.pid)
        self._told: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._ready = False

    def do(
        self, job: dict[str, Any], names: Sequence[str], file_limits: Sequence[ReadingLimits], tell: Tell
    ) -> list[Brought]:
        """Give a job and wait for its end, looking at memory and time meanwhile; see ``bring``."""
        try:
            assert self._process.stdin is not None
            with suppress(OSError):  # it broke down before; its end is read below
                messages.write(self._process.stdin, job)
            self._await_ready()
            return self._watch(names, file_limits, tell)
        except BaseException:
            self.end()
            raise

    def _watch(self, names: Sequence[str], file_limits: Sequence[ReadingLimits], tell: Tell) -> list[Brought]:
        """What the job came to.  Raises where it takes too much, or cannot be done.

        Short of memory a process may also end by itself; what it held when it was last looked at says so.
        """
        at, since, resident_mb = 0, time.monotonic(), 0.0
        while True:
            resident_mb = self._resident_mb() or resident_mb
            message = self._next()
            if message is None and resident_mb > file_limits[at].memory_mb:
                event(LOG, "reading stopped", logging.WARNING, limit="memory")
                raise StoppedError(at, reading_faults.too_much_memory(names[at], file_limits[at]))
            if message is None:
                event(LOG, "reading broke down", logging.WARNING)
                raise StoppedError(at, reading_faults.broke_down(names[at], self._process.wait()))
            match message.get("state"):
                case "at":
                    at, since = (message["at"], time.monotonic()) if message["at"] != at else (at, since)
                    tell(message["words"])
                case "done":
                    self.fit = resident_mb < GREW_MB
                    return [from_json(brought) for brought in message["brought"]]
                case "waiting":
                    if resident_mb > file_limits[at].memory_mb:
                        event(LOG, "reading stopped", logging.WARNING, limit="memory")
                        raise StoppedError(at, reading_faults.too_much_memory(names[at], file_limits[at]))
                    if time.monotonic() - since > file_limits[at].seconds:
                        event(LOG, "reading stopped", logging.WARNING, limit="time")
                        raise StoppedError(at, reading_faults.too_long(names[at], file_limits[at]))
                case "memory":
                    event(LOG, "reading stopped", logging.WARNING, limit="memory")
                    raise StoppedError(at, reading_faults.too_much_memory(names[at], file_limits[at]))
                case "disk":
                    raise OSError(message["words"])
                case _:
                    event(LOG, "reading failed", logging.WARNING, fault=message.get("kind"), where=message.get("where"))
                    raise StoppedError(at, reading_faults.unexpected(names[at], str(message.get("words"))))

    def end(self) -> None:
        """End the process, whatever it is doing, and wait until it is gone."""
        self.fit = False
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    @property
    def alive(self) -> bool:
        """Is the process still there?"""
        return self._process.poll() is None

    def _await_ready(self) -> None:
        until = time.monotonic() + START_SECONDS
        while not self._ready:
            message = self._next()
            if message is None or time.monotonic() > until:
                raise reading_faults.not_started(
                    "it ended" if message is None else f"no answer within {START_SECONDS} seconds"
                )
            self._ready = message.get("state") == "ready"

    def _listen(self) -> None:
        """Hand on what the process says; ``None`` once it says no more."""
        assert self._process.stdout is not None
        with suppress(OSError, ValueError):
            while (message := messages.read(self._process.stdout)) is not None:
                self._told.put(message)
        self._told.put(None)

    def _next(self) -> dict[str, Any] | None:
        try:
            return self._told.get(timeout=LOOK_SECONDS)
        except queue.Empty:
            return {"state": "waiting"}

    def _resident_mb(self) -> float:
        try:
            return float(self._watched.memory_info().rss) / 1e6
        except psutil.Error:
            return 0.0


class _Pool:
    """Processes that wait for work: one is kept warm, another one started while it is busy, and more have to wait."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []

    @contextmanager
    def worker(self) -> Iterator[Worker]:
        """A process for one job."""
        with self._turns:
            worker = self._taken() or Worker()
            try:
                yield worker
            finally:
                self._put_back(worker)

    def warm(self) -> None:
        """Have a process ready before it is needed."""
        if self._turns.acquire(blocking=False):
            with self._lock:
                if not self._idle:
                    self._idle.append(Worker())
            self._turns.release()

    def close(self) -> None:
        """End the processes that wait."""
        with self._lock:
            while self._idle:
                self._idle.pop().end()

    def _taken(self) -> Worker | None:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.end()
        return None

    def _put_back(self, worker: Worker) -> None:
        with self._lock:
            if worker.fit and not self._idle:
                self._idle.append(worker)
                return
        worker.end()


_pool = _Pool()
warm, close = _pool.warm, _pool.close
atexit.register(close)


def _log_refused(brought: Sequence[Brought]) -> None:
    """Of which kind a file with faults is, and how many it has; neither its name nor what is in it."""
    for checked in (brought_file.checked for brought_file in brought):
        if checked and checked.refused:
            event(LOG, "file refused", layout=checked.layout.name, faults=len(errors(checked.problems)))
