"""The form of one entry of a register: checked as a file is, kept while it is typed, never saved over somebody unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from charts.words import entries as entry_words
from data import problems
from data.layouts.registers import TITLES
from data.loading import entry_files
from data.loading.entry_files import CheckedEntry
from data.people import entries
from data.people.entries import Key
from data.people.records import ConflictError
from pages.access.role_table import Permission
from pages.parts.shared import by_itself, cached, markup, people_file, roles
from pages.parts.voices import entry_fields, entry_links, entry_opening
from pages.parts.voices.entry_opening import THEIRS, Opened, overtaken
from pages.parts.writing import drafting, written

DONE = "entry_written"
FAULTS = "faults"


def show() -> None:
    """The form that the page's link opens, for those who may write; what was written last, once."""
    if not entry_links.may_write():
        return
    if outcome := st.session_state.pop(DONE, None):
        markup.done(outcome)
    register, key = entry_links.entry_of_link()
    if not register:
        return
    opened = entry_opening.opened(register, key)
    if opened is None:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(entry_words.NOT_THERE))
    else:
        _form(opened)


@by_itself.drawn()
def _form(opened: Opened) -> None:
    record = opened.record
    drafting.begin(record, opened.start, opened.number)
    faults = st.session_state.get(drafting.key(record, FAULTS), {})
    with st.container(key=entry_links.FORM, border=True, width=640):
        markup.show(
            markup.heading(_heading(opened))
            + Markup('<p class="small">{}</p>').format(entry_words.NO_NAMES)
            + _what_people_said(opened)
        )
        _conflict(opened)
        first, folded_fields = _groups(opened)
        for name in first:
            _field(opened, name, faults)
        with st.expander(entry_words.MORE, expanded=any(name in faults for name in folded_fields)):
            for name in folded_fields:
                _field(opened, name, faults)
        _foot(opened, faults)
        markup.show(_earlier(opened))


def _heading(opened: Opened) -> str:
    if not opened.key:
        return entry_words.FORMS[opened.register].add
    title = entry_words.title(opened.register, entry_fields.as_cells(opened.start))
    return f"{entry_words.TELL if opened.closes else entry_words.CORRECT}: {title}"


def _what_people_said(opened: Opened) -> Markup:
    """What people said, above the answer to it: to whoever writes the answer."""
    return written.plain(opened.start["said"]) if opened.closes and opened.start["said"] else Markup()


def _groups(opened: Opened) -> tuple[list[str], list[str]]:
    """The fields that come first, and those that are folded."""
    field_names = list(entry_fields.columns(opened.register))
    first = entry_words.ANSWER_FIRST if opened.closes else ("network", *entry_words.FORMS[opened.register].first)
    return list(first), [name for name in field_names if name not in first]


def _field(opened: Opened, name: str, faults: entry_fields.Faults) -> None:
    fixed = bool(opened.field("held")) and name in entry_fields.fixed(opened.register)
    entry_fields.show(opened.record, opened.register, name, fixed=fixed, faults=faults)


def _foot(opened: Opened, faults: entry_fields.Faults) -> None:
    record = opened.record
    for fault in faults.get("", ()):
        drafting.refused(ValueError(fault))
    fingerprint = st.session_state.get(drafting.key(record, "asked"), "")
    if fingerprint:
        st.checkbox(entry_words.NAMES_NOBODY, key=drafting.key(record, f"sure_{fingerprint}"))
    with st.container(horizontal=True):
        save = st.button(entry_words.SAVE, key=f"save_{record}", type="primary")
        shut = st.button("Close", key=f"shut_{record}", help="Close the form and keep what you typed in it")
        drop = st.button("Throw away", key=f"drop_{record}", help="Close the form and forget what you typed in it")
    if shut or (drop and drafting.forget(record)):
        entry_links.close()
        st.rerun()
    if save:
        _save(opened)


def _save(opened: Opened) -> None:
    """Check what is typed as a file is checked; write it down where nothing is wrong and nobody else has meanwhile."""
    if overtaken(opened):
        return  # both texts are above the fields
    fields = entry_fields.typed(opened.record, opened.register)
    looked = entry_files.check(cached.store().read(), opened.register, fields)
    faults = _faults(opened, fields, looked)
    st.session_state[drafting.key(opened.record, FAULTS)] = faults
    if faults:
        st.rerun()
    try:
        is_saved = drafting.save(
            opened.record,
            lambda: _write(opened, looked.key, fields),
            Permission.WRITE_REGISTERS,
            opened.register,
        )
    except ConflictError as found:
        st.session_state[drafting.key(opened.record, THEIRS)] = found.theirs.id
        st.rerun()  # the form now shows both texts
    if is_saved:
        st.session_state[DONE] = entry_words.written_down(entry_words.title(opened.register, fields))
        entry_links.close()
        st.rerun()


def _faults(opened: Opened, fields: Mapping[str, str], looked: CheckedEntry) -> dict[str, list[str]]:
    """What keeps the entry from being written, by field: errors, names that nobody has looked at, a name that is taken."""
    faults: dict[str, list[str]] = {}
    known = entry_fields.columns(opened.register)
    for problem in (*problems.errors(looked.problems), *_unanswered(opened, fields, looked)):
        column = problem.column if problem.column in known else ""
        faults.setdefault(column, []).append(entry_words.at_field(problem))
    name_field = entry_fields.own_name(opened.register)
    if not faults and looked.key != opened.key:
        in_force = cached.entries_in_force(opened.register)
        named = {key[:2] for key in in_force}
        if name_field and (not opened.key or looked.key[:2] != opened.key[:2]) and looked.key[:2] in named:
            faults[name_field] = [entry_words.SHORT_NAME_TAKEN]
        elif looked.key in in_force:
            faults["" if name_field else "people"] = [entry_words.THERE_ALREADY]
    return faults


def _unanswered(opened: Opened, fields: Mapping[str, str], looked: CheckedEntry) -> list[problems.Problem]:
    """Texts that may name somebody, unless it was said of these very texts that they do not."""
    questions = problems.questions(looked.problems)
    texts = json.dumps([fields.get(problem.column, "") for problem in questions])
    fingerprint = sha256(texts.encode()).hexdigest()[:12] if questions else ""
    st.session_state[drafting.key(opened.record, "asked")] = fingerprint
    return [] if opened.field(f"sure_{fingerprint}") else questions


def _write(opened: Opened, key: Key, fields: Mapping[str, str]) -> None:
    record, people, who = opened.record, people_file.people(), roles.person().name
    if key[0] not in cached.voices().networks:
        raise ValueError(entry_words.NOT_YOURS)
    if entry := opened.field("entry"):
        entries.change(people, int(entry), key, fields, who, drafting.opened_at(record))
        roles.record("changed an entry", TITLES[opened.register], f"entry {entry}")
    else:
        number = entries.add(people, opened.register, key, fields, who)
        roles.record("wrote an entry", TITLES[opened.register], f"entry {number}")


def _conflict(opened: Opened) -> None:
    """Both texts: theirs here, one's own in the fields below; one chooses which stands."""
    theirs = overtaken(opened)
    if theirs is None:
        return
    mine = entry_fields.typed(opened.record, opened.register)
    differs = {name: text for name, text in theirs.fields.items() if text != mine.get(name, "")}
    markup.show(
        Markup('<div class="banner" role="alert"><p>{}</p>{}</div>').format(theirs.message, _texts(opened, differs))
    )
    drafting.mine_or_theirs(opened.record, theirs.number, entry=theirs.entry, held=theirs.load)


def _earlier(opened: Opened) -> Markup:
    """Every earlier text of an entry that waits, to be read."""
    entry = opened.field("entry")
    before = people_file.kept(entries.history, int(entry), otherwise=[])[1:] if entry else []
    if not before:
        return Markup()
    items = Markup("").join(
        Markup('<li><p class="small">{}</p>{}</li>').format(
            entry_words.earlier(text_before),
            _texts(opened, {name: text for name, text in text_before.fields.items() if text}),
        )
        for text_before in before
    )
    return Markup('<details><summary>Earlier texts: {}</summary><ul class="versions">{}</ul></details>').format(
        len(before), items
    )


def _texts(opened: Opened, fields: Mapping[str, str]) -> Markup:
    """Texts of fields, each under its name."""
    return Markup("").join(
        Markup("<p><strong>{}</strong></p>{}").format(
            entry_words.label(opened.register, name), written.plain(text or "–")
        )
        for name, text in fields.items()
    )
