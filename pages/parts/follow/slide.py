"""A slide on a phone: its finding, its chart as a picture, its figures as a table, its source."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from charts import words
from charts.facts import ChartFacts
from charts.words import table
from pages.parts.overview import strategy_table
from pages.parts.present import playlists, slideshow
from pages.parts.shared import judged, markup
from pages.parts.shared.marks import mark
from pages.parts.site import frame
from pages.parts.writing import written
from reports.playlists import Shown
from reports.slides import deck
from reports.slides.model import Slide


@dataclass(frozen=True)
class Followed:
    """A slide of a playlist, which of how many it is (from 0), what it is called, and how a phone shows it."""

    playlist: Shown
    at: int
    slide: Slide
    title: str
    drawn: Markup

    @property
    def of(self) -> int:
        """How many slides the playlist has."""
        return len(self.playlist.slides)


WIDE, HIGH = 4.2, 2.6
"""Inches of a chart: a phone shows it as wide as its screen."""
AT_MOST = 12
"""Rows of figures on a phone; the page behind the slide has all."""


def for_all(playlist: str, number: int) -> Followed | None:
    """A slide of a playlist as every follower sees it; ``None`` where the playlist is gone, or has no slides any more."""
    return judged.once_for_all(_followed, playlist, number, written.is_shown())


def _followed(playlist: str, number: int, may_read: bool) -> Followed | None:
    """``may_read`` says whether what people wrote is in it, as of the visitor for whom it is made."""
    found = playlists.playlist(playlist)
    if found is None or not found.slides:
        return None
    at = min(max(number, 1), len(found.slides)) - 1
    board = judged.board()
    made = deck.slide(board, found.slides[at], slideshow.before(found))
    made = deck.with_writing(board, made, written.all_of_it())
    return Followed(found, at, made, deck.title(board, found.slides[at]), shown(made))


def shown(made: Slide) -> Markup:
    """Everything that a slide says, in the order in which a phone is read."""
    support = Markup()
    if made.subjects:
        about = f"This slide is about {words.subjects(made.subjects)}."
        support = Markup('<div class="support" role="note">{} {}</div>').format(about, frame.talk())
    return Markup(
        '{support}<p class="small">{above}</p><h1 class="finding">{finding}</h1><p class="small">{counted}</p>'
        "{evidence}{read}{sources}"
    ).format(
        support=support,
        above=made.above,
        finding=made.finding,
        counted=made.counted(),
        evidence=_evidence(made),
        read=_paragraphs(made.read(), ""),
        sources=_paragraphs([f"Source: {words.without_address(one.text)}" for one in made.sources[:3]], "small"),
    )


def _paragraphs(lines: list[str] | tuple[str, ...], kind: str) -> Markup:
    return Markup("").join(Markup('<p class="{}">{}</p>').format(kind, line) for line in lines)


def _evidence(made: Slide) -> Markup:
    if made.chart is not None:
        return _picture(made.chart) + _figures(made.chart)
    if made.rows:
        return strategy_table.page(made.view)
    if made.figures is not None:
        return markup.table(
            made.figures.head, made.figures.rows, made.finding, tuple(range(1, len(made.figures.head) - 1))
        )
    items = Markup("").join(
        Markup("<li>{}{}{}</li>").format(
            mark(line.mark, words.mark(line.mark)) if line.mark else "",
            Markup(" <b>{}</b>: ").format(line.name) if line.name else "",
            line.words,
        )
        for line in made.lines
    )
    return Markup('<ul class="entries">{}</ul>').format(items) if items else Markup()


def _figures(facts: ChartFacts) -> Markup:
    head, rows = table.header(facts), table.rows(facts)[:AT_MOST]
    inside = markup.table(head, rows, words.alternative(facts), tuple(range(1, len(head) - 1)))
    return Markup('<details class="opener"><summary>Figures as a table</summary>{}</details>').format(inside)


def _picture(facts: ChartFacts) -> Markup:
    from charts.paper import picture  # what draws it takes a while to import, and only here

    drawn = picture(facts, WIDE, HIGH).decode("utf-8")
    return markup.picture(drawn, words.alternative(facts), "followed")
