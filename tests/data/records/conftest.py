"""Files of records, written from what is usual in each and what a test says."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from data.layouts.records import filled_in
from data.loading import ingest
from data.loading.ingest import Checked
from data.storage.versions import Store
from data.tables import RECORDS

Written = Callable[..., Path]


def usual(table: str) -> dict[str, str]:
    """What the template's row has, with pseudonyms of its own."""
    return {
        column.name: column.example.replace("example-", "x")
        if column.example != "Title, publisher, page"
        else "A report"
        for column in filled_in(RECORDS[table])
    }


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a file of records: what is usual, and in each row other cells."""

    def write(table: str, *rows: dict[str, str], name: str = "extract.csv") -> Path:
        full = [usual(table) | row for row in rows or ({},)]
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            lines = csv.DictWriter(file, list(dict.fromkeys(column for row in full for column in row)))
            lines.writeheader()
            lines.writerows(full)
        return path

    return write


@pytest.fixture
def checked(small_store: Store) -> Callable[[Path], Checked]:
    return lambda path: ingest.check(small_store.read(), path)
