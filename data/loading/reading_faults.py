"""What somebody is told whose file could not be read to its end, with what to do."""

from __future__ import annotations

import os

from data.files.limits import ReadingLimits
from data.storage.versions import StoreError


def too_much_memory(name: str, limit: ReadingLimits) -> str:
    """Reading needs more memory than a file may take."""
    return (
        f"{name}: it needs more than {_gigabytes(limit.memory_mb)} of memory to read, so reading was stopped. "
        "Save it as CSV or split it; where it is sound and needed whole, raise DASHBOARD_READ_MEMORY_MB."
    )


def too_long(name: str, limit: ReadingLimits) -> str:
    """Reading takes longer than a file may take."""
    return (
        f"{name}: it takes more than {limit.seconds:,} second{'' if limit.seconds == 1 else 's'} to read, so reading was stopped. "
        "Save it as CSV or split it; where it is sound and needed whole, raise DASHBOARD_READ_SECONDS."
    )


def broke_down(name: str, code: int) -> str:
    """The process that read the file ended by itself, with this code."""
    why = f"signal {-code}" if code < 0 and os.name != "nt" else f"code {code}"
    return f"{name}: reading it broke down ({why}). Open it, save it again as CSV, and try once more."


def unexpected(name: str, words: str) -> str:
    """Reading met a fault that nobody thought of, in these words."""
    return f"{name}: it could not be read ({words[:200]}). Open it, save it again as CSV, and try once more."


def written_to(name: str) -> str:
    """Somebody wrote to the file while it was read."""
    return f"{name}: it changed while it was being read. Try again once nothing writes to it any more."


def not_started(why: object) -> StoreError:
    """No process that reads files could be started."""
    return StoreError(
        f"The process that reads files could not be started ({why}). Nothing was changed. "
        "Check that the computer has memory to spare, then try again."
    )


def _gigabytes(megabytes: int) -> str:
    return f"{megabytes / 1000:,.2g} GB" if megabytes >= 1000 else f"{megabytes:,} MB"
