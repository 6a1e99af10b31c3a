"""What a chart says, once: the figure, the words, the table, the slide and the file all come from here."""

from __future__ import annotations

from charts.facts.similar_areas import similar_areas
from charts.facts.control import control
from charts.facts.builders import by_group, dimensions, over_time, point, released
from charts.facts.model import ChartFacts, Cut, Limits, Line, Point, Proposed, Redrawn, starts_at_zero

__all__ = [
    "ChartFacts", "Cut", "Limits", "Line", "Point", "Proposed", "Redrawn", "by_group", "control", "dimensions",
    "over_time", "point", "released", "similar_areas", "starts_at_zero",
]  # fmt: skip
