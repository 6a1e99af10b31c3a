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
            for entry in waiting:
                _line(entry)
            publish_register.show(waiting)
    for entry in people_file.kept(entries.taken_back, tuple(cached.voices().networks), otherwise=[]):
        name = markup.literal(entry_words.title(entry.register, entry.fields)[:80])
        st.button(
            f"Bring back “{name}”", key=f"entry_back_{entry.id}", type="tertiary", on_click=_restore, args=[entry]
        )


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


def _line(entry: Written) -> None:
    title = entry_words.title(entry.register, entry.fields)
    with st.container(horizontal=True, vertical_alignment="center", key=f"entry_{entry.id}"):
        markup.show(
            Markup('<p><strong>{}</strong> <span class="small">{}. {}</span></p>').format(
                title, entry_words.written_by(entry), entry_links.change(entry.register, entry.key, title)
            )
        )
        st.button(
            "Take back",
            key=f"entry_off_{entry.id}",
            help=f"Take back: {markup.literal(title[:80])}",
            type="tertiary",
            on_click=_take_back,
            args=[entry],
        )


def _take_back(entry: Written) -> None:
    _do(lambda: entries.take_back(people_file.people(), entry.id, roles.person().name), "took an entry back", entry)


def _restore(entry: Written) -> None:
    _do(lambda: entries.restore(people_file.people(), entry.id), "brought an entry back", entry)


def _do(change: Callable[[], None], deed: str, entry: Written) -> None:
    """Change what waits, for those who may; why not is said above it."""
    try:
        if not roles.may(Permission.WRITE_REGISTERS, entry.register):
            raise ValueError(roles.only_reading("writing"))
        change()
        roles.record(deed, TITLES[entry.register], f"entry {entry.id}")
    except (ValueError, PeopleError) as fault:
        st.session_state[FAULT] = str(fault)
