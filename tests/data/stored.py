"""What the tests of the store share."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import psutil

from data.loading import publish
from data.storage import connections, precedence
from data.storage.versions import Store

Values = list[tuple]


def publish_nothing(store: Store, times: int = 1) -> None:
    """New versions that differ in nothing but their number."""
    for _ in range(times):
        with store.next_version() as draft:
            publish.record(draft.connection, draft.number, "recompute", "a test", "")


def in_force(store: Store, day: date | None = None, version: int | None = None) -> Values:
    cursor = store.read()
    precedence.materialise(cursor, version or store.version, day)
    return cursor.execute("SELECT value FROM in_force_published_value ORDER BY ALL").fetchall()


def readers() -> list[psutil.Process]:
    """The processes that read files for this one."""
    return [child for child in psutil.Process().children() if "data.loading.worker" in child.cmdline()]


def fingerprint(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def figure(year: int, value: int) -> str:
    """A file of the common format with one figure."""
    row = {
        "indicator_id": "know_where_help_crisis",
        "area_code": "E08000035",
        "period_start": f"{year}-04-01",
        "period_end": f"{year + 1}-03-31",
        "period_type": "year",
        **dict.fromkeys(("sex", "age", "dimension", "category"), ""),
        "value": str(value),
        **dict.fromkeys(("numerator", "denominator"), ""),
        "source_id": "healthwatch_leeds",
        "published_on": "",
        "citation": "A report",
    }
    return f"{','.join(row)}\n{','.join(row.values())}\n"


def as_an_earlier_release_made_it(store: Store, statement: str) -> None:
    """Change the first version's file as a release without steps, seals and a ledger would have left it."""
    connections.let_go(store.file(1))
    with duckdb.connect(str(store.file(1))) as connection:
        connection.execute(statement)
        connection.execute("ALTER TABLE computation DROP COLUMN strategies")
        connection.execute("DROP TABLE migration")
    for path in (*store.folder.glob("*.seal"), store.ledger.file):
        path.unlink()


def holding(folder: Path, word: str) -> list[str]:
    """Files of a folder in which a word can be read, compressed originals unpacked."""
    import pyarrow as pa

    file_names = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".zst":
                content += pa.CompressedInputStream(str(path), "zstd").read()
            if word.encode() in content:
                file_names.append(path.name)
    return file_names
