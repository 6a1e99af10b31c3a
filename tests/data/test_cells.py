"""Cells come off a sheet as they stand in the file: as Python's own reader has them, however quick the way to them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cases import each
from hypothesis import given, settings
from hypothesis import strategies as some
from places import BUNDLE, EXAMPLES, REAL

from data.files import reading, text_look
from data.problems import UnreadableFileError

PUBLISHED = sorted(
    path for folder in (BUNDLE, EXAMPLES, REAL) for path in folder.rglob("*") if path.suffix in (".csv", ".txt")
)


def cells(path: Path) -> list[list[str]]:
    return list(next(reading.sheets(path)).rows())


def as_python_has_them(text: str) -> list[list[str]] | None:
    """``None`` where a quote is opened or closed in the middle of a cell."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return None


def cells_of_text(text: str) -> list[list[str]] | None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "t.csv")
        path.write_bytes(text.encode())
        try:
            return cells(path)
        except UnreadableFileError:
            return None


@settings(deadline=None)
@given(some.text(some.sampled_from('a,,"\n\r é\u2028'), min_size=1, max_size=24))
def test_any_text_is_read_as_python_reads_it_or_refused_as_python_refuses_it(text: str):
    assert cells_of_text(text) == as_python_has_them(text)


CELL = some.text(some.sampled_from('ab1-*,"\n é\u2028'), max_size=6)
TABLES = some.integers(2, 4).flatmap(lambda width: some.lists(some.tuples(*[CELL] * width), min_size=1, max_size=6))


@settings(deadline=None)
@given(TABLES, some.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), some.sampled_from(["\n", "\r\n"]))
def test_what_a_program_wrote_comes_back_cell_by_cell(table: list[tuple[str, ...]], quoting: int, ends: str):
    written = io.StringIO(newline="")
    csv.writer(written, quoting=quoting, lineterminator=ends).writerows(table)  # type: ignore[arg-type]
    assert cells_of_text(written.getvalue()) == [list(row) for row in table]


@pytest.mark.slow
@each("path", PUBLISHED, lambda path: path.name)
def test_a_published_file_is_read_as_python_reads_it(path: Path):
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    assert cells(path) == as_python_has_them(text)


def test_parquet_is_read_with_numbers_dates_and_nothing(tmp_path: Path):
    columns = {
        "a": pa.array([1.0, None, 2.5]),
        "b": pa.array(["x", "", None]),
        "c": pa.array([1, 1, 2]),
        "bytes": pa.array([b"RY6", b"*", None]),
    }
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    assert cells(tmp_path / "t.parquet") == [
        ["a", "b", "c", "bytes"],
        ["1", "x", "1", "RY6"],
        ["", "", "1", "*"],
        ["2.5", "", "2", ""],
    ]


def test_rows_of_different_lengths_keep_every_cell(tmp_path: Path):
    """The first forty rows say how wide a table can be; a stray cell far to the right of a later row is kept as well."""
    rows = [["A title"], ["a", "b"], [], *[["1", "2"]] * 60, ["1", "2", "3", "", "5"], ["1"]]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert cells(path) == rows
    (sheet,) = next(reading.sheets(path)).blocks(5)
    assert sheet.beyond(2)[63].as_py() == "35"
    assert sheet.beyond(1)[62].as_py() == "2"


@pytest.mark.parametrize("together", [1, 2, 3, 5])
@settings(deadline=None)
@given(text=some.text(some.sampled_from('a, "\n\r é\u00a0'), min_size=1, max_size=24))
def test_a_text_is_the_same_however_little_of_it_is_looked_at_together(together: int, text: str):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text_look, "LOOK", together)
        assert cells_of_text(text) == as_python_has_them(text)
