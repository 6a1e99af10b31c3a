"""Taking a playlist away: as slides that people can change, and as one file that opens without a server."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from indicators.core.board.board import Board
from pages.parts.present import slideshow
from pages.parts.shared import cached, judged, markup
from pages.parts.shared.downloads import taken
from pages.parts.writing import written
from reports.playlists import Shown
from reports.powerpoint import pptx, template
from reports.slides import deck
from reports.slides.deck import Writing
from reports.slides.model import Deck

KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def powerpoint(shown: Shown) -> None:
    """A button that makes the playlist's PowerPoint file when it is pressed, of the version that is looked at."""
    if template_fault():
        return
    name = f"{markup.file_name(shown.name)}-version-{cached.version()}.pptx"
    make = partial(_made, shown, judged.board(), slideshow.before(shown), cached.published_at(), written.all_of_it())
    st.download_button(
        "PowerPoint",
        taken(name, make),
        name,
        KIND,
        key=f"pptx_{shown.key}",
        help=f"“{markup.literal(shown.name)}” with charts that can be edited, notes and sources",
        on_click="ignore",
    )


def template_fault() -> Markup:
    """What the board's template lacks, where one is set that cannot be used."""
    path = template.chosen()
    try:
        if path is not None:
            judged.once_for_all(_usable, path, path.stat().st_mtime_ns if path.is_file() else 0)
    except template.TemplateError as fault:
        return Markup('<div class="banner" role="alert">No PowerPoint file can be made. {}</div>').format(fault)
    return Markup()


def _usable(path: Path, _changed: int) -> bool:
    """Asked once for each state of the file.  Raises ``TemplateError`` where it cannot be used."""
    return bool(template.of_template(path).layout.name)


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


def made(shown: Shown, board: Board, before: Board | None, published: str, writing: Writing) -> Deck:
    """The slides of a playlist, of one data version."""
    slides = tuple(deck.with_writing(board, deck.slide(board, address, before), writing) for address in shown.slides)
    return Deck(board.strategy, shown.name, slides, board.version, published, board.today)


def _made(shown: Shown, board: Board, before: Board | None, published: str, writing: Writing) -> bytes:
    return pptx(made(shown, board, before, published, writing), template.chosen())


def _file(shown: Shown, board: Board, before: Board | None, published: str, writing: Writing) -> bytes:
    from reports.offline.html import html  # what draws its charts takes a while to import, and only here

    return html(made(shown, board, before, published, writing))
