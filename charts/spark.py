"""A line in a card: inline SVG, no axes, the last point marked; gaps stay gaps and few points stay dots."""

from __future__ import annotations

from charts.facts import ChartFacts, Point
from charts.theme import QUIET
from charts.trend import runs

WIDTH, HEIGHT, EDGE = 280, 52, 5
LAST = 48


def spark(facts: ChartFacts, colour: str = QUIET) -> str:
    """The last years of the line as SVG, hidden from screen readers: the card's words say the same."""
    known = facts.ours.known[-LAST:]
    if not known:
        return ""
    values = [point.value or 0.0 for point in known]
    low, high = min(values), max(values)
    first, last = known[0].end.toordinal(), known[-1].end.toordinal()

    def place(point: Point) -> tuple[float, float]:
        along = (point.end.toordinal() - first) / (last - first) if last > first else 0.0
        up = ((point.value or 0.0) - low) / (high - low) if high > low else 0.5
        return EDGE + along * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)

    kept = set(known)
    parts = []
    for run in runs(facts.ours):
        shown = [place(point) for point in run if point in kept]
        if facts.joined and len(shown) > 1:
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in shown)
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'
            )
        elif shown and (not facts.joined or len(shown) == 1):
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{colour}"/>' for x, y in shown]
    x, y = place(known[-1])
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
    return f'<svg class="spark" aria-hidden="true" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
