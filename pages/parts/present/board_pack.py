"""Taking a board pack away as a PDF: of the whole strategy, or of a playlist."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from indicators.core.board.board import Board
from pages.parts.lists import changes
from pages.parts.plain import pages as plain_pages
from pages.parts.present import files, slideshow
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.downloads import taken
from pages.parts.writing import written
from reports.pack.look import look
from reports.pack.model import Look
from reports.pack.of_strategy import PackMaterial, of_strategy
from reports.playlists import Shown
from reports.slides.deck import Writing
from reports.slides.model import Deck

KIND = "application/pdf"


def of_the_strategy() -> None:
    """A button that makes the whole pack when it is pressed, of the version that is looked at."""
    if (paper_look := _look()) is None:
        return
    name = f"{markup.file_name(cached.strategy().name)}-board-pack-version-{cached.version()}.pdf"
    make = partial(_whole, judged.board(), cached.published_at(), _as_written(), paper_look)
    st.download_button(
        "Board pack (PDF)",
        taken(name, make),
        name,
        KIND,
        key="board_pack",
        help="Every priority with its measures, charts, gaps, story and actions; tagged for screen readers",
        on_click="ignore",
    )


def of_playlist(shown: Shown) -> None:
    """The same of a playlist: a page or more a slide, with the figures as tables."""
    if (paper_look := _look()) is None:
        return
    name = f"{markup.file_name(shown.name)}-version-{cached.version()}.pdf"
    before, writing = slideshow.before(shown), written.all_of_it()
    make = partial(_slides, shown, judged.board(), before, cached.published_at(), writing, paper_look)
    st.download_button(
        "PDF",
        taken(name, make),
        name,
        KIND,
        key=f"pdf_{shown.key}",
        help=f"“{markup.literal(shown.name)}” on paper, with its figures as tables; tagged for screen readers",
        on_click="ignore",
    )


def of_slides(label: str, name: str, make: Callable[[], Deck]) -> None:
    """The same of slides that somebody else makes, such as the minutes of a meeting."""
    if (paper_look := _look()) is None:
        return

    def as_pdf() -> bytes:
        from reports.pack.of_playlist import of_playlist as pack
        from reports.pack.pdf import pdf

        return pdf(pack(make(), paper_look))

    st.download_button(label, taken(name, as_pdf), name, KIND, key=f"pdf_of_{name}", on_click="ignore")


def fault() -> Markup:
    """What is wrong with the board's own name, colour or logo; empty where nothing is."""
    try:
        look()
    except ValueError as wrong:
        return Markup('<div class="banner" role="alert">No PDF can be made: {}</div>').format(wrong)
    return Markup()


def _look() -> Look | None:
    try:
        return look()
    except ValueError:
        return None


def _as_written() -> PackMaterial:
    against = changes.compared()
    writing, decisions, checked = written.all_of_it(), written.all_decisions(), plain_pages.checked()
    if against is None:
        return PackMaterial(writing, decisions, checked=checked)
    return PackMaterial(writing, decisions, against.changes, against.since, checked)


def _whole(board: Board, published: str, writing: PackMaterial, with_look: Look) -> bytes:
    from reports.pack.pdf import pdf  # what draws it takes a while to import, and only here

    return pdf(
        of_strategy(
            board, published, writing, with_look, f"{board.strategy.short_name or board.strategy.name}: board pack"
        )
    )


def _slides(
    shown: Shown, board: Board, before: Board | None, published: str, writing: Writing, with_look: Look
) -> bytes:
    from reports.pack.of_playlist import of_playlist as pack
    from reports.pack.pdf import pdf

    return pdf(pack(files.deck_of(shown, board, before, published, writing), with_look))
