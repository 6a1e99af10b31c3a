"""Text with a mark between its cells: how it is encoded and which mark that is, found and never guessed silently.

A text is looked through once before any of it is read as a table.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import os
import tempfile
import weakref
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from data.files.sheet import (
    HEADER_WITHIN,
    LONGEST_CELL,
    Block,
    Even,
    Sheet,
    of_columns,
    of_rows,
    refuse_far_cells,
    widest,
)
from data.files.text_look import Structure, look
from data.problems import UnreadableFileError

DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
HEAD = 200_000
BLOCK = 4_000_000
CELL = pa.dictionary(pa.int32(), pa.string())


class Scratch:
    """A file for what is unpacked or rewritten, which goes when nobody holds it any more."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="text-")
        os.close(handle)
        self.path = Path(name)
        weakref.finalize(self, self.path.unlink, missing_ok=True)


@dataclass(frozen=True)
class Text:
    """A text in UTF-8, ready to be read; ``scratch`` keeps the file where it is one of our own."""

    name: str
    path: Path
    delimiter: str
    looked: Structure
    notes: tuple[str, ...] = ()
    scratch: Scratch | None = None


def sheet(path: Path, most_bytes: int, *, packed: bool) -> Sheet:
    """The rows of a text, packed by gzip or not.

    Raises ``UnreadableFileError`` where it is none, unpacks to more than ``most_bytes``, or a quote in it is never closed.
    """
    csv.field_size_limit(LONGEST_CELL)
    text = _text(path, most_bytes, packed)
    top = list(islice(_rows(text), HEADER_WITHIN))
    plain = text.looked.plain and text.looked.close and top and len(top[0]) > 1
    even = Even(text.path, text.delimiter, len(top[0]), text.looked.records) if plain else None
    return Sheet(path.name, top, lambda width: _blocks(text, top, width), text.notes, text.delimiter == ";", even)


def _text(path: Path, most_bytes: int, packed: bool) -> Text:
    """The text in UTF-8, whatever it was in."""
    scratch = _unpacked(path, most_bytes) if packed else None
    plain = scratch.path if scratch else path
    with plain.open("rb") as file:
        marked = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if marked:
        try:
            written = _rewritten(plain, "utf-16", "strict")
            return _examined(path.name, "Read as UTF-16.", written.path, written)
        except UnicodeDecodeError as fault:
            raise UnreadableFileError(f"{path.name}: broken UTF-16 text. Save it as UTF-8 CSV.") from fault
    try:
        return _examined(path.name, "", plain, scratch)
    except UnicodeDecodeError:
        written = _rewritten(plain, "cp1252", "replace")
        note = "Not UTF-8: read as Windows-1252. Check names with accents."
        return _examined(path.name, note, written.path, written)


def _examined(name: str, note: str, path: Path, scratch: Scratch | None) -> Text:
    delimiter = _delimiter(path)
    return Text(name, path, delimiter, look(name, path, delimiter), (note,) if note else (), scratch)


def _unpacked(path: Path, most_bytes: int) -> Scratch:
    scratch, size = Scratch(), 0
    try:
        with gzip.open(path) as packed, scratch.path.open("wb") as file:
            while block := packed.read(BLOCK):
                size += len(block)
                if size > most_bytes:
                    raise UnreadableFileError(
                        f"{path.name}: unpacks to over {most_bytes // 10**6:,} MB. Split the file."
                    )
                file.write(block)
    except (gzip.BadGzipFile, EOFError, zlib.error) as fault:
        raise UnreadableFileError(f"{path.name}: the packed file is damaged ({fault}). Fetch it again.") from fault
    return scratch


def _rewritten(path: Path, encoding: str, errors: str) -> Scratch:
    """The text in UTF-8.  Raises ``UnicodeDecodeError`` where it is not of that encoding."""
    scratch = Scratch()
    with (
        path.open(encoding=encoding, errors=errors, newline="") as source,
        scratch.path.open("w", encoding="utf-8", newline="") as target,
    ):
        while block := source.read(BLOCK):
            target.write(block)
    return scratch


def _delimiter(path: Path) -> str:
    """The mark that cuts most of the first rows into the same number of cells, the more the better."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        head = file.read(HEAD).splitlines()[: HEADER_WITHIN + 10]

    def agreement(mark: str) -> tuple[int, bool]:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=mark) if len(row) > 1)
        width, rows = widths.most_common(1)[0] if widths else (1, 0)
        return (width - 1) * rows, mark == ","

    return max(DELIMITERS, key=agreement)


def _blocks(text: Text, top: list[list[str]], width: int) -> Iterator[Block]:
    """Every row: quickly as long as all are alike, then, or where anything asks for a closer look, one by one."""
    rows_read = 0
    if text.looked.plain and top and len(top[0]) > 1:
        try:
            for block in _blocks_of_width(text, len(top[0])):
                rows_read += len(block)
                yield block
        except pa.ArrowInvalid:
            pass
        else:
            if rows_read != text.looked.records:
                raise UnreadableFileError(
                    f"{text.name}: it has {text.looked.records:,} lines, and {rows_read:,} rows can be read. "
                    "Open it, and save it as CSV again."
                )
            return
    refuse_far_cells(text.name, text.looked.records, widest(top))
    yield from of_rows(islice(_rows(text), rows_read, None), width)


def _blocks_of_width(text: Text, width: int) -> Iterator[Block]:
    """The rows of a text all of which have so many cells.  Raises ``pyarrow.ArrowInvalid`` at the first that has not."""
    names = [str(at) for at in range(width)]
    with (
        text.path.open("rb") as file,
        pyarrow.csv.open_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=text.delimiter, newlines_in_values=text.looked.quotes, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(names, CELL)),
        ) as reader,
    ):
        for batch in reader:
            yield of_columns(batch.columns)


def _rows(text: Text) -> Iterator[list[str]]:
    """Every record; a quote that is never closed would swallow the rest of the file, so it is refused."""
    rows_read = 0
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for row in csv.reader(file, delimiter=text.delimiter, strict=True):
                yield row
                rows_read += 1
        except csv.Error as fault:
            raise UnreadableFileError(
                f"{text.name}: not readable as CSV from row {rows_read + 1} on ({fault}). "
                "Look there for a quote that is opened and not closed, or save it as CSV again."
            ) from fault
