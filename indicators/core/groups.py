"""Two groups whose figures are set against each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Groups:
    """Two groups to set against each other: the first less the second is the gap."""

    dimension: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    first_name: str
    second_name: str
