"""Parts of a page that are drawn again by themselves: only for the visitor for whom the whole page was drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from pages.parts.shared import roles

Given = ParamSpec("Given")
DRAWN_FOR = "drawn_for"


def page_begins() -> None:
    """Remember for whom the whole page is drawn.

    Where their sign-in has ended since, what they typed, pressed and may take back is forgotten: it is nobody's now.
    """
    person = roles.person()
    before = st.session_state.get(DRAWN_FOR, person)
    if before.signed_in and before != person:
        st.session_state.clear()
    st.session_state[DRAWN_FOR] = person


def drawn(run_every: str | None = None) -> Callable[[Callable[Given, None]], Callable[Given, None]]:
    """A part that Streamlit draws again by itself, every so often or on a press in it.

    The rest of the page does not run then, nor what asks whether its visitor may see it.  So where their sign-in has
    ended meanwhile, the whole page is drawn in its place, and shows what they may see now.
    """

    def decorated(show: Callable[Given, None]) -> Callable[Given, None]:
        @st.fragment(run_every=run_every)
        @wraps(show)
        def part(*args: Given.args, **named: Given.kwargs) -> None:
            person = roles.person()
            if st.session_state.get(DRAWN_FOR, person) != person:
                st.rerun(scope="app")
            show(*args, **named)

        return part

    return decorated
