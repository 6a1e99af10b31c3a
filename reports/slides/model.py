"""What a slide is: one finding with its evidence, its sources, and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from charts import words
from charts.facts import ChartFacts
from charts.facts.matrix import Row, View
from charts.facts.views import newest
from charts.words.drawing import SCREEN, Drawing
from data.people.playlists import Address
from indicators.core.board.board import Board
from indicators.core.model import Sensitivity
from indicators.core.strategy.model import Strategy
from indicators.core.verdicts import Mark

WORDS = 40
"""The most words of a list on one slide; more of it is on a second."""
SECOND = "second"
CONTINUED = ", continued"
TABLE_ROWS = 12
SUBJECTS = (Sensitivity.SUICIDE, Sensitivity.SELF_HARM)


@dataclass(frozen=True)
class TextLine:
    """One line of a slide: words, the mark before them, and the screen that says more."""

    words: str
    mark: Mark | None = None
    name: str = ""
    address: Address | None = None

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(f"{self.name} {self.words}".split())


@dataclass(frozen=True)
class Page:
    """The lines that one slide shows of a list, and how many are on no slide."""

    lines: tuple[TextLine, ...]
    remaining: int

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that its lines are of."""
        return tuple(line.address.get("indicator") for line in self.lines if line.address is not None)


def page_of(lines: Sequence[TextLine], shown: Address) -> Page:
    """The lines of the slide that an address asks for: the first, or the second with what the first does not hold."""
    first, second = _that_fit(lines), lines[:0]
    if len(first) < len(lines):
        second = _that_fit(lines[len(first) :])
    on = second if shown.get(SECOND) else first
    return Page(tuple(on), len(lines) - len(first) - len(second))


def has_second(lines: Sequence[TextLine]) -> bool:
    """Does a list need a second slide?"""
    return len(_that_fit(lines)) < len(lines)


def _that_fit(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """As many of the lines as have few enough words together; one at least."""
    lengths = accumulate(line.length for line in lines)
    return lines[: max(1, sum(total <= WORDS for total in lengths))]


@dataclass(frozen=True)
class Figures:
    """A table of figures on a slide: heads, rows of text, and what was left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0


@dataclass(frozen=True)
class Source:
    """Who published figures and when; on a slide of several indicators ``titles`` says whose newest figures."""

    cited: str
    titles: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The source, after what it is the source of where that is not clear from the slide."""
        return f"{'; '.join(self.titles)}: {self.cited}" if self.titles else self.cited


@dataclass(frozen=True)
class Slide:
    """One finding with its evidence: a chart, lines, the strategy on a page, or a table; never two of them.

    ``above`` says where in the strategy it is, ``under`` what is counted, or is added to what the chart counts,
    ``reading`` what may come after the finding, before how to read the chart, ``subjects`` those of suicide and
    self-harm that it is about, ``indicators`` those that it names.
    """

    strategy: Strategy
    address: Address
    above: str
    finding: str
    under: str = ""
    chart: ChartFacts | None = None
    lines: tuple[TextLine, ...] = ()
    rows: tuple[Row, ...] = ()
    view: View = View.DIRECTION
    figures: Figures | None = None
    reading: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    subjects: tuple[Sensitivity, ...] = ()
    indicators: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What the presenter's notes have besides: a story that people wrote, or the figures behind a decision."""

    def counted(self, drawn: Drawing = SCREEN) -> str:
        """What is counted, as the chart is drawn."""
        return self.under if self.chart is None else f"{words.subtitle(self.chart, drawn)}{self.under}"

    def read(self, drawn: Drawing = SCREEN) -> tuple[str, ...]:
        """What may come after the finding, each sentence once, as the chart is drawn."""
        how = () if self.chart is None else tuple(words.how_to_read(self.chart, drawn))
        return tuple(dict.fromkeys((*self.reading, *how)))

    def shows_the_same(self, other: Slide) -> bool:
        """Does another slide say and show nothing else, whatever load its figures come from?"""
        return replace(self, sources=other.sources) == other

    @property
    def support(self) -> str:
        """Whom to talk to where the subject asks for it; else empty."""
        if not self.subjects:
            return ""
        return f"This slide is about {words.subjects(self.subjects)}. {words.talk(self.strategy)}"


@dataclass(frozen=True)
class Deck:
    """A playlist with its slides made, and which data they show."""

    strategy: Strategy
    name: str
    slides: tuple[Slide, ...]
    version: int
    published: str
    made_on: date


def sources_of(board: Board, names: Sequence[str]) -> tuple[Source, ...]:
    """Where the newest figures of some indicators come from, each source once, with whose they are."""
    titles_by_source: dict[str, list[str]] = {}
    for name in names:
        if figure := newest(board, name):
            titles_by_source.setdefault(words.source(figure), []).append(board.title(name))
    return tuple(Source(cited, tuple(titles)) for cited, titles in titles_by_source.items())


def subjects_of(board: Board, names: Iterable[str], *further_subjects: str) -> tuple[Sensitivity, ...]:
    """Which of suicide and self-harm the indicators, or a part of the strategy, are about."""
    kinds = {str(board.indicator(name).sensitivity) for name in names} | set(further_subjects)
    return tuple(kind for kind in SUBJECTS if kind in kinds)


def others(number: int, noun: str, ending: str = ".") -> tuple[str, ...]:
    """A line for those that are left out; none where none are."""
    return (f"{words.upper(words.counted(number, noun))}{ending}",) if number else ()
