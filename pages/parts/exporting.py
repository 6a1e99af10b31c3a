"""Taking a playlist away as a file that people can change."""

from __future__ import annotations

import streamlit as st

from pages.parts import held, html, stage
from pages.parts.take_away import exported
from reports import deck
from reports.deck import Deck
from reports.playlists import Shown
from reports.slides import pptx

KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def powerpoint(shown: Shown) -> None:
    """A button that makes the playlist's PowerPoint file when it is pressed, of the version that is looked at."""
    name = f"{html.file_name(shown.name)}-version-{held.version()}.pptx"
    st.download_button(
        "PowerPoint",
        lambda: pptx(deck_of(shown)),
        name,
        KIND,
        key=f"pptx_{shown.key}",
        help=f"“{shown.name}” with charts that can be edited, notes and sources",
        on_click=exported,
        args=(name,),
    )


def deck_of(shown: Shown) -> Deck:
    """The playlist with its slides made."""
    board, before = held.board(), stage.before(shown)
    slides = tuple(deck.slide(board, address, before) for address in shown.slides)
    return Deck(shown.name, slides, board.version, held.published_at(), held.today())
