"""How long millions of records take beside plain DuckDB in the same run: loading, counting, a small load on top, a page, Spark.

The machine's load is printed too: other work on it makes every ratio rougher.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import duckdb

from data.demo import files
from data.demo.calibration import DRAWN as DRAWN_ON
from data.demo_command import bodies_of
from data.extracts.engines import Engine, started
from data.loading import bundle, publish, workers
from data.loading.incoming import Incoming
from data.periods import today
from data.storage import precedence
from data.storage.versions import Store
from data.tables import RECORDS
from indicators import catalogue
from indicators.core.board.board import board
from indicators.core.measures import event_counts, records_in_force
from indicators.core.measures.from_extracts import counted
from indicators.core.measures.refresh import recompute
from indicators.core.records import Events
from indicators.core.strategy.reading import chosen, strategies
from tests.benchmarks.by_hand import BY_HAND, asked
from tests.benchmarks.memory import most_memory

SMALL = 10_000
DRAWN = str(DRAWN_ON)


def table(rows: int) -> None:
    """One table: what is done, how long it takes, the least it could take, their ratio, and the most memory of ours."""
    print(
        f"\n{rows:,} referrals, on {os.cpu_count()} processors with a load of {os.getloadavg()[0]:.1f} from all that runs"
    )
    print(f"{'what':58}{'ours, s':>10}{'least, s':>10}{'ratio':>8}{'MB':>8}")
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCHMARK_DIR")) as name:
        folder = Path(name)
        (big, others), (small, few) = _files(folder / "big", rows), _files(folder / "small", SMALL, seed=2)
        bundled = Store(folder / "bundled")
        bundle.ensure(bundled, recompute)
        workers.warm()
        bare = _timed(lambda: _bare(big, folder))[0]
        plain, full = _copy(bundled, folder / "plain"), _copy(bundled, folder / "full")
        _row("load of referrals, clean: checked and published", *_timed(lambda: _published(plain, big, _nothing)), bare)
        _row(
            "load with a fault in every 1,000 rows: refused, explained",
            *_timed(lambda: _brought(full, _faulty(big))),
            bare,
        )
        with_indicators = _timed(lambda: _published(full, big))
        _published(full, others)
        by_hand = _counts(full)
        _row("load with every indicator, beside reading and SQL by hand", *with_indicators, bare + by_hand)
        empty = _copy(bundled, folder / "empty")
        least = _timed(lambda: _published(empty, small))[0]
        _row(f"{SMALL:,} rows onto {rows:,}, beside onto none", *_timed(lambda: _published(full, small)), least)
        _published(empty, few)
        least, judged = (_quickest(partial(_judged, store)) for store in (empty, full))
        _row(f"the board's verdicts at {rows:,} rows, beside {SMALL:,}", *judged, least[0])
        _engines(full, big, folder)


def _row(label: str, seconds: float, memory: int, least: float) -> None:
    print(f"{label:58}{seconds:10.2f}{least:10.2f}{seconds / least:7.1f}x{memory:8,}", flush=True)


def _files(folder: Path, rows: int, seed: int = 1) -> tuple[list[Path], list[Path]]:
    """So many made-up referrals, and the other records of the same services that are counted, loaded here as though real."""
    folder.mkdir()
    written_paths = files.write(folder, rows, seed, bodies_of(chosen(strategies())), {})
    referrals = [path for path in written_paths if path.name.startswith("illustrative-referral")]
    read = {one.table for indicator in catalogue().values() for one in indicator.figures if isinstance(one, Events)}
    return referrals, [
        path for path in written_paths if path not in referrals and path.stem.removeprefix("illustrative-") in read
    ]


def _copy(store: Store, folder: Path) -> Store:
    return Store(Path(shutil.copytree(store.folder, folder, ignore=shutil.ignore_patterns("*.draft"))))


def _timed(do: Callable[[], object]) -> tuple[float, int]:
    """Seconds by the clock, and the most megabytes held meanwhile by this process and those it started, together."""
    with most_memory(includes_itself=True) as peak:
        start = time.perf_counter()
        do()
        return time.perf_counter() - start, peak()


def _quickest(do: Callable[[], object], times: int = 5) -> tuple[float, int]:
    """The same, the quickest of several: what takes a tenth of a second varies by as much from one to the next."""
    return min(_timed(do) for _ in range(times))


def _bare(paths: Sequence[Path], folder: Path) -> None:
    """Plain DuckDB reads the files into a table."""
    database = folder / "bare.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE t AS FROM read_csv($files)", {"files": [str(path) for path in paths]})
    database.unlink()


def _brought(store: Store, paths: Sequence[Path]) -> None:
    entries = [Incoming(path) for path in paths]
    with store.rehearsal() as draft, workers.job_folder() as job:
        workers.bring(draft, entries, workers.snapshots(entries, job), job)


def _published(store: Store, paths: Sequence[Path], compute: publish.Recompute = recompute) -> None:
    outcomes = publish.load_together(store, [Incoming(path) for path in paths], compute)
    refused = [outcome for outcome in outcomes if not outcome.published]
    if refused:
        raise SystemExit(f"not loaded: {[one.checked.problems[:1] for one in refused if one.checked]}")


def _nothing(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """No indicator is computed: what they take has lines of its own."""


def _faulty(paths: Sequence[Path]) -> list[Path]:
    """The same files, each thousandth row drawn on a day that there is not."""
    faulty_paths = []
    for path in paths:
        faulty = path.with_name(f"faulty-{path.name}")
        with path.open(encoding="utf-8") as sound, faulty.open("w", encoding="utf-8") as file:
            file.writelines(
                line if at % 1000 != 1 else line.replace(DRAWN, "2026-13-01", 1) for at, line in enumerate(sound)
            )
        faulty_paths.append(faulty)
    return faulty_paths


def _counts(store: Store) -> float:
    """What every indicator counts of records, beside SQL by hand for the same counts; the seconds which that takes."""
    connection = store.read()
    precedence.materialise(connection, store.version)
    questions = [one for name, sql in BY_HAND.items() for one in asked(catalogue()[name], sql)]
    expressions = {event_counts.counts(one.figures, one.body, one.figures.by): None for one in questions}
    records = records_in_force.of_store(connection)
    least = _timed(lambda: [connection.execute(sql).df() for sql in dict.fromkeys(one.sql for one in questions)])[0]
    ours = _timed(lambda: [records.rows(expression) for expression in expressions])
    _row(f"counts of {len(BY_HAND)} indicators, beside SQL by hand", *ours, least)
    return least


def _judged(store: Store) -> None:
    board(store, chosen(strategies()), store.version, today())


def _engines(store: Store, paths: Sequence[Path], folder: Path) -> None:
    """The same extracts counted where they lie, by DuckDB and by Spark on this computer; Spark starts before."""
    extracts = folder / "extracts"
    (extracts / "referral").mkdir(parents=True)
    types = {column.name: column.type for column in RECORDS["referral"].columns}
    with duckdb.connect() as connection:
        for at, path in enumerate(paths):
            header = connection.read_csv(str(path), all_varchar=True).columns
            rows = connection.read_csv(str(path), columns={name: types[name] for name in header}, header=True)
            rows.to_parquet(str(extracts / "referral" / f"{at}.parquet"))
    least = 0.0
    for backend in ("duckdb", "local[2]") if find_spec("pyspark") else ("duckdb",):
        with started(backend) as engine:
            taken = _timed(partial(_in_place, engine, extracts, store))
        least = least or taken[0]
        _row(f"extracts counted where they lie by {backend}", *taken, least)


def _in_place(engine: Engine, extracts: Path, store: Store) -> None:
    counted(engine, extracts, store.read(), store.version, catalogue(), [*strategies().values()])
