"""The error cells of XLSB workbooks, which the reader of workbooks gives as empty ones (Microsoft's [MS-XLSB])."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

TABS, TAB_FILES = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
TAB, ROW, ERROR, FORMULA_ERROR = 156, 0, 3, 11
"""The numbers of the records for a tab, a row, a cell with an error and a formula that gives one."""
ERROR_AT = 8
"""Where in its record a cell's error is, after its column and its style."""
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def of_tabs(archive: zipfile.ZipFile) -> Iterator[tuple[str, Iterator[tuple[int, int, str]]]]:
    """Yield each tab's name and its error cells: row and column, counted from 0, and what the cell shows.

    Raises ``ElementTree.ParseError``, ``LookupError`` or ``ValueError`` where the workbook is damaged.
    """
    known = set(archive.namelist())
    links = list(ElementTree.fromstring(archive.read(TAB_FILES))) if {TABS, TAB_FILES} <= known else []
    files = {link.get("Id", ""): "xl/" + link.get("Target", "").lstrip("/").removeprefix("xl/") for link in links}
    for kind, record in _records(archive.read(TABS)) if files else ():
        if kind == TAB:
            link_id, after = _text(record, 8)
            name, _ = _text(record, after)
            if files.get(link_id) in known:
                yield name, _errors(archive.read(files[link_id]))


def _errors(sheet: bytes) -> Iterator[tuple[int, int, str]]:
    row = 0
    for kind, record in _records(sheet):
        if kind == ROW:
            row = _whole(record, 0)
        elif kind in (ERROR, FORMULA_ERROR):
            yield row, _whole(record, 0), ERRORS.get(record[ERROR_AT], "#ERROR")


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        size, at = _number(part, at, 4)
        yield kind, part[at : at + size]
        at += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, each but the last marked, and where it ends."""
    number = 0
    for place in range(most):
        byte = part[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most


def _whole(record: bytes, at: int) -> int:
    """A number of four bytes.  Raises ``ValueError`` where the record ends before."""
    try:
        return int(struct.unpack_from("<I", record, at)[0])
    except struct.error as fault:
        raise ValueError(str(fault)) from fault


def _text(record: bytes, at: int) -> tuple[str, int]:
    """A text after its length, and where it ends."""
    end = at + 4 + 2 * _whole(record, at)
    return record[at + 4 : end].decode("utf-16-le"), end
