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
    def slide_count(self) -> int:
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
    slides_of = playlists.playlist(playlist)
    if slides_of is None or not slides_of.slides:
        return None
    at = min(max(number, 1), len(slides_of.slides)) - 1
    board = judged.board()
    slide = deck.slide(board, slides_of.slides[at], slideshow.before(slides_of))
    slide = deck.with_writing(board, slide, written.all_of_it())
    return Followed(slides_of, at, slide, deck.title(board, slides_of.slides[at]), shown(slide))


def shown(slide: Slide) -> Markup:
    """Everything that a slide says, in the order in which a phone is read."""
    support = Markup()
    if slide.subjects:
        about = f"This slide is about {words.subjects(slide.subjects)}."
        support = Markup('<div class="support" role="note">{} {}</div>').format(about, frame.talk())
    return Markup(
        '{support}<p class="small">{above}</p><h1 class="finding">{finding}</h1><p class="small">{counted}</p>'
        "{evidence}{read}{sources}"
    ).format(
        support=support,
        above=slide.above,
        finding=slide.finding,
        counted=slide.counted(),
        evidence=_evidence(slide),
        read=_paragraphs(slide.read(), ""),
        sources=_paragraphs([f"Source: {words.without_address(source.text)}" for source in slide.sources[:3]], "small"),
    )


def _paragraphs(lines: list[str] | tuple[str, ...], kind: str) -> Markup:
    return Markup("").join(Markup('<p class="{}">{}</p>').format(kind, line) for line in lines)


def _evidence(slide: Slide) -> Markup:
    if slide.chart is not None:
        return _picture(slide.chart) + _figures(slide.chart)
    if slide.rows:
        return strategy_table.page(slide.view)
    if slide.figures is not None:
        return markup.table(
            slide.figures.head, slide.figures.rows, slide.finding, tuple(range(1, len(slide.figures.head) - 1))
        )
    items = Markup("").join(
        Markup("<li>{}{}{}</li>").format(
            mark(line.mark, words.mark(line.mark)) if line.mark else "",
            Markup(" <b>{}</b>: ").format(line.name) if line.name else "",
            line.words,
        )
        for line in slide.lines
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
