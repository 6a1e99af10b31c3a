"""The playlists that people made, as they are presented."""

from __future__ import annotations

from pages.parts.shared import cached
from reports import playlists as ready
from reports.playlists import Shown


def playlists() -> list[Shown]:
    """Every playlist that somebody made, by name."""
    return cached.of_people(ready.made, [])
