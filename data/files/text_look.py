"""One look at every byte of a text, a megabyte at a time: is it a text at all, and may it be read as a plain table?"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np

from data.files.sheet import LONGEST_CELL
from data.problems import UnreadableFileError

LOOK = 500_000
READ_ON = 64
BLANKS = (b"\t", b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e", b"\x1f")
FOREIGN_BLANKS = re.compile(rb"\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80")
"""In UTF-8, everything but the space that counts as a blank."""

Letters = np.ndarray[tuple[int], np.dtype[np.uint8]]
Places = np.ndarray[tuple[int], np.dtype[np.intp]]
Edges = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True)
class Structure:
    """What a look through a text has found.

    How many ``records`` it has, if its quotes are sound; whether it has ``quotes``; whether it is ``plain``: every quote
    opens a cell, closes one or is beside its twin, no line is empty, and none ends in a carriage return alone; and
    whether it is ``close``: no cell is padded with blanks or holds the end of a line.
    """

    records: int
    quotes: bool
    plain: bool
    close: bool


def look(name: str, path: Path, delimiter: str) -> Structure:
    """Look at every byte once.

    Raises ``UnicodeDecodeError`` where it is not UTF-8, ``UnreadableFileError`` where it has zero bytes or a line so long
    that it cannot be one of a table.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    edges = _edges(delimiter)
    foreign = [blank for blank in BLANKS if blank != delimiter.encode()]
    records, line, last = 0, 0, b"\n"
    plain, close, inside, quotes = True, True, False, False
    with path.open("rb") as file, ThreadPoolExecutor(1) as beside:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        for block, before, letters, ends, marks in _one_ahead(beside, file):
            only_ascii = block.isascii()
            if not only_ascii or decoder.getstate()[0]:
                decoder.decode(block)
            if b"\0" in block:
                raise UnreadableFileError(
                    f"{name}: this is not a text file (it holds zero bytes). Save it as CSV again."
                )
            line = _line_so_far(name, block, line)
            outside = (
                (np.searchsorted(marks, ends) % 2 == 1) == inside if len(marks) or inside else np.ones(len(ends), bool)
            )
            records += int(outside.sum())
            plain = plain and before != b'"' and _plain_ends(letters, ends) and _sound(letters, marks, edges, inside)
            close = close and bool(outside.all()) and not any(blank in block for blank in foreign)
            close = (
                close
                and (only_ascii or not FOREIGN_BLANKS.search(block))
                and not _padded(letters, marks, _places(letters, " "), edges, inside)
            )
            quotes, inside, last = quotes or len(marks) > 0, inside != (len(marks) % 2 == 1), block[-1:]
    decoder.decode(b"", final=True)
    return Structure(records + (last not in b"\r\n"), quotes, plain and not inside, close)


class Block(NamedTuple):
    """Some of a text, the byte before it, and where in it lines end and quotes are.

    ``letters`` are its bytes, the one before it and one behind.
    """

    block: bytes
    before: bytes
    letters: Letters
    ends: Places
    marks: Places


def _one_ahead(beside: Executor, file: IO[bytes]) -> Iterator[Block]:
    """Each block of a text, of which the next is looked through meanwhile."""
    before = b"\n"
    ahead = None
    while block := _next_block(file):
        ready, ahead = ahead, beside.submit(_block, block, before)
        before = block[-1:]
        if ready:
            yield ready.result()
    if ahead:
        yield ahead.result()


def _block(block: bytes, before: bytes) -> Block:
    letters = np.frombuffer(before + block + b"\n", np.uint8)
    return Block(block, before, letters, *(_places(letters, letter) for letter in '\n"'))


def _places(letters: Letters, letter: str) -> Places:
    """Where a letter stands, but for the first and the last, which belong to what is before and behind."""
    return np.flatnonzero(letters[1:-1] == ord(letter)) + 1


def _next_block(file: IO[bytes]) -> bytes:
    """Some of a text that ends neither in a carriage return nor in a quote or a blank, where that can be had."""
    block = file.read(LOOK)
    for _ in range(READ_ON):
        if block[-1:] not in (b"\r", b'"', b" ") or not (next_byte := file.read(1)):
            break
        block += next_byte
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
    if np.count_nonzero(letters[1:-1] == ord("\r")) != np.count_nonzero(returned):
        return False
    began_before = int(letters[0] != ord("\n"))
    lengths = np.diff(ends, prepend=0)[began_before:]
    return not bool((lengths == 1 + returned[began_before:]).any())


def _sound(letters: Letters, marks: Places, edges: Edges, inside: bool) -> bool:
    """Does every quote open a cell, close one, or is it beside its twin?"""
    opening, closing = (marks[1::2], marks[::2]) if inside else (marks[::2], marks[1::2])
    return bool(edges[letters[opening - 1]].all() and edges[letters[closing + 1]].all())


def _padded(letters: Letters, marks: Places, blanks: Places, edges: Edges, inside: bool) -> bool:
    """May a cell have blanks around it, or between its quotes and what they hold?"""
    edge_blanks = blanks[edges[letters[blanks - 1]] | edges[letters[blanks + 1]]]
    if not len(edge_blanks):
        return False
    quoted = (letters[edge_blanks - 1] == ord('"')) | (letters[edge_blanks + 1] == ord('"'))
    within = (np.searchsorted(marks, edge_blanks) % 2 == 1) != inside
    return bool((quoted | ~within).any())


def _edges(delimiter: str) -> Edges:
    """For each byte: can a cell, or what its quotes hold, begin after it or end before it?"""
    edge = np.zeros(256, bool)
    edge[np.frombuffer(f'{delimiter}\r\n"'.encode(), np.uint8)] = True
    return edge
