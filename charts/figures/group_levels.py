"""One group on a line: now as a dot with its limits, at the start as a ring, everybody as an upright rule."""

from __future__ import annotations

from dataclasses import dataclass

from charts.figures.axis import around
from charts.figures.theme import ACCENT, QUIET
from indicators.core.inequalities.model import Breakdown, Group

WIDTH, HEIGHT, EDGE = 380, 20, 8
RULE = "#d9dee3"


@dataclass(frozen=True)
class Scale:
    """The scale of a breakdown's chart: round numbers at both ends, and where between them a figure is drawn."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """How far from the left a figure lies, in the picture's own units."""
        return EDGE + (value - self.low) / ((self.high - self.low) or 1) * (WIDTH - 2 * EDGE)


def scale(breakdown: Breakdown) -> Scale:
    """One scale for all groups of a breakdown, from 0 or below, to beyond the highest limit: a length is never cut off."""
    groups = [*breakdown.now.groups, *(breakdown.then.groups if breakdown.then else ())]
    shown = [part for group in groups for part in (group.value, *(group.limits or ())) if part is not None]
    shown += [] if breakdown.now.everybody is None else [breakdown.now.everybody]
    ends = around(min(0.0, *shown), max(shown))
    return Scale(ends.low, ends.high)


def level(group: Group, then: Group | None, everybody: float | None, on: Scale) -> str:
    """SVG of a group; shape tells now from then, colour only helps."""
    middle = HEIGHT / 2
    parts = [f'<path d="M{EDGE} {middle}H{WIDTH - EDGE}" stroke="{RULE}"/>']
    if everybody is not None:
        parts.append(f'<path d="M{on.at(everybody):.1f} 0V{HEIGHT}" stroke="{QUIET}" stroke-width="1.5"/>')
    if group.limits:
        low, high = (on.at(limit) for limit in group.limits)
        parts.append(f'<path d="M{low:.1f} {middle}H{high:.1f}" stroke="{ACCENT}" stroke-width="3" opacity=".45"/>')
    if then is not None and then.value is not None:
        parts.append(
            f'<circle cx="{on.at(then.value):.1f}" cy="{middle}" r="4.5" fill="#fff" stroke="{QUIET}" stroke-width="2"/>'
        )
    if group.value is not None:
        parts.append(f'<circle cx="{on.at(group.value):.1f}" cy="{middle}" r="5" fill="{ACCENT}"/>')
    drawn = "".join(parts)
    return f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>'
