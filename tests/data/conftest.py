"""A file checked against a store, as a test asks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.loading import ingest
from data.loading.ingest import Checked
from data.problems import Problem, errors, questions, warnings
from data.storage.versions import Store


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
