"""The banner over a page that shows illustrative figures, and the way to see them or not."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts.words import illustrative as told
from pages.parts.shared import cached, markup


def banner(page: str) -> None:
    """Say on every page that a link asks for illustrative figures, with the way out."""
    if not markup.shows_illustrative():
        return
    held = cached.illustrative_held()
    markup.show(
        Markup('<div class="banner made-up" role="note"><strong>{}.</strong> {} {}</div>').format(
            told.HEADING, told.BANNER if held else told.NONE_HELD, _way(page, told.HIDE, "")
        )
    )


def offer(page: str) -> Markup:
    """The way to illustrative figures, for the foot of a page; empty where none are held or they are shown already."""
    if markup.shows_illustrative() or not cached.illustrative_held():
        return Markup()
    return Markup(" · {}").format(_way(page, told.SHOW, "1"))


def _way(page: str, words: str, on: str) -> Markup:
    """This page in the same state, with illustrative figures or without."""
    state = {name: value for name, value in st.query_params.items() if name not in ("version", "back")}
    return markup.link(page, words, state | {markup.ILLUSTRATIVE: on})
