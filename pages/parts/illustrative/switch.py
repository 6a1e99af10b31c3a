"""The banner over a page that shows illustrative figures, and the way to see them or not."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from charts.words import illustrative as illustrative_words
from pages.parts.shared import cached, markup


def banner(page: str) -> None:
    """Say on every page that a link asks for illustrative figures, with the way out."""
    if not markup.shows_illustrative():
        return
    has_figures = cached.has_illustrative()
    markup.show(
        Markup('<div class="banner made-up" role="note"><strong>{}.</strong> {} {}</div>').format(
            illustrative_words.HEADING,
            illustrative_words.BANNER if has_figures else illustrative_words.NONE_HELD,
            _way(page, illustrative_words.HIDE, ""),
        )
    )


def offer(page: str) -> Markup:
    """The way to illustrative figures, for the foot of a page; empty where none are held or they are shown already."""
    if markup.shows_illustrative() or not cached.has_illustrative():
        return Markup()
    return Markup(" · {}").format(_way(page, illustrative_words.SHOW, "1"))


def _way(page: str, words: str, on: str) -> Markup:
    """This page in the same state, with illustrative figures or without."""
    state = {name: value for name, value in st.query_params.items() if name not in ("version", "back")}
    return markup.link(page, words, state | {markup.ILLUSTRATIVE: on})
