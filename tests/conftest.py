"""What every test may ask for: a store made from the bundle, the real files where they are, drawn tables."""

from __future__ import annotations

import csv
import gc
import os
import shutil
import sys
from collections.abc import Callable, Hashable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import settings
from places import REAL, ROOT, Draw

if TYPE_CHECKING:
    from data.people.step_changes import Step
    from data.storage.versions import Store
    from indicators.core.board.board import Board
    from indicators.core.strategy.model import Strategy

sys.path.insert(0, str(ROOT))

# What is compiled is kept, also by the many processes that tests start: to compile the house takes longer than most.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What tests make is mostly gone once nothing names it: the garbage collector need not go through all that is loaded so often.
gc.set_threshold(20_000, 10, 10)

# Every run tries the same examples, and the daily one fewer. HYPOTHESIS_PROFILE=thorough tries many more, others each
# time. A slow machine is no fault of the law that is tested: there is no deadline.
settings.register_profile("daily", max_examples=15, deadline=None, derandomize=True)
settings.register_profile("usual", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)


def is_daily(config: pytest.Config) -> bool:
    """Are the browser tests and the slow ones left out?"""
    return "not slow" in (config.getoption("markexpr") or "")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "daily" if is_daily(config) else "usual"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What ``-n auto`` starts: three workers for two processors, which the ones that wait for a browser or a server leave idle.

    The daily tests seldom wait, so each processor has one.
    """
    processors = os.cpu_count() or 1
    return processors if is_daily(config) else (3 * processors + 1) // 2


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each browser test that ran twice, with why.

    It has to be in this file: with several workers, the process that prints the summary loads no other conftest.
    """
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.section(f"ran twice: {report.nodeid}")
        terminalreporter.line(report.longreprtext)


@pytest.fixture(scope="session", autouse=True)
def out_of_reach(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No test can touch the real store: the default one lies in a folder of this session."""
    folder = tmp_path_factory.mktemp("session") / "store"
    os.environ["DASHBOARD_STORE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a store made from the bundle, once for all workers of this session.  Never write to it."""
    from data.loading import bundle
    from data.storage.versions import Store
    from indicators.core.measures.refresh import recompute

    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "bundled-store"
    bundle.ensure(Store(folder), recompute)
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[], bytes]], bytes]:
    """Bytes by their name, made by whichever worker of this session asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def made(name: str, make: Callable[[], bytes]) -> bytes:
        path = shared / name
        with FileLock(shared / f"{name}.lock"):
            if not path.exists():
                path.write_bytes(make())
        return path.read_bytes()

    return made


@pytest.fixture(scope="session")
def little(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a store made from a few files of the bundle, quick to copy and to make again.

    Made once for all workers of this session.  Never write to it.
    """
    from data.loading import bundle
    from data.storage.versions import Store
    from indicators.core.measures.refresh import recompute

    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "little-store"
    few = [entry for entry in bundle.manifest() if entry["file"] in ("healthwatch_leeds.csv", "lmws_staff_survey.csv")]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bundle, "manifest", lambda: few)
        bundle.ensure(Store(folder), recompute)
    return folder


@pytest.fixture(scope="session")
def judged() -> dict[Hashable, Board]:
    """The boards of the bundled figures, by strategy, day and decisions."""
    return {}


@pytest.fixture
def judged_once(judged: dict[Hashable, Board], bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the bundled figures give is judged once for all tests, by pages and by commands.

    A store whose file is the bundled one, byte for byte, has the very same board.  Any other has its own, with the
    verdicts carried over that rest on the same figures, as a server does after a publish.
    """
    from data import load_command
    from data.files.reading import fingerprint
    from data.storage.versions import Store
    from indicators.core.board import board as boards
    from indicators.core.board.unchanged import carried_over

    judge, newest = boards.board, Store(bundled)
    figures = fingerprint(newest.file(newest.version))

    def board(store: Store, strategy: Strategy, version: int, today: date, steps: tuple[Step, ...] = ()) -> Board:
        store.read()  # a store that cannot be opened is still a fault
        same = fingerprint(store.file(store.version)) == figures
        key = (strategy, today, steps if same else ())
        if key not in judged:
            judged[key] = judge(newest, strategy, newest.version, today, key[-1])
        return judged[key] if same else carried_over(judged[key], judge(store, strategy, version, today, steps))

    monkeypatch.setattr(boards, "board", board)
    monkeypatch.setattr(load_command, "board", board)


@pytest.fixture
def little_store(little: Path, tmp_path: Path):
    """A copy of the little store for this test alone, to write to."""
    from data.storage.versions import Store

    return Store(Path(shutil.copytree(little, tmp_path / "store")))


@pytest.fixture(scope="session")
def store(bundled: Path, out_of_reach: Path):
    """The bundled store, for reading; it is also where ``DASHBOARD_STORE`` points."""
    from data.storage.versions import Store

    shutil.copytree(bundled, out_of_reach, dirs_exist_ok=True)
    return Store(out_of_reach)


@pytest.fixture
def own_store(bundled: Path, tmp_path: Path):
    """A copy of the bundled store for this test alone, to write to."""
    from data.storage.versions import Store

    return Store(Path(shutil.copytree(bundled, tmp_path / "store", ignore=shutil.ignore_patterns("*.draft"))))


@pytest.fixture(scope="session")
def illustrated(bundled: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the bundled store with illustrative data of 4,000 referrals, once for all workers.  Never write to it."""
    from data.__main__ import main

    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "illustrated-store"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            making = Path(shutil.copytree(bundled, f"{folder}-making", ignore=shutil.ignore_patterns("*.draft")))
            assert main(["demo", "--rows", "4000", "--store", str(making), "--files", f"{folder}-files"]) == 0
            making.rename(folder)
    return folder


@pytest.fixture
def illustrated_store(illustrated: Path, tmp_path: Path):
    """A copy of it for this test alone, to write to."""
    from data.storage.versions import Store

    return Store(Path(shutil.copytree(illustrated, tmp_path / "illustrated")))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store of one version that knows a few places and holds no figures.  Never write to it."""
    from data.loading import publish
    from data.storage.versions import Store

    store = Store(tmp_path_factory.mktemp("small") / "store")
    with store.next_version() as draft:
        draft.connection.execute("""
            INSERT INTO area (code, name, type, aliases) VALUES
                ('E08000035', 'Leeds', 'local authority', NULL), ('E92000001', 'England', 'country', NULL),
                ('E38000225', 'Leeds', 'sub-icb', '15F'), ('RY6', 'Leeds Community Healthcare', 'provider', NULL)
        """)
        publish.record(draft.connection, draft.number, "first", "a test", "")
    return store.folder


@pytest.fixture
def small_store(small: Path, tmp_path: Path):
    """A copy of the small store for this test alone, to write to."""
    from data.storage.versions import Store

    return Store(Path(shutil.copytree(small, tmp_path / "small")))


@pytest.fixture
def unchanged() -> Callable[..., None]:
    """A recomputation that computes nothing, for tests of the store itself."""
    return lambda connection, version: None


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real published files; tests that need it are skipped where it is absent."""
    if not REAL.is_dir():
        pytest.skip(f"there are no real files at {REAL} (REAL_DATA_DIR)")
    return REAL


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Write a table drawn with bars as a CSV file."""

    def drawn(
        table: str, name: str = "drawn.csv", *, encoding: str = "utf-8", newline: str = "\n", mark: str = ","
    ) -> Path:
        rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, lineterminator=newline, delimiter=mark).writerows(rows)
        return path

    return drawn


@pytest.fixture
def figures(draw: Draw) -> Draw:
    """Write figures in the common format; columns that are not drawn hold what is usual."""
    usual = {
        "indicator_id": "know_where_help_crisis",
        "area_code": "E08000035",
        "period_start": "2023-04-01",
        "period_end": "2024-03-31",
        "period_type": "year",
        "sex": "",
        "age": "",
        "dimension": "",
        "category": "",
        "value": "53",
        "numerator": "",
        "denominator": "",
        "unit": "",
        "suppressed": "",
        "source_id": "healthwatch_leeds",
        "data_status": "",
        "published_on": "",
        "citation": "A report",
    }

    def written(table: str, name: str = "figures.csv", **options: str) -> Path:
        header, *body = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        rows = [usual | dict(zip(header, row, strict=True)) for row in body]
        lines = [" | ".join(rows[0]), *(" | ".join(row.values()) for row in rows)]
        return draw("\n".join(lines), name, **options)

    return written


@pytest.fixture(scope="session")
def leeds():
    """The strategy of Leeds."""
    from indicators.core.strategy.reading import strategies

    return strategies()["leeds-2020-2025"]
