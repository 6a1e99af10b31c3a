"""Which layout a file is of, told from its header; and what stands above it or in its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.files import reading
from data.layouts import LAYOUTS
from data.problems import UnreadableFileError
from data.files.sheet import Sheet
from data.layouts.core.layout import Context, FileFacts, Layout, OddValueError, normal


@dataclass(frozen=True)
class Recognised:
    """A sheet known to be of a layout, with where its header stands (counting from 0)."""

    layout: Layout
    sheet: Sheet
    header_at: int

    @property
    def header(self) -> list[str]:
        return list(self.sheet.top[self.header_at])

    @property
    def above(self) -> list[list[str]]:
        return [list(row) for row in self.sheet.top[: self.header_at]]


def recognise(path: Path, layout: str | None = None) -> Recognised:
    """Find the layout of a file from its header, or read it as the layout named.

    Raises ``UnreadableFileError`` where no layout fits, saying which came nearest, and where two
    tabs of a workbook fit, because only one of them would be read.
    """
    candidates = _chosen(layout)
    looked = list(reading.sheets(path))
    found = [match for sheet in looked if (match := _recognised(path, sheet, candidates))]
    if len(found) > 1:
        tabs = ", ".join(
            f"{match.sheet.name} ({match.sheet.hidden})" if match.sheet.hidden else match.sheet.name for match in found
        )
        raise UnreadableFileError(
            f"{path.name}: {len(found)} tabs could be loaded: {tabs}. "
            "Save each as a file of its own and load them one by one."
        )
    if not found:
        raise UnreadableFileError(_not_recognised(path, looked, candidates, chosen=layout is not None))
    return found[0]


def _recognised(path: Path, sheet: Sheet, candidates: Sequence[Layout]) -> Recognised | None:
    for at, cells in enumerate(sheet.top):
        for candidate in candidates:
            if candidate.recognises(cells, path.name, sheet.top[:at]):
                return Recognised(candidate, sheet, at)
    return None


def _chosen(name: str | None) -> Sequence[Layout]:
    if name is None:
        return tuple(LAYOUTS.values())
    if name not in LAYOUTS:
        raise UnreadableFileError(f"There is no layout {name!r}. The layouts are: {', '.join(sorted(LAYOUTS))}.")
    return (LAYOUTS[name],)


def _not_recognised(path: Path, looked: Sequence[Sheet], candidates: Sequence[Layout], chosen: bool) -> str:
    found = [
        (len(set(layout.headers) & {normal(cell) for cell in cells}) / len(layout.headers), layout, cells)
        for sheet in looked
        for cells in sheet.top
        for layout in candidates
    ]
    share, layout, cells = max(found, key=lambda entry: entry[0], default=(0.0, None, []))
    if layout is None or (share < 0.5 and not chosen):
        return (
            f"{path.name}: this is not a file we know. No row near its top holds the headers of any layout. "
            "Say what it is (--layout, or “This is something else”), or fill in the template of the common format."
        )
    missing = sorted(set(layout.headers) - {normal(cell) for cell in cells})
    lacks = ", ".join(missing) or "the file name or title that it has"
    if chosen:
        return (
            f"{path.name}: it cannot be read as {layout.title!r}, being without {lacks}. "
            "Choose what else it is, or check that no column was deleted or renamed."
        )
    return (
        f"{path.name}: nearest to {layout.title!r}, but without {lacks}. Check that no column was deleted or renamed."
    )


def context(path: Path, found: Recognised) -> Context:
    """What the rows above the header, or the file's name, say of every row.

    Raises ``UnreadableFileError`` where they should say it and do not.
    """
    if found.layout.context is None:
        return Context()
    try:
        return found.layout.context(FileFacts(path.name, found.above, found.header))
    except OddValueError as odd:
        raise UnreadableFileError(f"{path.name}: {odd.problem} {odd.remedy}") from odd


def refuse_twins(path: Path, found: Recognised) -> None:
    """Raise ``UnreadableFileError`` for two columns under one header: no telling which of them is meant."""
    wanted = found.layout.reads.union(found.layout.headers)
    headers = [normal(cell) for cell in found.header]
    for cell in found.header:
        if normal(cell) in wanted and headers.count(normal(cell)) > 1:
            raise UnreadableFileError(
                f"{path.name}: two columns are headed {cell.strip()!r}. Delete the one that is not meant."
            )
