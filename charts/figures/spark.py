"""A line in a card: inline SVG, no axes, the last point marked; gaps stay gaps and few points stay dots."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from charts.facts import ChartFacts
from charts.facts.points import Point, Run, joined
from charts.figures.hatching import pattern
from charts.figures.theme import QUIET

WIDTH, HEIGHT, EDGE = 280, 52, 5
LAST = 48
BESIDE = "#8a949e"

Place = tuple[float, float]


def spark(facts: ChartFacts, colour: str = QUIET, before: date | None = None, *, beside: bool = False) -> str:
    """The last years of the line as SVG, hidden from screen readers: the card's words say the same.

    ``before`` is the end of the figure that was the latest one: it is ringed.  ``beside`` draws the first of the other
    lines, England's, dashed on the same scale.  Illustrative figures stand on slanting lines.
    """
    known = facts.ours.known[-LAST:]
    if not known:
        return ""
    others = _same_time(facts, known) if beside else ()
    places = _places(known, [point for run in others for point in run])
    parts = [pattern(WIDTH, HEIGHT)] if facts.illustrative else []
    parts += [_line([places[point] for point in run], BESIDE, dash="5 4") for run in others if joined(run)]
    for run in facts.ours.runs:
        shown = tuple(point for point in run if point in places)
        parts += (
            [_line([places[p] for p in shown], colour)] if joined(shown) else [_dot(places[p], colour) for p in shown]
        )
    parts += [_ring(places[point], colour) for point in known if point.end == before]
    parts.append(_dot(places[known[-1]], colour, 4))
    return f'<svg class="spark" aria-hidden="true" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


def _same_time(facts: ChartFacts, known: Run) -> tuple[Run, ...]:
    """The first other line's runs, as far as ours reaches."""
    runs = facts.beside[0].runs if facts.beside else ()
    return tuple(tuple(p for p in run if known[0].end <= p.end <= known[-1].end) for run in runs)


def _places(known: Run, others: Sequence[Point]) -> dict[Point, Place]:
    """Where each figure is in the picture."""
    drawn = (*known, *others)
    values = [point.value or 0.0 for point in drawn]
    low, tall = min(values), max(values) - min(values)
    first = known[0].end.toordinal()
    wide = known[-1].end.toordinal() - first
    return {
        point: (
            EDGE + (point.end.toordinal() - first) / (wide or 1) * (WIDTH - 2 * EDGE),
            HEIGHT - EDGE - ((value - low) / tall if tall else 0.5) * (HEIGHT - 2 * EDGE),
        )
        for point, value in zip(drawn, values, strict=True)
    }


def _line(places: list[Place], colour: str, dash: str = "") -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    look = f' stroke-dasharray="{dash}"' if dash else ' stroke-linejoin="round"'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{look}/>'


def _dot(place: Place, colour: str, radius: float = 3.2) -> str:
    return f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="{radius:g}" fill="{colour}"/>'


def _ring(place: Place, colour: str) -> str:
    return f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="4" fill="#fff" stroke="{colour}" stroke-width="1.6"/>'
