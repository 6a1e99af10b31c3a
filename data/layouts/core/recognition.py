"""Which layout a file is of, told from its header; and what stands above it or in its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.files import reading
from data.files.sheet import Sheet
from data.layouts import LAYOUTS
from data.layouts.core.layout import Context, FileFacts, Layout, normal
from data.problems import OddValueError, SeveralTabsError, Tab, UnreadableFileError

NEARLY, PARTLY = 0.75, 0.4
"""The share of a layout's columns from which a file is probably of it, and from which it is worth naming."""
NAMED_COLUMNS = 6
LONGEST_NAME = 60


@dataclass(frozen=True)
class Recognised:
    """A sheet known to be of a layout, with where its header stands (counting from 0).

    It is one ``of_several`` where other sheets of the workbook could be loaded too.
    """

    layout: Layout
    sheet: Sheet
    header_at: int
    of_several: bool = False

    @property
    def header(self) -> list[str]:
        return list(self.sheet.top[self.header_at])

    @property
    def above(self) -> list[list[str]]:
        return [list(row) for row in self.sheet.top[: self.header_at]]


def recognise(path: Path, layout: str | None = None, sheet: str = "") -> Recognised:
    """Find the layout of a file from its header, or read it as the layout named; of a workbook the sheet named.

    Raises ``UnreadableFileError`` where no layout fits, saying which came nearest, and ``SeveralTabsError`` where
    several sheets of a workbook fit and none is named.
    """
    candidates = _chosen(layout)
    looked = list(reading.sheets(path))
    matches = [match for tab in looked if (match := _recognised(path, tab, candidates))]
    if not matches:
        raise UnreadableFileError(_not_recognised(path, looked, candidates, chosen=layout is not None))
    named = [match for match in matches if match.sheet.name == sheet]
    if sheet and not named:
        names = _listed([match.sheet.name for match in matches])
        raise UnreadableFileError(f"{path.name}: no sheet named {sheet!r} can be loaded. These can: {names}.")
    if not sheet and len(matches) > 1:
        raise SeveralTabsError(
            path.name, [Tab(match.sheet.name, match.layout.title, match.sheet.hidden) for match in matches]
        )
    return replace((named or matches)[0], of_several=len(matches) > 1)


def _recognised(path: Path, sheet: Sheet, candidates: Sequence[Layout]) -> Recognised | None:
    for at, cells in enumerate(sheet.top):
        header, title = _normal(cells), " ".join(cell for row in sheet.top[:at] for cell in row)
        for candidate in candidates:
            if candidate.recognises(header, path.name, title):
                return Recognised(candidate, sheet, at)
    return None


def _normal(cells: Sequence[str]) -> frozenset[str]:
    return frozenset(map(normal, cells))


def _chosen(name: str | None) -> Sequence[Layout]:
    if name is None:
        return tuple(LAYOUTS.values())
    if name not in LAYOUTS:
        raise UnreadableFileError(f"There is no layout {name!r}. The layouts are: {', '.join(sorted(LAYOUTS))}.")
    return (LAYOUTS[name],)


def _not_recognised(path: Path, looked: Sequence[Sheet], candidates: Sequence[Layout], chosen: bool) -> str:
    """Why a file is of no layout: what it looks like, what it is nearest to, and what to do."""
    rows = [(cells, _normal(cells)) for sheet in looked for cells in sheet.top]
    scored_layouts = [(_share(layout, header), layout, cells) for cells, header in rows for layout in candidates]
    share, layout, cells = max(scored_layouts, key=lambda entry: entry[0], default=(0.0, None, []))
    if layout is not None and chosen:
        return (
            f"{path.name}: it cannot be read as {layout.title!r}, {_without(layout, cells)}. "
            "Choose what else it is, or fill in the template of the common format."
        )
    if layout is not None and share >= NEARLY:
        return (
            f"{path.name}: nearest to {layout.title!r}, {_without(layout, cells)}. "
            "Put back what is missing, as the publisher has it, or fill in the template of the common format."
        )
    nearest = (
        f" The nearest that we know is {layout.title!r}, {_without(layout, cells)}."
        if layout and share >= PARTLY
        else ""
    )
    return (
        f"{path.name}: this is not a file we know. {_described(looked)}{nearest} "
        "Say what it is if you know better, or fill in the template of the common format with its figures."
    )


def _share(layout: Layout, header: frozenset[str]) -> float:
    return len(header.intersection(layout.needed)) / len(layout.needed)


def _without(layout: Layout, cells: Sequence[str]) -> str:
    """What a header lacks of a layout's, as the publisher spells it."""
    present = _normal(cells)
    missing = [header for header in layout.headers if normal(header) not in present]
    if not missing:
        return "but without the file name or the title that it has"
    return f"but without {'the column' if len(missing) == 1 else 'the columns'} {_listed(missing)}"


def _described(looked: Sequence[Sheet]) -> str:
    """The row that is most like a header: the first of those with the most different words in its cells."""
    rows = [[cell.strip() for cell in cells if cell.strip()] for sheet in looked for cells in sheet.top]
    heads = [row for row in rows if len(row) > 1 and len(set(row)) == len(row) and not any(map(_is_number, row))]
    if not heads:
        return "It has no row of column names near its top."
    return f"Its columns are {_listed(max(heads, key=len))}."


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[-+\d.,%]+", cell) is not None


def _listed(names: Sequence[str]) -> str:
    rest = f" and {len(names) - NAMED_COLUMNS} more" if len(names) > NAMED_COLUMNS else ""
    return ", ".join(name[:LONGEST_NAME] for name in names[:NAMED_COLUMNS]) + rest


def context(path: Path, recognised: Recognised) -> Context:
    """What the rows above the header, or the file's name, say of every row.

    Raises ``UnreadableFileError`` where they should say it and do not.
    """
    if recognised.layout.context is None:
        return Context()
    try:
        return recognised.layout.context(FileFacts(path.name, recognised.above, recognised.header))
    except OddValueError as odd:
        raise UnreadableFileError(f"{path.name}: {odd.problem} {odd.remedy}") from odd


def refuse_twins(path: Path, recognised: Recognised) -> None:
    """Raise ``UnreadableFileError`` for two columns under one header: no telling which of them is meant."""
    wanted = recognised.layout.reads.union(recognised.layout.needed)
    headers = [normal(cell) for cell in recognised.header]
    for cell in recognised.header:
        if normal(cell) in wanted and headers.count(normal(cell)) > 1:
            raise UnreadableFileError(
                f"{path.name}: two columns are headed {cell.strip()!r}. Delete the one that is not meant."
            )
