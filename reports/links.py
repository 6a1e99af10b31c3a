"""Numbers in links: anybody may write anything there."""

from __future__ import annotations

import re

WHOLE = re.compile(r"[0-9]{1,9}")


def whole(written: str) -> int | None:
    """The whole number of a link; ``None`` where it is none, or far greater than anything we count."""
    return int(written) if WHOLE.fullmatch(written) else None
