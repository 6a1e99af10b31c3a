"""Files that are broken, or made to do harm, and what has to become of each; every run makes them again.

``READ`` files are sound in spite of their looks and load, ``WRONG`` ones have rows to correct, and ``REFUSED`` ones cannot
be read at all.
"""

from __future__ import annotations

import codecs
import gzip
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
from places import SAMPLES

from tests.faults.making_files import (
    CELLS,
    HEADER,
    MB,
    OPEN_TABLE,
    ROW,
    SHEET,
    SOUND,
    Maker,
    answer,
    archive,
    book,
    cells_for_hundreds_of_megabytes,
    columns,
    database,
    entity_bomb,
    equal_rows,
    far_cell,
    folder,
    gzip_of_rows,
    gzip_of_zeros,
    larger_than_said,
    later,
    linked,
    many,
    merged,
    noise,
    nothing,
    one_giant_cell,
    one_tab,
    open_document,
    open_row,
    packed,
    parquet,
    pipe,
    repeated,
    replaced,
    scattered,
    spoiled,
    text,
    twin_columns,
    with_part,
    zip_bomb,
)

READ, WRONG, REFUSED = "read", "wrong", "refused"


@dataclass(frozen=True)
class Case:
    """A file, and what becomes of it."""

    name: str
    make: Maker
    becomes: str


PACKED = gzip.compress(SOUND.encode(), mtime=0)
BOOK = one_tab()
TEXTS = (
    Case("nothing at all", text(b""), REFUSED),
    Case("one byte", text(b"a"), REFUSED),
    Case("a byte order mark alone", text(codecs.BOM_UTF8), REFUSED),
    Case("five line ends", text("\n" * 5), REFUSED),
    Case("blanks and commas", text(" , ,\n" * 50), REFUSED),
    Case("zero bytes", text(b"\0" * 400), REFUSED),
    Case("a zero byte in a row", text(f"{SOUND}\0"), REFUSED),
    Case("a zero byte after five megabytes", later(lambda: text(SOUND + f"{ROW}\n" * 150_000 + "\0")), REFUSED),
    Case("UTF-16, big end first", text(codecs.BOM_UTF16_BE + SOUND.encode("utf-16-be")), READ),
    Case("UTF-16 cut in a letter", text(SOUND.encode("utf-16")[:-1]), REFUSED),
    Case("UTF-16 without its mark", text(SOUND.encode("utf-16-le")), REFUSED),
    Case("UTF-16 with half a letter", text(codecs.BOM_UTF16_LE + b"\x00\xd8" + SOUND.encode("utf-16-le")), REFUSED),
    Case("UTF-32", text(SOUND.encode("utf-32")), REFUSED),
    Case("Windows-1252", text(SOUND.replace("All6PHC", "café").encode("cp1252")), READ),
    Case("bytes of no encoding", text(SOUND.replace("All6PHC", "a\x81b").encode("latin-1")), READ),
    Case("a letter cut at the end", text(SOUND.replace("6018\n", "6018").encode() + "é".encode()[:1]), WRONG),
    Case("an overlong letter", text(SOUND.encode().replace(b"All6PHC", b"\xc0\xafx")), READ),
    Case("a byte order mark in the middle", text(f"{HEADER}\n\ufeff{ROW}\n"), WRONG),
    Case("a quote never closed", text(f'{HEADER}\n"{ROW}\n{ROW}\n'), REFUSED),
    Case("a quote never closed in the last cell", text(f'{SOUND}{ROW[:-4]}"6018\n'), REFUSED),
    Case(
        "a quote never closed before five megabytes",
        later(lambda: text(f'{HEADER}\n"' + f"{ROW}\n" * 150_000)),
        REFUSED,
    ),
    Case(
        "a quote never closed before twelve megabytes",
        later(lambda: text(f'{HEADER}\n"' + f"{ROW}\n" * 360_000)),
        REFUSED,
    ),
    Case("a quote in the middle of a cell", text(f'{HEADER}\n{ROW}\n"a"b,,,\n'), REFUSED),
    Case("quotes only", text('"' * 1001), REFUSED),
    Case("a megabyte of quotes", later(lambda: text(f"{HEADER}\n" + '"' * MB)), WRONG),
    Case("a cell of nine megabytes", later(lambda: text(answer('"' + "a" * 9 * MB + '"'))), WRONG),
    Case("a cell of eleven megabytes", later(lambda: text(answer('"' + "a" * 11 * MB + '"'))), REFUSED),
    Case("a cell of eleven megabytes of lines", later(lambda: text(answer('"' + "a\n" * 5_500_000 + '"'))), REFUSED),
    Case("a line of twelve megabytes", later(lambda: text("a" * 12 * MB)), REFUSED),
    Case("a row of a million commas", later(lambda: text(f"{SOUND}{ROW}{',' * MB}\n")), READ),
    Case("a row of a million cells", later(lambda: text(f"{SOUND}{ROW}{',a' * MB}\n")), WRONG),
    Case(
        "a title of 16,000 cells over 7,000 rows",
        later(lambda: text(f"T{',' * 16_000}\n{HEADER}\n" + f"{ROW}\n" * 7_000)),
        REFUSED,
    ),
    Case(
        "a header of 100,000 columns", later(lambda: text(f"{HEADER}{',x' * 100_000}\n{ROW}{',1' * 100_000}\n")), READ
    ),
    Case("a column twice", text(f"{HEADER},Answer\n{ROW},5\n"), REFUSED),
    Case("a column renamed", text(SOUND.replace("Answer", "Reply")), REFUSED),
    Case("headers in capitals with blanks", text(SOUND.replace("Question", "  QUESTION ")), READ),
    Case("a header with letters that nobody sees", text(SOUND.replace("Answer", "An\u200bswer")), READ),
    Case("a header alone", text(f"{HEADER}\n"), WRONG),
    Case("the header twice", text(f"{SOUND}{HEADER}\n"), WRONG),
    Case("a total under the table", text(f"{SOUND},,,6018\n"), WRONG),
    Case("a remark under the table", text(f"{SOUND}\nSource: somebody\n"), WRONG),
    Case("cut in a row", text(f"{SOUND}SMI-Q3-2023-2024,15F"), WRONG),
    Case("a cell too many", text(f"{SOUND}{ROW},7\n"), WRONG),
    Case("a number beyond all numbers", text(answer("1e999")), WRONG),
    Case("no number", text(answer("nan")), WRONG),
    Case("an endless number", text(answer("inf")), WRONG),
    Case("a number of 5,000 digits", text(answer("1" * 5_000)), WRONG),
    Case("a number in other digits", text(answer("٦٠١٨")), WRONG),
    Case("a hexadecimal number", text(answer("0x10")), WRONG),
    Case("a number with underscores", text(answer("6_018")), WRONG),
    Case("a formula", text(answer('"=HYPERLINK(""http://x"")"')), WRONG),
    Case("a formula that calls a program", text(answer("=cmd|' /C calc'!A0")), WRONG),
    Case("words of SQL", text(SOUND.replace("All6PHC", '"x\'); DROP TABLE area; --"')), READ),
    Case("words of SQL for a period", text(SOUND.replace("SMI-Q4-2023-2024", "'; DROP TABLE load; --")), WRONG),
    Case("orders to a terminal", text(answer("\x1b[2J\x1b]0;x\x07")), WRONG),
    Case("markup", text(answer("<script>alert(1)</script>")), WRONG),
    Case("a page instead of a file", text("<html><body>404</body></html>"), REFUSED),
    Case("JSON", text('{"Period": 1}'), REFUSED),
    Case("XML that names a file", text('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'), REFUSED),
    Case("a PDF named CSV", text(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), REFUSED),
    Case("a picture named CSV", text(b"\x89PNG\r\n\x1a\n" + noise(500)), REFUSED),
    Case("a workbook named CSV", text(BOOK), READ),
    Case("a packed text named CSV", text(PACKED), READ),
    Case("a database named CSV", database, REFUSED),
    Case("a program named CSV", text(b"\x7fELF" + noise(5_000)), REFUSED),
    Case("noise without zero bytes", later(lambda: text(noise(200_000).replace(b"\0", b""))), REFUSED),
    Case("ends of lines of old", text(SOUND.replace("\n", "\r")), READ),
    Case("all ends of lines together", text(f"{HEADER}\r\n{ROW}\r{ROW}\n".replace("Q4", "Q3", 1)), READ),
    Case("two carriage returns a line", text(SOUND.replace("\n", "\r\r\n")), READ),
    Case("line separators of Unicode", text(f"{HEADER}\n{ROW}\u2028{ROW}\n"), WRONG),
    Case("a row a cell a line", text("\n".join(SOUND.replace("\n", ",").split(","))), REFUSED),
    Case("a quarter that there is not", text(SOUND.replace("Q4", "Q7")), WRONG),
    Case("a year beyond all years", text(SOUND.replace("2023-2024", "9999-10000")), WRONG),
    Case("the year nought", text(SOUND.replace("2023-2024", "0000-0001")), WRONG),
    Case("a count below nought", text(answer("-5")), WRONG),
    Case(
        "30,000 rows to correct",
        later(lambda: text(f"{HEADER}\n" + "".join(f"Q{n},15F,a,b\n" for n in range(30_000)))),
        WRONG,
    ),
    Case(
        "200,000 different periods",
        later(lambda: text(f"{HEADER}\n" + "".join(f"Q{n},15F,a,1\n" for n in range(200_000)))),
        WRONG,
    ),
    Case(
        "one figure in 10,000 ways",
        later(lambda: text(f"{HEADER}\n" + "".join(f"{ROW[:-4]}{n}\n" for n in range(10_000)))),
        WRONG,
    ),
)
NAMES = (
    Case("a name that is a pattern", text(SOUND, name="[a-z]*?{b}.csv"), READ),
    Case("a name with quotes", text(SOUND, name='it\'s "so"; DROP TABLE load;.csv'), READ),
    Case("a name with a line end", text(SOUND, name="a\nb.csv"), READ),
    Case("a name of other letters, right to left", text(SOUND, name="\u202evsc.exe.csv"), READ),
    Case("a name that is no text", text(SOUND, name=b"a\xff\xfeb.csv"), READ),
    Case("a name of 250 letters", text(SOUND, name="n" * 246 + ".csv"), READ),
    Case("a name that starts with a minus", text(SOUND, name="--layout.csv"), READ),
    Case("a name that is an address", text(SOUND, name="http:..host.csv"), READ),
    Case("an ending in capitals", text(SOUND, ".CSV"), READ),
    Case("nothing but an ending", text(SOUND, name=".csv"), REFUSED),
    Case("no ending", text(SOUND, name="figures"), REFUSED),
    Case("an unknown ending", text(SOUND, ".exe"), REFUSED),
    Case("an archive", text(archive(a=SOUND.encode()), ".zip"), REFUSED),
    Case("no file", nothing, REFUSED),
    Case("a folder", folder, REFUSED),
    Case("a pipe", pipe, REFUSED),
    Case("a link to nothing", linked("nowhere.csv"), REFUSED),
    Case("a link to itself", linked("itself.csv"), REFUSED),
    Case("a link to endless zeros", linked("/dev/zero"), REFUSED),
    Case("a link to a file of the system", linked("/etc/hostname"), REFUSED),
)
PACKINGS = (
    Case("not packed", packed(b"not packed"), REFUSED),
    Case("packed and cut", packed(gzip.compress(b"a,b\n" * 999)[:-9]), REFUSED),
    Case("packed and overwritten", packed(scattered(gzip.compress(noise(400)), 2)), REFUSED),
    Case("packed with a wrong sum", packed(PACKED[:-8] + b"\0" * 8), REFUSED),
    Case("nothing, packed", packed(gzip.compress(b"")), REFUSED),
    Case("packed twice", packed(gzip.compress(PACKED)), REFUSED),
    Case(
        "two packings in one", packed(gzip.compress(f"{HEADER}\n".encode()) + gzip.compress(f"{ROW}\n".encode())), READ
    ),
    Case("packed with rubbish behind", packed(PACKED + b"rubbish"), REFUSED),
    Case("packed with zeros behind", packed(PACKED + b"\0" * 100), READ),
    Case("a workbook, packed", packed(gzip.compress(BOOK)), REFUSED),
    Case(
        "packed under the name of another file",
        packed(b"\x1f\x8b\x08\x08" + PACKED[4:10] + b"../../x\0" + PACKED[10:]),
        READ,
    ),
    Case("packed by another method", packed(zlib.compress(SOUND.encode())), REFUSED),
    Case("packed UTF-16", packed(gzip.compress(SOUND.encode("utf-16"))), READ),
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
    Case("a workbook without tabs", text(with_part(BOOK, SHEET, lambda held: b""), ".xlsx"), REFUSED),
    Case("an empty workbook", text(one_tab([[]]), ".xlsx"), REFUSED),
    Case("a locked workbook", text((SAMPLES / "locked.xlsx").read_bytes(), ".xlsx"), REFUSED),
    Case("a workbook of 1.2 GB of noughts", zip_bomb, REFUSED),
    Case("a workbook larger than it says", larger_than_said, REFUSED),
    Case("entities in the list of tabs", text(entity_bomb("xl/workbook.xml"), ".xlsx"), REFUSED),
    Case("entities in the cells", text(entity_bomb(SHEET), ".xlsx"), REFUSED),
    Case(
        "parts that climb out of the archive", text(with_part(BOOK, "../../../tmp/x", lambda held: b"x"), ".xlsx"), READ
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
        Case(f"Parquet spoilt, {n}", spoiled(parquet(**columns()), lambda held, n=n: scattered(held, n, 200)), REFUSED)
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
