"""A store that knows one network, and files of the registers with what is usual in them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data.loading import ingest, publish
from data.loading.ingest import Checked
from data.storage import precedence
from data.storage.versions import Store

Written = Callable[..., Path]
NETWORK = "a-network"
USUAL = {
    "project": {"project": "one", "as_of": "2025-03-01", "name": "One", "state": "running"},
    "forum": {"forum": "one", "as_of": "2025-03-01", "name": "One", "kind": "forum"},
    "involvement": {"activity": "one", "name": "One"},
    "participation": {
        "period_start": "2025-04-01",
        "period_end": "2025-06-30",
        "characteristic": "",
        "group_name": "",
        "people": "12",
    },
    "feedback": {"feedback": "one", "theme": "Letters"},
    "change": {"change": "one", "name": "One", "kind": "letter", "state": "made"},
}
"""An entry of each register with no more than must be there."""


@pytest.fixture(scope="session")
def store_of_networks(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that knows one network and holds no entries.  Never write to it."""
    store = Store(Path(shutil.copytree(small, tmp_path_factory.mktemp("networks") / "store")))
    with store.next_version() as draft:
        draft.connection.execute(
            "INSERT INTO area (code, name, type) VALUES (?, 'A network', 'co-production network')", [NETWORK]
        )
        publish.record(draft.connection, draft.number, "first", "a test", "")
    return store.folder


@pytest.fixture
def networks(store_of_networks: Path, tmp_path: Path) -> Store:
    """A copy of that store for this test alone, to write to."""
    return Store(Path(shutil.copytree(store_of_networks, tmp_path / "networks")))


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a file of a register: what is usual, and in each row other cells."""

    def write(register: str, *rows: dict[str, str], name: str = "entries.csv") -> Path:
        full = [{"network": NETWORK} | USUAL[register] | row for row in rows or ({},)]
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, list(dict.fromkeys(column for row in full for column in row)))
            lines.writeheader()
            lines.writerows(full)
        return path

    return write


@pytest.fixture
def checked(networks: Store) -> Callable[[Path], Checked]:
    return lambda path: ingest.check(networks.read(), path)


@pytest.fixture
def publish_file(networks: Store, unchanged) -> Callable[[Path], int]:
    """Publish a file that is sound; the number of its load."""

    def published(path: Path) -> int:
        outcome = publish.load(networks, path, unchanged)
        assert outcome.load_id is not None, outcome.checked and outcome.checked.problems
        return outcome.load_id

    return published


@pytest.fixture
def in_force(networks: Store) -> Callable[..., list[tuple]]:
    """Columns of the entries of a register that are in force, now or as of a version or day."""

    def asked(register: str, columns: str, version: int | None = None, day=None) -> list[tuple]:
        cursor = networks.read()
        precedence.materialise(cursor, version or networks.version, day)
        return cursor.execute(f"SELECT {columns} FROM in_force_{register} ORDER BY ALL").fetchall()

    return asked
