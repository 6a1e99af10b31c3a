"""How a chart is drawn, for the words that say how to read it: on screen, or as a native chart in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Drawing:
    """What a reader sees: the limits of a line, the figures of groups, and the limits of those."""

    band: str
    figure: str
    limit: str
    filled_dots: bool

    @property
    def limits(self) -> str:
        """Limits of single figures."""
        return f"{self.limit}s"


SCREEN = Drawing(band="band", figure="dot", limit="bar", filled_dots=True)
NATIVE = Drawing(band="pale lines", figure="bar", limit="line", filled_dots=False)
"""A native line chart has no band between two lines, and its groups and areas are bars of one colour."""
