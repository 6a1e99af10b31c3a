"""From what files would change to publishing them: what the screens would say, what has to be answered, the button."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from charts import words
from data import periods, problems
from data.problems import UnreadableFileError
from data.storage.errors import PeopleError
from data.storage.versions import StoreError
from pages.access.sign_in import second_person
from pages.parts.shared import cached, markup
from pages.parts.upload import impact, proposing, upload_session, whose
from pages.parts.upload.upload_session import File, Trial


def consequences(files: Sequence[File], trial: Trial, *, choose: bool = True) -> None:
    """What the screens would say, once nothing needs mending any more; ``choose`` says that one can still choose."""
    if trial.dry_run.ready:
        markup.show(markup.heading("What would change on the board's screens") + impact.preview(trial))
        _questions(trial)
        if choose:
            _which_is_newer(files, trial)
    elif any(file.checked for file in trial.dry_run.files):
        markup.show(Markup('<p class="small">What it would change is shown here once nothing needs mending.</p>'))


def _questions(trial: Trial) -> None:
    """What has to be answered."""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in _in_words(trial))
    if items:
        markup.show(markup.heading(f"To answer ({len(trial.questions):,})") + Markup("<ul>{}</ul>").format(items))


def _which_is_newer(files: Sequence[File], trial: Trial) -> None:
    """For each file whether its figures replace those held, where nothing says which came later."""
    for dropped_file, file in zip(files, trial.dry_run.files, strict=True):
        if file.arrival and file.arrival.replacing:
            number = file.arrival.rows_replacing
            figures = "this figure" if number == 1 else f"these {number:,} figures"
            st.checkbox(
                f"{dropped_file.name} is the newer one: use it for {figures}",
                key=f"replaces_{dropped_file.key}",
                value=False,
            )


def _in_words(trial: Trial) -> list[str]:
    several = len(trial.dry_run.files) > 1
    board = trial.dry_run.before
    return [
        f"{question.file}: {line}" if several and question.file else line
        for question in trial.questions
        if (line := words.question_in_words(question, board))
    ]


def publish_button(files: Sequence[File], trial: Trial) -> None:
    """Publish with a note, once what is worth asking has been looked at."""
    if not trial.dry_run.ready:
        return
    if why := whose.not_theirs(trial.dry_run):
        markup.show(Markup('<div class="banner" role="note">{}</div>').format(why))
        return
    questions = to_look_at(trial)
    number = trial.dry_run.number
    with st.container(border=True):
        doing = proposing.doing()
        markup.show(markup.heading(f"{doing} as version {number}"))
        note = st.text_input(
            "Why, for the history",
            placeholder="Monthly release of March 2026",
            max_chars=200,
            key=f"note_{upload_session.current().round}",
        )
        sure = not questions or st.checkbox(
            f"I have looked at {words.counted(questions, 'question')} above. {doing} anyway.",
            key=f"sure_{trial.token}",
        )
        not_before = proposing.hour(trial.token)
        if st.button(_button(number, not_before), type="primary", disabled=not sure, key=f"publish_{trial.token}"):
            why = f"{note.strip().rstrip('.') or _named(files)}."
            try:
                proposing.publish(files, trial, why, questions, not_before)
            except (ValueError, StoreError, UnreadableFileError, PeopleError) as fault:
                markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
            else:
                st.rerun()


def _button(number: int, not_before: datetime | None) -> str:
    if not_before and not second_person():
        return f"Publish at {periods.hour_in_full(not_before)}"
    return f"{proposing.doing()} version {number}"


def to_look_at(trial: Trial) -> int:
    """How many things have to be looked at before a publish."""
    return len(trial.questions) + _worth_a_look(trial)


def _worth_a_look(trial: Trial) -> int:
    """How many things beside the questions should be looked at before a publish."""
    warnings = sum(len(problems.warnings(file.checked.problems)) for file in trial.dry_run.files if file.checked)
    return warnings + sum(not odd.asks for _, odd in trial.preview.odd)


def _named(files: Sequence[File]) -> str:
    return f"Loaded {', '.join(file.name for file in files)}"


def published() -> None:
    """What was just published by this visit, and how to take it back."""
    publication = st.session_state.get("published")
    if not publication or publication[0] > cached.store().version:
        return
    version, loads, names = publication
    markup.done(
        f"Published: version {version} is in force, with {words.listed(names)}. Pages and slides that are open offer it "
        f"within seconds. To take it back, undo load {words.listed([str(load) for load in loads])} below."
    )
