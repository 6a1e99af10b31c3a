"""What a board pack is made of: sections, each of blocks that the template lays out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from charts.facts import ChartFacts
from charts.figures.theme import ACCENT
from indicators.core.verdicts import Mark

NAVY = ACCENT


@dataclass(frozen=True)
class Look:
    """The board's own name, its colour, and its logo; empty where it has set none."""

    board: str = ""
    colour: str = NAVY
    logo: Path | None = None


@dataclass(frozen=True)
class Text:
    """A paragraph; ``small`` for sources and notes, ``strong`` for a line that leads, ``box`` for whom to talk to."""

    words: str
    how: Literal["plain", "small", "strong", "box"] = "plain"
    kind: Literal["text"] = "text"


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    words: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Entry:
    """A line of a list: the mark before it, what it is about, and what is said of it."""

    words: str
    name: str = ""
    mark: Mark | None = None


@dataclass(frozen=True)
class Entries:
    """A list."""

    entries: tuple[Entry, ...]
    kind: Literal["entries"] = "entries"


@dataclass(frozen=True)
class Table:
    """A table of text under heads; ``marks`` is the mark of each row, where they have one; ``widths`` are shares."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    widths: tuple[int, ...]
    marks: tuple[Mark, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Chart:
    """A chart with its finding, what it counts, and its source, kept together on a page."""

    facts: ChartFacts
    finding: str
    counted: str
    source: str
    half: bool = False
    kind: Literal["chart"] = "chart"


Block = Text | Heading | Entries | Table | Chart


@dataclass(frozen=True)
class Section:
    """A part of the pack that begins on a page of its own: its short name for the contents, and its finding."""

    name: str
    above: str
    finding: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Pack:
    """A whole pack, and which data it shows."""

    name: str
    strategy: str
    place: str
    version: int
    published: str
    made_on: date
    sections: tuple[Section, ...]
    look: Look = field(default_factory=Look)
    support: str = ""

    def all_charts(self) -> Sequence[Chart]:
        """Every chart in order."""
        return [block for section in self.sections for block in section.blocks if isinstance(block, Chart)]
