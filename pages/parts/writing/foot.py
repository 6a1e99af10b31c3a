"""What can be done with a view at the foot of its page: add it to a playlist, record a decision taken before it, share it."""

from __future__ import annotations

import streamlit as st

from charts.facts.matrix import WHOLE
from data.people.playlists import Address, address
from pages.parts.shared import add_to_playlist, cached, markup
from pages.parts.site import short_link
from pages.parts.writing import record_decision
from reports.slides import deck

NOT_OF_A_VIEW = ("back", "version", "strategy", markup.ILLUSTRATIVE)


def of_this_view(page: str) -> None:
    """All three, on pages whose views can be slides."""
    page = page or "overview"
    if not deck.can_be_shown(page):
        return
    view = _view(page)
    if page == "indicator" and view.get("indicator") not in cached.titles():
        return
    with st.container(horizontal=True, gap="medium"):
        add_to_playlist.button(view)
        open_ = record_decision.button(view)
        short_link.button(page)
    add_to_playlist.form(view)
    record_decision.form(view, open_=open_)
    short_link.shown(page)


def _view(page: str) -> Address:
    """This page as its link, or its first choice, has it."""
    parameters = {name: value for name, value in st.query_params.items() if name not in NOT_OF_A_VIEW}
    if page in ("outcome", "priority") and page not in parameters:
        parts = cached.strategy().outcomes if page == "outcome" else cached.strategy().priorities
        parameters[page] = parts[0].id if parts else WHOLE
    return address(page, parameters)
