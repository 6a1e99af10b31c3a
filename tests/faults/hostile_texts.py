"""Texts, names and packings that are broken, or made to do harm; and what a hostile file is.

``READ`` files are sound in spite of their looks and load, ``WRONG`` ones have rows to correct, and ``REFUSED`` ones cannot
be read at all.
"""

from __future__ import annotations

import codecs
import gzip
import zlib
from dataclasses import dataclass

from tests.faults.making_files import (
    HEADER,
    MB,
    ROW,
    SOUND,
    Maker,
    answer,
    archive,
    database,
    folder,
    later,
    linked,
    noise,
    nothing,
    one_tab,
    packed,
    pipe,
    scattered,
    text,
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
