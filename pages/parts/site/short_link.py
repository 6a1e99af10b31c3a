"""A short link to a page as it is: made at its foot, and followed before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from data.people import short_links
from data.people.talks import as_typed
from data.storage.errors import PeopleError
from pages.access import visit
from pages.access.role_table import Permission
from pages.parts.shared import cached, markup, people_file, roles, strategies

GO = "go"
OPEN = "short_link_of"
OF_A_VISIT = (GO, "back", "key", "lead", "follow")
"""What an address has that is of one visit alone."""


def follow(pages: Mapping[str, StreamlitPage]) -> None:
    """Where the address has the letters of a short link, show the page that they lead to; else say that they lead nowhere."""
    if GO not in st.query_params:
        return
    code = as_typed(st.query_params[GO])
    target = people_file.kept(short_links.of, code, otherwise=None)
    if target is not None and target.page in pages:
        st.switch_page(pages[target.page], query_params=target.query)
    explanation = f"No page has the short link “{code}”. Check its letters with whoever gave it to you."
    markup.show(Markup('<div class="banner" role="alert">{}</div>').format(explanation))


def button(page: str) -> None:
    """Offer the short link of this page as it is, to those who may make one."""
    if roles.may(Permission.SHARE):
        st.button("Short link", key="short_link", type="tertiary", on_click=_open_or_close, args=[page, _query()])


def shown(page: str) -> None:
    """The short link, where it was asked for: of this page as it is, and no other."""
    if st.session_state.get(OPEN) != (page, _query()) or not roles.may(Permission.SHARE):
        return
    try:
        code = short_links.make(people_file.people(), page, _query(), roles.person().name)
    except PeopleError as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        return
    stays = f"It stays with version {cached.version()}." if cached.pinned() else "It shows the figures in force."
    with st.container(width=640):
        markup.show(Markup('<p role="status"><strong>Short link to this page.</strong> {}</p>').format(stays))
        st.code(f"{_here()}/?{GO}={code}", language=None)


def _open_or_close(page: str, query: dict[str, str]) -> None:
    st.session_state[OPEN] = None if st.session_state.get(OPEN) == (page, query) else (page, query)


def _query() -> dict[str, str]:
    query = {name: value for name, value in st.query_params.items() if name not in OF_A_VISIT}
    return query | {strategies.ASKED: cached.strategy().id}


def _here() -> str:
    """The address by which this visit came, without a page."""
    url = urlsplit(st.context.url or "")
    return f"{url.scheme}://{url.netloc}{visit.below()}"
