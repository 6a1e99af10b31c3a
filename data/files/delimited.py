"""Text with a mark between its cells: how it is encoded and which mark that is, found and never guessed silently.

A text is looked through once, a few megabytes at a time, before any of it is read as a table.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import os
import re
import tempfile
import weakref
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

import numpy as np
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
from data.problems import UnreadableFileError

DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
HEAD = 200_000
BLOCK = 4_000_000
LOOK = 1_000_000
READ_ON = 64
BLANKS = (b"\t", b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e", b"\x1f")
FOREIGN_BLANKS = re.compile(rb"\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80")
"""In UTF-8, everything but the space that counts as a blank."""
CELL = pa.dictionary(pa.int32(), pa.string())


Letters = np.ndarray[tuple[int], np.dtype[np.uint8]]
Places = np.ndarray[tuple[int], np.dtype[np.intp]]
Edges = np.ndarray[tuple[int], np.dtype[np.bool_]]


class Scratch:
    """A file for what is unpacked or rewritten, which goes when nobody holds it any more."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix="text-")
        os.close(handle)
        self.path = Path(name)
        weakref.finalize(self, self.path.unlink, missing_ok=True)


@dataclass(frozen=True)
class Looked:
    """What a look through a text has found.

    How many ``records`` it has, if its quotes are sound; whether it has ``quotes``; whether it is ``plain``: every quote
    opens a cell, closes one or is beside its twin, no line is empty, and none ends in a carriage return alone; and
    whether it is ``close``: no cell is padded with blanks or holds the end of a line.
    """

    records: int
    quotes: bool
    plain: bool
    close: bool


@dataclass(frozen=True)
class Text:
    """A text in UTF-8, ready to be read; ``scratch`` keeps the file where it is one of our own."""

    name: str
    path: Path
    delimiter: str
    looked: Looked
    said: tuple[str, ...] = ()
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
    return Sheet(path.name, top, lambda width: _blocks(text, top, width), text.said, text.delimiter == ";", even)


def _text(path: Path, most_bytes: int, packed: bool) -> Text:
    """The text in UTF-8, whatever it was in."""
    scratch = _unpacked(path, most_bytes) if packed else None
    plain = scratch.path if scratch else path
    with plain.open("rb") as file:
        marked = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if marked:
        try:
            written = _rewritten(plain, "utf-16", "strict")
            return _looked_through(path.name, "Read as UTF-16.", written.path, written)
        except UnicodeDecodeError as fault:
            raise UnreadableFileError(f"{path.name}: broken UTF-16 text. Save it as UTF-8 CSV.") from fault
    try:
        return _looked_through(path.name, "", plain, scratch)
    except UnicodeDecodeError:
        written = _rewritten(plain, "cp1252", "replace")
        said = "Not UTF-8: read as Windows-1252. Check names with accents."
        return _looked_through(path.name, said, written.path, written)


def _looked_through(name: str, said: str, path: Path, scratch: Scratch | None) -> Text:
    delimiter = _delimiter(path)
    return Text(name, path, delimiter, _look(name, path, delimiter), (said,) if said else (), scratch)


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


def _look(name: str, path: Path, delimiter: str) -> Looked:
    """Look at every byte once.

    Raises ``UnicodeDecodeError`` where it is not UTF-8, ``UnreadableFileError`` where it has zero bytes or a line so long
    that it cannot be one of a table.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    edges = _edges(delimiter)
    foreign = [blank for blank in BLANKS if blank != delimiter.encode()]
    records, line, before = 0, 0, b"\n"
    plain, close, inside, quotes = True, True, False, False
    with path.open("rb") as file:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        while block := _next_block(file):
            only_ascii = block.isascii()
            if not only_ascii or decoder.getstate()[0]:
                decoder.decode(block)
            if b"\0" in block:
                raise UnreadableFileError(
                    f"{name}: this is not a text file (it holds zero bytes). Save it as CSV again."
                )
            line = _line_so_far(name, block, line)
            letters = np.frombuffer(before[-1:] + block + b"\n", np.uint8)
            ends, marks = _places(letters, "\n"), _places(letters, '"')
            outside = (
                (np.searchsorted(marks, ends) % 2 == 1) == inside if len(marks) or inside else np.ones(len(ends), bool)
            )
            records += int(outside.sum())
            plain = (
                plain and before[-1:] != b'"' and _plain_ends(letters, ends) and _sound(letters, marks, edges, inside)
            )
            close = close and bool(outside.all()) and not any(blank in block for blank in foreign)
            close = (
                close
                and (only_ascii or not FOREIGN_BLANKS.search(block))
                and not _padded(letters, marks, edges, inside)
            )
            quotes, inside, before = (
                quotes or len(marks) > 0,
                inside != (len(marks) % 2 == 1),
                (before + block[-2:])[-2:],
            )
    decoder.decode(b"", final=True)
    return Looked(records + (before[-1:] not in b"\r\n"), quotes, plain and not inside, close)


def _places(letters: Letters, letter: str) -> Places:
    """Where a letter stands, but for the first and the last, which belong to what is before and behind."""
    return np.flatnonzero(letters[1:-1] == ord(letter)) + 1


def _next_block(file: IO[bytes]) -> bytes:
    """Some of a text that ends neither in a carriage return nor in a quote or a blank, where that can be had."""
    block = file.read(LOOK)
    for _ in range(READ_ON):
        if block[-1:] not in (b"\r", b'"', b" ") or not (more := file.read(1)):
            break
        block += more
    return block


def _line_so_far(name: str, block: bytes, before: int) -> int:
    """How long the last line of a block is, with what came of it before.  Raises ``UnreadableFileError`` for too long."""
    first = min((at for end in (b"\n", b"\r") if (at := block.find(end)) >= 0), default=-1)
    last = max(block.rfind(b"\n"), block.rfind(b"\r"))
    if before + (len(block) if first < 0 else first) > LONGEST_CELL:
        raise UnreadableFileError(
            f"{name}: it holds a line of more than {LONGEST_CELL // 10**6} million letters, so it is no table. "
            "Check that each row is a line of its own, and save it as CSV again."
        )
    return before + len(block) if last < 0 else len(block) - last - 1


def _plain_ends(letters: Letters, ends: Places) -> bool:
    """Is no line empty, and does none end in a carriage return alone?

    ``letters`` are those of a block, the one before it and one behind; ``ends`` are the places of its line feeds.
    """
    returned = letters[ends - 1] == ord("\r")
    if len(_places(letters, "\r")) != np.count_nonzero(returned):
        return False
    began_before = int(letters[0] != ord("\n"))
    lengths = np.diff(ends, prepend=0)[began_before:]
    return not bool((lengths == 1 + returned[began_before:]).any())


def _sound(letters: Letters, marks: Places, edges: Edges, inside: bool) -> bool:
    """Does every quote open a cell, close one, or is it beside its twin?"""
    opening, closing = (marks[1::2], marks[::2]) if inside else (marks[::2], marks[1::2])
    return bool(edges[letters[opening - 1]].all() and edges[letters[closing + 1]].all())


def _padded(letters: Letters, marks: Places, edges: Edges, inside: bool) -> bool:
    """May a cell have blanks around it, or between its quotes and what they hold?"""
    blanks = _places(letters, " ")
    found = blanks[edges[letters[blanks - 1]] | edges[letters[blanks + 1]]]
    if not len(found):
        return False
    quoted = (letters[found - 1] == ord('"')) | (letters[found + 1] == ord('"'))
    within = (np.searchsorted(marks, found) % 2 == 1) != inside
    return bool((quoted | ~within).any())


def _edges(delimiter: str) -> Edges:
    """For each byte: can a cell, or what its quotes hold, begin after it or end before it?"""
    edge = np.zeros(256, bool)
    edge[np.frombuffer(f'{delimiter}\r\n"'.encode(), np.uint8)] = True
    return edge


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
    done = 0
    if text.looked.plain and top and len(top[0]) > 1:
        try:
            for block in _alike(text, len(top[0])):
                done += len(block)
                yield block
        except pa.ArrowInvalid:
            pass
        else:
            if done != text.looked.records:
                raise UnreadableFileError(
                    f"{text.name}: it has {text.looked.records:,} lines, and {done:,} rows can be read. "
                    "Open it, and save it as CSV again."
                )
            return
    refuse_far_cells(text.name, text.looked.records, widest(top))
    yield from of_rows(islice(_rows(text), done, None), width)


def _alike(text: Text, width: int) -> Iterator[Block]:
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
    done = 0
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        try:
            for row in csv.reader(file, delimiter=text.delimiter, strict=True):
                yield row
                done += 1
        except csv.Error as fault:
            raise UnreadableFileError(
                f"{text.name}: not readable as CSV from row {done + 1} on ({fault}). "
                "Look there for a quote that is opened and not closed, or save it as CSV again."
            ) from fault
