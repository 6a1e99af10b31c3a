"""Columns of usual cells are held by number and never parsed: they say what parsing says, and odd files are read alike."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given
from hypothesis import strategies as st

from data.layouts.core import own_columns
from data.layouts.core.layout import Plain
from data.layouts.core.recognition import recognise
from data.layouts.records import LAYOUTS as RECORDS_OF
from data.layouts.registers import LAYOUTS as REGISTERS_OF
from data.loading import arrival, ingest
from data.problems import OddValueError, UnreadableFileError
from data.storage.versions import Store
from data.tables import RECORDS
from tests.data.records.conftest import Written, usual

PARSED = {
    (one.plain.cells, one.plain.value("c")): one
    for layout in (*RECORDS_OF, *REGISTERS_OF)
    for one in layout.parsed
    if one.plain and one.plain.cells
}
PLACE = 1_000_000
WHOSE = {
    "age": ("0", "35", "121", "1,000", "34.0", "3e1", "+7", "007", "-1", "1.5", "34 ", "", "1_000", "5.", "c"),
    "sex": ("Male", "male", "FEMALE", "M", "", " Male"),
    "provider": ("RGD", "RXA", "?"),
}
OTHERS = {
    "referral": {
        "received": (
            "2024-09-01",
            "",
            "01/09/2024",
            "2024-9-1",
            "2024-02-30",
            "1 Sept 2024",
            "2150-01-01",
            "1999-12-31",
        ),
        "first_contact": ("", "2025-02-04", "2025-02-04 00:00:00", "*"),
        "contacts": ("999", "1000", "2147483648", "..", "8,5", "1"),
        "paid_work": ("yes", "no", "TRUE", "n", "Yes", ""),
        "service": ("other", "Talking  Therapies", "talking\ntherapies", "physio"),
        "referral": ("r-7", "943 476 5919", "", "r-é8", 'r-"9"'),
        **WHOSE,
    },
    "crisis_contact": {
        "received": (
            "2025-05-03 22:10",
            "2025-05-03T22:10",
            "03/05/2025 22:10",
            "2025-05-03 24:00",
            "2025-02-30 10:00",
            "",
        ),
        "seen": (
            "2025-05-04 00:00",
            "2025-05-04 0:05",
            "2025-05-04 00:05:30",
            "2025-05-04",
            "",
            "x",
            "2025-05-01 10:00",
        ),
        **WHOSE,
    },
}
"""Cells as people write them in each table: usual, usual in another form, and wrong."""
ENDS, MARKS, ENCODINGS = ("\n", "\n", "\r\n", "\r"), ",;\t|", ("utf-8", "utf-8-sig", "cp1252", "utf-16")
BETWEEN = ("", "Source: an extract", "\n", "Total,,,", "a title" + "," * 26)


def sql(plain: Plain, connection: DuckDBPyConnection) -> list:
    """What the database says of each usual cell."""
    cells = ", ".join("'" + cell.replace("'", "''") + "'" for cell in plain.cells)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE held AS SELECT CAST(c AS ENUM ({cells})) AS c, n FROM (SELECT "
                       f"unnest([{cells}]) AS c, unnest(range({len(plain.cells)})) AS n)")  # fmt: skip
    return [value for (value,) in connection.execute(f"SELECT {plain.value('c')} FROM held ORDER BY n").fetchall()]


@pytest.mark.slow
@pytest.mark.parametrize("key", PARSED, ids=lambda key: f"{len(key[0])} cells, {key[1][:40]}")
def test_each_usual_cell_says_what_parsing_says(key: tuple):
    one = PARSED[key]
    assert one.plain
    (name,) = one.makes
    with duckdb.connect() as connection:
        assert sql(one.plain, connection) == [one.parse(cell)[name] for cell in one.plain.cells]


@pytest.mark.slow
@given(
    st.one_of(
        st.from_regex(own_columns.USUAL_MINUTE, fullmatch=True, alphabet=st.characters(codec="ascii")), st.just("")
    )
)
def test_a_usual_minute_says_what_parsing_says_and_where_that_is_odd_nothing(cell: str):
    column = next(column for column in RECORDS["crisis_contact"].columns if column.type == "TIMESTAMP")
    one = own_columns.parsed(column)
    assert one.plain
    try:
        means = one.parse(cell)[column.name]
    except OddValueError:
        means = None
    assert duckdb.execute(f"SELECT {one.plain.value('$cell')}", {"cell": cell}).fetchall() == [(means,)]


@pytest.fixture(scope="module")
def readers(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple]:
    """A folder, a connection that may read its files by itself, as that of the process that reads may, and one that may not."""
    folder = tmp_path_factory.mktemp("both ways")
    store, opened = Store(small), []
    for name in ("may", "may not"):
        copy = shutil.copyfile(store.file(store.version), folder / f"{name}.duckdb")
        opened.append(duckdb.connect(str(copy)))
    opened[1].execute("SET enable_external_access = false")
    yield (folder, *opened)
    for connection in opened:
        connection.close()


def read(connection: DuckDBPyConnection, path: Path, table: str) -> tuple:
    """What became of a file, and its rows in their table."""
    try:
        checked = ingest.check(connection, path, place=PLACE)
    except UnreadableFileError as fault:
        return str(fault), []
    rows = connection.execute(f"SELECT * FROM {table} WHERE load_id = ? ORDER BY row_number", [PLACE]).fetchall()
    connection.execute(f"DELETE FROM {table} WHERE load_id = ?", [PLACE])
    return replace(checked, sha256=""), rows


@st.composite
def extracts(draw: st.DrawFn, table: str) -> bytes:
    """A file of a table of records as somebody might write it."""
    rows = [usual(table) | {table: f"r-{at}"} for at in range(draw(st.integers(1, 50)))]
    cells = [(name, cell) for name, cells in OTHERS[table].items() for cell in cells]
    for name, cell in draw(st.lists(st.sampled_from(cells), max_size=4)):
        draw(st.sampled_from(rows))[name] = cell
    text = io.StringIO()
    quoting = draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    end, mark = draw(st.sampled_from(ENDS)), draw(st.sampled_from(MARKS))
    lines = csv.DictWriter(text, list(rows[0]), delimiter=mark, quoting=quoting, lineterminator=end)
    lines.writeheader()
    lines.writerows(rows)
    written = text.getvalue().split(end)
    for line in draw(st.lists(st.sampled_from((*BETWEEN, written[0], written[-2], written[-2] + mark)), max_size=1)):
        written.insert(draw(st.integers(0, len(written))), line)
    return end.join(written).encode(draw(st.sampled_from(ENCODINGS)), "replace")


@pytest.mark.slow
@pytest.mark.parametrize("table", OTHERS)
@given(data=st.data())
def test_a_file_is_read_alike_whoever_reads_it(table: str, data: st.DataObject, readers: tuple):
    folder, may, may_not = readers
    path = folder / "extract.csv"
    path.write_bytes(data.draw(extracts(table)))
    assert read(may, path, table) == read(may_not, path, table)


@pytest.mark.slow
def test_columns_of_usual_cells_are_not_parsed_and_one_odd_cell_has_its_column_parsed(readers: tuple, written: Written):
    _, may, _ = readers
    rows = [{"referral": f"r-{at}"} for at in range(60)]
    for cells, odd in (({}, set()), ({"received": "1 Sept 2024"}, {"received"}), ({"age": "34.0"}, {"age"})):
        recognised_file = recognise(written("referral", *rows, {"referral": "r-60", **cells}))
        assert {one.columns[0] for one in recognised_file.layout.parsed} - arrival.arrive(may, recognised_file) == odd
