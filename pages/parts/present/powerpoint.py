"""Taking a playlist away as a file that people can change."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.core.board.board import Board
from pages.parts.present import slideshow
from pages.parts.shared import cached, markup
from pages.parts.shared.downloads import taken
from pages.parts.writing import written
from reports.playlists import Shown
from reports.powerpoint import pptx
from reports.slides import deck
from reports.slides.deck import Writing
from reports.slides.model import Deck

KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def powerpoint(shown: Shown) -> None:
    """A button that makes the playlist's PowerPoint file when it is pressed, of the version that is looked at."""
    name = f"{markup.file_name(shown.name)}-version-{cached.version()}.pptx"
    make = partial(_made, shown, cached.board(), slideshow.before(shown), cached.published_at(), written.all_of_it())
    st.download_button(
        "PowerPoint",
        taken(name, make),
        name,
        KIND,
        key=f"pptx_{shown.key}",
        help=f"“{markup.literal(shown.name)}” with charts that can be edited, notes and sources",
        on_click="ignore",
    )


def _made(shown: Shown, board: Board, before: Board | None, published: str, writing: Writing) -> bytes:
    slides = tuple(deck.with_writing(board, deck.slide(board, address, before), writing) for address in shown.slides)
    return pptx(Deck(board.strategy, shown.name, slides, board.version, published, board.today))
