"""The rows of a file as they arrive: text, cell by cell, in a table called ``raw``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from data.files.sheet import Block
from data.layouts.core.layout import normal
from data.layouts.core.recognition import Recognised
from data.problems import UnreadableFileError
from data.query import one

PLAIN_PATH = re.compile(r"[\w .,:;()+=@%~/-]+", re.ASCII)


def arrive(connection: DuckDBPyConnection, found: Recognised) -> None:
    """Have the rows below the header as ``raw``: what the layout reads, as text, by row number.

    They are in ``every_row`` too, which keeps those that are left out later.
    """
    names = [normal(cell) for cell in found.header]
    reads = {name: at for at, name in enumerate(names) if name in found.layout.reads}
    for view in ("raw", "every_row"):
        connection.execute(f"DROP VIEW IF EXISTS {view}")
    if not _arrives_by_itself(connection, found, reads):
        _arrives_in_blocks(connection, found, names, reads)
    connection.execute("CREATE TEMP VIEW raw AS SELECT * FROM every_row")


def _arrives_by_itself(connection: DuckDBPyConnection, found: Recognised, reads: Mapping[str, int]) -> bool:
    """Have the database read the file where it is even, and say whether it did: it may turn out that it is not."""
    even = found.sheet.even
    if even is None or not _can_read(connection, even.path):
        return False
    texts = ", ".join(f"coalesce(column{at}, '') AS c_{name}" for name, at in reads.items())
    try:
        connection.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE arrived AS SELECT {texts} FROM read_csv(
                $file, delim = $delimiter, columns = $columns, auto_detect = false,
                header = false, quote = '"', escape = '"', strict_mode = true, compression = 'none'
            )
        """,
            {
                "file": even.path.as_posix(),
                "delimiter": even.delimiter,
                "columns": {f"column{at}": "VARCHAR" for at in range(even.width)},
            },
        )
    except duckdb.InvalidInputException:
        return False
    nothing = " AND ".join(f"c_{name} = ''" for name in reads)
    counted = one(connection, f"SELECT count(*), count_if({nothing}) FROM arrived")
    if counted != (even.records, 0):
        return False
    connection.execute(f"""
        CREATE TEMP VIEW every_row AS
        SELECT CAST(rowid + 1 AS INTEGER) AS row_number, {even.width} AS cells, '' AS beyond, * FROM arrived
        WHERE rowid > {found.header_at}
    """)
    return True


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
