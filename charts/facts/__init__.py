"""What a chart says, once: the figure, the words, the table, the slide and the file all come from here."""

from __future__ import annotations

from charts.facts.builders import by_group, dimensions, over_time, point, side_by_side
from charts.facts.control import control
from charts.facts.model import (
    ChartFacts,
    ChartKind,
    Cut,
    Flag,
    Line,
    Point,
    Proposed,
    Redrawn,
    UsualRange,
    starts_at_zero,
)
from charts.facts.similar_areas import similar_areas

__all__ = [
    "ChartFacts", "ChartKind", "Cut", "Flag", "Line", "Point", "Proposed", "Redrawn", "UsualRange", "by_group",
    "control", "dimensions", "over_time", "point", "side_by_side", "similar_areas", "starts_at_zero",
]  # fmt: skip
