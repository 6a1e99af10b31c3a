"""What a link to a form opens: a new entry, one that waits to be published, or one in force; and what overtook it since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.words import entries as entry_words
from data.loading import entry_files
from data.people.entries import Key, Written
from data.tables import REGISTERS
from pages.parts.shared import cached
from pages.parts.voices import entry_fields, entry_links
from pages.parts.writing import drafting

THEIRS = "theirs"
HIDDEN = ("entry", "held", "made")
"""Fields that nobody sees: the number of the entry that waits, the load in force that it corrects, the short name made."""


@dataclass(frozen=True)
class Opened:
    """A form as its link opens it: of an entry that waits, of one in force, or of a new one, which has no key."""

    register: str
    key: Key
    start: dict[str, Any]
    number: int = 0

    @property
    def record(self) -> str:
        return entry_links.record_of(self.register, self.key)

    @property
    def closes(self) -> bool:
        """Is it something that people said, and were not told yet what came of?"""
        return self.register == "feedback" and bool(self.key) and not self.start["told_back"]

    def field(self, name: str) -> Any:
        """What a field of the form holds now."""
        return drafting.typed(self.record, name)


@dataclass(frozen=True)
class Theirs:
    """What somebody else has written or published since the form was opened, and what the form has to follow then."""

    fields: Mapping[str, str]
    message: str
    number: int
    entry: str
    load: str


def opened(register: str, key: Key) -> Opened | None:
    """The form that a link opens; ``None`` where there is no such entry of the strategy's own networks."""
    networks = list(cached.voices().networks)
    if not key:
        source = {"citation": entry_words.written_here(cached.today())}
        return Opened(register, (), _start(register, source | ({"network": networks[0]} if len(networks) == 1 else {})))
    if key[0] not in networks:
        return None
    load = _load_in_force(register, key)
    if waits := next(
        (written for written in entry_fields.waiting() if (written.register, written.key) == (register, key)), None
    ):
        return Opened(register, key, _start(register, waits.fields, str(waits.id), load), waits.number)
    return Opened(register, key, _start(register, _in_force(register, key), "", load)) if load else None


def overtaken(form: Opened) -> Theirs | None:
    """What somebody else has made of the entry since it was opened; nothing where nobody has."""
    waits = _waits(form)
    entry, load_opened = form.field("entry"), form.field("held")
    if waits and (str(waits.id), waits.number) != (entry, drafting.opened_at(form.record)):
        return Theirs(waits.fields, entry_words.overtaken(waits), waits.number, str(waits.id), load_opened)
    load = _load_in_force(form.register, form.key)
    if load == load_opened:
        return None
    number, entry = (waits.number, str(waits.id)) if waits else (0, "")
    return Theirs(_in_force(form.register, form.key), entry_words.PUBLISHED_SINCE, number, entry, load)


def _waits(form: Opened) -> Written | None:
    """The text that waits to be published of the entry that the form is of, or turns out to be of."""
    numbers = {str(form.field("entry")), str(st.session_state.get(drafting.key(form.record, THEIRS)))}
    return next(
        (
            written
            for written in entry_fields.waiting()
            if str(written.id) in numbers or (written.register, written.key) == (form.register, form.key)
        ),
        None,
    )


def _start(register: str, cells: Mapping[str, str], entry: str = "", load: str = "") -> dict[str, Any]:
    return entry_fields.start(register, cells) | dict(zip(HIDDEN, (entry, load, ""), strict=True))


def _in_force(register: str, key: Key) -> dict[str, str]:
    return entry_files.cells(REGISTERS[register], cached.entries_in_force(register).get(key, {}))


def _load_in_force(register: str, key: Key) -> str:
    """The load that brought the text in force; empty where none is."""
    in_force = cached.entries_in_force(register).get(key)
    return str(in_force["load_id"]) if in_force else ""
