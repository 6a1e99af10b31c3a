"""Where along a level a label lies on no line, as far as there is such a place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from charts.facts import ChartFacts, Point
from charts.figures import axis

LETTER, ROW = 6.8, 24
"""In pixels: a letter's width, and a label's height."""
WIDE, HIGH = 280, 320
"""In pixels: the inside of a chart on a phone.  On a wider screen a label takes less of it."""
STARTS = (0.0, 0.15, 0.3, 0.45, 0.6)


def free_place(facts: ChartFacts, level: float, letters: int, since: str | None) -> tuple[str, bool] | None:
    """The day at which the label starts, and whether it is above the level; ``None`` where it would cover a line anywhere.

    ``since`` is the day from which the level holds, where that is not always.
    """
    first, last = facts.ours.known[0].end, facts.latest.end
    days = (last - first).days
    begins = (date.fromisoformat(since) - first).days / days if since and days else 0.0
    share = min(1.0, letters * LETTER / WIDE)
    places = [
        (max(start, begins), above) for start in STARTS for above in (True, False) if start == 0 or start + share <= 1
    ]
    free = next((place for place in places if not _crossed(facts, level, share, *place)), None)
    if free is None:
        return None
    start, above = free
    return str(first + timedelta(days=round(start * days))), above


def _crossed(facts: ChartFacts, level: float, share: float, start: float, above: bool) -> bool:
    """Does a line run through the label, or does it reach out of the chart?"""
    scale = axis.axis(facts)
    tall = ROW / HIGH * (scale.high - scale.low)
    low, high = (level, level + tall) if above else (level - tall, level)
    first, days = facts.ours.known[0].end, (facts.latest.end - facts.ours.known[0].end).days
    since, until = (first + timedelta(days=round(part * days)) for part in (start, start + share))
    return (
        not (scale.low <= low and high <= scale.high)
        or any(
            after.end >= since
            and before.end <= until
            and min(before.figure, after.figure) <= high
            and max(before.figure, after.figure) >= low
            for before, after in _pieces(facts)
        )
        or any(ends >= since and begins <= until and low <= level <= high for begins, ends, level in _levels(facts))
    )


def _levels(facts: ChartFacts) -> Iterator[tuple[date, date, float]]:
    """The mean and the limits of a control chart, each with the days between which it is drawn."""
    for limits in facts.limits:
        for level in (limits.mean, *limits.within(facts.indicator)):
            yield limits.first, limits.last, level


def _pieces(facts: ChartFacts) -> Iterator[tuple[Point, Point]]:
    for line in (facts.ours, *facts.beside):
        yield from pairwise(line.known)
        yield from ((point, point) for point in line.known)
