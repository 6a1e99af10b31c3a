"""From a file to sheets of text: kinds, packing and damage found, never guessed silently."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa

from data import delimited, workbook
from data.problems import UnreadableFileError
from data.sheet import MAX_BYTES, Sheet, as_text, of_columns, refuse_far_cells

SPREADSHEETS = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}
TEXTS = {".csv", ".tsv", ".txt"}
KINDS = SPREADSHEETS | TEXTS | {".parquet", ".gz"}


def fingerprint(path: Path) -> str:
    """The file's SHA-256, by which the same file is known again."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def sheets(path: Path) -> Iterator[Sheet]:
    """Yield every sheet of the file as text.

    Raises ``UnreadableFileError`` where the file is missing, empty, too large, of an unknown
    kind, or damaged.
    """
    refuse_at_sight(path)
    kind = path.suffix.lower()
    if kind == ".parquet":
        yield _parquet(path)
    elif kind in SPREADSHEETS:
        yield from workbook.sheets(path)
    else:
        yield delimited.sheet(path, _unpacked(path) if kind == ".gz" else path.read_bytes())


def refuse_at_sight(path: Path) -> None:
    """Raise ``UnreadableFileError`` for a file that is missing, empty, too large, or of an unknown kind."""
    if not path.is_file():
        raise UnreadableFileError(f"{path.name}: there is no such file. Check the path.")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError(f"{path.name}: the file is empty. Download it again from its publisher.")
    refuse_large(path.name, size)
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UnreadableFileError(
            f"{path.name}: files ending in {kind or 'nothing'} cannot be read. "
            "Give a CSV, TSV, Parquet, XLSX, XLS or ODS file."
        )


def refuse_large(name: str, size: int) -> None:
    """Raise ``UnreadableFileError`` for more bytes than are taken."""
    if size > MAX_BYTES:
        raise UnreadableFileError(f"{name}: over {MAX_BYTES // 10**6:,} MB. Split the file.")


def opened(path: Path) -> IO[bytes]:
    """The bytes of a file.  Raises ``UnreadableFileError`` where we may not read it."""
    try:
        return path.open("rb")
    except OSError as fault:
        raise UnreadableFileError(
            f"{path.name}: it cannot be opened ({fault.strerror}). Check that you may read it and that nothing holds it."
        ) from fault


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as fault:
        raise UnreadableFileError(f"{path.name}: the packed file is damaged ({fault}). Fetch it again.") from fault
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(f"{path.name}: unpacks to over {MAX_BYTES // 10**6:,} MB. Split the file.")
    return content


def _parquet(path: Path) -> Sheet:
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            refuse_far_cells(path.name, file.metadata.num_rows, file.metadata.num_columns)
            table = file.read()
        named = zip(table.column_names, table.columns, strict=True)
        columns = [pa.concat_arrays([pa.array([name]), _texts(column)]) for name, column in named]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as fault:
        raise UnreadableFileError(
            f"{path.name}: not a readable Parquet file ({fault}). Fetch it again, or give it as CSV."
        ) from fault
    return of_columns(path.name, columns)


def _texts(column: pa.ChunkedArray) -> pa.Array:
    """A column as text; each different cell is written out once."""
    if pa.types.is_nested(column.type) or pa.types.is_dictionary(column.type):
        return pa.array([as_text(cell) for cell in column.to_pylist()], pa.string())
    packed = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return pa.array([as_text(cell) for cell in packed.dictionary.to_pylist()], pa.string()).take(packed.indices)
