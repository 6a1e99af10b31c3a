"""How much memory, time and how many cells a file may take to read: settings, and what a larger file may take."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from data.storage.versions import StoreError

USUAL_BYTES = 50_000_000
"""Up to this size a file has the limits as they are set; a larger one has more, in proportion."""
READ_WHOLE = {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb", ".parquet", ".geojson", ".hexjson", ".json"}
"""Kinds of file that unpack in memory, so that a larger one may need more; a text is read a few megabytes at a time."""


@dataclass(frozen=True)
class ReadingLimits:
    """What reading one file may take: resident memory in megabytes and time in seconds."""

    memory_mb: int
    seconds: int

    def of(self, path: Path, size: int) -> ReadingLimits:
        """These limits for a file of so many bytes."""
        growth = max(1.0, size / USUAL_BYTES)
        memory = self.memory_mb * (growth if path.suffix.lower() in READ_WHOLE else 1)
        return ReadingLimits(round(memory), round(self.seconds * growth))


def limits() -> ReadingLimits:
    """The limits as ``DASHBOARD_READ_MEMORY_MB`` and ``DASHBOARD_READ_SECONDS`` set them; 1,500 and 60 otherwise.

    Raises ``StoreError`` where one of the settings is no number.
    """
    most_cells()  # it counts where the file is read, and should not be found wrong only there
    return ReadingLimits(setting("DASHBOARD_READ_MEMORY_MB", 1_500), setting("DASHBOARD_READ_SECONDS", 60))


def most_cells() -> int:
    """How many cells a table may have, as ``DASHBOARD_READ_CELLS`` sets it; 100 million otherwise."""
    return setting("DASHBOARD_READ_CELLS", 100_000_000)


def setting(name: str, otherwise: int) -> int:
    """A whole number above 0 from the environment.  Raises ``StoreError`` where it is none."""
    text = os.environ.get(name, "").strip()
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 16 and int(text)):
        raise StoreError(f"{name} is set to {text[:40]!r}. Set it to a whole number above 0, or take it away.")
    return int(text)
