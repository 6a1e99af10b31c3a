"""Changing a playlist: its order, its name, what is on it; what is taken out can come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from charts import words
from data.people import playlists
from data.people.playlists import Playlist, address
from data.storage.errors import PeopleError
from pages.access.role_table import Permission
from pages.parts.shared import cached, judged, markup, people_file, roles
from reports import links
from reports.playlists import OWN
from reports.slides import deck

ARROWS = {"up": ":material/arrow_upward:", "down": ":material/arrow_downward:", "out": ":material/close:"}


def playlist(key: str) -> None:
    """The page on which one playlist is changed."""
    number = links.whole(key.removeprefix(OWN))
    own_playlist = next(
        (
            entry
            for entry in people_file.read(lambda people: playlists.all_of(people, cached.strategy().id), [])
            if entry.id == number
        ),
        None,
    )
    if not roles.may(Permission.KEEP_PLAYLISTS):
        markup.show(_heading("Playlists are changed elsewhere") + _banner(roles.only_reading("changing playlists")))
    elif own_playlist is None:
        markup.show(_heading("This playlist is not there any more"))
        _bring_back(number or 0)
    else:
        _change(own_playlist)
    markup.show(Markup("<p>{}</p>").format(markup.link("present", "All playlists")))


def _heading(title: str) -> Markup:
    return Markup('<h1 class="finding">{}</h1>').format(title)


def _banner(message: str) -> Markup:
    return Markup('<div class="banner" role="note">{}</div>').format(message)


def _bring_back(number: int) -> None:
    deleted, name = st.session_state.get("deleted", (0, ""))
    if deleted == number and st.button("Bring it back"):
        _do(lambda: playlists.undelete(people_file.people(), number), "brought back a playlist", name)


def _change(own_playlist: Playlist) -> None:
    markup.show(
        _heading(own_playlist.name)
        + Markup('<p class="small">{}, by {}</p>').format(
            words.counted(len(own_playlist.slides), "slide"), own_playlist.who
        )
    )
    if own_playlist.slides:
        show = markup.link("present", "Show it", {"playlist": f"{OWN}{own_playlist.id}"})
        markup.show(Markup("<p>{}</p>").format(show))
    else:
        markup.show(Markup("<p>It is empty. Add indicators here, or any view from the end of its page.</p>"))
    for at, slide in enumerate(own_playlist.slides):
        _slide(own_playlist, at, slide.id, deck.title(judged.board(), slide.address))
    _put_back(own_playlist)
    _add(own_playlist)
    _rename(own_playlist)
    if st.button("Delete this playlist", key="delete_playlist"):
        st.session_state["deleted"] = own_playlist.id, own_playlist.name
        _do(
            lambda: playlists.delete(people_file.people(), own_playlist.id, roles.person().name),
            "deleted a playlist",
            own_playlist.name,
        )


def _slide(own_playlist: Playlist, at: int, ident: int, title: str) -> None:
    last = len(own_playlist.slides) - 1
    with st.container(horizontal=True, vertical_alignment="center", key=f"kept_{ident}"):
        markup.show(Markup("<p>{}. {}</p>").format(at + 1, title))
        for way, step, end in (("up", -1, 0), ("down", 1, last)):
            name = f"Move “{markup.literal(title)}” {way}"
            if st.button(name, icon=ARROWS[way], key=f"{way}_{ident}", disabled=at == end, help=name):
                _do(partial(playlists.move, people_file.people(), ident, step), "moved a slide", own_playlist.name)
        name = f"Take “{markup.literal(title)}” out"
        if st.button(name, icon=ARROWS["out"], key=f"out_{ident}", help=name):
            st.session_state["taken_out"] = own_playlist.id, ident, title
            _do(
                lambda: playlists.take_out(people_file.people(), ident, roles.person().name),
                "took out a slide",
                own_playlist.name,
            )


def _put_back(own_playlist: Playlist) -> None:
    playlist_, ident, title = st.session_state.get("taken_out", (0, 0, ""))
    if playlist_ == own_playlist.id and st.button(f"Put “{markup.literal(title)}” back", key="put_back"):
        del st.session_state["taken_out"]
        _do(lambda: playlists.put_back(people_file.people(), ident), "put a slide back", own_playlist.name)


def _add(own_playlist: Playlist) -> None:
    """Indicators by name; every other view is added from its own page."""
    named = {cached.titles()[link.id]: link.id for link in cached.strategy().indicators}
    with st.form("add_indicators", clear_on_submit=True, border=False):
        chosen = st.multiselect("Add indicators", list(named))
        if st.form_submit_button("Add them") and chosen:
            who = roles.person().name

            def add() -> None:
                for title in chosen:
                    playlists.append(
                        people_file.people(), own_playlist.id, address("indicator", indicator=named[title]), who
                    )

            _do(add, "added to a playlist", own_playlist.name)


def _rename(own_playlist: Playlist) -> None:
    with st.form("rename", border=False):
        name = st.text_input("Its name", own_playlist.name, max_chars=200)
        if st.form_submit_button("Rename") and name != own_playlist.name:
            _do(
                lambda: playlists.rename(people_file.people(), own_playlist.id, name),
                "renamed a playlist",
                f"{own_playlist.name}: {name}",
            )


def _do(change: Callable[[], None], action: str, subject: str) -> None:
    """Make a change, write it into the audit, and show the page as it is then; say so where it cannot be made."""
    try:
        change()
        roles.record(action, subject)
    except (ValueError, PeopleError) as fault:
        markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
        return
    st.rerun()
