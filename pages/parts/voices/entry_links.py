"""The ways to the forms of the registers: beside each section, and quietly at each entry, for those who may write."""

from __future__ import annotations

import json

import streamlit as st
from markupsafe import Markup

from charts.words import entries as entry_words
from data.loading import entry_files
from data.people import drafts
from data.tables import REGISTERS
from pages.access.role_table import Permission
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.voices import entry_fields

PAGE = "voices"
WRITE, ENTRY = "write", "entry"
FORM = "writing_entry"


def may_write(*registers: str) -> bool:
    """May this visit write in these registers, or with none in any, for a network of the strategy?"""
    return roles.may(Permission.WRITE_REGISTERS, *registers) and bool(cached.voices().networks)


def record_of(register: str, key: tuple[str, ...] = ()) -> str:
    """The name by which the draft of an entry is kept; of a new one, without a key, one a strategy."""
    return f"entry:{register}:{json.dumps(key) if key else cached.strategy().id}"


def entry_of_link() -> tuple[str, tuple[str, ...]]:
    """The register whose form the link opens, and the key of the entry; empty where it opens none."""
    register = st.query_params.get(WRITE, "")
    try:
        key = tuple(map(str, json.loads(st.query_params.get(ENTRY, "[]"))))
    except (ValueError, TypeError, RecursionError):
        key = ()
    return (register, key) if register in entry_words.FORMS and may_write(register) else ("", ())


def close() -> None:
    """Have the page's link open no form any more."""
    for name in (WRITE, ENTRY):
        st.query_params.pop(name, None)


def add(*registers: str) -> Markup:
    """The ways to new entries; to a draft where this person has begun one."""
    writable_registers = [register for register in registers if may_write(register)]
    if not writable_registers:
        return Markup()
    begun = people_file.kept(drafts.records, roles.person().ident, otherwise=frozenset())
    links = Markup(" ").join(
        _link(
            register,
            (),
            entry_words.carry_on(register) if record_of(register) in begun else entry_words.FORMS[register].add,
        )
        for register in writable_registers
    )
    return Markup('<p class="write noprint">{}</p>').format(links)


def correct(register: str, key: tuple[str, ...], title: str, label: str = entry_words.CORRECT) -> Markup:
    """The way to correct an entry; where a correction waits to be published, that it does."""
    if not may_write(register) or key[0] not in cached.voices().networks:
        return Markup()
    if (register, key) in {(entry.register, entry.key) for entry in entry_fields.waiting()}:
        return Markup('<span class="small noprint">{}</span>').format(entry_words.CORRECTED)
    return Markup('<span class="small write noprint">{}</span>').format(_link(register, key, label, title))


def of_who() -> Markup:
    """The ways to add who took part, and, folded, to correct each number: a table shows them as cells."""
    register = REGISTERS["participation"]
    entry_by_key = {
        key: entry
        for key, entry in sorted(
            cached.entries_in_force(register.table).items(), key=lambda item: (item[0][1], item[0]), reverse=True
        )
        if key[0] in cached.voices().networks
    }
    if not may_write(register.table) or not entry_by_key:
        return add(register.table)
    titles = {
        key: entry_words.title(register.table, entry_files.cells(register, entry))
        for key, entry in entry_by_key.items()
    }
    links = Markup("").join(
        Markup("<li>{} {}</li>").format(title, correct(register.table, key, title)) for key, title in titles.items()
    )
    return Markup('{}<details class="noprint"><summary>Correct a number</summary><ul>{}</ul></details>').format(
        add(register.table), links
    )


def change(register: str, key: tuple[str, ...], title: str) -> Markup:
    """The way to change an entry that is not published yet."""
    return _link(register, key, "Change", title)


def _link(register: str, key: tuple[str, ...], label: str, title: str = "") -> Markup:
    query = {WRITE: register} | ({ENTRY: json.dumps(key)} if key else {})
    spoken = Markup('<span class="spoken"> {}</span>').format(title) if title else ""
    return markup.wrapped(PAGE, Markup("{}{}").format(label, spoken), query, data_into=FORM)
