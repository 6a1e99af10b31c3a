"""The fields of a register's form, each made from its column in the contract: what it asks, what it offers, what it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.words import entries as entry_words
from data.contract import Column
from data.loading.entry_files import SEPARATOR, form_columns
from data.people import entries
from data.people.entries import Written
from data.people.records import LONGEST_TEXT
from data.tables import REGISTERS
from data.tables.registers.involvement import LADDER
from pages.parts.shared import cached, markup, people_file
from pages.parts.writing import drafting

LONG = ("about", "said", "answer", "came_of_it")
LONGEST_LINE = 300
Faults = Mapping[str, Sequence[str]]


class Kind(StrEnum):
    """How a column is asked for."""

    NETWORK = "network"
    OWN_NAME = "own name"
    PROJECT = "project"
    SEVERAL = "several"
    CHOICE = "choice"
    DAY = "day"
    NUMBER = "number"
    TEXT = "text"
    LINE = "line"


def columns(register: str) -> dict[str, Column]:
    """What the form of a register asks for, in the order of the register."""
    return {column.name: column for column in form_columns(REGISTERS[register])}


def own_name(register: str) -> str:
    """The column with the short name of an entry; empty where a register has none."""
    return next((name for name, column in columns(register).items() if kind(register, column) is Kind.OWN_NAME), "")


def kind(register: str, column: Column) -> Kind:
    """How a column of a register is asked for."""
    if column.name == "network":
        return Kind.NETWORK
    if column.one_of or column.unit == "step":
        return Kind.CHOICE
    if column.type != "VARCHAR":
        return Kind.DAY if column.type == "DATE" else Kind.NUMBER
    if column.name in ("priorities", "indicators"):
        return Kind.SEVERAL
    if column.key and register != "participation":
        return Kind.OWN_NAME
    if column.name == "project":
        return Kind.PROJECT
    return Kind.TEXT if column.name in LONG else Kind.LINE


def start(register: str, cells: Mapping[str, str]) -> dict[str, Any]:
    """What the fields hold at first, from the cells of an entry; none of them where it is a new one."""
    several = {name for name, column in columns(register).items() if kind(register, column) is Kind.SEVERAL}
    return {name: _ids(cells.get(name, "")) if name in several else cells.get(name, "") for name in columns(register)}


def typed(record: str, register: str) -> dict[str, str]:
    """What the fields hold, as the cells of a file."""
    return as_cells({name: drafting.typed(record, name) for name in columns(register)})


def as_cells(values: Mapping[str, Any]) -> dict[str, str]:
    """What fields hold as the cells of a file: several ids in one cell."""
    return {
        name: SEPARATOR.join(value) if isinstance(value, list) else str(value or "").replace("\x00", "").strip()
        for name, value in values.items()
    }


def fixed(register: str) -> set[str]:
    """The fields that tell which entry it is, and stay as they are once it is published; a new day is a new state."""
    key_fields = {name for name, column in columns(register).items() if column.key and register == "participation"}
    return {"network", own_name(register)} | key_fields


def show(record: str, register: str, name: str, *, fixed: bool, faults: Faults) -> None:
    """One field, with what is wrong with it under it.  A ``fixed`` one tells which entry it is, and stays."""
    column = columns(register)[name]
    hint = markup.literal(column.help) if name in entry_words.HINTED else None
    keywords: dict[str, Any] = {"help": hint, "disabled": fixed, **drafting.keeping(record, name)}
    WIDGETS[kind(register, column)](record, register, column, entry_words.label(register, name), keywords)
    for fault in faults.get(name, ()):
        markup.show(Markup('<p class="fault" role="alert"><strong>{}</strong></p>').format(fault))


def _network(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    """Which of the strategy's networks wrote it: not asked where there is one."""
    networks = cached.voices().networks
    if len(networks) > 1:
        _select(record, column, label, {"": entry_words.NOT_SAID} | networks, keywords)


def _own_name(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    st.text_input(label, max_chars=LONGEST_LINE, **keywords)


def _line(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    """A line of words; the one that names the entry makes its short name too, until somebody writes another."""
    if column.name == entry_words.FORMS[register].named_by and own_name(register) and not keywords["disabled"]:
        keywords = keywords | {"on_change": _name, "args": [record, register]}
    st.text_input(label, max_chars=_longest(keywords, LONGEST_LINE), **keywords)


def _text(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    st.text_area(label, max_chars=_longest(keywords, LONGEST_TEXT), height=96, **keywords)


def _day(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    precise = f"{column.name}_precision" not in REGISTERS[register].names
    st.text_input(label, placeholder=entry_words.DAYS if precise else entry_words.SOME_DAYS, max_chars=40, **keywords)


def _number(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    st.text_input(label, max_chars=20, **keywords)


def _choice(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    allowed = column.one_of or tuple(str(step) for step in range(1, len(LADDER) + 1))
    _select(
        record,
        column,
        label,
        {word: entry_words.choice(column, word) for word in dict.fromkeys(("", *allowed))},
        keywords,
    )


def _project(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    """One of the projects of the strategy's networks, those too that are not published yet."""
    networks = cached.voices().networks
    published = {
        key[1]: entry["name"] for key, entry in cached.entries_in_force("project").items() if key[0] in networks
    }
    new = {text.fields["project"]: text.fields["name"] for text in waiting() if text.register == "project"}
    _select(record, column, label, {"": entry_words.NOT_SAID} | published | new, keywords)


def _several(record: str, register: str, column: Column, label: str, keywords: dict[str, Any]) -> None:
    """The strategy's own priorities or indicators, by title; an id that it does not have stays as it is."""
    if column.name == "priorities":
        label = f"{words.plural(cached.strategy())[1]} it is about"
        known = {part.id: f"{part.label} {part.short}".strip() for part in cached.strategy().priorities}
    else:
        known = cached.titles()
    options = list(dict.fromkeys((*known, *st.session_state[keywords["key"]])))
    st.multiselect(label, options, format_func=lambda name: markup.literal(known.get(name, name)), **keywords)


def _select(record: str, column: Column, label: str, known: Mapping[str, str], keywords: dict[str, Any]) -> None:
    options = list(dict.fromkeys((*known, st.session_state[keywords["key"]] or "")))
    st.selectbox(label, options, format_func=lambda name: markup.literal(known.get(name, name)), **keywords)


WIDGETS: Mapping[Kind, Callable[[str, str, Column, str, dict[str, Any]], None]] = {
    Kind.NETWORK: _network,
    Kind.OWN_NAME: _own_name,
    Kind.PROJECT: _project,
    Kind.SEVERAL: _several,
    Kind.CHOICE: _choice,
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.LINE: _line,
}


def waiting() -> list[Written]:
    """The entries of the strategy's networks that are written and not published."""
    return people_file.kept(entries.waiting, tuple(cached.voices().networks), otherwise=[])


def _name(record: str, register: str) -> None:
    """Make the short name of a new entry from its name, where nobody has written another."""
    if not drafting.is_open(record):
        return
    name_field, suggested = own_name(register), drafting.key(record, "made")
    if drafting.typed(record, name_field) == st.session_state[suggested]:
        taken = {str(entry[name_field]) for entry in cached.entries_in_force(register).values()}
        named = str(drafting.typed(record, entry_words.FORMS[register].named_by) or "")
        st.session_state[suggested] = st.session_state[drafting.key(record, name_field)] = entries.short_name(
            named, taken
        )
    drafting.keep(record)


def _longest(keywords: Mapping[str, Any], usual: int) -> int:
    """How long a text may be; one that came with a file may be longer already."""
    return max(usual, len(st.session_state[keywords["key"]]))


def _ids(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
