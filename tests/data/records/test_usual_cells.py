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

from data.layouts.core.layout import Plain
from data.layouts.core.recognition import recognise
from data.layouts.records import LAYOUTS as RECORDS_OF
from data.layouts.registers import LAYOUTS as REGISTERS_OF
from data.loading import arrival, ingest
from data.problems import UnreadableFileError
from data.storage.versions import Store
from tests.data.records.conftest import usual

PARSED = {
    (one.plain.cells, one.plain.value("c")): one
    for layout in (*RECORDS_OF, *REGISTERS_OF)
    for one in layout.parsed
    if one.plain
}
PLACE = 1_000_000
TABLE = "referral"
OTHERS = {
    "received": ("2024-09-01", "", "01/09/2024", "2024-9-1", "2024-02-30", "1 Sept 2024", "2150-01-01", "1999-12-31"),
    "first_contact": ("", "2025-02-04", "2025-02-04 00:00:00", "*"),
    "age": ("0", "35", "121", "1,000", "34.0", "3e1", "+7", "007", "-1", "1.5", "34 ", "", "1_000", "5.", "c"),
    "contacts": ("999", "1000", "2147483648", "..", "8,5", "1"),
    "sex": ("Male", "male", "FEMALE", "M", "", " Male"),
    "paid_work": ("yes", "no", "TRUE", "n", "Yes", ""),
    "service": ("other", "Talking  Therapies", "talking\ntherapies", "physio"),
    "referral": ("r-7", "943 476 5919", "", "r-é8", 'r-"9"'),
    "provider": ("RGD", "RXA", "?"),
}
"""Cells as people write them: usual, usual in another form, and wrong."""
CELLS = st.sampled_from([(name, cell) for name, cells in OTHERS.items() for cell in cells])
ENDS, MARKS, ENCODINGS = ("\n", "\n", "\r\n", "\r"), ",;\t|", ("utf-8", "utf-8-sig", "cp1252", "utf-16")
BETWEEN = ("", "Source: an extract", "\n", "Total,,,", "a title" + "," * 26)


def sql(plain: Plain, connection: DuckDBPyConnection) -> list:
    """What the database says of each usual cell."""
    cells = ", ".join("'" + cell.replace("'", "''") + "'" for cell in plain.cells)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE held AS SELECT CAST(c AS ENUM ({cells})) AS c, n FROM (SELECT "
                       f"unnest([{cells}]) AS c, unnest(range({len(plain.cells)})) AS n)")  # fmt: skip
    return [value for (value,) in connection.execute(f"SELECT {plain.value('c')} FROM held ORDER BY n").fetchall()]


@pytest.mark.parametrize("key", PARSED, ids=lambda key: f"{len(key[0])} cells, {key[1][:40]}")
def test_each_usual_cell_says_what_parsing_says(key: tuple):
    one = PARSED[key]
    assert one.plain
    (name,) = one.makes
    with duckdb.connect() as connection:
        assert sql(one.plain, connection) == [one.parse(cell)[name] for cell in one.plain.cells]


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


def read(connection: DuckDBPyConnection, path: Path) -> tuple:
    """What became of a file, and its rows in their table."""
    try:
        checked = ingest.check(connection, path, place=PLACE)
    except UnreadableFileError as fault:
        return str(fault), []
    rows = connection.execute(f"SELECT * FROM {TABLE} WHERE load_id = ? ORDER BY row_number", [PLACE]).fetchall()
    connection.execute(f"DELETE FROM {TABLE} WHERE load_id = ?", [PLACE])
    return replace(checked, sha256=""), rows


@st.composite
def extracts(draw: st.DrawFn) -> bytes:
    """A file of referrals as somebody might write it."""
    rows = [dict(usual(TABLE), referral=f"r-{at}") for at in range(draw(st.integers(1, 50)))]
    for name, cell in draw(st.lists(CELLS, max_size=4)):
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
@given(content=extracts())
def test_a_file_is_read_alike_whoever_reads_it(content: bytes, readers: tuple):
    folder, may, may_not = readers
    path = folder / "extract.csv"
    path.write_bytes(content)
    assert read(may, path) == read(may_not, path)


def test_columns_of_usual_cells_are_not_parsed_and_one_odd_cell_has_its_column_parsed(readers, written):
    _, may, _ = readers
    for cells, parsed in (({}, set()), ({"received": "1 Sept 2024"}, {"received"})):
        first = [{"referral": f"r-{at}"} for at in range(60)]
        path = written(TABLE, *first, {"referral": "r-60", **cells})
        found = recognise(path)
        plain = arrival.arrive(may, found)
        every = {one.columns[0] for one in found.layout.parsed}
        assert every - plain == parsed
