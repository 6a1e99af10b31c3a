"""Adding a view, in its exact state, to a playlist."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from data.people import playlists
from data.people.playlists import Address, address
from data.storage.errors import PeopleError
from pages.access.role_table import Permission
from pages.parts.shared import cached, judged, markup, people_file, roles
from pages.parts.writing import written
from reports.slides import deck, doing

ADD = "Add this view to a playlist"
NEW = "A new playlist"
OPEN = "adding_to_a_playlist"


def button(view: Address) -> None:
    """Offer to add a view to a playlist, to those who may."""
    if roles.may(Permission.KEEP_PLAYLISTS):
        st.button(ADD, key="keep_view", type="tertiary", on_click=_open_or_close, args=[view])


def form(view: Address) -> None:
    """The form, where it is open for this view."""
    if st.session_state.get(OPEN) != view or not roles.may(Permission.KEEP_PLAYLISTS):
        return
    with st.container(key="keeping", border=True, width=640):
        try:
            _form(view)
        except PeopleError as fault:
            markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))


def _open_or_close(view: Address) -> None:
    """The form is open for one view at a time: another view begins with it closed."""
    st.session_state[OPEN] = None if st.session_state.get(OPEN) == view else view


def _form(view: Address) -> None:
    by_name = {
        playlist.name: playlist
        for playlist in people_file.read(lambda people: playlists.all_of(people, cached.strategy().id), [])
    }
    live = (
        f" Slides are live: this one shows the figures in force, not version {cached.version()}."
        if cached.pinned()
        else ""
    )
    markup.show(Markup("<p><strong>{}</strong>{}</p>").format(deck.title(judged.board(), view), live))
    chosen = st.selectbox("Playlist", [*by_name, NEW], key="keep_in")
    name = st.text_input("Its name", key="keep_name", max_chars=200) if chosen == NEW else chosen
    slides = [view, *_story(view), *_doing(view)]
    if not st.button("Add", key="keep_add", type="primary"):
        return
    try:
        if chosen == NEW:
            playlists.make(people_file.people(), name, roles.person().name, cached.strategy().id, slides)
        else:
            for slide in slides:
                playlists.append(people_file.people(), by_name[chosen].id, slide, roles.person().name)
    except ValueError as fault:
        markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
        return
    roles.record("added a view to a playlist", name.strip(), deck.title(judged.board(), view))
    markup.show(
        Markup('<p role="status">Added to “{}”. {}</p>').format(name.strip(), markup.link("present", "All playlists"))
    )


def _story(view: Address) -> list[Address]:
    """The slide of the story of what is shown, where there is one and it is wished for."""
    story_address = address(view.page, {view.page: view.get(view.page), doing.PART: deck.STORY})
    if not deck.has_story(judged.board(), story_address, written.all_stories()):
        return []
    return [story_address] if st.checkbox("Add its story as a slide of its own", key="keep_story") else []


def _doing(view: Address) -> list[Address]:
    """The slides of what we are doing about what is shown, where there is something and it is wished for."""
    action_slides = doing.own_slides(cached.strategy(), view, written.all_actions(), cached.today())
    if not action_slides or not st.checkbox("Add what we are doing as a slide of its own", key="keep_doing"):
        return []
    return action_slides
