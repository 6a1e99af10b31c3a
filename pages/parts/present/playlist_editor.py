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
    found = next(
        (
            entry
            for entry in people_file.read(lambda people: playlists.all_of(people, cached.strategy().id), [])
            if entry.id == number
        ),
        None,
    )
    if not roles.may(Permission.KEEP_PLAYLISTS):
        markup.show(_heading("Playlists are changed elsewhere") + _banner(roles.only_reading("changing playlists")))
    elif found is None:
        markup.show(_heading("This playlist is not there any more"))
        _bring_back(number or 0)
    else:
        _change(found)
    markup.show(Markup("<p>{}</p>").format(markup.link("present", "All playlists")))


def _heading(title: str) -> Markup:
    return Markup('<h1 class="finding">{}</h1>').format(title)


def _banner(told: str) -> Markup:
    return Markup('<div class="banner" role="note">{}</div>').format(told)


def _bring_back(number: int) -> None:
    deleted, name = st.session_state.get("deleted", (0, ""))
    if deleted == number and st.button("Bring it back"):
        _do(lambda: playlists.undelete(people_file.people(), number), "brought back a playlist", name)


def _change(found: Playlist) -> None:
    markup.show(
        _heading(found.name)
        + Markup('<p class="small">{}, by {}</p>').format(words.counted(len(found.slides), "slide"), found.who)
    )
    if found.slides:
        show = markup.link("present", "Show it", {"playlist": f"{OWN}{found.id}"})
        markup.show(Markup("<p>{}</p>").format(show))
    else:
        markup.show(Markup("<p>It is empty. Add indicators here, or any view from the end of its page.</p>"))
    for at, kept in enumerate(found.slides):
        _slide(found, at, kept.id, deck.title(judged.board(), kept.address))
    _put_back(found)
    _add(found)
    _rename(found)
    if st.button("Delete this playlist", key="delete_playlist"):
        st.session_state["deleted"] = found.id, found.name
        _do(
            lambda: playlists.delete(people_file.people(), found.id, roles.person().name),
            "deleted a playlist",
            found.name,
        )


def _slide(found: Playlist, at: int, ident: int, title: str) -> None:
    last = len(found.slides) - 1
    with st.container(horizontal=True, vertical_alignment="center", key=f"kept_{ident}"):
        markup.show(Markup("<p>{}. {}</p>").format(at + 1, title))
        for way, by, end in (("up", -1, 0), ("down", 1, last)):
            name = f"Move “{markup.literal(title)}” {way}"
            if st.button(name, icon=ARROWS[way], key=f"{way}_{ident}", disabled=at == end, help=name):
                _do(partial(playlists.move, people_file.people(), ident, by), "moved a slide", found.name)
        name = f"Take “{markup.literal(title)}” out"
        if st.button(name, icon=ARROWS["out"], key=f"out_{ident}", help=name):
            st.session_state["taken_out"] = found.id, ident, title
            _do(
                lambda: playlists.take_out(people_file.people(), ident, roles.person().name),
                "took out a slide",
                found.name,
            )


def _put_back(found: Playlist) -> None:
    playlist_, ident, title = st.session_state.get("taken_out", (0, 0, ""))
    if playlist_ == found.id and st.button(f"Put “{markup.literal(title)}” back", key="put_back"):
        del st.session_state["taken_out"]
        _do(lambda: playlists.put_back(people_file.people(), ident), "put a slide back", found.name)


def _add(found: Playlist) -> None:
    """Indicators by name; every other view is added from its own page."""
    named = {cached.titles()[link.id]: link.id for link in cached.strategy().indicators}
    with st.form("add_indicators", clear_on_submit=True, border=False):
        chosen = st.multiselect("Add indicators", list(named))
        if st.form_submit_button("Add them") and chosen:
            who = roles.person().name

            def add() -> None:
                for title in chosen:
                    playlists.append(people_file.people(), found.id, address("indicator", indicator=named[title]), who)

            _do(add, "added to a playlist", found.name)


def _rename(found: Playlist) -> None:
    with st.form("rename", border=False):
        name = st.text_input("Its name", found.name, max_chars=200)
        if st.form_submit_button("Rename") and name != found.name:
            _do(
                lambda: playlists.rename(people_file.people(), found.id, name),
                "renamed a playlist",
                f"{found.name}: {name}",
            )


def _do(change: Callable[[], None], what: str, subject: str) -> None:
    """Make a change, write it into the audit, and show the page as it is then; say so where it cannot be made."""
    try:
        change()
        roles.record(what, subject)
    except (ValueError, PeopleError) as fault:
        markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))
        return
    st.rerun()
