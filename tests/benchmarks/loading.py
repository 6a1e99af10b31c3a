"""How long a clean long file takes from file to rows checked and appended, beside the database's own reading of it."""

from __future__ import annotations

import csv
import gzip
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import psutil

from data.loading import bundle, templates, workers
from data.loading.incoming import Incoming
from data.storage.versions import Store
from tests.benchmarks.memory import most_memory

TIMES = 3
LENGTHS = [int(rows) for rows in os.environ.get("ROWS_TIMED", "1000000,5000000").split(",")]
PUBLISHED = bundle.PUBLISHED / "talking_therapies_activity_performance_monthly.csv.gz"
BARE = """
import sys, time
import duckdb
file, database = sys.argv[1:]
connection = duckdb.connect(database)
start = time.perf_counter()
connection.execute("CREATE TABLE t AS FROM read_csv($file)", {"file": file})
print(time.perf_counter() - start, time.process_time())
"""


def places() -> list[str]:
    """The codes of every area that the dashboard knows."""
    with (bundle.PUBLISHED / "area.csv").open(encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


def activity(path: Path, rows: int) -> None:
    """The published file of Talking Therapies again and again, each time for another body."""
    with gzip.open(PUBLISHED, "rt", encoding="utf-8", newline="") as file:
        header, *published = csv.reader(file)
    kind, second, measure = (header.index(name) for name in ("group_type", "org_code2", "measure_id"))
    measures = {name: at for at, name in enumerate(sorted({row[measure] for row in published}))}
    bodies = sorted({row[kind] + row[header.index("org_code1")] + row[second] for row in published})

    def copies() -> Iterator[list[str]]:
        known = iter(places())
        while True:
            named = {body: next(known) for body in bodies}
            for number in range(9):
                for row in published:
                    other = list(row)
                    other[second] = named[row[kind] + row[header.index("org_code1")] + row[second]]
                    other[kind] = "Provider"
                    other[measure] = f"M{number * len(measures) + measures[row[measure]]:04d}"
                    yield other

    _write(path, header, itertools.islice(copies(), rows))


def common(path: Path, rows: int) -> None:
    """Figures in the common format: yearly ones of many indicators for many places."""
    usual = {"period_type": "year", "unit": "%", "source_id": "a_survey", "published_on": "2025-01-31"}
    usual["citation"] = "A report, page 3"
    years = [(date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()) for year in range(1975, 2025)]
    known = places()
    header = [name for name, _, _ in templates.COLUMNS]
    combinations = itertools.product(range(rows // 50_000 + 1), known[:1000], years)

    def row(indicator: int, area: str, start: str, end: str) -> list[str]:
        cells = {"indicator_id": f"indicator_{indicator}", "area_code": area, "period_start": start, "period_end": end}
        cells["value"] = str(20 + (indicator * 7 + int(end[:4])) % 600 / 10)
        return [(usual | cells).get(name, "") for name in header]

    _write(path, header, (row(*series, *year) for *series, year in itertools.islice(combinations, rows)))


def _write(path: Path, header: list[str], rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


class Taken(NamedTuple):
    """Seconds by the clock, and of all processors together; they count where others use the computer too."""

    clock: float
    processors: float


def bare(path: Path, folder: Path) -> Taken:
    """What the database takes to read the file into a table, in a process of its own."""
    database = folder / "bare.duckdb"
    completed = subprocess.run([sys.executable, "-c", BARE, path, database], capture_output=True, text=True, check=True)
    database.unlink()
    return Taken(*map(float, completed.stdout.split()[-2:]))


def ours(path: Path, folder: Path) -> tuple[Taken, int]:
    """What it takes from the file to rows in a draft, checked, by a process that is up already; its most memory in MB."""
    store = Store(folder / "store")
    if not store.exists:
        bundle.ensure(store, lambda connection, version: None)
    workers.warm()
    time.sleep(3)
    entries = [Incoming(path)]
    with store.rehearsal() as draft, most_memory(includes_itself=False) as peak, workers.job_folder() as job:
        start, worked = time.perf_counter(), processors()
        copies = workers.snapshots(entries, job)
        (brought,) = workers.bring(draft, entries, copies, job)
        taken = Taken(time.perf_counter() - start, processors() - worked)
    if brought.load_id is None:
        first = brought.checked.problems[0] if brought.checked else ""
        sys.exit(f"not loaded: {brought.unreadable or first}")
    return taken, peak()


def processors() -> float:
    """Seconds that this process and those it started have worked."""
    this_process = psutil.Process()
    return sum(sum(process.cpu_times()[:2]) for process in (this_process, *this_process.children()))


def table() -> None:
    """One table: file, rows, seconds of the database and ours (the least of some turns), their ratio, the most memory.

    ``ROWS_TIMED`` names other numbers of rows, with commas between them.
    """
    print("\nFrom a clean file to rows checked and appended, beside bare read_csv into a table in the same run")
    print("(s: by the clock; ps: of all processors together, which count where others use the computer too)")
    heads = ("bare, s", "ours, s", "ratio", "bare, ps", "ours, ps", "ratio", "MB held")
    print(f"{'file':10}{'rows':>11}{'MB':>6}" + "".join(f"{head:>10}" for head in heads))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for make, rows in itertools.product((activity, common), LENGTHS):
            path = folder / f"{make.__name__}.csv"
            make(path, rows)
            runs = [(bare(path, folder), *ours(path, folder)) for _ in range(TIMES)]
            theirs, taken = (
                Taken(*map(min, zip(*column, strict=True))) for column in list(zip(*runs, strict=True))[:2]
            )
            memory = max(megabytes for *_, megabytes in runs)
            print(
                f"{make.__name__:10}{rows:11,}{path.stat().st_size // 10**6:6,}{theirs.clock:10.2f}{taken.clock:10.2f}"
                f"{taken.clock / theirs.clock:9.1f}x{theirs.processors:10.2f}{taken.processors:10.2f}"
                f"{taken.processors / theirs.processors:9.1f}x{memory:10,}",
                flush=True,
            )
            path.unlink()
