"""Taking a playlist away: as slides that people can change, and as one file that opens without a server."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.core.board.board import Board
from pages.parts.present import slide_template, slideshow
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.downloads import taken
from pages.parts.writing import written
from reports.playlists import Shown
from reports.powerpoint import pptx
from reports.powerpoint.template import Template
from reports.slides import deck
from reports.slides.deck import Writing
from reports.slides.model import Deck

KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def powerpoint(shown: Shown) -> None:
    """A button that makes the playlist's PowerPoint file when it is pressed, of the version that is looked at."""
    if slide_template.fault():
        return
    name = f"{markup.file_name(shown.name)}-version-{cached.version()}.pptx"
    contents = (judged.board(), slideshow.before(shown), cached.published_at(), written.all_of_it())
    make = partial(_presentation, slide_template.of_board(), shown, *contents)
    st.download_button(
        "PowerPoint",
        taken(name, make),
        name,
        KIND,
        key=f"pptx_{shown.key}",
        help=f"“{markup.literal(shown.name)}” with charts that can be edited, notes and sources",
        on_click="ignore",
    )


def offline(shown: Shown) -> None:
    """A button that makes one HTML file of the playlist, for a room without a network."""
    name = f"{markup.file_name(shown.name)}-version-{cached.version()}.html"
    make = partial(_file, shown, judged.board(), slideshow.before(shown), cached.published_at(), written.all_of_it())
    st.download_button(
        "Offline",
        taken(name, make),
        name,
        "text/html",
        key=f"offline_{shown.key}",
        help=f"“{markup.literal(shown.name)}” as one file that opens in any browser without a network",
        on_click="ignore",
    )


def deck_of(shown: Shown, board: Board, before: Board | None, published: str, writing: Writing) -> Deck:
    """The slides of a playlist, of one data version."""
    slides = tuple(deck.with_writing(board, deck.slide(board, address, before), writing) for address in shown.slides)
    return Deck(board.strategy, shown.name, slides, board.version, published, board.today)


def _presentation(
    template: Template | None, shown: Shown, board: Board, before: Board | None, published: str, writing: Writing
) -> bytes:
    return pptx(deck_of(shown, board, before, published, writing), template)


def _file(shown: Shown, board: Board, before: Board | None, published: str, writing: Writing) -> bytes:
    from reports.offline.html import html  # what draws its charts takes a while to import, and only here

    return html(deck_of(shown, board, before, published, writing))
