"""The headline of a slide: at most two lines, as large as they allow."""

from __future__ import annotations

import re
from typing import NamedTuple

from reports.powerpoint.measure import Run, lines

LARGEST, SMALLEST = 30, 20
MOST_LINES = 2
ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


class Headline(NamedTuple):
    """What is said large, at which size in points, and what is left of the finding to say beneath."""

    words: str
    size: int
    rest: str = ""


def headline(finding: str, room: float, largest: int = LARGEST) -> Headline:
    """The finding at the largest size, up to ``largest`` points, at which it takes two lines.

    One that needs more at the smallest size is cut where a sentence ends, and the other sentences stand beneath it.
    A single sentence that is longer is kept whole.
    """
    whole = _size(finding, room, largest)
    if whole:
        return Headline(finding, whole)
    sentences = ENDS.split(finding)
    for count in range(len(sentences) - 1, 0, -1):
        words = " ".join(sentences[:count])
        if size := _size(words, room, largest):
            return Headline(words, size, " ".join(sentences[count:]))
    return Headline(sentences[0], SMALLEST, " ".join(sentences[1:]))


def _size(words: str, room: float, largest: int) -> int:
    """The largest size at which some words take two lines; 0 where no size does."""
    fitting = (size for size in range(largest, SMALLEST - 1, -1) if _fits(words, size, room))
    return next(fitting, 0)


def _fits(words: str, size: int, room: float) -> bool:
    return lines([Run(words, bold=True)], size, room) <= MOST_LINES
