"""Native tables: figures, and the strategy on a page in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from charts.facts.matrix import SHORT, Cell, Row, View
from charts.figures.theme import INK, RULE, SOFT
from indicators.core.strategy.strategy import strategy
from indicators.core.verdicts import Mark
from reports.slides.deck import Figures
from reports.powerpoint.style import MARK_COLOURS, PIXEL, Box, clean, style, write

WITHOUT_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SIZE = 12
LINE, PADDING = 20, 10
LETTER = 7.4
NARROWEST, WIDEST = 9, 44
FIRST_COLUMN = 232


def figures(page: Page, shown: Figures, box: Box, said: str) -> int:
    """A table of as many rows as there is room for.  Returns how many are left out, with those left out before."""
    widths = _widths(shown, box.width)
    fitting, used = 0, float(LINE + PADDING)
    for row in shown.rows:
        used += _height(row, widths)
        if used > box.height:
            break
        fitting += 1
    rows = shown.rows[:fitting]
    table = _table(page, len(rows) + 1, widths, box, said)
    for at, head in enumerate(shown.head):
        _fill(table.cell(0, at), head, SOFT, right=_is_figure(at, shown))
    for line, row in enumerate(rows, start=1):
        for at, words in enumerate(row):
            _fill(table.cell(line, at), words, INK, right=_is_figure(at, shown), bold=at == 0)
    return shown.left_out + len(shown.rows) - fitting


def _widths(shown: Figures, width: float) -> list[float]:
    columns = zip(shown.head, *shown.rows, strict=True)
    lengths = [min(max(*(len(cell) for cell in column), NARROWEST), WIDEST) for column in columns]
    return [width * length / sum(lengths) for length in lengths]


def _height(row: Sequence[str], widths: Sequence[float]) -> float:
    lines = max(-(-len(cell) * LETTER // (width - 12)) for cell, width in zip(row, widths, strict=True))
    return max(lines, 1) * LINE + PADDING


def _is_figure(at: int, shown: Figures) -> bool:
    """The first column names the row and the last holds notes."""
    return 0 < at < len(shown.head) - 1


def matrix(page: Page, rows: Sequence[Row], view: View, box: Box, said: str) -> None:
    """Priorities by outcomes; each cell counts its marks in words, in their order and colours."""
    outcomes = strategy().outcomes
    rest = (box.width - FIRST_COLUMN) / len(outcomes)
    table = _table(page, len(rows) + 1, [FIRST_COLUMN, *(rest for _ in outcomes)], box, said)
    _fill(table.cell(0, 0), "Priority", SOFT)
    for at, outcome in enumerate(outcomes, start=1):
        _fill(table.cell(0, at), f"{outcome.id[1:]} {outcome.short}", SOFT, bold=True)
    for line, row in enumerate(rows, start=1):
        _fill(table.cell(line, 0), f"{row.number} {row.name}".strip(), INK, bold=True)
        for at, cell in enumerate(row.cells, start=1):
            _counts(table.cell(line, at), cell, view)


def _counts(place: Any, cell: Cell, view: View) -> None:
    tally = Counter(entry.mark for entry in cell.entries)
    if not tally:
        _fill(place, "none chosen", SOFT)
        return
    _fill(place, "", INK)
    paragraph = place.text_frame.paragraphs[0]
    for order, mark in enumerate(mark for mark in Mark if tally[mark]):
        run = paragraph.add_run()
        run.text = f"{' · ' if order else ''}{tally[mark]} {SHORT[view][mark]}"
        style(run, Pt(SIZE - 1), MARK_COLOURS[mark], bold=mark in (Mark.WORSE, Mark.BETTER, Mark.CHANGED))


def _table(page: Page, rows: int, widths: Sequence[float], box: Box, said: str) -> Any:
    height = min(box.height, rows * (LINE + PADDING))
    frame = page.shapes.add_table(rows, len(widths), *Box(box.left, box.top, box.width, height).measures)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(said))
    table: Any = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find("{*}tableStyleId").text = WITHOUT_STYLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(round(width * PIXEL))
    return table


def _fill(cell: Any, words: str, shade: str, *, bold: bool = False, right: bool = False) -> None:
    cell.margin_left, cell.margin_right = Emu(0), Emu(12 * PIXEL)
    cell.margin_top = cell.margin_bottom = Emu(PADDING // 2 * PIXEL)
    write(cell.text_frame, words, Pt(SIZE), shade, bold=bold)
    if right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{Pt(0.75)}"><a:solidFill><a:srgbClr val="{RULE[1:]}"/></a:solidFill></a:lnB>'
        )
    )
