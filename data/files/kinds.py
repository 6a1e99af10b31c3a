"""What kind of file it is, from its first bytes: a name may say otherwise."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from data.problems import UnreadableFileError

HEAD = 4_096


class Kind(StrEnum):
    """The kinds that can be read."""

    WORKBOOK = "a workbook"
    TEXT = "plain text"
    PARQUET = "a Parquet file"
    PACKED = "text packed by gzip"
    MAP = "a map (GeoJSON or hexjson)"


SUFFIXES = {
    **dict.fromkeys((".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"), Kind.WORKBOOK),
    **dict.fromkeys((".csv", ".tsv", ".txt"), Kind.TEXT),
    ".parquet": Kind.PARQUET,
    ".gz": Kind.PACKED,
    **dict.fromkeys((".geojson", ".hexjson", ".json"), Kind.MAP),
}
STARTS = {
    b"\xd0\xcf\x11\xe0": Kind.WORKBOOK,
    b"PAR1": Kind.PARQUET,
    b"\x1f\x8b": Kind.PACKED,
}
OTHERS = {b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture"}
WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ELSEWHERE = "Find the data file itself on the publisher's page, as CSV, XLSX or ODS, and load that."
SAVE_AS = "Open it in a spreadsheet program and save it as XLSX or CSV."


def kind_of(path: Path) -> tuple[Kind, str]:
    """What a file is, and what to say where its name says otherwise; empty where it agrees.

    Raises ``UnreadableFileError`` for a web page, a PDF, a picture and whatever else cannot hold a table.
    """
    named = SUFFIXES[path.suffix.lower()]
    with path.open("rb") as file:
        head = file.read(HEAD)
    _refuse_others(path, head)
    kind = next((kind for start, kind in STARTS.items() if head.startswith(start)), None)
    if kind is None and _is_workbook(path, head):
        kind = Kind.WORKBOOK
    if kind is None and head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        kind = Kind.MAP
    if kind is None:
        text = head.startswith(UTF_16) or (b"\0" not in head and b"," in head and b"\n" in head)
        kind = Kind.TEXT if text else named
    note = f"Its name ends in {path.suffix}, and it is {kind}: read as that." if kind is not named else ""
    return kind, note


def _refuse_others(path: Path, head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(WEB_PAGE):
        raise UnreadableFileError(
            f"{path.name}: this is a web page saved under the name of a data file. {SAVE_AS} Or fetch the data file itself."
        )
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise UnreadableFileError(f"{path.name}: this is a spreadsheet of 2003 written as XML. {SAVE_AS}")
    for begins, kind in OTHERS.items():
        if head.startswith(begins):
            raise UnreadableFileError(f"{path.name}: this is {kind}, whatever its name says. {ELSEWHERE}")


def _is_workbook(path: Path, head: bytes) -> bool:
    """A workbook is a ZIP archive with certain parts; a damaged one is found out where it is read."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return True
    if any(name.startswith("xl/") or name == "content.xml" for name in names):
        return True
    raise UnreadableFileError(
        f"{path.name}: this is an archive with {len(names):,} files in it. Unpack it and load the files one by one."
    )
