"""Cells of a file of one's own, corrected by whoever loads it: a copy beside the file as it arrived.

The copy is CSV with the same rows, so that a row keeps its number.  Nothing is changed but the cells that were named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from data import formula_escape
from data.files import reading
from data.layouts.common import OWN_FORMAT
from data.layouts.core.recognition import Recognised, recognise
from data.problems import UnreadableFileError, named


@dataclass(frozen=True)
class Correction:
    """One corrected cell: its row number in a spreadsheet, its column, its value before and after."""

    row: int
    column: str
    found: str
    value: str


@dataclass(frozen=True)
class Corrected:
    """The file as it arrived, and the cells that were corrected in its copy."""

    path: Path
    sha256: str
    cells: tuple[Correction, ...]


def corrected(
    path: Path, sha256: str, corrections: Sequence[Correction], sheet: str = ""
) -> tuple[Path, str, Corrected]:
    """Write the copy with the corrected cells, in a folder of its own beside the file: it, its SHA-256, and what it is of.

    Raises ``UnreadableFileError`` for a publisher's own layout, whose files nobody changes here, and for a column that
    is not there.
    """
    recognised = recognise(path, sheet=sheet)
    if recognised.layout.name != OWN_FORMAT:
        raise UnreadableFileError(
            f"{path.name}: it is a publisher's file, whose cells are not changed here. Ask the publisher to correct it."
        )
    target = path.parent / "corrected" / f"{named(path.name.partition('.')[0], sheet)} (corrected).csv"
    target.parent.mkdir(exist_ok=True)
    places = {(correction.row, _place(path, recognised, correction.column)): correction for correction in corrections}
    cells = _write(target, recognised, places)
    return target, reading.fingerprint(target), Corrected(path, sha256, cells)


def _write(
    target: Path, recognised: Recognised, places: Mapping[tuple[int, int], Correction]
) -> tuple[Correction, ...]:
    """Write every row, with the corrected cells; each correction with what was really found in its place."""
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(places):
        by_row.setdefault(row, []).append(column)
    applied_corrections: list[Correction] = []

    def rows() -> Iterator[list[str]]:
        for number, cells in enumerate(recognised.sheet.rows(), start=1):
            for at in by_row.get(number, ()):
                cells += [""] * (at + 1 - len(cells))
                applied_corrections.append(replace(places[number, at], found=cells[at]))
                cells[at] = places[number, at].value
            yield cells

    with target.open("w", encoding="utf-8", newline="") as file:
        formula_escape.write_as_it_is(file, rows(), ";" if recognised.sheet.may_mean_decimals else ",")
    return tuple(applied_corrections)


def _place(path: Path, recognised: Recognised, column: str) -> int:
    """Where a column stands.  Raises ``UnreadableFileError`` where there is none of that name, or more than one."""
    places = [at for at, cell in enumerate(recognised.header) if cell.strip() == column]
    if len(places) != 1:
        raise UnreadableFileError(f"{path.name}: no column can be told by the name {column!r}. Correct it in the file.")
    return places[0]


def as_text(cells: Iterable[Correction]) -> str:
    """Corrections as the store keeps them."""
    return json.dumps([asdict(cell) for cell in cells], ensure_ascii=False)


def from_text(text: str | None) -> tuple[Correction, ...]:
    """Corrections as they were kept."""
    return tuple(Correction(**cell) for cell in json.loads(text or "[]"))
