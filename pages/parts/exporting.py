"""Taking a playlist away as a file that people can change."""

from __future__ import annotations

from reports.playlists import Shown


def powerpoint(shown: Shown) -> None:
    """To come with the deck's own module."""
