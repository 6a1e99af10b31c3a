"""Every file that is broken, or made to do harm, and what has to become of it; each run makes them again."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
from places import SAMPLES

from tests.faults.hostile_texts import BOOK, NAMES, PACKINGS, READ, REFUSED, TEXTS, WRONG, Case
from tests.faults.making_files import (
    CELLS,
    HEADER,
    MB,
    OPEN_TABLE,
    ROW,
    SHEET,
    SOUND,
    archive,
    book,
    cells_for_hundreds_of_megabytes,
    columns,
    entity_bomb,
    equal_rows,
    far_cell,
    gzip_of_rows,
    gzip_of_zeros,
    larger_than_said,
    later,
    many,
    merged,
    noise,
    one_giant_cell,
    one_tab,
    open_document,
    open_row,
    parquet,
    repeated,
    replaced,
    scattered,
    spoiled,
    text,
    twin_columns,
    with_part,
    zip_bomb,
)

BOOKS = (
    Case("no workbook", text(b"PK\3\4 nothing", ".xlsx"), REFUSED),
    Case("text named workbook", text(SOUND, ".xlsx"), READ),
    Case("text named old workbook", text(SOUND, ".xls"), READ),
    Case("text named open workbook", text(SOUND, ".ods"), READ),
    Case("noise named old workbook", text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(5_000), ".xls"), REFUSED),
    Case("noise named binary workbook", text(noise(5_000), ".xlsb"), REFUSED),
    Case("an archive named workbook", text(archive(a=SOUND.encode()), ".xlsx"), REFUSED),
    Case("a workbook cut", text(BOOK[:-300], ".xlsx"), REFUSED),
    Case("half a workbook", text(BOOK[: len(BOOK) // 2], ".xlsx"), REFUSED),
    *(Case(f"a workbook spoilt, {n}", text(scattered(BOOK, n, 60), ".xlsx"), REFUSED) for n in range(1, 6)),
    Case("a workbook without tabs", text(with_part(BOOK, SHEET, lambda original: b""), ".xlsx"), REFUSED),
    Case("an empty workbook", text(one_tab([[]]), ".xlsx"), REFUSED),
    Case("a locked workbook", text((SAMPLES / "locked.xlsx").read_bytes(), ".xlsx"), REFUSED),
    Case("a workbook of 1.2 GB of noughts", zip_bomb, REFUSED),
    Case("a workbook larger than it says", larger_than_said, REFUSED),
    Case("entities in the list of tabs", text(entity_bomb("xl/workbook.xml"), ".xlsx"), REFUSED),
    Case("entities in the cells", text(entity_bomb(SHEET), ".xlsx"), REFUSED),
    Case(
        "parts that climb out of the archive",
        text(with_part(BOOK, "../../../tmp/x", lambda original: b"x"), ".xlsx"),
        READ,
    ),
    Case("a cell at the far corner", later(lambda: text(one_tab(change=far_cell), ".xlsx")), REFUSED),
    Case(
        "a cell beyond the far corner", later(lambda: text(replaced(b'r="D2"', b'r="ZZZZ99999999"'), ".xlsx")), REFUSED
    ),
    Case("a cell in row nought", text(replaced(b'r="D2"', b'r="D0"'), ".xlsx"), REFUSED),
    Case("cells in no place", text(replaced(b' r="D2"', b""), ".xlsx"), READ),
    Case(
        "a text that is not there",
        text(replaced(b't="inlineStr"><is><t>6018</t></is>', b't="s"><v>700</v>'), ".xlsx"),
        REFUSED,
    ),
    Case("markup that breaks off", text(replaced(b"</sheetData>", b""), ".xlsx"), REFUSED),
    Case("an error for a figure", text(one_tab([CELLS[0], [*CELLS[1][:3], "#N/A"]]), ".xlsx"), WRONG),
    Case("a formula never computed", text(one_tab([CELLS[0], [*CELLS[1][:3], "=1+1"]]), ".xlsx"), WRONG),
    Case("a date for a figure", text(one_tab([CELLS[0], [*CELLS[1][:3], datetime(2024, 1, 1)]]), ".xlsx"), WRONG),
    Case("merged cells", text(one_tab(change=merged), ".xlsx"), WRONG),
    Case(
        "two tabs that could be loaded", text(book(("A", "visible", CELLS), ("B", "visible", CELLS)), ".xlsx"), REFUSED
    ),
    Case("a very hidden twin", text(book(("A", "visible", CELLS), ("B", "veryHidden", CELLS)), ".xlsx"), REFUSED),
    Case("a very hidden tab beside", text(book(("A", "visible", CELLS), ("B", "veryHidden", [["x"]])), ".xlsx"), READ),
    Case("a very hidden table", text(book(("A", "visible", [["x"]]), ("B", "veryHidden", CELLS)), ".xlsx"), READ),
    Case("an open workbook", text(open_document(OPEN_TABLE), ".ods"), READ),
    Case("an open workbook cut", text(open_document(OPEN_TABLE)[:-60], ".ods"), REFUSED),
    Case(
        "columns repeated 16,000 times",
        later(lambda: text(open_document(open_row(["a"], 20_000, 16_000) + OPEN_TABLE), ".ods")),
        REFUSED,
    ),
    Case(
        "rows repeated a million times",
        later(lambda: text(open_document(OPEN_TABLE + open_row(["a" * 50] * 40, 10**6)), ".ods")),
        REFUSED,
    ),
    Case(
        "a cell repeated over a whole sheet",
        later(lambda: text(open_document(open_row(["a"], 10**6, 16_384)), ".ods")),
        REFUSED,
    ),
    Case("880 MB of cells", cells_for_hundreds_of_megabytes, REFUSED),
)
PARQUETS = (
    Case("no Parquet", text(b"PAR1 nothing PAR1", ".parquet"), REFUSED),
    Case("text named Parquet", text(SOUND, ".parquet"), READ),
    Case("a sound Parquet", parquet(**columns()), READ),
    Case("Parquet cut", spoiled(parquet(**columns()), lambda content: content[:-20]), REFUSED),
    *(
        Case(
            f"Parquet spoilt, {n}",
            spoiled(parquet(**columns()), lambda original, n=n: scattered(original, n, 200)),
            REFUSED,
        )
        for n in range(1, 6)
    ),
    Case("Parquet without columns", spoiled(parquet(a=[1]), lambda content: content[:4] + content[-8:]), REFUSED),
    Case("Parquet without rows", parquet(**{name: pa.array([], pa.string()) for name in CELLS[0]}), WRONG),
    Case("Parquet with a column twice", twin_columns, REFUSED),
    Case("Parquet with lists for figures", parquet(**columns(Answer=[[1, 2]])), WRONG),
    Case("Parquet with tables for figures", parquet(**columns(Answer=[{"a": 1}])), WRONG),
    Case("Parquet with no number", parquet(**columns(Answer=[float("nan")])), WRONG),
    Case("Parquet with nothing for a figure", parquet(**columns(Answer=pa.array([None], pa.float64()))), READ),
    Case("Parquet with bytes", parquet(**columns(Answer=[b"6018"])), READ),
    Case("Parquet with bytes that are no text", parquet(**columns(Answer=[b"\xff\xfe"])), WRONG),
    Case("Parquet with decimals", parquet(**columns(Answer=[Decimal("6018.0")])), READ),
    Case("Parquet with a moment for a figure", parquet(**columns(Answer=[datetime(2024, 1, 1, tzinfo=UTC)])), WRONG),
    Case("Parquet with a long number", parquet(**columns(Answer=[2**63 - 1])), READ),
    Case(
        "Parquet with 10,000 columns",
        later(lambda: parquet(**columns(), **{f"c{n}": ["1"] for n in range(10_000)})),
        READ,
    ),
    Case(
        "Parquet of 100 million cells",
        later(lambda: parquet(**dict.fromkeys(map(str, range(51)), repeated("1", 2 * MB)))),
        REFUSED,
    ),
    Case("Parquet with one cell of 1.5 GB", one_giant_cell, REFUSED),
    Case("Parquet of 3 million equal rows", equal_rows, READ),
)
LONG = (
    Case("50 MB of line ends", later(lambda: many([b"\n" * 50 * MB])), REFUSED),
    Case("a table and 50 MB of line ends", later(lambda: many([SOUND.encode(), b"\n" * 50 * MB])), REFUSED),
    Case("200 MB of commas", later(lambda: many([b"," * 10 * MB] * 20)), REFUSED),
    Case("200 MB of lines of commas", later(lambda: many([(b"," * 99 + b"\n") * 100_000] * 20)), REFUSED),
    Case(
        "a table and 200 MB of lines of commas",
        later(lambda: many([SOUND.encode(), *[(b"," * 99 + b"\n") * 100_000] * 20])),
        REFUSED,
    ),
    Case("950 MB of noughts, packed", gzip_of_zeros, REFUSED),
    Case("100 MB of equal rows, packed", gzip_of_rows, READ),
    Case(
        "more than a gigabyte",
        later(lambda: many([f"{HEADER}\n".encode(), *[f"{ROW}\n".encode() * 300_000] * 100])),
        REFUSED,
    ),
)
CASES = (*TEXTS, *NAMES, *PACKINGS, *BOOKS, *PARQUETS, *LONG)
