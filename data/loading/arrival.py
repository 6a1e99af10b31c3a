"""The rows of a file as they arrive: text, cell by cell, in a table called ``raw``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from data.files.sheet import Block, Even
from data.layouts.core.expressions import literal
from data.layouts.core.layout import Plain, normal
from data.layouts.core.recognition import Recognised
from data.problems import UnreadableFileError
from data.query import one

AHEAD = 64_000_000
"""So many bytes are read at a time: of twice the usual number rows come in blocks that need not be put together again."""
PLAIN_PATH = re.compile(r"[\w .,:;()+=@%~/-]+", re.ASCII)


def arrive(connection: DuckDBPyConnection, recognised: Recognised) -> frozenset[str]:
    """Have the rows below the header as ``raw``: what the layout reads, as text, by row number.

    They are in ``every_row`` too, which keeps those that are left out later.  The columns returned have none but usual cells.
    Where these are few, a column ``n_`` holds them by number beside the text in ``c_``, and nothing for an empty cell.
    """
    names = [normal(cell) for cell in recognised.header]
    reads = {name: at for at, name in enumerate(names) if name in recognised.layout.reads}
    for view in ("raw", "every_row"):
        connection.execute(f"DROP VIEW IF EXISTS {view}")
    plain = _arrives_by_itself(connection, recognised, reads)
    if plain is None:
        _arrives_in_blocks(connection, recognised, names, reads)
    connection.execute("CREATE TEMP VIEW raw AS SELECT * FROM every_row")
    return plain or frozenset()


def _arrives_by_itself(
    connection: DuckDBPyConnection, recognised: Recognised, reads: Mapping[str, int]
) -> frozenset[str] | None:
    """Have the database read the file where it is even; which columns have none but usual cells.

    ``None`` where it did not: it may turn out that the file is not even.
    """
    even = recognised.sheet.even
    if even is None or not _can_read(connection, even.path):
        return None
    try:
        numbered, formed = _read(connection, recognised, even, reads)
    except duckdb.InvalidInputException:
        return None
    nothing = " AND ".join(f"n_{name} IS NULL" if name in numbered else f"c_{name} = ''" for name in reads)
    counted = one(connection, f"SELECT count(*), count_if({nothing}) FROM arrived")
    if counted != (even.records - recognised.header_at - 1, 0):
        return None
    texts = "".join(f", coalesce(CAST(n_{name} AS VARCHAR), '') AS c_{name}" for name in numbered)
    connection.execute(f"""
        CREATE TEMP VIEW every_row AS
        SELECT CAST(rowid + {recognised.header_at + 2} AS INTEGER) AS row_number, {even.width} AS cells, '' AS beyond, *{texts}
        FROM arrived
    """)
    return numbered | formed


def _read(
    connection: DuckDBPyConnection, recognised: Recognised, even: Even, reads: Mapping[str, int]
) -> tuple[frozenset[str], frozenset[str]]:
    """Read a file into ``arrived``; the columns with none but usual cells: those held by number, and those of a form.

    Raises ``duckdb.InvalidInputException`` where its rows are not all alike.
    """
    plain = _perhaps_plain(recognised, reads)
    numbered = _types(connection, plain)
    source = f"""read_csv(
        $file, delim = $delimiter, columns = $columns, auto_detect = false, skip = {recognised.header_at + 1},
        header = false, quote = '"', escape = '"', strict_mode = true, compression = 'none', buffer_size = {AHEAD}
    )"""
    parameters = {
        "file": even.path.as_posix(),
        "delimiter": even.delimiter,
        "columns": {f"column{at}": "VARCHAR" for at in range(even.width)},
    }

    def keep() -> None:
        columns = ", ".join(
            f"CAST(column{at} AS {numbered[name]}) AS n_{name}"
            if name in numbered
            else f"coalesce(column{at}, '') AS c_{name}"
            for name, at in reads.items()
        )
        connection.execute(f"CREATE OR REPLACE TEMP TABLE arrived AS SELECT {columns} FROM {source}", parameters)

    try:
        keep()
    except duckdb.ConversionException:
        casts = {
            name: f"column{reads[name]} IS NOT NULL AND TRY_CAST(column{reads[name]} AS {column_type}) IS NULL"
            for name, column_type in numbered.items()
        }
        numbered = {name: numbered[name] for name in numbered.keys() - _odd(connection, casts, source, parameters)}
        keep()
    formed = {
        name: f"c_{name} <> '' AND (NOT regexp_full_match(c_{name}, '{plain_cell.form}') OR {plain_cell.value(f'c_{name}')} IS NULL)"
        for name, plain_cell in plain.items()
        if plain_cell.form
    }
    return frozenset(numbered), frozenset(formed.keys() - _odd(connection, formed, "arrived"))


def _odd(connection: DuckDBPyConnection, odd: Mapping[str, str], source: str, parameters: Any = None) -> set[str]:
    """The columns of which some row of a table or file is odd, by SQL for each."""
    if not odd:
        return set()
    answers = one(
        connection, f"SELECT {', '.join(f'bool_or({sql})' for sql in odd.values())} FROM {source}", parameters
    )
    return {name for name, is_odd in zip(odd, answers or (), strict=True) if is_odd}


def _perhaps_plain(recognised: Recognised, reads: Mapping[str, int]) -> dict[str, Plain]:
    """Columns that have usual cells, and no other among their first."""
    plain = {parsed.columns[0]: parsed.plain for parsed in recognised.layout.parsed if parsed.plain}
    rows = recognised.sheet.top[recognised.header_at + 1 :]
    first = {name: {cell for row in rows for cell in row[at : at + 1]} for name, at in reads.items()}
    return {name: usual for name, usual in plain.items() if name in reads and _are_usual(first[name], usual)}


def _are_usual(cells: set[str], usual: Plain) -> bool:
    filled = cells - {""}
    return filled <= {*usual.cells} if usual.cells else all(re.fullmatch(usual.form, cell) for cell in filled)


def _types(connection: DuckDBPyConnection, plain: Mapping[str, Plain]) -> dict[str, str]:
    """A type of the database for each column that can be held by the number of its cells; the same cells, the same type."""
    few = {name: usual.cells for name, usual in plain.items() if usual.cells}
    types = {cells: f"usual_{at}" for at, cells in enumerate(dict.fromkeys(few.values()))}
    for cells, column_type in types.items():
        connection.execute(f"DROP TYPE IF EXISTS {column_type}")
        connection.execute(f"CREATE TEMP TYPE {column_type} AS ENUM ({', '.join(map(literal, cells))})")
    return {name: types[cells] for name, cells in few.items()}


def _can_read(connection: DuckDBPyConnection, path: Path) -> bool:
    """Is the connection allowed to read the file, and is its name none that it would take for a pattern of names?"""
    settings = one(
        connection, "SELECT current_setting('enable_external_access'), current_setting('allowed_directories')"
    )
    anything, folders = settings or (False, [])
    return bool(
        PLAIN_PATH.fullmatch(path.as_posix()) and (anything or any(path.is_relative_to(folder) for folder in folders))
    )


def _arrives_in_blocks(
    connection: DuckDBPyConnection, recognised: Recognised, names: Sequence[str], reads: Mapping[str, int]
) -> None:
    texts = [(f"c_{name}", pa.string()) for name in reads]
    schema = pa.schema([("row_number", pa.int32()), ("cells", pa.int32()), ("beyond", pa.string()), *texts])
    faults: list[UnreadableFileError] = []

    def batches() -> Iterator[pa.RecordBatch]:
        first = 0
        try:
            for block in recognised.sheet.blocks(len(names)):
                skipped = max(recognised.header_at + 1 - first, 0)
                yield from _arriving(block, first, skipped, names, reads).cast(schema).to_batches()
                first += len(block)
        except UnreadableFileError as fault:
            faults.append(fault)

    connection.register("arriving", pa.RecordBatchReader.from_batches(schema, batches()))
    connection.execute("CREATE OR REPLACE TEMP TABLE arrived AS SELECT * FROM arriving")
    connection.unregister("arriving")
    for fault in faults:
        raise fault
    connection.execute("CREATE TEMP VIEW every_row AS SELECT * FROM arrived")


def _arriving(block: Block, first: int, skipped: int, names: Sequence[str], reads: Mapping[str, int]) -> pa.Table:
    """The rows of a block, but for some, as ``raw`` has them; rows without any text are left out."""
    columns = {
        "row_number": pa.array(np.arange(first + 1, first + len(block) + 1, dtype=np.int32)),
        "cells": block.lengths,
        "beyond": _trimmed(block.beyond(len(names))),
    }
    cells = [_trimmed(column) for column in block.columns[: len(names)]]
    read = {f"c_{name}": cells[at] for name, at in reads.items()}
    filled = _filled([*cells, columns["beyond"]])
    return pa.table(columns | read).slice(skipped).filter(filled.slice(skipped))


def _trimmed(column: pa.Array) -> pa.Array:
    """The column without padding; of one that holds each text once, only those are looked at."""
    if not pa.types.is_dictionary(column.type):
        return pc.utf8_trim_whitespace(column)
    return pa.DictionaryArray.from_arrays(column.indices, pc.utf8_trim_whitespace(column.dictionary))


def _filled(columns: Sequence[pa.Array]) -> pa.Array:
    """Which rows have text in any of these columns."""
    return reduce(pc.or_, map(_has_text, columns))


def _has_text(column: pa.Array) -> pa.Array:
    if not pa.types.is_dictionary(column.type):
        return pc.not_equal(column, "")
    return pc.not_equal(column.dictionary, "").take(column.indices)
