"""From a file to rows of text: encodings, title rows, sheets and packing found, never guessed silently."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

MAX_BYTES = 1_000_000_000
MAX_CELLS = 100_000_000
SPREADSHEETS = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}
TEXTS = {".csv", ".tsv", ".txt"}
HEADER_WITHIN = 40
DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}


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
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError(f"{path.name}: the file is empty. Download it again from its publisher.")
    if size > MAX_BYTES:
        raise UnreadableFileError(f"{path.name}: over {MAX_BYTES // 10**6:,} MB. Split the file.")
    kind = path.suffix.lower()
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
    except (OSError, EOFError, zlib.error) as fault:
        raise UnreadableFileError(f"{path.name}: the packed file is damaged ({fault}). Fetch it again.") from fault
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(f"{path.name}: unpacks to over {MAX_BYTES // 10**6:,} MB. Split the file.")
    return content


def _text(path: Path, content: bytes) -> Sheet:
    text, said = _decoded(path, content)
    if "\0" in text:
        raise UnreadableFileError(f"{path.name}: this is not a text file (it holds zero bytes). Save it as CSV again.")
    delimiter = _delimiter(text)
    if delimiter == ";":
        said = (*said, "Cells are separated by semicolons. Check that no number has a decimal comma.")
    return Sheet(path.name, _rows(path, text, delimiter), said)


def _rows(path: Path, text: str, delimiter: str) -> list[list[str]]:
    """Every record; a quote that is never closed would swallow the rest of the file, so it is refused."""
    csv.field_size_limit(10_000_000)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise UnreadableFileError(
            f"{path.name}: not readable as CSV from row {len(rows) + 1} on ({fault}). "
            "Look there for a quote that is opened and not closed, or save it as CSV again."
        ) from fault
    return rows


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
    """The mark that cuts most of the first rows into the same number of cells, the more the better."""
    head = text[:200_000].splitlines()[: HEADER_WITHIN + 10]

    def agreement(mark: str) -> tuple[int, bool]:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=mark) if len(row) > 1)
        width, rows = widths.most_common(1)[0] if widths else (1, 0)
        return (width - 1) * rows, mark == ","

    csv.field_size_limit(10_000_000)
    return max(DELIMITERS, key=agreement)


def _parquet(path: Path) -> Sheet:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
        columns = [_texts(column) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError) as fault:
        raise UnreadableFileError(
            f"{path.name}: not a readable Parquet file ({fault}). Fetch it again, or give it as CSV."
        ) from fault
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Sheet(path.name, [list(table.column_names), *rows])


def _texts(column: Any) -> list[str]:
    """A column as text; each different cell is written out once."""
    import pyarrow as pa

    if pa.types.is_nested(column.type) or pa.types.is_dictionary(column.type):
        return [as_text(cell) for cell in column.to_pylist()]
    packed = column.combine_chunks().dictionary_encode(null_encoding="encode")
    written = [as_text(cell) for cell in packed.dictionary.to_pylist()]
    return [written[index] for index in packed.indices.to_pylist()]


def _spreadsheet(path: Path) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield Sheet(name, [[as_text(cell) for cell in row] for row in cells])
    except PasswordError as fault:
        raise UnreadableFileError(
            f"{path.name}: the workbook is locked by a password. Open it, take the password off and save it again."
        ) from fault
    except (CalamineError, OSError, ValueError) as fault:
        raise UnreadableFileError(
            f"{path.name}: the workbook is damaged or locked by a password ({fault}). Open it and save it again."
        ) from fault


def _refuse_bomb(path: Path) -> None:
    """Refuse a workbook that would unpack to more than we could hold, before anything unpacks it."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > MAX_BYTES:
                raise UnreadableFileError(f"{path.name}: unpacks to {size // 10**6:,} MB. Split the workbook.")
            for entry in archive.infolist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                    _refuse_far_cells(path, archive.read(entry))
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise UnreadableFileError(
            f"{path.name}: the workbook is damaged ({fault}). Open it and save it again."
        ) from fault


def _refuse_far_cells(path: Path, sheet: bytes) -> None:
    """A single cell far down and one far to the right make a sheet of billions of cells."""
    last_row = max((int(row) for row in re.findall(rb'<row[^>]*? r="(\d{1,9})"', sheet)), default=0)
    last_column = max((_number(column) for column in set(re.findall(rb'<c[^>]*? r="([A-Z]{1,3})\d', sheet))), default=0)
    if last_row * last_column > MAX_CELLS:
        raise UnreadableFileError(
            f"{path.name}: a sheet reaches to row {last_row:,} and column {last_column:,}. "
            "Delete the cells far from the table and save it again."
        )


def _number(column: bytes) -> int:
    """A spreadsheet's column letters as a number: A is 1, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def as_text(cell: Any) -> str:
    """A cell as its reader would type it: 841.0 is "841", a date is ISO."""
    if isinstance(cell, str):
        return cell
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
