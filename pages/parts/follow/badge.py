"""Where the presenter is, for somebody who follows a talk and looks around: one press leads back."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from pages.parts.follow import slide, talk
from pages.parts.shared import by_itself, markup

LOOK_EVERY = "2s"
PAGE = "follow"


def show(page: str) -> None:
    """On every page but the one that shows the slide, while the link has the code of a talk."""
    if markup.FOLLOWED in st.query_params and page != PAGE:
        _badge()


@by_itself.drawn(LOOK_EVERY)
def _badge() -> None:
    talk_followed = talk.followed()
    position = slide.for_all(talk_followed.playlist, talk_followed.slide) if talk_followed else None
    if talk_followed is None or position is None:
        where_it_is: str | Markup = "The talk that you followed has ended."
    else:
        where = f"The presenter is on slide {position.at + 1} of {position.slide_count}: {position.title}."
        where_it_is = Markup("{} {}").format(
            where, markup.link(PAGE, "Back to the presenter", {markup.FOLLOWED: talk_followed.code})
        )
    markup.show(Markup('<nav class="banner noprint" aria-label="The talk you follow">{}</nav>').format(where_it_is))
