"""Messages between two processes: JSON, each after its length in four bytes.

JSON and not pickle: whatever a hostile file does to the process that reads it, what comes back is only data.
"""

from __future__ import annotations

import json
from typing import IO, Any

LONGEST = 256_000_000
"""The most bytes that a message may have; a longer one means that the sender is broken."""


def write(out: IO[bytes], message: dict[str, Any]) -> None:
    """Send one message.  Raises ``OSError`` where nobody listens any more."""
    content = json.dumps(message).encode("ascii")
    out.write(len(content).to_bytes(4, "big") + content)
    out.flush()


def read(source: IO[bytes]) -> dict[str, Any] | None:
    """The next message; ``None`` where there are no more, or where what comes is none."""
    length = int.from_bytes(source.read(4), "big")
    if not 0 < length <= LONGEST:
        return None
    content = source.read(length)
    try:
        message = json.loads(content) if len(content) == length else None
    except ValueError:
        return None
    return message if isinstance(message, dict) else None
