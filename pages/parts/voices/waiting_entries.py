"""Entries that are written and not published yet: each can be changed or taken back, and all are published together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.words import entries as entry_words
from data.layouts.registers import TITLES
from data.people import entries
from data.people.entries import Written
from data.storage.errors import PeopleError
from pages.access.role_table import Permission
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.voices import entry_fields, entry_links, publish_register
from pages.parts.writing import drafting

FAULT = "entry_fault"


def show() -> None:
    """What waits to be published, for those who may write; those taken back can be brought back."""
    if not entry_links.may_write():
        return
    publish_register.published()
    _wait_again()
    if fault := st.session_state.pop(FAULT, None):
        drafting.refused(ValueError(fault))
    waiting = entry_fields.waiting()
    if not waiting:
        publish_register.forget()
    else:
        with st.container(key="waiting_entries", border=True):
            markup.show(markup.heading(entry_words.waiting(len(waiting))))
            for one in waiting:
                _line(one)
            publish_register.show(waiting)
    for one in people_file.kept(entries.taken_back, tuple(cached.voices().networks), otherwise=[]):
        name = markup.literal(entry_words.title(one.register, one.fields)[:80])
        st.button(f"Bring back “{name}”", key=f"entry_back_{one.id}", type="tertiary", on_click=_restore, args=[one])


def _wait_again() -> None:
    """Texts whose load was undone, or is in no version since an older one was put back, wait again."""
    loads = cached.loads_in_force()
    in_force = tuple(int(load) for load in loads.loc[loads["version_to"].isna(), "load_id"])
    undone = people_file.kept(entries.undone, in_force, otherwise=[])
    if undone:
        with suppress(PeopleError):  # every page says that people's file cannot be written
            entries.wait_again(people_file.people(), in_force)
            roles.record(
                "had entries wait again", words.counted(len(undone), "entry", "entries"), "Their load was undone"
            )


def _line(one: Written) -> None:
    title = entry_words.title(one.register, one.fields)
    with st.container(horizontal=True, vertical_alignment="center", key=f"entry_{one.id}"):
        markup.show(
            Markup('<p><strong>{}</strong> <span class="small">{}. {}</span></p>').format(
                title, entry_words.written_by(one), entry_links.change(one.register, one.key, title)
            )
        )
        st.button(
            "Take back",
            key=f"entry_off_{one.id}",
            help=f"Take back: {markup.literal(title[:80])}",
            type="tertiary",
            on_click=_take_back,
            args=[one],
        )


def _take_back(one: Written) -> None:
    _do(lambda: entries.take_back(people_file.people(), one.id, roles.person().name), "took an entry back", one)


def _restore(one: Written) -> None:
    _do(lambda: entries.restore(people_file.people(), one.id), "brought an entry back", one)


def _do(change: Callable[[], None], deed: str, one: Written) -> None:
    """Change what waits, for those who may; why not is said above it."""
    try:
        if not roles.may(Permission.WRITE_REGISTERS, one.register):
            raise ValueError(roles.only_reading("writing"))
        change()
        roles.record(deed, TITLES[one.register], f"entry {one.id}")
    except (ValueError, PeopleError) as fault:
        st.session_state[FAULT] = str(fault)
