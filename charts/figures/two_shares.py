"""Two shares of one group on one line: a filled dot for those who take part, a ring for those who live here."""

from __future__ import annotations

from charts.figures.theme import ACCENT, QUIET

WIDTH, HEIGHT, EDGE = 168, 14, 6
RULE = "#d9dee3"


def two_shares(ours: float, theirs: float, most: float) -> str:
    """SVG of both shares on a line from 0 to ``most``; shape tells them apart, colour only helps."""
    middle = HEIGHT / 2

    def at(share: float) -> float:
        return EDGE + share / (most or 1) * (WIDTH - 2 * EDGE)

    between = f'<path d="M{at(ours):.1f} {middle}H{at(theirs):.1f}" stroke="{QUIET}" stroke-width="1.5"/>'
    line = f'<path d="M{EDGE} {middle}H{WIDTH - EDGE}" stroke="{RULE}"/>'
    ring = f'<circle cx="{at(theirs):.1f}" cy="{middle}" r="4.5" fill="#fff" stroke="{QUIET}" stroke-width="2"/>'
    dot = f'<circle cx="{at(ours):.1f}" cy="{middle}" r="4" fill="{ACCENT}"/>'
    return f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">{line}{between}{ring}{dot}</svg>'
