"""Publishing what is written: a file of each register, tried out and loaded as any file is, so that it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st
from markupsafe import Markup

from charts import words
from charts.words import entries as entry_words
from data import problems
from data.loading import entry_files
from data.loading.publish import Outcome
from data.people import entries
from data.people.entries import Written
from data.people.proposed_loads import ProposedLoad
from data.problems import UnreadableFileError
from data.storage.errors import PeopleError
from data.storage.versions import StoreError
from indicators.core.board.questions import QuestionKind
from pages.access.role_table import Permission
from pages.parts.shared import cached, markup, people_file, roles
from pages.parts.upload import impact, problem_tables, proposing, upload_session
from pages.parts.upload.upload_session import File, Trial
from pages.parts.voices import entry_links
from pages.parts.writing import drafting

PREFIX = "voices-"
PREVIEW, DONE = "register_preview", "register_published"


def show(waiting_entries: Sequence[Written]) -> None:
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
    files = {
        register: _file(register, register_entries)
        for register, register_entries in _by_register(waiting_entries).items()
    }
    trial = upload_session.trial_of(list(files.values()))
    if trial is None:
        return
    if already := _loaded_already(files, trial):
        late = _mark(waiting_entries, already)
        if not late:
            st.rerun()
        drafting.refused(ValueError(late))
    else:
        _preview(waiting_entries, files, trial)


def _proposed() -> ProposedLoad | None:
    """The proposal in which entries wait for somebody to approve them."""
    waiting = proposing.waiting()
    return next(
        (proposal for proposal in waiting if any(file["name"].startswith(PREFIX) for file in proposal.files)), None
    )


def forget() -> None:
    """Show no preview the next time that something waits."""
    st.session_state.pop(PREVIEW, None)


def published() -> None:
    """What was just published by this visit, and the way to take it back, until it goes on writing."""
    if entry_links.entry_of_link()[0]:
        st.session_state.pop(DONE, None)
    publication = st.session_state.get(DONE)
    if not publication or publication[0] > cached.store().version:
        return
    version, names, loads, late = publication
    link = markup.link("holdings", "Data, Loads", {"tab": "loads"})
    markup.done(Markup("{} {}. {}").format(entry_words.published(version, names, loads), link, late))


def _by_register(waiting_entries: Sequence[Written]) -> dict[str, list[Written]]:
    grouped: dict[str, list[Written]] = {}
    for entry in waiting_entries:
        grouped.setdefault(entry.register, []).append(entry)
    return grouped


def _file(register: str, waiting_entries: Sequence[Written]) -> File:
    """The entries of a register as its file, put where dropped files are."""
    rows = [entry.fields | {entry_files.WRITTEN: f"entry {entry.id}, text {entry.number}"} for entry in waiting_entries]
    content = entry_files.as_csv(register, rows).encode()
    key = sha256(content).hexdigest()[:16]
    path = upload_session.keep(key, f"{PREFIX}{register}-{cached.today()}.csv", content)
    return File(key, path, entry_files.layout_of(register))


def _loaded_already(files: dict[str, File], trial: Trial) -> dict[str, int]:
    """Loads that brought these very texts, where somebody was stopped between publishing and writing it down."""
    looked = zip(files, trial.dry_run.files, strict=True)
    return {register: file.already for register, file in looked if file.already is not None}


def _preview(waiting_entries: Sequence[Written], files: dict[str, File], trial: Trial) -> None:
    if not trial.dry_run.ready:
        _not_ready(trial)
        return
    questions = [
        question for question in trial.questions if question.reason.code != QuestionKind.CELLS
    ]  # answered in the form
    lines = Markup("").join(
        Markup("<li>{}</li>").format(words.question_in_words(question, trial.dry_run.before)) for question in questions
    )
    brings = [file.arrival for file in trial.dry_run.files if file.arrival]
    moved = len(trial.preview.moved)
    would = entry_words.would_come(
        sum(arrival.new for arrival in brings), sum(arrival.revised for arrival in brings), moved
    )
    markup.show(
        markup.heading("What would change on the board's screens", 3)
        + Markup("<p>{}</p>").format(would)
        + (impact.preview(trial) if moved else Markup())
    )
    if lines:
        markup.show(markup.heading(f"To answer ({len(questions):,})", 3) + Markup("<ul>{}</ul>").format(lines))
    note = st.text_input("Why, for the history", max_chars=200, key="register_note")
    sure = not questions or st.checkbox(
        f"I have looked at this. {proposing.doing()} anyway.", key=f"register_sure_{trial.token}"
    )
    with st.container(horizontal=True):
        go = st.button(
            f"{proposing.doing()} version {trial.dry_run.number}",
            type="primary",
            disabled=not sure,
            key=f"register_go_{trial.token}",
        )
        if st.button("Not now", key="register_not_now"):
            forget()
            st.rerun()
    if go:
        _publish(waiting_entries, files, trial, note)


def _not_ready(trial: Trial) -> None:
    """What keeps the files from being published: an entry may have become wrong since it was written."""
    for file in trial.dry_run.files:
        if file.unreadable:
            markup.show(Markup('<div class="banner" role="alert">{}</div>').format(file.unreadable))
        elif file.checked and problems.errors(file.checked.problems):
            problem_tables.problems_of(file)


def _publish(waiting_entries: Sequence[Written], files: dict[str, File], trial: Trial, note: str) -> None:
    """Load the files as one version, or have them wait for somebody to approve them."""
    names = entry_words.in_brief(waiting_entries)
    why = note.strip().rstrip(".") or entry_words.note(names)
    try:
        if not roles.may(Permission.WRITE_REGISTERS, *files):
            raise StoreError(roles.only_reading("publishing"))
        outcomes = proposing.publish(list(files.values()), trial, f"{why}.", len(trial.questions))
    except (ValueError, StoreError, UnreadableFileError, PeopleError) as fault:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
        return
    if outcomes:
        _published(waiting_entries, files, outcomes, names)
    forget()
    st.rerun()


def _published(
    waiting_entries: Sequence[Written], files: dict[str, File], outcomes: Sequence[Outcome], names: str
) -> None:
    """Write down which load each text is in, and keep for this visit what was done."""
    loads = {
        register: outcome.load_id
        for register, outcome in zip(files, outcomes, strict=True)
        if outcome.load_id is not None
    }
    st.session_state[DONE] = (outcomes[-1].version, names, list(loads.values()), _mark(waiting_entries, loads))


def _mark(waiting_entries: Sequence[Written], loads: dict[str, int]) -> str:
    """Write down which load each text is in; what to say where that could not be done just now."""
    marks = {(entry.id, entry.number): loads[entry.register] for entry in waiting_entries if entry.register in loads}
    try:
        entries.mark_published(people_file.people(), marks)
        for register, register_entries in _by_register(waiting_entries).items():
            if register in loads:
                roles.record(
                    "published entries",
                    f"load {loads[register]}",
                    words.counted(len(register_entries), "entry", "entries"),
                )
    except PeopleError as fault:
        return entry_words.marked_later(str(fault))
    return ""
