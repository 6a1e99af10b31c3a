"""Workbooks, tab by tab, as text: bombs refused before they unpack, cells as what they show."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from data.files import cell_marks
from data.files.cell_marks import Marks, column_number
from data.files.sheet import HEADER_WITHIN, MAX_BYTES, Sheet, as_text, of_rows, refuse_far_cells
from data.problems import UnreadableFileError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

TEXTS = "xl/sharedstrings.xml"


def sheets(path: Path) -> Iterator[Sheet]:
    """Yield every tab.  Raises ``UnreadableFileError`` where it is damaged, locked, or far larger than it looks."""
    from python_calamine import CalamineWorkbook

    _refuse_bomb(path)
    with _sound(path):
        book = CalamineWorkbook.from_path(str(path))
        marks = cell_marks.of_workbook(path, book.sheet_names)
        hidden = _hidden(book)
        for name in book.sheet_names:
            yield _sheet(path, name, book.get_sheet_by_name(name), marks[name], hidden)


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """Whatever a damaged workbook brings about, as words."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as fault:
        raise UnreadableFileError(
            f"{path.name}: the workbook is locked by a password. Open it, take the password off and save it again."
        ) from fault
    except CalamineError as fault:
        if "Cell limit" in str(fault):
            raise UnreadableFileError(
                f"{path.name}: its cells reach too far ({fault}). "
                "Delete the cells far from the table and save it again, or split the file."
            ) from fault
        raise _damaged(path, fault) from fault
    except (
        OSError,
        ValueError,
        LookupError,
        ElementTree.ParseError,
        zipfile.BadZipFile,
        zlib.error,
    ) as fault:
        raise _damaged(path, fault) from fault


def _damaged(path: Path, fault: Exception) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path.name}: the workbook is damaged or locked by a password ({fault}). Open it and save it again."
    )


def _sheet(path: Path, name: str, tab: CalamineSheet, marks: Marks, hidden: Mapping[str, str]) -> Sheet:
    """A tab.  Raises ``UnreadableFileError`` where it reaches too far."""
    refuse_far_cells(path.name, 1 + tab.end[0] if tab.end else 0, 1 + tab.end[1] if tab.end else 0)
    top = list(islice(_rows(path, tab, marks), HEADER_WITHIN))
    notes = [f"This tab, {name!r}, is {hidden[name]}."] if name in hidden else []
    notes += marks.notes()
    notes += [f"Tab {other!r} is {how}; it was not read." for other, how in hidden.items() if other != name]
    return Sheet(
        name,
        top,
        lambda columns: of_rows(_rows(path, tab, marks), columns),
        tuple(notes),
        hidden=hidden.get(name, ""),
        asks=marks.asks(1 + tab.end[0] if tab.end else 0),
    )


def _rows(path: Path, tab: CalamineSheet, marks: Marks) -> Iterator[list[str]]:
    """Every row from the first and every cell from the leftmost on, though the table may begin further in."""
    before = [""] * (tab.start[1] if tab.start else 0)
    with _sound(path):
        for at, cells in enumerate(tab.iter_rows()):
            row = before + [as_text(cell) for cell in cells]
            if at in marks.hidden_rows:
                row = [""] * len(row)
            elif at in marks.shows:
                for column, shown in marks.shows[at].items():
                    if column < len(row):
                        row[column] = shown
            yield row


def _hidden(book: CalamineWorkbook) -> dict[str, str]:
    """Each hidden tab and how it is hidden."""
    from python_calamine import SheetVisibleEnum

    words = (
        (SheetVisibleEnum.Hidden, "hidden in the workbook"),
        (SheetVisibleEnum.VeryHidden, "very hidden in the workbook, where no menu shows it"),
    )
    return {tab.name: how for tab in book.sheets_metadata for state, how in words if tab.visible == state}


def _refuse_bomb(path: Path) -> None:
    """Refuse a workbook that would unpack to more than we could hold, before anything unpacks it."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > MAX_BYTES:
                raise UnreadableFileError(f"{path.name}: unpacks to {size // 10**6:,} MB. Split the workbook.")
            texts = _number_of_texts(archive)
            for entry in archive.infolist():
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                    _refuse_odd_cells(path, archive.read(entry), texts)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise UnreadableFileError(
            f"{path.name}: the workbook is damaged ({fault}). Open it and save it again."
        ) from fault


def _number_of_texts(archive: zipfile.ZipFile) -> int:
    """How many texts there are that cells of any tab may share."""
    parts = [name for name in archive.namelist() if name.lower() == TEXTS]
    return sum(1 for part in parts for _ in re.finditer(rb"<(?:\w+:)?si[\s/>]", archive.read(part)))


def _refuse_odd_cells(path: Path, sheet: bytes, texts: int) -> None:
    """Refuse a worksheet that reaches too far, or with a cell whose text is none of the workbook's ``texts``."""
    last_row = max((int(match[1]) for match in re.finditer(rb'<row[^>]*? r="(\d{1,9})"', sheet)), default=0)
    columns = {match[1] for match in re.finditer(rb'<c[^>]*? r="([A-Z]{1,3})\d', sheet)}
    refuse_far_cells(path.name, last_row, max(map(column_number, columns), default=0))
    shared = re.finditer(rb'<c(?=[^>]* t="s")[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>(\d{1,9})</v>', sheet)
    if max((int(match[1]) for match in shared), default=-1) >= texts:
        raise UnreadableFileError(
            f"{path.name}: the workbook is damaged (a cell's text is missing). Open it and save it again."
        )
