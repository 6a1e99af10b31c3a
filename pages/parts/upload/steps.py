"""The pieces of the upload page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.scriptrunner import get_script_run_ctx

from charts import words
from data import problems
from data.layouts.core.layout import normal
from data.loading import templates
from data.loading.ingest import Checked
from data.periods import in_full
from indicators.core.board.dry_run import ExaminedFile
from pages.access import uploads
from pages.access.sign_in import sign_in
from pages.parts.shared import by_itself, cached, downloads, markup, roles
from pages.parts.upload import correcting, problem_tables, sheets, upload_session
from pages.parts.upload.upload_session import File, Trial

NAMED_COLUMNS = 3
KINDS = ["csv", "tsv", "txt", "gz", "parquet", "xlsx", "xls", "ods", "xlsm", "xlsb", "geojson", "hexjson", "json"]
STEPS = ("Recognise", "Check", "Preview", "Publish")
LOOK_EVERY = "2s"
AS_RECOGNISED = "What it was recognised as"
FIRST_RELEASE = date(1990, 1, 1)


def crumbs() -> Markup:
    return Markup('<nav class="crumbs" aria-label="Steps">{} › Upload</nav>').format(markup.link("holdings", "Data"))


def read_only() -> Markup:
    """What a visitor who may only read sees here."""
    local = "Files are loaded on the computer that runs the dashboard."
    return Markup('<h1 class="finding">{}</h1><div class="banner" role="note">{}</div>').format(
        local if sign_in() is None else "You cannot load files here.", roles.only_reading("publishing and undoing")
    )


@by_itself.drawn(LOOK_EVERY)
def not_taken() -> None:
    """Why the server took no file of those dropped last; Streamlit's own list gives only a number."""
    visit = get_script_run_ctx()
    if visit is not None and (refusal := uploads.of_this_server().refusal(visit.session_id)):
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(refusal))


def choose() -> list[File]:
    """Where files are dropped or chosen, and what each is said to be where that is not what was recognised."""
    dropped = st.file_uploader(
        "Drop files here, or choose them: CSV, TSV, Parquet, XLSX, XLS, ODS, GeoJSON or hexjson",
        type=KINDS,
        accept_multiple_files=True,
        key=f"dropped_{upload_session.current().round}",
    )
    not_taken()
    files = []
    for uploaded_file in dropped:
        path = upload_session.keep(uploaded_file.file_id, uploaded_file.name, uploaded_file.getvalue())
        files += [
            _file(uploaded_file.file_id, path, sheet) for sheet in sheets.chosen(uploaded_file.file_id, path.name)
        ]
    return files


def _file(dropped: str, path: Path, sheet: str) -> File:
    """A dropped file, or one sheet of it, with what was said of it so far."""
    answers, key = st.session_state, upload_session.key_of(dropped, sheet)
    layout = upload_session.layouts().get(answers.get(f"layout_{key}", AS_RECOGNISED))
    return File(dropped, path, layout, answers.get(f"released_{key}"), answers.get(f"replaces_{key}", False), sheet)


def opening(files: Sequence[File], trial: Trial | None) -> None:
    """The finding on what was dropped, and how far along it is."""
    if trial is None:
        markup.show(
            Markup(
                '<h1 class="finding">Load a file, and see what it would change before anybody else does.</h1>'
                '<p style="margin-top:10px">We recognise it, check every row and work out what it would change. '
                "Nothing is published until you publish it, and you can undo that.</p>"
            )
        )
        return
    markup.show(Markup('<h1 class="finding">{}</h1>{}').format(_finding(trial), _steps(trial)))


def _finding(trial: Trial) -> str:
    files = trial.dry_run.files
    if len(files) > 1:
        ready = sum(file.ready for file in files)
        already = sum(file.already is not None for file in files)
        summary = f"{len(files)} files: {ready} can be published"
        summary += f", {already} loaded already" if already else ""
        bad = len(files) - ready - already
        return f"{summary}, {bad} must be corrected first." if bad else f"{summary}. {_would_move(trial)}"
    return f"{_what_it_is(files[0], len(trial.questions))} {_would_move(trial) if trial.dry_run.ready else ''}".strip()


def _what_it_is(file: ExaminedFile, questions: int = 0) -> str:
    """What a file is and whether it can be published; ``questions`` have to be looked at before."""
    name = file.incoming.name
    if file.tabs:
        return f"{name} has {len(file.tabs)} sheets that could be loaded. Choose which."
    if file.already is not None:
        return f"{name} is loaded already, as load {file.already}. There is nothing to do."
    if file.checked is None:
        return f"{name} cannot be read."
    wrong = problems.errors(file.checked.problems)
    if not wrong:
        first = f" once you have looked at {words.counted(questions, 'question')}" if questions else ""
        return f"{name} is {_article(file.checked.layout.title)}, and can be published{first}."
    rows = len({problem.row for problem in wrong if problem.row})
    all_of_them = rows == file.checked.rows_in_file > 1
    subject = f"All of its {rows:,} rows" if all_of_them else f"{rows:,} of its {file.checked.rows_in_file:,} rows"
    subject = "Its only row" if rows == file.checked.rows_in_file == 1 else subject
    subject, need = subject if rows else "It", "need" if rows > 1 else "needs"
    return f"{name} is {_article(file.checked.layout.title)}. {subject} {need} mending before it can be published."


def _article(title: str) -> str:
    return f"in {words.lower(title)}" if title.startswith("The ") else f"a file of {title}"


def _would_move(trial: Trial) -> str:
    moved, flipped = len(trial.preview.moved), trial.preview.flipped
    if not moved:
        return "No indicator's figures would change."
    would_move = f"{words.upper(words.counted(moved, 'indicator'))} would move"
    return (
        f"{would_move}; {words.counted(flipped, 'verdict')} would change."
        if flipped
        else f"{would_move}; no verdict would change."
    )


def _steps(trial: Trial) -> Markup:
    """Where the files stand, step by step."""
    files = trial.dry_run.files
    known = all(file.checked or file.already is not None for file in files)
    at = 3 if trial.dry_run.ready else 1 if known else 0
    wrong = sum(len(problems.errors(file.checked.problems)) for file in files if file.checked)
    questions = len(trial.questions)
    note_of_step = {
        3: f": {words.counted(questions, 'question')} first" if questions else "",
        1: f": {wrong:,} to correct" if wrong else "",
        0: _not_known(trial) if not known else "",
    }
    items = Markup("").join(
        Markup('<li class="{state}"{current}>{tick}{number} {name}{said}</li>').format(
            state="done" if step < at else "now" if step == at else "",
            current=Markup(" aria-current=step") if step == at else "",
            tick="✓ " if step < at else "",
            number=step + 1,
            name=name,
            said=note_of_step.get(step, "") if step == at else "",
        )
        for step, name in enumerate(STEPS)
    )
    return Markup('<ol class="steps" aria-label="Steps">{}</ol>').format(items)


def _not_known(trial: Trial) -> str:
    """Why the first step is not done: a sheet has to be chosen, or a file cannot be read."""
    return ": choose sheets" if all(file.tabs for file in trial.dry_run.files) else ": cannot be read"


def examined(files: Sequence[File], trial: Trial, *, choose: bool = True) -> None:
    """Each file: how it was recognised, and everything that is wrong with it; ``choose`` says that one can still choose."""
    for dropped_file, file in zip(files, trial.dry_run.files, strict=True):
        if len(files) > 1:
            markup.show(markup.heading(dropped_file.name) + Markup("<p>{}</p>").format(_what_it_is(file)))
        _recognised(dropped_file, file, trial)
        if choose and file.already is None and not file.tabs:
            _choices(dropped_file, file)
        if file.checked:
            problem_tables.problems_of(file)
        if choose and file.checked:
            correcting.offer(dropped_file, file)


def _recognised(dropped_file: File, file: ExaminedFile, trial: Trial) -> None:
    """By what the file was recognised, and what was understood beside its rows."""
    if file.already is not None or file.tabs:
        return
    if file.checked is None:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(file.unreadable))
    else:
        notes = Markup("").join(Markup("<li>{}</li>").format(line) for line in file.checked.notes)
        markup.show(
            Markup('<p class="small">Read and checked in {:.1f} seconds · {} · {}</p>').format(
                trial.seconds, _taken(file.checked), _known_by(dropped_file, file.checked)
            )
            + (Markup('<ul class="small">{}</ul>').format(notes) if notes else "")
        )


def _choices(dropped_file: File, file: ExaminedFile) -> None:
    """A way to say what the file is, and when it was released."""
    with st.container(horizontal=True):
        with st.popover("This is something else", type="tertiary"):
            st.selectbox(
                "Read it as",
                [AS_RECOGNISED, *upload_session.layouts()],
                key=f"layout_{dropped_file.key}",
                help="The file is read again as what you choose, and checked as that.",
            )
        if file.checked is not None:
            _release_day(dropped_file)


def _release_day(dropped_file: File) -> None:
    """When the publisher released the file, for rows that do not say it themselves."""
    label = f"Released on {in_full(dropped_file.released)}" if dropped_file.released else "When was it released?"
    with st.popover(label, type="tertiary"):
        st.date_input(
            "When did the publisher release it?",
            value=None,
            min_value=FIRST_RELEASE,
            max_value=cached.today(),
            format="DD/MM/YYYY",
            key=f"released_{dropped_file.key}",
            help="Leave it empty where the file says it, or where you do not know. What the file says comes first.",
        )


def _known_by(dropped_file: File, checked: Checked) -> str:
    """Which of its columns told what it is, unless somebody has said so."""
    if dropped_file.layout:
        return "read as what you chose"
    needed = [cell for cell in checked.header if normal(cell) in checked.layout.needed]
    remaining = len(needed) - NAMED_COLUMNS
    named = needed if remaining < 2 else [*needed[:NAMED_COLUMNS], f"{remaining} others"]
    return f"recognised by its {'column' if len(needed) == 1 else 'columns'} {words.listed(named)}"


def _taken(checked: Checked) -> str:
    """How many rows would be published; none are while something has to be mended."""
    if checked.refused:
        return f"{words.counted(checked.rows_in_file, 'row')} read"
    return f"{words.counted(checked.rows, 'row')} taken"


def templates_offered() -> None:
    """The common format, which can feed any indicator that has no file of its own."""
    with st.expander("No file for it? The common format can feed any indicator"):
        st.markdown(
            "One row a figure, with where it was published. Fill in the template, delete its example row, and drop it "
            "above. Every indicator's id and unit are at the end of this list."
        )
        with st.container(horizontal=True):
            downloads.text_file("Template with an example (CSV)", templates.template(), "common-format.csv", "text/csv")
            downloads.text_file(
                "Help for every column", templates.help_text(), "common-format-help.md", "text/markdown"
            )
        markup.show(
            markup.table(
                ["Column", "What to write", "Example"],
                [[Markup("<code>{}</code>").format(name), help_, shown] for name, help_, shown in templates.COLUMNS],
                "The columns of the common format",
            )
            + _ids()
        )


def _ids() -> Markup:
    """Every indicator by the id that a file calls it by, in the strategy's order."""
    named = [(link.id, cached.indicator(link.id)) for link in cached.strategy().indicators]
    body = [[indicator.title, Markup("<code>{}</code>").format(name), indicator.unit] for name, indicator in named]
    table = markup.table(["Indicator", "Its id", "Unit"], body, "Ids of indicators")
    return Markup("<details><summary>Ids of all {} indicators</summary>{}</details>").format(len(named), table)
