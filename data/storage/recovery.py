"""The way back from damage, in words: which version is whole, what came after it, and the command that mends it."""

from __future__ import annotations

from collections.abc import Sequence

from data.storage.checking import damage
from data.storage.errors import DamagedError, StoreError
from data.storage.folder import StoreFolder
from data.storage.ledger import Entry

NAMED_AT_MOST = 5


def newest_whole(store: StoreFolder) -> int | None:
    """The newest version whose file is whole, read in full."""
    return next((version for version in reversed(store.kept()) if not damage(store, version)), None)


def way_back(store: StoreFolder) -> str:
    """What to do where the version in force cannot be used."""
    whole = newest_whole(store)
    again = "python -m data rebuild makes the store again from the original files that are kept."
    if whole is None:
        if store.ledger.file.exists() or store.originals.kept():
            return f"No version here is whole. {again}"
        return "No version here is whole. Put a backup back: python -m data restore PATH"
    words = f"Version {whole} is the newest whole one: python -m data go-back {whole} puts it in force."
    later = loads_after(store, whole)
    if not later:
        return words
    return f"{words} After it came {listed(later)}. {again}"


def loads_after(store: StoreFolder, version: int) -> list[Entry]:
    """The loads that the ledger has of later versions than this one."""
    try:
        entries = store.ledger.entries()
    except (DamagedError, StoreError):
        return []
    return [load for entry in entries if entry["version"] > version for load in entry.get("loads", ())]


def listed(loads: Sequence[Entry]) -> str:
    """Loads by number and file: "load 31 (march.csv) and 2 more"."""
    named = [f"load {load['load_id']} ({load['file_name']})" for load in loads[:NAMED_AT_MOST]]
    rest = len(loads) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "")
