"""How much room the words of a slide take: what is left for its chart, and how large its letters may be."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from reports.slides.model import Slide

BAR = 46
LOWEST = 180
FINDING, LISTED, SMALL = (24.0, 0.031), (16.0, 0.0152), (14.0, 0.0135)
SOURCE, NEXT = 0.7, "The next slide is about suicide."
SMALLEST_TO_FIT = (900, 600)
FITS = (1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)


def room(slide: Slide, size: tuple[int, int], reading: Sequence[str], cited: str) -> int:
    """The height left for a chart between the words above and below it, in pixels; on a phone it scrolls instead."""
    return max(LOWEST, round(size[1] - _height(slide, size, reading, cited)))


def fit(slide: Slide, size: tuple[int, int], reading: Sequence[str], cited: str) -> float:
    """How large letters may be, beside their usual size, so that every line of a slide of words is seen at once.

    Beside a chart letters keep their size, as the chart gives way; so they do on a small screen, or one that somebody
    has zoomed into, where the slide scrolls.
    """
    if slide.chart is not None or size[0] < SMALLEST_TO_FIT[0] or size[1] < SMALLEST_TO_FIT[1]:
        return 1
    return next((times for times in FITS if _height(slide, size, reading, cited, times) <= size[1]), FITS[-1])


def _height(slide: Slide, size: tuple[int, int], reading: Sequence[str], cited: str, fit: float = 1) -> float:
    """The height that the words of a slide take, in pixels, with letters so many times their usual size."""
    wide, high = size
    letters, listed, small = (fit * max(least, share * wide) for least, share in (FINDING, LISTED, SMALL))
    per_line = 0.87 * wide
    taken = 0.05 * high + BAR + 5 * small + 1.18 * letters * _lines_of(slide.finding, per_line / (letters * 0.5))
    taken += 1.45 * small * _lines_of(f"{cited} {NEXT}", SOURCE * wide / (small * 0.44))
    if slide.support:
        taken += 2.2 * small + 1.35 * small * _lines_of(slide.support, per_line / (small * 0.42))
    if reading:
        taken += small + sum(1.5 * small * _lines_of(line, per_line / (small * 0.46)) for line in reading)
    for line in slide.lines:
        taken += 1.32 * listed * _lines_of(f"{line.name}: {line.words}", per_line / (listed * 0.46)) + 0.009 * high
    return taken


def _lines_of(text: str, letters: float) -> int:
    return ceil(len(text) / letters)
