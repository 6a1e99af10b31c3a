"""What the reader of workbooks does not tell of a tab, and a person sees: per cents, errors, formulas, hidden rows.

Each tab's marks are looked up in the file itself: in its XML (XLSX, ODS), by ``xlrd`` (XLS), or, errors
alone, in its records (XLSB).
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

from data.files import xlsb_errors

Shown = dict[int, dict[int, str]]
"""What cells show, by row and then column, both counted from 0."""

STYLES, TABS, TAB_FILES = "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OFFICE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text"))
BUILT_IN_PER_CENTS = {9, 10}
CELL = rb'<c(?=[^>]*? r="([A-Z]{1,3})(\d{1,7})")'
FORMULA = rb"(?:<f[^>]*/>|<f.*?</f>)?"
ERRORS = re.compile(CELL + rb'(?=[^>]* t="e")[^>]*>' + FORMULA + rb"<v>([^<]*)")
FORMULA_CELL = CELL + rb'(?![^>]* t="str")[^>]*>(?:<f[^>]*/>|<f[^>]*>([^<]*)</f>)'
UNFINISHED = re.compile(FORMULA_CELL + rb"(?:<v\s*/>|<v></v>)?</c>")
MAYBE_UNFINISHED = re.compile(FORMULA_CELL + rb"(?:<v\s*/>|<v>0?</v>)?</c>")
"""The same where the file asks for a full calculation on opening: its program wrote 0 in place of each result."""
HIDDEN_ROWS = re.compile(rb'<row(?=[^>]* hidden="(?:1|true)")[^>]*? r="(\d{1,7})"')
HIDDEN_COLUMNS = re.compile(rb'<col(?=[^>]* hidden="(?:1|true)")[^>]*>')
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
"""Parts of a number format that stand for themselves, and not for a per cent."""
MOST_REPEATED = 100_000
NAMED = 5
FORMATS_UNSEEN = (
    "How the cells of this workbook are formatted, and which rows are hidden, cannot be seen here. "
    "Check its per cents, or save it as XLSX."
)


@dataclass
class Marks:
    """Of one tab: what cells ``show`` instead of what is stored, which rows and columns are hidden.

    ``per_cents`` is how many of the cells shown have a per cent format.
    """

    shows: Shown = field(default_factory=lambda: defaultdict(dict))
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: tuple[str, ...] = ()
    per_cents: int = 0
    unseen: bool = False

    def notes(self) -> tuple[str, ...]:
        """What has to be known of how the tab was read."""
        return tuple(self._lines())

    def asks(self, rows: int) -> tuple[str, ...]:
        """What somebody has to answer: most of the tab's ``rows`` are hidden, as by a filter that was left on."""
        hidden = len(self.hidden_rows)
        return (f"{hidden:,} of its {rows:,} rows are hidden in the sheet.",) if 2 * hidden > rows else ()

    def _lines(self) -> Iterator[str]:
        if self.per_cents:
            cells = "1 cell has" if self.per_cents == 1 else f"{self.per_cents:,} cells have"
            yield f"{cells} a per cent format: read as the sheet shows them, 58 for 58%."
        if self.hidden_rows:
            rows = [f"{row + 1:,}" for row in sorted(self.hidden_rows)]
            rest = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else ""
            subject = f"Row {rows[0]} is" if len(rows) == 1 else f"Rows {', '.join(rows[:NAMED])}{rest} are"
            were = "was" if len(rows) == 1 else "were"
            yield f"{subject} hidden in the sheet and {were} not read. Unhide what is meant."
        if self.hidden_columns:
            only_one = len(self.hidden_columns) == 1
            subject, are_read = (
                ("Column", "is hidden in the sheet. It was") if only_one else ("Columns", "are hidden. They were")
            )
            yield f"{subject} {', '.join(self.hidden_columns)} {are_read} read."
        if self.unseen:
            yield FORMATS_UNSEEN


def of_workbook(path: Path, tabs: Sequence[str]) -> Mapping[str, Marks]:
    """The marks of each of the tabs."""
    marks_by_tab = _marks(path)
    return {name: marks_by_tab.get(name) or Marks() for name in tabs} if marks_by_tab is not None else _unseen(tabs)


def _unseen(tabs: Sequence[str]) -> Mapping[str, Marks]:
    return {name: Marks(unseen=True) for name in tabs}


def _marks(path: Path) -> Mapping[str, Marks] | None:
    if not zipfile.is_zipfile(path):
        return _of_xls(path)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if {TABS, TAB_FILES} <= names:
            return _of_xlsx(archive, names)
        if "content.xml" in names:
            with archive.open("content.xml") as content:
                return dict(_of_ods(content))
        if xlsb_errors.TABS in names:
            return {name: _of_binary(errors) for name, errors in xlsb_errors.of_tabs(archive)}
    return {}


def _of_xlsx(archive: zipfile.ZipFile, names: set[str]) -> dict[str, Marks]:
    per_cents = _per_cent_styles(archive.read(STYLES)) if STYLES in names else []
    files = {entry.get("Id"): entry.get("Target", "") for entry in ElementTree.fromstring(archive.read(TAB_FILES))}
    tabs = ElementTree.fromstring(archive.read(TABS)).iter(f"{SPREADSHEET}sheet")
    named = {tab.get("name", ""): files.get(tab.get(f"{RELATIONS}id"), "") for tab in tabs}
    path_by_tab = {name: f"xl/{target.lstrip('/').removeprefix('xl/')}" for name, target in named.items()}
    waits = re.search(rb'<calcPr[^>]* fullCalcOnLoad="(?:1|true)"', archive.read(TABS)) is not None
    unfinished = MAYBE_UNFINISHED if waits else UNFINISHED
    return {
        name: _of_worksheet(archive.read(file), per_cents, unfinished)
        for name, file in path_by_tab.items()
        if file in names
    }


def _per_cent_styles(styles: bytes) -> list[str]:
    """The numbers of the cell styles that show a per cent."""
    tree = ElementTree.fromstring(styles)
    custom_formats = {
        int(entry.get("numFmtId", "0"))
        for entry in tree.iter(f"{SPREADSHEET}numFmt")
        if _shows_per_cent(entry.get("formatCode", ""))
    }
    styled = tree.find(f"{SPREADSHEET}cellXfs")
    formats = [int(entry.get("numFmtId", "0")) for entry in styled] if styled is not None else []
    return [str(at) for at, number in enumerate(formats) if number in custom_formats | BUILT_IN_PER_CENTS]


@cache
def _shows_per_cent(code: str) -> bool:
    return "%" in NOT_SHOWN.sub("", code)


def _of_worksheet(sheet: bytes, per_cent_styles: list[str], unfinished: re.Pattern[bytes]) -> Marks:
    marks = Marks()
    for column, row, shown in ERRORS.findall(sheet):
        marks.shows[int(row) - 1][column_number(column) - 1] = shown.decode("utf-8", "replace")
    for column, row, formula in unfinished.findall(sheet) if b"<f" in sheet else ():
        marks.shows[int(row) - 1][column_number(column) - 1] = f"={formula.decode('utf-8', 'replace')}"
    if per_cent_styles:
        styled = rf'(?=[^>]* s="(?:{"|".join(per_cent_styles)})")(?![^>]* t="(?!n"))'.encode()
        for column, row, stored in re.findall(CELL + styled + rb"[^>]*>" + FORMULA + rb"<v>([^<]+)", sheet):
            marks.shows[int(row) - 1][column_number(column) - 1] = _as_per_cent(float(stored))
            marks.per_cents += 1
    marks.hidden_rows = {int(row) - 1 for row in HIDDEN_ROWS.findall(sheet)}
    marks.hidden_columns = tuple(name for entry in HIDDEN_COLUMNS.findall(sheet) for name in _columns(entry))
    return marks


def _columns(entry: bytes) -> list[str]:
    first, last = (re.search(rb' %s="(\d+)"' % name, entry) for name in (b"min", b"max"))
    if not first or not last:
        return []
    return [_letters(number) for number in range(int(first[1]), min(int(last[1]), int(first[1]) + NAMED - 1) + 1)]


def _as_per_cent(stored: float) -> str:
    """What a cell with a per cent format shows, without the sign: 0.58 is 58, and no 57.999999999999996."""
    return f"{float(f'{stored * 100:.15g}'):.15g}"


def _of_ods(content: IO[bytes]) -> Iterator[tuple[str, Marks]]:
    for _, table in ElementTree.iterparse(content):
        if table.tag != f"{TABLE}table":
            continue
        marks, at = Marks(), 0
        for row in table.iter(f"{TABLE}table-row"):
            again = min(int(row.get(f"{TABLE}number-rows-repeated", "1")), MOST_REPEATED)
            if row.get(f"{TABLE}visibility") in ("collapse", "filter"):
                marks.hidden_rows |= set(range(at, at + again)) if len(row) and _has_text(row) else set()
            shown = dict(_shown_in(row, marks))
            for repeated in range(again if shown else 0):
                marks.shows[at + repeated] = dict(shown)
            at += int(row.get(f"{TABLE}number-rows-repeated", "1"))
        yield table.get(f"{TABLE}name", ""), marks
        table.clear()


def _has_text(row: ElementTree.Element) -> bool:
    return any(True for _ in row.iter(f"{TEXT}p"))


def _shown_in(row: ElementTree.Element, marks: Marks) -> Iterator[tuple[int, str]]:
    """The cells of a row that show something else than is stored, by column."""
    at = 0
    for cell in row:
        again = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        kind, stored = cell.get(f"{OFFICE}value-type"), cell.get(f"{OFFICE}value")
        text = "".join(cell.itertext()).strip()
        shown = ""
        if kind == "percentage" and stored:
            shown = _as_per_cent(float(stored))
            marks.per_cents += again
        elif text.startswith("#") and (cell.get(f"{TABLE}formula") or kind in (None, "string", "float")):
            shown = text if re.fullmatch(r"#[A-Z0-9/?!:]+[!?]?|#N/A", text) else ""
        elif cell.get(f"{TABLE}formula") and not kind and not text:
            shown = f"={cell.get(f'{TABLE}formula', '').partition(':=')[2]}"
        if shown:
            yield from ((at + repeated, shown) for repeated in range(min(again, MOST_REPEATED)))
        at += again


def _of_binary(errors: Iterator[tuple[int, int, str]]) -> Marks:
    marks = Marks(unseen=True)
    for row, column, shown in errors:
        marks.shows[row][column] = shown
    return marks


def _of_xls(path: Path) -> dict[str, Marks] | None:
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), formatting_info=True, on_demand=True)
    except Exception:  # whatever it finds wrong, the reader of workbooks says better
        return None
    try:
        return {name: _of_old_sheet(book, book.sheet_by_name(name)) for name in book.sheet_names()}
    finally:
        book.release_resources()


def _of_old_sheet(book: Any, sheet: Any) -> Marks:
    import xlrd

    marks = Marks()
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if cell.ctype == xlrd.XL_CELL_ERROR:
                marks.shows[row][column] = xlrd.error_text_from_code.get(cell.value, "#ERROR")
            elif cell.ctype == xlrd.XL_CELL_NUMBER and _old_per_cent(book, cell.xf_index):
                marks.shows[row][column] = _as_per_cent(cell.value)
                marks.per_cents += 1
    marks.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden and row < sheet.nrows}
    marks.hidden_columns = tuple(
        _letters(column + 1)
        for column, info in sorted(sheet.colinfo_map.items())
        if info.hidden and column < sheet.ncols
    )
    return marks


def _old_per_cent(book: Any, style: int) -> bool:
    key = book.xf_list[style].format_key
    return _shows_per_cent(book.format_map[key].format_str)


def column_number(column: bytes) -> int:
    """A spreadsheet's column letters as a number: A is 1, AA is 27."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number


def _letters(number: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
