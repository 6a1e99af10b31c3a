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

PLAIN_PATH = re.compile(r"[\w .,:;()+=@%~/-]+", re.ASCII)


def arrive(connection: DuckDBPyConnection, found: Recognised) -> frozenset[str]:
    """Have the rows below the header as ``raw``: what the layout reads, as text, by row number.

    They are in ``every_row`` too, which keeps those that are left out later.  The columns returned are held by the numbers
    of their cells among the usual ones, since they have no other; they are text to whoever asks.
    """
    names = [normal(cell) for cell in found.header]
    reads = {name: at for at, name in enumerate(names) if name in found.layout.reads}
    for view in ("raw", "every_row"):
        connection.execute(f"DROP VIEW IF EXISTS {view}")
    plain = _arrives_by_itself(connection, found, reads)
    if plain is None:
        _arrives_in_blocks(connection, found, names, reads)
    connection.execute("CREATE TEMP VIEW raw AS SELECT * FROM every_row")
    return plain or frozenset()


def _arrives_by_itself(
    connection: DuckDBPyConnection, found: Recognised, reads: Mapping[str, int]
) -> frozenset[str] | None:
    """Have the database read the file where it is even; which columns have none but usual cells.

    ``None`` where it did not: it may turn out that the file is not even.
    """
    even = found.sheet.even
    if even is None or not _can_read(connection, even.path):
        return None
    try:
        plain = _read(connection, found, even, reads)
    except duckdb.InvalidInputException:
        return None
    nothing = " AND ".join(f"c_{name} = ''" for name in reads)
    counted = one(connection, f"SELECT count(*), count_if({nothing}) FROM arrived")
    if counted != (even.records - found.header_at - 1, 0):
        return None
    connection.execute(f"""
        CREATE TEMP VIEW every_row AS
        SELECT CAST(rowid + {found.header_at + 2} AS INTEGER) AS row_number, {even.width} AS cells, '' AS beyond, *
        FROM arrived
    """)
    return frozenset(plain)


def _read(connection: DuckDBPyConnection, found: Recognised, even: Even, reads: Mapping[str, int]) -> Mapping[str, str]:
    """Read a file into ``arrived``; the columns with none but usual cells, each with the type of those.

    Raises ``duckdb.InvalidInputException`` where its rows are not all alike.
    """
    texts = {name: f"coalesce(column{at}, '')" for name, at in reads.items()}
    plain = _types(connection, _perhaps_plain(found, reads))
    source = f"""read_csv(
        $file, delim = $delimiter, columns = $columns, auto_detect = false, skip = {found.header_at + 1},
        header = false, quote = '"', escape = '"', strict_mode = true, compression = 'none'
    )"""
    said = {
        "file": even.path.as_posix(),
        "delimiter": even.delimiter,
        "columns": {f"column{at}": "VARCHAR" for at in range(even.width)},
    }
    try:
        _keep(connection, source, said, texts | {name: f"CAST({texts[name]} AS {of})" for name, of in plain.items()})
    except duckdb.ConversionException:
        odd = ", ".join(f"bool_or(TRY_CAST({texts[name]} AS {of}) IS NULL)" for name, of in plain.items())
        answers = one(connection, f"SELECT {odd} FROM {source}", said) or ()
        plain = {name: plain[name] for name, is_odd in zip(plain, answers, strict=True) if not is_odd}
        _keep(connection, source, said, texts | {name: f"CAST({texts[name]} AS {of})" for name, of in plain.items()})
    return plain


def _keep(connection: DuckDBPyConnection, source: str, said: Mapping[str, Any], made: Mapping[str, str]) -> None:
    columns = ", ".join(f"{cell} AS c_{name}" for name, cell in made.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE arrived AS SELECT {columns} FROM {source}", dict(said))


def _perhaps_plain(found: Recognised, reads: Mapping[str, int]) -> dict[str, Plain]:
    """Columns with few usual cells, and no other among their first."""
    usual = {parsed.columns[0]: parsed.plain for parsed in found.layout.parsed if parsed.plain}
    rows = found.sheet.top[found.header_at + 1 :]
    first = {name: {cell for row in rows for cell in row[at : at + 1]} for name, at in reads.items()}
    return {name: plain for name, plain in usual.items() if name in reads and first[name] <= {*plain.cells}}


def _types(connection: DuckDBPyConnection, plain: Mapping[str, Plain]) -> dict[str, str]:
    """A type of the database for the usual cells of each column; columns with the same cells share one."""
    shared = {cells: f"usual_{at}" for at, cells in enumerate(dict.fromkeys(one.cells for one in plain.values()))}
    for cells, name in shared.items():
        connection.execute(f"DROP TYPE IF EXISTS {name}")
        connection.execute(f"CREATE TEMP TYPE {name} AS ENUM ({', '.join(map(literal, cells))})")
    return {name: shared[one.cells] for name, one in plain.items()}


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
    connection: DuckDBPyConnection, found: Recognised, names: Sequence[str], reads: Mapping[str, int]
) -> None:
    texts = [(f"c_{name}", pa.string()) for name in reads]
    schema = pa.schema([("row_number", pa.int32()), ("cells", pa.int32()), ("beyond", pa.string()), *texts])
    faults: list[UnreadableFileError] = []

    def batches() -> Iterator[pa.RecordBatch]:
        first = 0
        try:
            for block in found.sheet.blocks(len(names)):
                skipped = max(found.header_at + 1 - first, 0)
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
