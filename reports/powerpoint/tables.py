"""Native tables: figures, and the strategy on a page in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide as Page
from pptx.util import Emu, Pt

from charts import words
from charts.facts.matrix import Cell, Row, View
from charts.figures.theme import INK, RULE, SOFT
from indicators.core.strategy.model import Strategy
from indicators.core.verdicts import Mark
from reports.powerpoint import measure
from reports.powerpoint.measure import Run
from reports.powerpoint.style import MARK_COLOURS, PIXEL, Box, clean, style, write
from reports.slides.model import Figures

WITHOUT_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
SIZE = 12
SIZES = (14, 13, 12, 11, 10, 9)
PADDING, BETWEEN = 10, 12
NARROWEST, WIDEST = 70, 340
FIRST_COLUMN = 232


def figures(page: Page, shown: Figures, box: Box, alternative_text: str) -> int:
    """A table of as many rows as there is room for.  Returns how many are left out, with those left out before."""
    widths = _widths(shown, box.width)
    cells = [[(Run(head),) for head in shown.head]]
    cells += [[(Run(text, bold=at == 0),) for at, text in enumerate(row)] for row in shown.rows]
    heights = [_row_height(row, widths, SIZE) for row in cells]
    fitting = max(1, sum(used <= box.height for used in accumulate(heights)))
    table = _table(page, heights[:fitting], widths, box, alternative_text)
    for line, row in enumerate(cells[:fitting]):
        for at, (run,) in enumerate(row):
            place = table.cell(line, at)
            _fill(place, run.words, INK if line else SOFT, SIZE, right=_is_figure(at, shown), bold=run.bold)
    return shown.left_out + len(cells) - fitting


def _widths(shown: Figures, width: float) -> list[float]:
    """Columns as wide as their longest cell asks for, in proportion to the room."""
    columns = zip(shown.head, *shown.rows, strict=True)
    widest = [max(measure.width(cell, SIZE, bold=at == 0) for cell in column) for at, column in enumerate(columns)]
    wanted_widths = [min(max(wide + BETWEEN, NARROWEST), WIDEST) for wide in widest]
    return [width * wide / sum(wanted_widths) for wide in wanted_widths]


def _row_height(cells: Sequence[Sequence[Run]], widths: Sequence[float], size: float) -> float:
    rooms = (width - BETWEEN for width in widths)
    return max(measure.height(runs, size, room) for runs, room in zip(cells, rooms, strict=True)) + PADDING


def _is_figure(at: int, shown: Figures) -> bool:
    """The first column names the row and the last holds notes."""
    return 0 < at < len(shown.head) - 1


def matrix(page: Page, strategy: Strategy, rows: Sequence[Row], view: View, box: Box, alternative_text: str) -> None:
    """Priorities by outcomes; each cell counts its marks in words, in their order and colours."""
    columns = [cell.outcome for cell in rows[0].cells] if rows else []
    rest = (box.width - FIRST_COLUMN) / max(1, len(columns))
    widths = [FIRST_COLUMN, *(rest for _ in columns)]
    heads = [words.upper(strategy.words.priority), *(words.column_name(outcome, strategy) for outcome in columns)]
    names = [" ".join(words.row_name(row.id, strategy)).strip() for row in rows]
    cells: list[list[tuple[Run, ...]]] = [[(Run(head, bold=True),) for head in heads]]
    for name, row in zip(names, rows, strict=True):
        counts = [tuple(run for run, _ in _counts(cell, view)) for cell in row.cells]
        cells.append([(Run(name, bold=True),), *counts])
    tall = {size: [_row_height(row, widths, size) for row in cells] for size in SIZES}
    size = next((size for size in SIZES if sum(tall[size]) <= box.height), SIZES[-1])
    table = _table(page, tall[size], widths, box, alternative_text)
    for at, head in enumerate(heads):
        _fill(table.cell(0, at), head, SOFT, size, bold=at > 0)
    for line, (name, row) in enumerate(zip(names, rows, strict=True), start=1):
        _fill(table.cell(line, 0), name, INK, size, bold=True)
        for at, cell in enumerate(row.cells, start=1):
            _fill_counts(table.cell(line, at), _counts(cell, view), size)


def _counts(cell: Cell, view: View) -> list[tuple[Run, str]]:
    """How many indicators of a cell have each mark, in words, with the colours of the marks."""
    tally = Counter(entry.mark for entry in cell.entries)
    firm = (Mark.WORSE, Mark.BETTER, Mark.CHANGED)
    return [
        (Run(f"{' · ' if order else ''}{tally[mark]} {words.SHORT[view][mark]}", mark in firm), MARK_COLOURS[mark])
        for order, mark in enumerate(mark for mark in Mark if tally[mark])
    ] or [(Run("none chosen"), SOFT)]


def _fill_counts(place: Any, counts: Sequence[tuple[Run, str]], size: float) -> None:
    _fill(place, "", INK, size)
    paragraph = place.text_frame.paragraphs[0]
    for count, shade in counts:
        run = paragraph.add_run()
        run.text = count.words
        style(run, Pt(size), shade, bold=count.bold)


def _table(page: Page, heights: Sequence[float], widths: Sequence[float], box: Box, alternative_text: str) -> Any:
    """An empty table whose rows are as high as what they will hold."""
    place = Box(box.left, box.top, box.width, sum(heights))
    frame = page.shapes.add_table(len(heights), len(widths), *place.measures)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alternative_text))
    table: Any = frame.table
    table.first_row, table.horz_banding = True, False
    table._tbl.tblPr.find("{*}tableStyleId").text = WITHOUT_STYLE
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(round(width * PIXEL))
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Emu(round(height * PIXEL))
    return table


def _fill(cell: Any, text: str, shade: str, size: float, *, bold: bool = False, right: bool = False) -> None:
    cell.margin_left, cell.margin_right = Emu(0), Emu(BETWEEN * PIXEL)
    cell.margin_top = cell.margin_bottom = Emu(PADDING // 2 * PIXEL)
    write(cell.text_frame, text, Pt(size), shade, bold=bold)
    if right:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    cell._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{Pt(0.75)}"><a:solidFill><a:srgbClr val="{RULE[1:]}"/></a:solidFill></a:lnB>'
        )
    )
