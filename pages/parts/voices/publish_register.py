"""Publishing what is written: a file of each register, tried out and loaded as any file is, so that it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.words import entries as told
from data import problems
from data.loading import entry_files
from data.loading.publish import Outcome
from data.people import entries
from data.people.entries import Written
from data.people.proposed_loads import ProposedLoad
from data.problems import UnreadableFileError
from data.storage.errors import PeopleError
from data.storage.versions import StoreError
from indicators.core.board.questions import Asked
from pages.access.role_table import Permission
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.upload import impact, problem_tables, proposing, upload_session
from pages.parts.upload.upload_session import File, Tried
from pages.parts.voices import entry_links
from pages.parts.writing import drafting

PREFIX = "voices-"
PREVIEW, DONE = "register_preview", "register_published"


def show(found: Sequence[Written]) -> None:
    """Two presses: the first shows what would change, the second publishes it."""
    if waits := _proposed():
        link = markup.link("upload", f"proposal {waits.id}", {proposing.ASKED: str(waits.id)})
        markup.show(Markup('<p role="status">They are in {}. {}</p>').format(link, proposing.state(waits)))
        return
    if not st.session_state.get(PREVIEW):
        if st.button("Publish the register", type="primary", key="publish_register"):
            st.session_state[PREVIEW] = True
            st.rerun()
        return
    files = {register: _file(register, of) for register, of in _by_register(found).items()}
    tried = upload_session.tried(list(files.values()))
    if tried is None:
        return
    if already := _loaded_already(files, tried):
        late = _mark(found, already)
        if not late:
            st.rerun()
        drafting.refused(ValueError(late))
    else:
        _preview(found, files, tried)


def _proposed() -> ProposedLoad | None:
    """The proposal in which entries wait for somebody to approve them."""
    waiting = proposing.waiting()
    return next((one for one in waiting if any(file["name"].startswith(PREFIX) for file in one.files)), None)


def forget() -> None:
    """Show no preview the next time that something waits."""
    st.session_state.pop(PREVIEW, None)


def published() -> None:
    """What was just published by this visit, and the way to take it back, until it goes on writing."""
    if entry_links.asked()[0]:
        st.session_state.pop(DONE, None)
    done = st.session_state.get(DONE)
    if not done or done[0] > cached.here().version:
        return
    version, names, loads, late = done
    link = markup.link("holdings", "Data, Loads", {"tab": "loads"})
    markup.done(Markup("{} {}. {}").format(told.published(version, names, loads), link, late))


def _by_register(found: Sequence[Written]) -> dict[str, list[Written]]:
    grouped: dict[str, list[Written]] = {}
    for one in found:
        grouped.setdefault(one.register, []).append(one)
    return grouped


def _file(register: str, found: Sequence[Written]) -> File:
    """The entries of a register as its file, put where dropped files are."""
    rows = [one.fields | {entry_files.WRITTEN: f"entry {one.id}, text {one.number}"} for one in found]
    content = entry_files.as_csv(register, rows).encode()
    key = sha256(content).hexdigest()[:16]
    path = upload_session.keep(key, f"{PREFIX}{register}-{cached.today()}.csv", content)
    return File(key, path, entry_files.layout_of(register))


def _loaded_already(files: dict[str, File], tried: Tried) -> dict[str, int]:
    """Loads that brought these very texts, where somebody was stopped between publishing and writing it down."""
    looked = zip(files, tried.rehearsed.files, strict=True)
    return {register: file.already for register, file in looked if file.already is not None}


def _preview(found: Sequence[Written], files: dict[str, File], tried: Tried) -> None:
    if not tried.rehearsed.ready:
        _not_ready(tried)
        return
    asked = [question for question in tried.questions if question.what.code != Asked.CELLS]  # answered in the form
    lines = Markup("").join(
        Markup("<li>{}</li>").format(words.question_in_words(question, tried.rehearsed.before)) for question in asked
    )
    brings = [file.arrival for file in tried.rehearsed.files if file.arrival]
    moved = len(tried.preview.moved)
    would = told.would_come(sum(one.new for one in brings), sum(one.revised for one in brings), moved)
    markup.show(
        markup.heading("What would change on the board's screens", 3)
        + Markup("<p>{}</p>").format(would)
        + (impact.preview(tried) if moved else Markup())
    )
    if lines:
        markup.show(markup.heading(f"To answer ({len(asked):,})", 3) + Markup("<ul>{}</ul>").format(lines))
    note = st.text_input("Why, for the history", max_chars=200, key="register_note")
    sure = not asked or st.checkbox(
        f"I have looked at this. {proposing.doing()} anyway.", key=f"register_sure_{tried.token}"
    )
    with st.container(horizontal=True):
        go = st.button(
            f"{proposing.doing()} version {tried.rehearsed.number}",
            type="primary",
            disabled=not sure,
            key=f"register_go_{tried.token}",
        )
        if st.button("Not now", key="register_not_now"):
            forget()
            st.rerun()
    if go:
        _publish(found, files, tried, note)


def _not_ready(tried: Tried) -> None:
    """What keeps the files from being published: an entry may have become wrong since it was written."""
    for file in tried.rehearsed.files:
        if file.unreadable:
            markup.show(Markup('<div class="banner" role="alert">{}</div>').format(file.unreadable))
        elif file.checked and problems.errors(file.checked.problems):
            problem_tables.problems_of(file)


def _publish(found: Sequence[Written], files: dict[str, File], tried: Tried, note: str) -> None:
    """Load the files as one version, or have them wait for somebody to approve them."""
    names = told.in_brief(found)
    why = note.strip().rstrip(".") or told.note(names)
    try:
        if not roles.may(Permission.WRITE_REGISTERS, *files):
            raise StoreError(roles.only_reading("publishing"))
        outcomes = proposing.publish(list(files.values()), tried, f"{why}.", len(tried.questions))
    except (ValueError, StoreError, UnreadableFileError, PeopleError) as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        return
    if outcomes:
        _published(found, files, outcomes, names)
    forget()
    st.rerun()


def _published(found: Sequence[Written], files: dict[str, File], outcomes: Sequence[Outcome], names: str) -> None:
    """Write down which load each text is in, and keep for this visit what was done."""
    loads = {register: one.load_id for register, one in zip(files, outcomes, strict=True) if one.load_id is not None}
    st.session_state[DONE] = (outcomes[-1].version, names, list(loads.values()), _mark(found, loads))


def _mark(found: Sequence[Written], loads: dict[str, int]) -> str:
    """Write down which load each text is in; what to say where that could not be done just now."""
    marks = {(one.id, one.number): loads[one.register] for one in found if one.register in loads}
    try:
        entries.mark_published(people_file.people(), marks)
        for register, of in _by_register(found).items():
            if register in loads:
                roles.record("published entries", f"load {loads[register]}", words.counted(len(of), "entry", "entries"))
    except PeopleError as fault:
        return told.marked_later(str(fault))
    return ""
