"""What whoever starts the server may set by the environment, each with a default that suits one computer."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass, field
from functools import cache

KEY = "DASHBOARD_KEY"
VISIT = "DASHBOARD_UPLOAD_MB_A_VISIT"
ALL = "DASHBOARD_UPLOAD_MB_IN_ALL"
KEPT = "DASHBOARD_UPLOAD_KEPT_SECONDS"
MEGABYTE = 1024 * 1024
FIT_FOR_A_KEY = re.compile(r"[A-Za-z0-9_-]{20,}")
WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Settings:
    """The settings of one start.

    ``key`` opens visits that may write, and ``key_was_given`` says that the starter chose it.  ``visit_bytes`` and
    ``all_bytes`` limit the dropped files of one visit and of all together.  ``kept_seconds`` is how long dropped files
    wait for a visit that has lost its connection.
    """

    key: str = field(repr=False)
    key_was_given: bool
    visit_bytes: int
    all_bytes: int
    kept_seconds: int


@cache
def settings() -> Settings:
    """The settings, read once a start.  Raises ``ValueError`` where one is not fit, saying what to do."""
    return Settings(
        key=_key(),
        key_was_given=KEY in os.environ,
        visit_bytes=_whole(VISIT, 500) * MEGABYTE,
        all_bytes=_whole(ALL, 2000) * MEGABYTE,
        kept_seconds=_whole(KEPT, 15),
    )


def _key() -> str:
    key = os.environ.get(KEY)
    if key is None:
        return secrets.token_urlsafe(32)
    if not FIT_FOR_A_KEY.fullmatch(key):
        raise ValueError(
            f"{KEY} must have at least 20 characters, all of them letters, digits, - or _. "
            "Set a longer one, or leave it out: then a new one is made at each start."
        )
    return key


def _whole(name: str, usual: int) -> int:
    text = os.environ.get(name, str(usual))
    if not WHOLE.fullmatch(text):
        raise ValueError(
            f"{name} must be a whole number such as {usual}: {text[:40]!r} is not. Change it or leave it out."
        )
    return int(text)
