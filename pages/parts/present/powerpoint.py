"""Taking a playlist away as a file that people can change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from data.people.stories import Story, Subject
from indicators.core.board.board import Board
from pages.parts.present import slideshow
from pages.parts.shared import cached, markup
from pages.parts.shared.downloads import taken
from pages.parts.writing import written
from reports.playlists import Shown
from reports.powerpoint import pptx
from reports.slides import deck
from reports.slides.model import Deck

KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def powerpoint(shown: Shown) -> None:
    """A button that makes the playlist's PowerPoint file when it is pressed, of the version that is looked at."""
    name = f"{markup.file_name(shown.name)}-version-{cached.version()}.pptx"
    make = partial(_made, shown, cached.board(), slideshow.before(shown), cached.published_at(), written.all_stories())
    st.download_button(
        "PowerPoint",
        taken(name, make),
        name,
        KIND,
        key=f"pptx_{shown.key}",
        help=f"“{markup.literal(shown.name)}” with charts that can be edited, notes and sources",
        on_click="ignore",
    )


def _made(shown: Shown, board: Board, before: Board | None, published: str, stories: Mapping[Subject, Story]) -> bytes:
    slides = tuple(deck.with_story(board, deck.slide(board, address, before), stories) for address in shown.slides)
    return pptx(Deck(board.strategy, shown.name, slides, board.version, published, board.today))
