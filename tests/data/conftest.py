"""A file checked against a store, as a test asks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import postgres
import pytest

import data.__main__ as commands
from data.loading import ingest
from data.loading.ingest import Checked
from data.people import POSTGRES, People
from data.people.postgres import close_all
from data.problems import Problem, errors, questions, warnings
from data.storage.versions import Store
from indicators.core.board import dry_run


class Read:
    """A checked file and its staged rows."""

    def __init__(self, store: Store, path: Path, layout: str | None = None) -> None:
        self.cursor = store.read()
        self.checked: Checked = ingest.check(self.cursor, path, layout)

    def rows(self, columns: str, where: str = "true") -> list[tuple]:
        return self.cursor.execute(f"SELECT {columns} FROM staged WHERE {where} ORDER BY row_number").fetchall()

    @property
    def errors(self) -> list[Problem]:
        return errors(self.checked.problems)

    @property
    def questions(self) -> list[Problem]:
        return questions(self.checked.problems)

    @property
    def warnings(self) -> list[Problem]:
        return warnings(self.checked.problems)


@pytest.fixture
def read(store: Store):
    return lambda path, layout=None: Read(store, path, layout)


@pytest.fixture(scope="session")
def database_server(tmp_path_factory: pytest.TempPathFactory):
    """A running PostgreSQL; tests that need one are skipped by name where it is not installed."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with postgres.running(tmp_path_factory.mktemp("postgres")) as address:
        yield address


@pytest.fixture(params=["a file", "PostgreSQL"])
def people(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    """What people write, in the file beside a store, and again in PostgreSQL."""
    if request.param == "a file":
        yield People(tmp_path)
        return
    monkeypatch.setenv(POSTGRES, postgres.new_schema(request.getfixturevalue("database_server")))
    yield People(tmp_path)
    close_all()


@pytest.fixture
def people_file(tmp_path: Path) -> People:
    """What people write, in the file alone: for what is of the file."""
    return People(tmp_path)


@pytest.fixture
def file(tmp_path: Path):
    """Write bytes (or text) as a file of that name."""

    def written(content: bytes | str, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def run(
    own_store: Store, judged_once: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, unchanged
):
    """Run a command on a copy of the bundled store; its exit code, output and messages."""
    monkeypatch.setattr(commands, "recompute", unchanged)
    monkeypatch.setattr(dry_run, "recompute", unchanged)

    def ran(*arguments: str | Path) -> tuple[int, str, str]:
        code = commands.main([*map(str, arguments), "--store", str(own_store.folder)])
        captured_output = capsys.readouterr()
        return code, captured_output.out, captured_output.err

    return ran


@pytest.fixture
def check(small_store: Store):
    return lambda path: ingest.check(small_store.read(), path)


@pytest.fixture
def workbook(tmp_path: Path):
    """Write tabs of rows as a workbook."""

    def written(**tabs: list[list[object]]) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in tabs.items():
            tab = book.create_sheet(name)
            for row in rows:
                tab.append(row)
        book.save(tmp_path / "book.xlsx")
        book.close()
        return tmp_path / "book.xlsx"

    return written
