"""From a file to sheets of text: kinds, packing and damage found, never guessed silently."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from data.files import delimited, maps, workbook
from data.files.kinds import SUFFIXES, Kind, kind_of
from data.files.sheet import HEADER_WITHIN, MAX_BYTES, Block, Sheet, as_text, of_columns, refuse_far_cells
from data.problems import UnreadableFileError

PARQUET_ROWS = 50_000


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
    kind, kind_note = kind_of(path)
    if kind is Kind.PARQUET:
        all_sheets: Iterable[Sheet] = [_parquet(path)]
    elif kind is Kind.WORKBOOK:
        all_sheets = workbook.sheets(path)
    elif kind is Kind.MAP:
        all_sheets = [maps.sheet(path)]
    else:
        all_sheets = [delimited.sheet(path, MAX_BYTES, packed=kind is Kind.PACKED)]
    for sheet in all_sheets:
        yield replace(sheet, notes=(kind_note, *sheet.notes)) if kind_note else sheet


def refuse_at_sight(path: Path) -> None:
    """Raise ``UnreadableFileError`` for a file that is missing, empty, too large, or of an unknown kind."""
    if not path.is_file():
        raise UnreadableFileError(f"{path.name}: there is no such file. Check the path.")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError(f"{path.name}: the file is empty. Download it again from its publisher.")
    refuse_large(path.name, size)
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise UnreadableFileError(
            f"{path.name}: files ending in {kind or 'nothing'} cannot be read. "
            "Give a CSV, TSV, Parquet, XLSX, XLS, ODS, GeoJSON or hexjson file."
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


def _parquet(path: Path) -> Sheet:
    import pyarrow.parquet as pq

    with _readable(path), opened(path) as source, pq.ParquetFile(source) as file:
        facts = file.metadata
        refuse_far_cells(path.name, facts.num_rows, facts.num_columns)
        groups = [facts.row_group(at) for at in range(facts.num_row_groups)]
        size = sum(group.column(at).total_uncompressed_size for group in groups for at in range(group.num_columns))
    if size > MAX_BYTES:
        raise UnreadableFileError(f"{path.name}: unpacks to {size // 10**6:,} MB. Split the file.")
    top = [cells for _, cells in zip(range(HEADER_WITHIN), _rows(path), strict=False)]
    return Sheet(path.name, top, lambda _: _batches(path))


def _rows(path: Path) -> Iterator[list[str]]:
    for block in _batches(path, HEADER_WITHIN):
        yield from (block.row(at) for at in range(len(block)))


def _batches(path: Path, rows: int = PARQUET_ROWS) -> Iterator[Block]:
    """The header, then the rows, so many at a time; a text that many rows share is held once."""
    import pyarrow.parquet as pq

    with _readable(path):
        with opened(path) as source, pq.ParquetFile(source) as file:
            schema = file.schema_arrow
        yield of_columns([pa.array([name]) for name in schema.names])
        texts = [
            field.name for field in schema if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)
        ]
        moments = _columns_of_moments(path, schema)
        with opened(path) as source, pq.ParquetFile(source, read_dictionary=texts) as file:
            for batch in file.iter_batches(rows):
                columns = zip(schema.names, batch.columns, strict=True)
                yield of_columns([_texts(column, str if name in moments else as_text) for name, column in columns])


def _columns_of_moments(path: Path, schema: pa.Schema) -> set[str]:
    """Columns of timestamps in which a midnight is a moment like any other; where all are midnights they are days."""
    import pyarrow.parquet as pq

    column_names: set[str] = set()
    for name in (field.name for field in schema if pa.types.is_timestamp(field.type)):
        with opened(path) as source, pq.ParquetFile(source) as file:
            columns = (batch.column(0) for batch in file.iter_batches(PARQUET_ROWS, columns=[name]))
            if any(
                pc.any(pc.not_equal(pc.floor_temporal(moments, unit="day"), moments)).as_py() for moments in columns
            ):
                column_names.add(name)
    return column_names


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, ValueError, OverflowError, OSError) as fault:
        if isinstance(fault, OSError) and fault.errno is not None:
            raise  # it is the disk, not the file
        raise UnreadableFileError(
            f"{path.name}: not a readable Parquet file ({fault}). Fetch it again, or give it as CSV."
        ) from fault


def _texts(column: pa.Array, written: Callable[[Any], str]) -> pa.Array:
    """A column as text; each different cell is written out once."""
    if pa.types.is_nested(column.type):
        return pa.array([as_text(cell) for cell in column.to_pylist()], pa.string())
    packed = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    words = pa.array([*map(written, packed.dictionary.to_pylist()), ""], pa.string())
    return pa.DictionaryArray.from_arrays(pc.fill_null(packed.indices.cast(pa.int32()), len(words) - 1), words)
