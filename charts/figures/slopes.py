"""Slopes across deprivation over the years: a dot a year with its limits, and the line of no slope."""

from __future__ import annotations

from collections.abc import Sequence

from charts.figures.theme import ACCENT, QUIET
from indicators.core.inequalities.model import Slope

WIDTH, HEIGHT, EDGE = 260, 70, 10


def slopes(ordered_slopes: Sequence[Slope]) -> str:
    """SVG of the slopes in order of time, on a scale that holds 0."""
    limits = [part for slope in ordered_slopes for part in slope.difference]
    low, high = min(0.0, *limits), max(0.0, *limits)

    def up(value: float) -> float:
        return HEIGHT - EDGE - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * EDGE)

    first, last = ordered_slopes[0].end.toordinal(), ordered_slopes[-1].end.toordinal()
    parts = [f'<path d="M0 {up(0):.1f}H{WIDTH}" stroke="{QUIET}" stroke-dasharray="4 3"/>']
    for slope in ordered_slopes:
        across = EDGE + (slope.end.toordinal() - first) / ((last - first) or 1) * (WIDTH - 2 * EDGE)
        size, lower, upper = slope.difference
        parts.append(
            f'<path d="M{across:.1f} {up(lower):.1f}V{up(upper):.1f}" stroke="{ACCENT}" stroke-width="3" opacity=".45"/>'
            f'<circle cx="{across:.1f}" cy="{up(size):.1f}" r="4" fill="{ACCENT}"/>'
        )
    drawn = "".join(parts)
    return f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>'
