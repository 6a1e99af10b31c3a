"""Text with a mark between its cells: how it is encoded and which mark that is, found and never guessed silently."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data.problems import UnreadableFileError
from data.sheet import HEADER_WITHIN, Sheet, of_columns, of_rows

DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
LONGEST_CELL = 10_000_000
HEAD = 200_000


def sheet(path: Path, content: bytes) -> Sheet:
    """The rows of a text.  Raises ``UnreadableFileError`` where it is none, or a quote in it is never closed."""
    text, said = _decoded(path, content)
    if "\0" in text:
        raise UnreadableFileError(f"{path.name}: this is not a text file (it holds zero bytes). Save it as CSV again.")
    csv.field_size_limit(LONGEST_CELL)
    delimiter = _delimiter(text)
    columns = _of_an_even_text(text, delimiter)
    found = (
        of_rows(path.name, _rows(path, text, delimiter), said)
        if columns is None
        else of_columns(path.name, columns, said)
    )
    return replace(found, may_mean_decimals=delimiter == ";")


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
    head = text[:HEAD].splitlines()[: HEADER_WITHIN + 10]

    def agreement(mark: str) -> tuple[int, bool]:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=mark) if len(row) > 1)
        width, rows = widths.most_common(1)[0] if widths else (1, 0)
        return (width - 1) * rows, mark == ","

    return max(DELIMITERS, key=agreement)


def _of_an_even_text(text: str, delimiter: str) -> list[pa.Array] | None:
    """The columns of a text all of whose rows are alike, many times as fast as row by row.

    ``None`` where rows differ in length, or anything in it asks for a closer look.
    """
    width = len(next(csv.reader(io.StringIO(text[:HEAD], newline=""), delimiter=delimiter), []))
    content = text.encode()
    if width < 2 or not _plain_ends(content) or not _well_quoted(content, delimiter):
        return None
    names = [str(at) for at in range(width)]
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(content),
            read_options=pyarrow.csv.ReadOptions(column_names=names),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=b'"' in content, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid:
        return None
    return [column.combine_chunks() for column in table.columns]


def _plain_ends(content: bytes) -> bool:
    """Is no line empty, and does none end in a carriage return alone?"""
    empty = content.startswith((b"\n", b"\r\n")) or b"\n\n" in content or b"\n\r\n" in content
    return not empty and content.count(b"\r") == content.count(b"\r\n")


def _well_quoted(content: bytes, delimiter: str) -> bool:
    """Does every quote open a cell, close one, or stand beside its twin?"""
    marks = np.flatnonzero(np.frombuffer(content, np.uint8) == ord('"'))
    if len(marks) % 2:
        return False
    padded = np.frombuffer(b"\n" + content + b"\n", np.uint8)
    edges = np.frombuffer(f'{delimiter}\r\n"'.encode(), np.uint8)
    return bool(np.isin(padded[marks[::2]], edges).all() and np.isin(padded[marks[1::2] + 2], edges).all())


def _rows(path: Path, text: str, delimiter: str) -> list[list[str]]:
    """Every record; a quote that is never closed would swallow the rest of the file, so it is refused."""
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise UnreadableFileError(
            f"{path.name}: not readable as CSV from row {len(rows) + 1} on ({fault}). "
            "Look there for a quote that is opened and not closed, or save it as CSV again."
        ) from fault
    return rows
