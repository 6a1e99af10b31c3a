"""From a file to rows of text: encodings, title rows, sheets and packing found, never guessed silently."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MAX_BYTES = 1_000_000_000
SPREADSHEETS = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}
TEXTS = {".csv", ".tsv", ".txt"}
HEADER_WITHIN = 40


class UnreadableFileError(Exception):
    """The file cannot be read at all; the message says why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """Rows of text as a spreadsheet shows them; row 1 of the file is ``rows[0]``."""

    name: str
    rows: list[list[str]]
    said: tuple[str, ...] = ()


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
    if not path.is_file():
        raise UnreadableFileError(f"{path.name}: there is no such file. Check the path.")
    if path.stat().st_size == 0:
        raise UnreadableFileError(f"{path.name}: the file is empty. Download it again from its publisher.")
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    kind = suffixes[-1] if suffixes else ""
    if kind == ".parquet":
        yield _parquet(path)
    elif kind in SPREADSHEETS:
        yield from _spreadsheet(path)
    elif kind in TEXTS or kind == ".gz":
        yield _text(path, _unpacked(path) if kind == ".gz" else path.read_bytes())
    else:
        raise UnreadableFileError(
            f"{path.name}: files ending in {kind or 'nothing'} cannot be read. "
            "Give a CSV, TSV, Parquet, XLSX, XLS or ODS file."
        )


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, EOFError) as fault:
        raise UnreadableFileError(f"{path.name}: the packed file is damaged ({fault}). Fetch it again.") from fault
    return content


def _text(path: Path, content: bytes) -> Sheet:
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(f"{path.name}: over {MAX_BYTES // 10**6:,} MB of text. Split the file.")
    text, said = _decoded(path, content)
    if "\0" in text:
        raise UnreadableFileError(f"{path.name}: this is not a text file (it holds zero bytes). Save it as CSV again.")
    delimiter = _delimiter(text)
    csv.field_size_limit(10_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise UnreadableFileError(f"{path.name}: not readable as CSV ({fault}). Save it as CSV again.") from fault
    return Sheet(path.name, rows, said)


def _decoded(path: Path, content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ("Read as UTF-16.",)
        except UnicodeDecodeError as fault:
            raise UnreadableFileError(f"{path.name}: broken UTF-16 text. Save it as UTF-8 CSV.") from fault
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        return text, ("Not UTF-8: read as Windows-1252. Check names with accents.",)


def _delimiter(text: str) -> str:
    head = "\n".join(text.splitlines()[:HEADER_WITHIN])
    return max(",\t;|", key=lambda mark: (head.count(mark), mark == ","))


def _parquet(path: Path) -> Sheet:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as fault:
        raise UnreadableFileError(f"{path.name}: not a readable Parquet file ({fault}).") from fault
    columns = [[as_text(cell) for cell in column.to_pylist()] for column in table.columns]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Sheet(path.name, [list(table.column_names), *rows])


def _spreadsheet(path: Path) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield Sheet(name, [[as_text(cell) for cell in row] for row in cells])
    except (CalamineError, OSError, ValueError) as fault:
        raise UnreadableFileError(
            f"{path.name}: the workbook is damaged or locked by a password ({fault}). Open it and save it again."
        ) from fault


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > MAX_BYTES:
        raise UnreadableFileError(f"{path.name}: unpacks to {size // 10**6:,} MB. Split the workbook.")


def as_text(cell: Any) -> str:
    """A cell as its reader would type it: 841.0 is "841", a date is ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell)
    return str(cell)
