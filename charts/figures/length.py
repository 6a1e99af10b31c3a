"""A bar as long as a figure, for a row of a list; the number beside it says the same."""

from __future__ import annotations

from charts.figures.theme import ACCENT, RULE

WIDTH, HEIGHT = 120, 12


def length(value: float, least: float, most: float) -> str:
    """SVG of a bar from 0, or from the least figure where that is below 0."""
    low = min(0.0, least)
    span = (max(0.0, most) - low) or 1
    start, end = sorted(((0 - low) / span * WIDTH, (value - low) / span * WIDTH))
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path d="M0 {HEIGHT - 1}H{WIDTH}" stroke="{RULE}"/>'
        f'<rect x="{start:.1f}" y="1" width="{end - start:.1f}" height="{HEIGHT - 3}" fill="{ACCENT}"/></svg>'
    )
