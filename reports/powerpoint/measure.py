"""How much room words take on a slide: measured by the widths of Arial's letters, and broken into lines as programs do.

Arial is the type that a deck names; where it is missing, LibreOffice uses Liberation Sans, whose letters are as wide.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reports.powerpoint.letter_widths import BOLD, EM, REGULAR

POINT = 96 / 72
"""Pixels of a slide 1280 wide, to a point of type."""
LINE = 1.2
"""From one line to the next, in sizes of type: Arial asks for 1.15, other types for a little more."""
SPARE = 1.01
"""Programs round the widths of letters, each in its own way."""
PIECES = re.compile(r"\n|[ \t]+|[^ \t\n]+")
WIDTHS = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((False, REGULAR), (True, BOLD))
}


class Run(NamedTuple):
    """Words of one weight."""

    words: str
    bold: bool = False


def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide some words are on one line, in pixels; ``size`` is in points."""
    return sum(_letter(letter, bold) for letter in words) * size * POINT * SPARE / EM


def lines(runs: Sequence[Run], size: float, room: float) -> int:
    """How many lines some runs of words take together in ``room`` pixels.

    A line is broken at spaces alone. A program that also breaks after a hyphen never needs more lines.
    """
    count, used = 1, 0.0
    for piece, wide in _pieces(runs, size):
        if piece == "\n":
            count, used = count + 1, 0.0
            continue
        if used and used + wide > room and not piece.isspace():
            count, used = count + 1, 0.0
        used += wide
        if used > room and not piece.isspace():
            count, used = _broken_within(count, used, room, size)
    return count


def height(runs: Sequence[Run], size: float, room: float) -> float:
    """How high some runs of words are together in ``room`` pixels, in pixels."""
    return lines(runs, size, room) * line_height(size)


def line_height(size: float) -> float:
    """How high a line is, in pixels."""
    return size * POINT * LINE


def _pieces(runs: Sequence[Run], size: float) -> Iterator[tuple[str, float]]:
    """Words, spaces and ends of lines, each with its width; a word may go on from one run into the next."""
    wide = [width(letter, size, bold=run.bold) for run in runs for letter in run.words]
    for match in PIECES.finditer("".join(run.words for run in runs)):
        yield match.group(), sum(wide[match.start() : match.end()])


def _broken_within(count: int, used: float, room: float, size: float) -> tuple[int, float]:
    """A word wider than the room goes on on further lines, each of which may lack the width of a letter."""
    full = max(room - size * POINT, size * POINT)
    further_lines = math.ceil(used / full) - 1
    return count + further_lines, used - further_lines * full


@cache
def _letter(letter: str, bold: bool) -> int:
    """A letter's width; one that the table does not have counts as wide as the type is high."""
    plain = unicodedata.normalize("NFD", letter)[0]
    return WIDTHS[bold].get(letter, WIDTHS[bold].get(plain, EM))
