"""Forms that fold open on a press and forget nothing: what is typed is kept until it is saved or thrown away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st
from markupsafe import Markup

from data.people import drafts
from data.people.drafts import Draft
from data.storage.errors import PeopleError
from pages.access.role_table import WRITING, Permission
from pages.parts.shared import markup, people_file, roles

OPEN = "writing"
CARRY_ON = "Carry on with your draft"


def opener(record: str, label: str, opened: int, start: Mapping[str, Any]) -> bool:
    """A button that opens and closes the form of a record; return whether it is open.

    ``opened`` is the version of the record that the form begins with, ``start`` what its fields hold then.  Where this
    person has typed something before, the form carries on with that.
    """
    draft, shows_form = _draft(record), st.session_state.get(OPEN) == record
    st.button(
        "Close" if shows_form else CARRY_ON if draft else label,
        key=f"open_{record}",
        type="tertiary",
        on_click=_open_or_close,
        args=[record, draft, opened, dict(start)],
    )
    if shows_form and key(record, "opened") not in st.session_state:
        _fill(record, draft, opened, start)  # the page was left meanwhile
    return shows_form


def begin(record: str, start: Mapping[str, Any], opened: int = 0) -> None:
    """Fill a form that is open without a button of its own, with its draft where there is one."""
    if any(
        key(record, field) not in st.session_state for field in ("opened", *start)
    ):  # or the page was left meanwhile
        _fill(record, _draft(record), opened, start)


def is_open(record: str) -> bool:
    """Is the form of a record open?  A browser may send a field once more when it was written down already."""
    return key(record, "fields") in st.session_state


def key(record: str, field: str) -> str:
    """The name by which a field of a record's form is found."""
    return f"{record}|{field}"


def opened_at(record: str) -> int:
    """The version of the record that this form was opened with."""
    return int(st.session_state.get(key(record, "opened"), 0))


def typed(record: str, field: str) -> Any:
    """What a field holds."""
    return st.session_state.get(key(record, field))


def keeping(record: str, field: str) -> dict[str, Any]:
    """What a widget needs to be a field of a form: its key, and that each change of it is kept."""
    return {"key": key(record, field), "on_change": keep, "args": [record]}


def keep(record: str) -> None:
    """Keep what is typed so far, in a form that is open."""
    if not is_open(record) or not any(map(roles.may, WRITING)):
        return
    words = {name: _as_words(typed(record, name)) for name in st.session_state[key(record, "fields")]}
    try:
        drafts.keep(people_file.people(), roles.person().ident, record, opened_at(record), words)
    except PeopleError:
        return  # every page says that people's file cannot be written; the words stay in their fields


def save(record: str, write: Callable[[], object], permission: Permission, *about: str) -> bool:
    """Have a record written by who may for all it is about, then close its form; say why where it cannot be."""
    try:
        if not roles.may(permission, *about):
            raise ValueError(roles.only_reading("writing"))
        write()
        drafts.throw_away(people_file.people(), roles.person().ident, record)
    except (ValueError, PeopleError) as fault:
        refused(fault)
        return False
    _close(record)
    return True


def buttons(record: str, name: str) -> bool:
    """Save, and throw away; return whether it is to be saved."""
    with st.container(horizontal=True):
        save_pressed = st.button(name, key=f"save_{record}", type="primary")
        if st.button("Throw away", key=f"drop_{record}", help="Close the form and forget what you typed in it"):
            throw_away(record)
    return save_pressed


def throw_away(record: str) -> None:
    """Forget what was typed, and show the page without the form."""
    if forget(record):
        st.rerun()


def forget(record: str) -> bool:
    """Forget what was typed and close the form; say why where that cannot be done."""
    try:
        drafts.throw_away(people_file.people(), roles.person().ident, record)
    except PeopleError as fault:
        refused(fault)
        return False
    _close(record)
    return True


def overtake(record: str, newest: int, **fields: str) -> None:
    """Have the form count as opened with the newest version: what it holds is meant to follow it.

    ``fields`` are those that nobody sees and that say what was opened, where a version does not say it all.
    """
    st.session_state[key(record, "opened")] = newest
    st.session_state.update({key(record, name): value for name, value in fields.items()})
    keep(record)


def refused(fault: Exception) -> None:
    """Say why something was not written."""
    markup.show(Markup('<p role="alert"><strong>{}</strong></p>').format(fault))


def _draft(record: str) -> Draft | None:
    return people_file.read(lambda people: drafts.of(people, roles.person().ident, record), None)


def _open_or_close(record: str, draft: Draft | None, opened: int, start: Mapping[str, Any]) -> None:
    if st.session_state.get(OPEN) == record:
        _close(record)
        return
    st.session_state[OPEN] = record
    _fill(record, draft, opened, start)


def _fill(record: str, draft: Draft | None, opened: int, start: Mapping[str, Any]) -> None:
    values = {**start, **(draft.words if draft else {})}
    st.session_state[key(record, "fields")] = tuple(start)
    st.session_state[key(record, "opened")] = draft.opened if draft else opened
    for name in start:
        st.session_state[key(record, name)] = _as_typed(values[name], start[name])


def _close(record: str) -> None:
    if st.session_state.get(OPEN) == record:
        del st.session_state[OPEN]
    for name in [name for name in st.session_state if str(name).startswith(f"{record}|")]:
        del st.session_state[name]


def _as_words(value: Any) -> str | list[str]:
    return (
        [str(item) for item in value]
        if isinstance(value, Sequence) and not isinstance(value, str)
        else str(value or "")
    )


def _as_typed(words: Any, like: Any) -> Any:
    """A day is kept as its ISO name; everything else as it is."""
    if isinstance(like, date) or like is None:
        return date.fromisoformat(words) if isinstance(words, str) and words else words or None
    return words


def mine_or_theirs(record: str, theirs: int, **fields: str) -> None:
    """Choose between what one typed and version ``theirs``, which somebody else saved meanwhile."""
    with st.container(horizontal=True):
        if st.button(
            "Go on with mine", key=f"mine_{record}", help="Yours will follow theirs, which stays in the history"
        ):
            overtake(record, theirs, **fields)
            st.rerun()
        if st.button("Keep theirs", key=f"theirs_{record}", help="Forget what you typed"):
            throw_away(record)
