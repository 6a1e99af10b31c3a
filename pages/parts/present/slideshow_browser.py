"""What a talk needs of the browser: keys, full screen, a black screen, its size; and figures that refresh themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from data.storage.versions import StoreError
from pages.parts.shared import by_itself, cached

HERE = Path(__file__).parent
KEY = "talk"
SIZE = "talk_size"
LOOK_EVERY = "2s"

SCRIPTS = "closer.js", "slideshow.js"  # one after the other: the second uses the first

_keys = st.components.v2.component(
    "talk",
    html=(HERE / "slideshow.html").read_text(),
    js="\n".join((HERE / script).read_text() for script in SCRIPTS),
    isolate_styles=False,
)


def style() -> None:
    """No navigation, no footer, large type: a slide and nothing else."""
    st.html(HERE / "slideshow.css")


class Answer(NamedTuple):
    """What the browser has said since the last slide: the step asked for, ``grid``, ``slide``, ``readings`` or
    ``no readings``, its window's size."""

    go: int | None
    act: str | None
    size: str | None


def answer() -> Answer:
    """The keys pressed since the slide on the screen was drawn, before the next one is."""
    pressed = st.session_state.get(KEY) or {}
    if pressed.get("size"):
        st.session_state[SIZE] = pressed["size"]
    return Answer(pressed.get("go"), pressed.get("act"), st.session_state.get(SIZE))


def bar(at: int, count: int, words: str, name: str, links: Mapping[str, str], reading_next: bool) -> None:
    """The bar of a talk and its keys: ``at`` of ``count`` is the step that is shown.

    ``name`` is what is on the screen, said with ``words`` to those who cannot see that it turned.
    """
    data = {"at": at, "count": count, "words": words, "name": name, "links": dict(links), "reading_next": reading_next}
    data["grid"] = "grid" in st.query_params
    data["size"] = st.session_state.get(SIZE, "")  # known from an earlier slide: the browser need not say it again
    _keys(key=KEY, data=data, on_go_change=_nothing, on_act_change=_nothing, on_size_change=_nothing)


def _nothing() -> None:
    """The slide reads the answer itself."""


@by_itself.drawn(LOOK_EVERY)
def newest_figures() -> None:
    """Show new figures as soon as somebody has published them, and remember what was shown before."""
    if cached.pinned():
        return
    try:
        newest = cached.store().version
    except StoreError:
        return
    opened = cached.version()
    if opened < newest:
        st.session_state["opened_at_version"] = newest
        st.session_state["shown_before"] = opened
        st.rerun(scope="app")
