"""The ledger: a line for everything that was published, withdrawn or put back, appended beside the versions.

With the original files it is enough to make the store again.  Each line carries a checksum of itself and of the line
before, so that a line that was changed, lost or added is noticed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from data.storage.errors import DamagedError
from data.storage.migrations import STEP, taken
from data.storage.seal import checksum

FILE = "ledger.jsonl"
SET_ASIDE = "ledger.damaged-{}.jsonl"
FOUND, BACKED_UP = "found", "backed up"
WENT_BACK, RESTORED = "went back", "restored"

Entry = dict[str, Any]


@dataclass(frozen=True)
class Ledger:
    """The file of lines in a store's folder."""

    folder: Path

    @property
    def file(self) -> Path:
        """Where it is."""
        return self.folder / FILE

    def entries(self) -> list[Entry]:
        """Every line, the oldest first; a last line that was cut while it was written is left out.

        Raises ``DamagedError`` naming the first line that is not what was written.
        """
        return _entries(self._lines())

    def append(self, entries: Iterable[Entry]) -> None:
        """Add lines at the end, on the disk before this returns.  Raises ``DamagedError`` where it is damaged."""
        lines = self._lines()
        whole = len(_entries(lines))
        previous = json.loads(lines[whole - 1])["checksum"] if whole else ""
        added = []
        for entry in entries:
            added.append(_line(entry, previous))
            previous = json.loads(added[-1])["checksum"]
        if not added:
            return
        with self.file.open("r+b" if self.file.exists() else "wb") as opened:
            opened.seek(sum(len(line) for line in lines[:whole]))
            opened.truncate()
            opened.write(b"".join(added))
            opened.flush()
            os.fsync(opened.fileno())

    def set_aside(self) -> Path:
        """Rename a damaged ledger, so that a new one can be begun; return where it is now."""
        number = 1
        while (aside := self.folder / SET_ASIDE.format(number)).exists():
            number += 1
        return self.file.rename(aside)

    def chain(self) -> list[Entry]:
        """The lines of the version in force and of every version that it was made upon, the oldest first.

        Raises ``DamagedError`` where the ledger is damaged, empty, or lacks one of them.
        """
        entries = self.entries()
        by_version = {int(entry["version"]): entry for entry in entries if "base" in entry}
        moves = (
            entry["version"] for entry in reversed(entries) if "base" in entry or entry["what"] in (WENT_BACK, RESTORED)
        )
        version = next(moves, 0)
        ancestry: list[Entry] = []
        while version:
            if version not in by_version:
                raise DamagedError(f"{FILE} has no line that says how version {version} was made.")
            ancestry.append(by_version[version])
            version = by_version[version]["base"]
        if not ancestry:
            raise DamagedError(f"{FILE} has no line of a version.")
        return ancestry[::-1]

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Write the whole ledger again, for what has to be erased from it."""
        fresh = Ledger(self.folder / "ledger.new")
        fresh.folder.mkdir(exist_ok=True)
        fresh.file.unlink(missing_ok=True)
        fresh.append(entries)
        fresh.file.replace(self.file)
        fresh.folder.rmdir()

    def _lines(self) -> list[bytes]:
        return self.file.read_bytes().splitlines(keepends=True) if self.file.exists() else []


def _line(entry: Entry, previous: str) -> bytes:
    content = json.dumps(entry, default=str, ensure_ascii=False)
    return json.dumps({"entry": content, "checksum": checksum(f"{previous}{content}".encode())}).encode() + b"\n"


def _entries(lines: Sequence[bytes]) -> list[Entry]:
    entries: list[Entry] = []
    previous = ""
    for at, line in enumerate(lines):
        entry, previous = _read(line, previous)
        if entry is None:
            if at == len(lines) - 1 and not line.endswith(b"\n"):
                break
            raise DamagedError(f"{FILE} is damaged: line {at + 1} is not what was written.")
        entries.append(entry)
    return entries


def _read(line: bytes, previous: str) -> tuple[Entry | None, str]:
    try:
        stored = json.loads(line)
        if stored["checksum"] != checksum(f"{previous}{stored['entry']}".encode()):
            return None, ""
        return json.loads(stored["entry"]), stored["checksum"]
    except (ValueError, KeyError, TypeError):
        return None, ""


def entry_of(connection: DuckDBPyConnection, version: int) -> Entry:
    """What a version did, from the tables of it or of a later one: its loads, withdrawals, targets and files."""
    line = next(iter(_rows(connection, "SELECT * FROM version WHERE version = ?", version)), {})
    return {
        "version": version,
        "at": line.get("published_at", ""),
        "who": line.get("who"),
        "what": line.get("what"),
        "note": line.get("note"),
        "loads": _rows(connection, "SELECT * FROM load WHERE version_from = ? ORDER BY load_id", version),
        "withdrawn": [
            row["load_id"] for row in _rows(connection, "SELECT load_id FROM load WHERE version_to = ?", version)
        ],
        "reference": _rows(connection, "SELECT * FROM reference_file WHERE version_from = ? ORDER BY ALL", version),
        "targets": _rows(
            connection, f"SELECT * FROM target WHERE version_from = ? AND {ENTERED} ORDER BY ALL", version
        ),
        "targets_ended": _rows(
            connection,
            f"SELECT strategy, indicator, level FROM target WHERE version_to = ? AND {ENTERED} ORDER BY ALL",
            version,
        ),
        STEP: taken(connection),
        "code": next(iter(_rows(connection, "SELECT code FROM computation WHERE version = ?", version)), {}).get(
            "code"
        ),
    }


def originals_named(entries: Iterable[Entry]) -> set[str]:
    """The SHA-256 of every original file that the lines name: those loaded, and those that arrived and were corrected."""
    files = [file for entry in entries for file in (*entry.get("loads", ()), *entry.get("reference", ()))]
    return {sha256 for file in files for sha256 in (file["sha256"], file.get("arrived_sha256")) if sha256}


ENTERED = "coalesce(entered_by, '') <> ''"


def _rows(connection: DuckDBPyConnection, sql: str, version: int) -> list[Entry]:
    cursor = connection.execute(sql, [version])
    names = [column[0] for column in cursor.description]
    return [
        {
            name: value if value is None or isinstance(value, int | float | bool) else str(value)
            for name, value in zipped
        }
        for zipped in (zip(names, row, strict=True) for row in cursor.fetchall())
    ]
