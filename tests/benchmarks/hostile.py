"""What becomes of every hostile and broken file, how much memory it takes, and how long: a table to read."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from data.loading import bundle, workers
from data.loading.incoming import Incoming
from data.problems import UnreadableFileError
from data.storage.versions import Store
from tests.benchmarks.loading import most_memory

TESTS = Path(__file__).parents[1]


def table() -> None:
    """One row a file, in Markdown: what became of it, what was said first, the most memory in MB, and seconds."""
    sys.path[:0] = [str(TESTS), str(TESTS / "faults")]
    from hostile_files import CASES

    print("\n| File | Became | Said | MB | s |\n|---|---|---|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "store")
        bundle.ensure(store, lambda connection, version: None)
        for at, case in enumerate(CASES):
            folder = Path(name) / str(at)
            folder.mkdir()
            became, message, memory, seconds = _tried(store, case.make(folder / "hostile"))
            words = (
                message.replace("|", "\\|").encode("utf-8", "replace").decode().translate(dict.fromkeys(range(32), " "))
            )
            print(f"| {case.name} | {became} | {words[:220]} | {memory:,} | {seconds:.1f} |", flush=True)


def _tried(store: Store, path: Path) -> tuple[str, str, int, float]:
    """Bring the file into a draft that is thrown away."""
    entries = [Incoming(path)]
    workers.close()
    workers.warm()
    start = time.perf_counter()
    with store.rehearsal() as draft, most_memory() as peak, workers.job_folder() as folder:
        try:
            (brought,) = workers.bring(draft, entries, workers.snapshots(entries, folder), folder)
        except UnreadableFileError as fault:
            return "refused", str(fault), peak(), time.perf_counter() - start
    seconds = time.perf_counter() - start
    if brought.unreadable or brought.checked is None:
        return "refused", brought.unreadable, peak(), seconds
    if brought.load_id:
        return "read", "; ".join(brought.checked.notes), peak(), seconds
    problem = brought.checked.problems[0]
    return "to correct", f"{problem.problem} {problem.remedy}", peak(), seconds
