"""From a file to sheets of text: kinds, packing and damage found, never guessed silently."""

from __future__ import annotations

import gzip
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa

from data import delimited
from data.problems import UnreadableFileError
from data.sheet import Sheet, of_columns, of_rows, refuse_far_cells

MAX_BYTES = 1_000_000_000
SPREADSHEETS = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}
TEXTS = {".csv", ".tsv", ".txt"}
TABS, TAB_FILES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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
        yield delimited.sheet(path, _unpacked(path) if kind == ".gz" else path.read_bytes())
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


def _spreadsheet(path: Path) -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        errors = _errors(path)
        for name in book.sheet_names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = [[as_text(cell) for cell in row] for row in cells]
            for (row, column), shown in errors.get(name, {}).items():
                rows[row][column] = shown
            yield of_rows(name, rows)
    except PasswordError as fault:
        raise UnreadableFileError(
            f"{path.name}: the workbook is locked by a password. Open it, take the password off and save it again."
        ) from fault
    except (
        CalamineError,
        OSError,
        ValueError,
        LookupError,
        ElementTree.ParseError,
        zipfile.BadZipFile,
        zlib.error,
    ) as fault:
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
    last_row = max((int(row) for row in re.findall(rb'<row[^>]*? r="(\d{1,9})"', sheet)), default=0)
    last_column = max((_number(column) for column in set(re.findall(rb'<c[^>]*? r="([A-Z]{1,3})\d', sheet))), default=0)
    refuse_far_cells(path.name, last_row, last_column)


def _errors(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """What cells such as #N/A show, by the name of their tab, row and column counted from 0.

    The reader of workbooks gives them as empty ones, and an empty cell may mean that a figure is hidden.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if not {TABS, TAB_FILES} <= set(archive.namelist()):
            return {}
        files = {entry.get("Id"): entry.get("Target", "") for entry in ElementTree.fromstring(archive.read(TAB_FILES))}
        tabs = ElementTree.fromstring(archive.read(TABS)).iter(f"{{{SPREADSHEET}}}sheet")
        named = {tab.get("name", ""): files.get(tab.get(f"{{{RELATIONS}}}id"), "") for tab in tabs}
        held = {name: target.lstrip("/").removeprefix("xl/") for name, target in named.items()}
        known = set(archive.namelist())
        return {name: _shown(archive.read(f"xl/{file}")) for name, file in held.items() if f"xl/{file}" in known}


def _shown(sheet: bytes) -> dict[tuple[int, int], str]:
    """The error cells of a worksheet."""
    found = re.findall(
        rb'<c(?=[^>]* t="e")[^>]*? r="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)', sheet
    )
    return {(int(row) - 1, _number(column) - 1): shown.decode("utf-8", "replace") for column, row, shown in found}


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
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell)
    return str(cell)
