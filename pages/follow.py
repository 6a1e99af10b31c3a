"""A talk followed on a device of one's own: the presenter's slide within seconds, and the way to look around."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from data.people.talks import as_typed
from data.storage.clock import now
from pages.parts.follow import slide, talk
from pages.parts.shared import by_itself, cached, markup, strategies
from pages.parts.site import frame

LOOK_EVERY = "1s"


def enter(wrong: str = "") -> None:
    """Ask for the code."""
    banner = Markup('<div class="banner" role="alert">{}</div>').format(wrong) if wrong else ""
    markup.show(Markup('<h1 class="finding">Follow a talk</h1>{}').format(banner))
    with st.form("code", border=False):
        typed = st.text_input("Code", max_chars=20, help="Five letters, which the presenter shows")
        if st.form_submit_button("Follow") and typed:
            talk_named = talk.talk_of(as_typed(typed))
            query = {markup.FOLLOWED: as_typed(typed)} | ({strategies.ASKED: talk_named.strategy} if talk_named else {})
            st.query_params.from_dict(query)
            st.rerun()


@by_itself.drawn(LOOK_EVERY)
@frame.showing_faults("Follow")
def watch() -> None:
    """The slide that the presenter is at; drawn by itself, so that a phone that slept comes back to the right one."""
    talk_followed = talk.followed()
    if talk_followed is None:
        markup.show(ended())
        return
    newest = cached.store().version
    if talk_followed.version is None and cached.version() < newest:
        st.session_state["opened_at_version"] = newest
    position = slide.for_all(talk_followed.playlist, talk_followed.slide)
    if position is None:
        markup.show(ended())
        return
    shown = position.slide.address
    page = {"outcome": "outcome", "priority": "priority", "indicator": "indicator"}.get(shown.page, "")
    around = markup.link(page, "Look around", dict(shown.query) | {markup.FOLLOWED: talk_followed.code})
    markup.show(
        Markup('<div class="follow"><p class="small" role="status">{} · slide {} of {} · {}</p>{}</div>').format(
            position.playlist.name, position.at + 1, position.slide_count, around, position.drawn
        )
    )


def ended() -> Markup:
    """What is left to do once a talk is over."""
    return Markup('<h1 class="finding">This talk has ended.</h1><p>{}</p>').format(
        markup.link("", "Go to the overview", {markup.FOLLOWED: ""})
    )


code = as_typed(st.query_params.get(markup.FOLLOWED, ""))
named_talk = talk.talk_of(code)
if not code:
    enter()
elif named_talk is None:
    enter(f"There is no talk {code}. Check the code: it has five letters, and no I, L or O.")
elif named_talk.over(now()):
    markup.show(ended())
elif named_talk.strategy != strategies.current().id:
    st.query_params.from_dict({markup.FOLLOWED: named_talk.code, strategies.ASKED: named_talk.strategy})
    st.rerun()
else:
    watch()
