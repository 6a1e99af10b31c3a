"""Makers of files, sound or not: each is given a path without an ending and returns the file that it made."""

from __future__ import annotations

import gzip
import io
import os
import random
import sqlite3
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from places import SAMPLES

HEADER = "Period,CCG Code,Question,Answer"
ROW = "SMI-Q4-2023-2024,15F,All6PHC,6018"
SOUND = f"{HEADER}\n{ROW}\n"
CELLS = [HEADER.split(","), ROW.split(",")]
MB = 1_000_000
Maker = Callable[[Path], Path]


def text(content: str | bytes, ending: str = ".csv", name: str | bytes = "") -> Maker:
    def make(path: Path) -> Path:
        target = Path(os.fsdecode(os.fsencode(path.parent) + b"/" + name)) if isinstance(name, bytes) and name else None
        target = target or (path.with_name(str(name)) if name else path.with_suffix(ending))
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    return make


def later(make: Callable[[], Maker]) -> Maker:
    """A maker whose content is large, so that it is put together only when the file is made."""
    return lambda path: make()(path)


def many(parts: Iterable[bytes], ending: str = ".csv", opened: Callable[[Path], io.IOBase] | None = None) -> Maker:
    """A long file, written in parts."""
    kept = list(parts)

    def make(path: Path) -> Path:
        target = path.with_suffix(ending)
        with opened(target) if opened else target.open("wb") as file:
            for part in kept:
                file.write(part)
        return target

    return make


def packed(content: bytes, again: bytes = b"", times: int = 0) -> Maker:
    """A packed file, and what else is packed behind it so many times."""
    return text(content + again * times, ".csv.gz")


def linked(to: str) -> Maker:
    def make(path: Path) -> Path:
        path.with_suffix(".csv").symlink_to(to)
        return path.with_suffix(".csv")

    return make


def nothing(path: Path) -> Path:
    return path.with_suffix(".csv")


def folder(path: Path) -> Path:
    path.with_suffix(".csv").mkdir()
    return path.with_suffix(".csv")


def pipe(path: Path) -> Path:
    os.mkfifo(path.with_suffix(".csv"))
    return path.with_suffix(".csv")


def database(path: Path) -> Path:
    connection = sqlite3.connect(path.with_suffix(".csv"))
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    return path.with_suffix(".csv")


def book(
    *tabs: tuple[str, str, list[list[object]]], change: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    """A workbook of tabs, each with its name, how it is hidden, and its rows."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, state, rows in tabs:
        tab = workbook.create_sheet(name)
        tab.sheet_state = state
        for row in rows:
            tab.append(row)
    if change:
        change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    workbook.close()
    return out.getvalue()


def one_tab(rows: list[list[object]] | None = None, change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    return book(("Data", "visible", rows or CELLS), change=change)


def with_part(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An archive with one of its parts changed, or a new one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        parts = {name: archive.read(name) for name in archive.namelist()}
        for name, part_content in (parts | {part: change(parts.get(part, b""))}).items():
            target.writestr(name, part_content)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{"".join(f"&{chr(97 + n)};" for _ in range(10))}">'.encode() for n in range(9)
)


def entity_bomb(part: str) -> bytes:
    def change(content: bytes) -> bytes:
        body = content.split(b"?>", 1)[-1]
        return ENTITIES + b"]>" + body.replace(b"Data", b"&j;").replace(b"<sheetData>", b"<sheetData>&j;")

    return with_part(one_tab(), part, change)


def larger_than_said(path: Path) -> Path:
    """A workbook whose largest part says that it is small."""
    content = bytearray(
        with_part(one_tab(), SHEET, lambda sheet_xml: sheet_xml.replace(b"</row>", b"</row>" + b" " * 20 * MB, 1))
    )
    size_bytes = (20 * MB).to_bytes(4, "little")[2:]
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        if content[at + 26 : at + 28] == size_bytes:
            content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
        at += 4
    path.with_suffix(".xlsx").write_bytes(content)
    return path.with_suffix(".xlsx")


def cells_for_hundreds_of_megabytes(path: Path) -> Path:
    """5 MB of workbook that are 880 MB of cells."""
    row = b"".join(b'<c t="inlineStr"><is><t>aaaaaaaaaaaaaaaa</t></is></c>' for _ in range(100))
    one = b"<row>" + row + b"</row>"
    with zipfile.ZipFile(io.BytesIO(one_tab())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    before, after = parts.pop(SHEET).split(b"</sheetData>")
    with zipfile.ZipFile(path.with_suffix(".xlsx"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, content in parts.items():
            target.writestr(name, content)
        with target.open(SHEET, "w") as sheet:
            sheet.write(before)
            for _ in range(880 * MB // len(one) // 100):
                sheet.write(one * 100)
            sheet.write(b"</sheetData>" + after)
    return path.with_suffix(".xlsx")


def open_document(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = f'<manifest:manifest {entry}><manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    return archive(
        mimetype=kind.encode(), **{"META-INF/manifest.xml": manifest.encode(), "content.xml": content.encode()}
    )


def open_row(cells: list[str], rows: int = 1, columns: int = 1) -> str:
    repeats = f' table:number-columns-repeated="{columns}"' if columns > 1 else ""
    row_cells = "".join(
        f'<table:table-cell office:value-type="string"{repeats}><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{rows}">{row_cells}</table:table-row>'


OPEN_TABLE = "".join(open_row(row) for row in CELLS)


def parquet(**columns: object) -> Maker:
    def make(path: Path) -> Path:
        pq.write_table(pa.table(columns), path.with_suffix(".parquet"))
        return path.with_suffix(".parquet")

    return make


def columns(**other: object) -> dict[str, object]:
    """The columns of a sound table, some with other cells."""
    return {name: [cell] for name, cell in zip(*CELLS, strict=True)} | {
        n.replace("_", " "): v for n, v in other.items()
    }


def one_giant_cell(path: Path) -> Path:
    """47 kB of Parquet with one cell of 1.5 GB.

    It was made once with pyarrow (zstd, no dictionary, no statistics) and is kept packed: to write it takes far more
    memory and time than to refuse it.
    """
    target = path.with_suffix(".parquet")
    target.write_bytes(gzip.decompress((SAMPLES / "one_giant_cell.parquet.gz").read_bytes()))
    return target


def repeated(cell: str, rows: int) -> pa.DictionaryArray:
    """A column of equal cells, of which there is one in memory."""
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), rows), [cell])


def equal_rows(path: Path) -> Path:
    """Little Parquet with 3 million equal rows of long cells."""
    cells = [ROW.split(",")[0], "15F", "a" * 500, "6018"]
    table = pa.table([repeated(cell, 3 * MB) for cell in cells], names=CELLS[0])
    pq.write_table(table, path.with_suffix(".parquet"), compression="zstd")
    return path.with_suffix(".parquet")


def twin_columns(path: Path) -> Path:
    names = [*CELLS[0], "Answer"]
    pq.write_table(pa.table([[cell] for cell in (*CELLS[1], "5")], names=names), path.with_suffix(".parquet"))
    return path.with_suffix(".parquet")


def spoiled(make: Maker, change: Callable[[bytes], bytes]) -> Maker:
    """A file made and then damaged."""

    def made(path: Path) -> Path:
        target = make(path)
        target.write_bytes(change(target.read_bytes()))
        return target

    return made


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def scattered(content: bytes, seed: int, times: int = 20) -> bytes:
    """The content with some bytes changed at random."""
    luck, spoilt = random.Random(seed), bytearray(content)
    for _ in range(times):
        spoilt[luck.randrange(len(spoilt))] = luck.randrange(256)
    return bytes(spoilt)


def answer(cell: str) -> str:
    return f"{HEADER}\nSMI-Q4-2023-2024,15F,All6PHC,{cell}\n"


def gzip_of_zeros(path: Path) -> Path:
    return packed(b"", gzip.compress(b"0" * 10 * MB), times=95)(path)


def gzip_of_rows(path: Path) -> Path:
    rows = f"{ROW}\n".encode() * (MB // (len(ROW) + 1))
    return packed(gzip.compress(f"{HEADER}\n".encode()), gzip.compress(rows), times=100)(path)


def zip_bomb(path: Path) -> Path:
    with (
        zipfile.ZipFile(path.with_suffix(".xlsx"), "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target,
        target.open(SHEET, "w") as sheet,
    ):
        for _ in range(120):
            sheet.write(b"0" * 10 * MB)
    return path.with_suffix(".xlsx")


def far_cell(altered_book: openpyxl.Workbook) -> None:
    altered_book["Data"]["XFD1048576"] = 1


def merged(altered_book: openpyxl.Workbook) -> None:
    altered_book["Data"].merge_cells("A2:B2")


def replaced(before: bytes, after: bytes) -> bytes:
    return with_part(one_tab(), SHEET, lambda sheet_xml: sheet_xml.replace(before, after))
