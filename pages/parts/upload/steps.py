"""The pieces of the upload page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.scriptrunner import get_script_run_ctx

from charts import words
from data import problems
from data.contract import Severity
from data.layouts.core.layout import normal
from data.loading import templates
from data.loading.ingest import Checked
from data.periods import in_full
from data.problems import Problem
from indicators.core.board.dry_run import Examined
from pages.access import uploads
from pages.parts.shared import cached, downloads, markup, roles
from pages.parts.upload import impact, upload_session
from pages.parts.upload.upload_session import File, Tried

SHOWN_AT_MOST = 100
NAMED_COLUMNS = 3
KINDS = ["csv", "tsv", "txt", "gz", "parquet", "xlsx", "xls", "ods", "xlsm", "xlsb"]
STEPS = ("Recognise", "Check", "Preview", "Publish")
LOOK_EVERY = "2s"
AS_RECOGNISED = "What it was recognised as"
KINDS_OF = {
    Severity.ERROR: "must be corrected",
    Severity.QUESTION: "must be answered",
    Severity.WARNING: "is worth asking",
}
FIRST_RELEASE = date(1990, 1, 1)


def crumbs() -> Markup:
    return Markup('<nav class="crumbs" aria-label="Steps">{} › Upload</nav>').format(markup.link("holdings", "Data"))


def read_only() -> Markup:
    """What a visitor who may only read sees here."""
    return Markup(
        '<h1 class="finding">Files are loaded on the computer that runs the dashboard.</h1>'
        '<div class="banner" role="note">{}</div>'
    ).format(roles.only_reading("publishing and undoing"))


@st.fragment(run_every=LOOK_EVERY)
def not_taken() -> None:
    """Why the server took no file of those dropped last; Streamlit's own list gives only a number."""
    visit = get_script_run_ctx()
    if visit is not None and (told := uploads.here().refusal(visit.session_id)):
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(told))


def choose() -> list[File]:
    """Where files are dropped or chosen, and what each is said to be where that is not what was recognised."""
    dropped = st.file_uploader(
        "Drop files here, or choose them: CSV, TSV, Parquet, XLSX, XLS or ODS, packed by gzip or not",
        type=KINDS,
        accept_multiple_files=True,
        key=f"dropped_{upload_session.here().round}",
    )
    not_taken()
    files = []
    for given in dropped:
        path = upload_session.keep(given.file_id, given.name, given.getvalue())
        chosen = st.session_state.get(f"layout_{given.file_id}", AS_RECOGNISED)
        files.append(
            File(
                given.file_id,
                path,
                upload_session.layouts().get(chosen),
                st.session_state.get(f"released_{given.file_id}"),
                st.session_state.get(f"replaces_{given.file_id}", False),
            )
        )
    return files


def opening(files: Sequence[File], tried: Tried | None) -> None:
    """The finding on what was dropped, and how far along it is."""
    if tried is None:
        markup.show(
            Markup(
                '<h1 class="finding">Load a file, and see what it would change before anybody else does.</h1>'
                '<p style="margin-top:10px">We recognise it, check every row and work out what it would change. '
                "Nothing is published until you publish it, and you can undo that.</p>"
            )
        )
        return
    markup.show(Markup('<h1 class="finding">{}</h1>{}').format(_finding(tried), _steps(tried)))


def _finding(tried: Tried) -> str:
    files = tried.rehearsed.files
    if len(files) > 1:
        ready = sum(file.ready for file in files)
        already = sum(file.already is not None for file in files)
        told = f"{len(files)} files: {ready} can be published"
        told += f", {already} loaded already" if already else ""
        bad = len(files) - ready - already
        return f"{told}, {bad} must be corrected first." if bad else f"{told}. {_would_move(tried)}"
    return f"{_what_it_is(files[0])} {_would_move(tried) if tried.rehearsed.ready else ''}".strip()


def _what_it_is(file: Examined) -> str:
    name = file.incoming.path.name
    if file.already is not None:
        return f"{name} is loaded already, as load {file.already}. There is nothing to do."
    if file.checked is None:
        return f"{name} cannot be read."
    wrong = problems.errors(file.checked.problems)
    if not wrong:
        return f"{name} is {_article(file.checked.layout.title)}, and can be published."
    rows = len({problem.row for problem in wrong if problem.row})
    all_of_them = rows == file.checked.rows_in_file > 1
    what = f"All of its {rows:,} rows" if all_of_them else f"{rows:,} of its {file.checked.rows_in_file:,} rows"
    what = "Its only row" if rows == file.checked.rows_in_file == 1 else what
    what, need = what if rows else "It", "need" if rows > 1 else "needs"
    return f"{name} is {_article(file.checked.layout.title)}. {what} {need} mending before it can be published."


def _article(title: str) -> str:
    return f"in {words.lower(title)}" if title.startswith("The ") else f"a file of {title}"


def _would_move(tried: Tried) -> str:
    moved, flipped = len(tried.preview.moved), tried.preview.flipped
    if not moved:
        return "No indicator's figures would change."
    told = f"{words.upper(words.counted(moved, 'indicator'))} would move"
    return (
        f"{told}; {words.counted(flipped, 'verdict')} would change." if flipped else f"{told}; no verdict would change."
    )


def _steps(tried: Tried) -> Markup:
    """Where the files stand, step by step."""
    files = tried.rehearsed.files
    known = all(file.checked or file.already is not None for file in files)
    at = 3 if tried.rehearsed.ready else 1 if known else 0
    wrong = sum(len(problems.errors(file.checked.problems)) for file in files if file.checked)
    said = {1: f": {wrong:,} to correct" if wrong else "", 0: ": cannot be read" if not known else ""}
    items = Markup("").join(
        Markup('<li class="{state}"{current}>{tick}{number} {name}{said}</li>').format(
            state="done" if step < at else "now" if step == at else "",
            current=Markup(" aria-current=step") if step == at else "",
            tick="✓ " if step < at else "",
            number=step + 1,
            name=name,
            said=said.get(step, "") if step == at else "",
        )
        for step, name in enumerate(STEPS)
    )
    return Markup('<ol class="steps" aria-label="Steps">{}</ol>').format(items)


def examined(files: Sequence[File], tried: Tried) -> None:
    """Each file: how it was recognised, and everything that is wrong with it."""
    for given, file in zip(files, tried.rehearsed.files, strict=True):
        if len(files) > 1:
            markup.show(markup.heading(given.path.name) + Markup("<p>{}</p>").format(_what_it_is(file)))
        _recognised(given, file, tried)
        if file.checked:
            _problems(file)


def _recognised(given: File, file: Examined, tried: Tried) -> None:
    """By what the file was recognised, what was understood beside its rows, and a way to overrule it."""
    if file.already is not None:
        return
    if file.checked is None:
        markup.show(Markup('<div class="banner" role="alert">{}</div>').format(file.unreadable))
    else:
        said = Markup("").join(Markup("<li>{}</li>").format(line) for line in file.checked.said)
        markup.show(
            Markup('<p class="small">Read and checked in {:.1f} seconds · {} · {}</p>').format(
                tried.seconds, _taken(file.checked), _known_by(given, file.checked)
            )
            + (Markup('<ul class="small">{}</ul>').format(said) if said else "")
        )
    with st.container(horizontal=True):
        with st.popover("This is something else", type="tertiary"):
            st.selectbox(
                "Read it as",
                [AS_RECOGNISED, *upload_session.layouts()],
                key=f"layout_{given.key}",
                help="The file is read again as what you choose, and checked as that.",
            )
        if file.checked is not None:
            _release_day(given)


def _release_day(given: File) -> None:
    """When the publisher released the file, for rows that do not say it themselves."""
    label = f"Released on {in_full(given.released)}" if given.released else "When was it released?"
    with st.popover(label, type="tertiary"):
        st.date_input(
            "When did the publisher release it?",
            value=None,
            min_value=FIRST_RELEASE,
            max_value=cached.today(),
            format="DD/MM/YYYY",
            key=f"released_{given.key}",
            help="Leave it empty where the file says it, or where you do not know. What the file says comes first.",
        )


def _known_by(given: File, checked: Checked) -> str:
    """Which of its columns told what it is, unless somebody has said so."""
    if given.layout:
        return "read as what you chose"
    needed = [cell for cell in checked.header if normal(cell) in checked.layout.needed]
    more = len(needed) - NAMED_COLUMNS
    named = needed if more < 2 else [*needed[:NAMED_COLUMNS], f"{more} others"]
    return f"recognised by its {'column' if len(needed) == 1 else 'columns'} {words.listed(named)}"


def _taken(checked: Checked) -> str:
    """How many rows would be published; none are while something has to be mended."""
    if checked.refused:
        return f"{words.counted(checked.rows_in_file, 'row')} read"
    return f"{words.counted(checked.rows, 'row')} taken"


def _problems(file: Examined) -> None:
    """Every problem at its row; many are summed up by kind, and all can be downloaded beside their rows."""
    checked = file.checked
    if checked is None or not checked.problems:
        return
    for title, found in (
        ("To correct", problems.errors(checked.problems)),
        ("To answer", problems.questions(checked.problems)),
        ("Worth asking", problems.warnings(checked.problems)),
    ):
        if found:
            title = f"{title} ({len(found):,})"
            markup.show(markup.heading(title) + _problem_table(found))
    few = "Download 1 problem beside its row"
    many = f"Download {len(checked.problems):,} problems, each beside its row"
    name = f"{file.incoming.path.stem}-problems.csv"
    st.download_button(
        few if len(checked.problems) == 1 else many,
        downloads.taken(name, lambda: problems.as_csv(checked.problems, checked.header, checked.beside).encode()),
        name,
        "text/csv",
        key=f"problems_{checked.sha256}",
        on_click="ignore",
    )


def _problem_table(found: Sequence[Problem]) -> Markup:
    if len(found) > SHOWN_AT_MOST:
        return _by_kind(found)
    body = [
        [
            _place(problem),
            problem.column,
            Markup("<code>{}</code>").format(problem.value) if problem.value else "",
            problem.problem,
            problem.remedy,
        ]
        for problem in sorted(found, key=lambda problem: problem.row)
    ]
    return markup.table(
        ["Where", "Column", "Found", "What is wrong", "What you can do"], body, f"What {KINDS_OF[found[0].severity]}"
    )


def _place(problem: Problem) -> str:
    return f"Row\N{NO-BREAK SPACE}{problem.row:,}" if problem.row else "Whole file"


def _first(problem: Problem) -> str:
    where = _place(problem)
    return Markup("{}: <code>{}</code>").format(where, problem.value) if problem.value else where


def _by_kind(found: Sequence[Problem]) -> Markup:
    body = [
        [
            f"{times:,}",
            first.column,
            _first(first),
            first.problem,
            first.remedy,
        ]
        for times, first in problems.by_kind(found)
    ]
    return markup.table(
        ["How many", "Column", "The first", "What is wrong", "What you can do"], body, "Problems by kind"
    )


def consequences(files: Sequence[File], tried: Tried) -> None:
    """What the screens would say, once nothing needs mending any more."""
    if tried.rehearsed.ready:
        markup.show(markup.heading("What would change on the board's screens") + impact.preview(tried))
        _asked(files, tried)
    elif any(file.checked for file in tried.rehearsed.files):
        markup.show(Markup('<p class="small">What it would change is shown here once nothing needs mending.</p>'))


def _asked(files: Sequence[File], tried: Tried) -> None:
    """What has to be answered, and for each file whether its figures replace those held."""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in _in_words(tried))
    if items:
        markup.show(markup.heading(f"To answer ({len(tried.questions):,})") + Markup("<ul>{}</ul>").format(items))
    for given, file in zip(files, tried.rehearsed.files, strict=True):
        if file.arrival and file.arrival.replacing:
            number = len(file.arrival.replacing)
            which = "this figure" if number == 1 else f"these {number:,} figures"
            st.checkbox(
                f"{given.path.name} is the newer one: use it for {which}", key=f"replaces_{given.key}", value=False
            )


def _in_words(tried: Tried) -> list[str]:
    several = len(tried.rehearsed.files) > 1
    board = tried.rehearsed.before
    return [
        f"{question.file}: {line}" if several and question.file else line
        for question in tried.questions
        if (line := words.question_in_words(question, board))
    ]


def publishing(files: Sequence[File], tried: Tried) -> None:
    """Publish with a note, once what is worth asking has been looked at."""
    if not tried.rehearsed.ready:
        return
    questions = len(tried.questions) + _worth_a_look(tried)
    number = tried.rehearsed.number
    with st.container(border=True):
        markup.show(markup.heading(f"Publish as version {number}"))
        note = st.text_input(
            "Why, for the history",
            placeholder="Monthly release of March 2026",
            max_chars=200,
            key=f"note_{upload_session.here().round}",
        )
        sure = not questions or st.checkbox(
            f"I have looked at {words.counted(questions, 'question')} above. Publish all the same.",
            key=f"sure_{tried.token}",
        )
        if st.button(f"Publish version {number}", type="primary", disabled=not sure, key=f"publish_{tried.token}"):
            answered = f" {words.upper(words.counted(questions, 'question'))} looked at." if questions else ""
            why = note.strip().rstrip(".") or _named(files)
            with st.spinner("Publishing: the current version is shown until this one is complete"):
                fault = upload_session.publish(files, tried, f"{why}.{answered}")
            if fault:
                markup.show(Markup('<div class="banner" role="alert">{}</div>').format(fault))
            else:
                st.rerun()


def _worth_a_look(tried: Tried) -> int:
    """How many things beside the questions should be looked at before a publish."""
    found = sum(len(problems.warnings(file.checked.problems)) for file in tried.rehearsed.files if file.checked)
    return found + sum(not odd.asks for _, odd in tried.preview.odd)


def _named(files: Sequence[File]) -> str:
    return f"Loaded {', '.join(file.path.name for file in files)}"


def published() -> None:
    """What was just published by this visit, and how to take it back."""
    done = st.session_state.get("published")
    if not done or done[0] > cached.here().version:
        return
    version, loads, names = done
    markup.done(
        f"Published: version {version} is in force, with {words.listed(names)}. Pages and slides that are open offer it "
        f"within seconds. To take it back, undo load {words.listed([str(load) for load in loads])} below."
    )


def templates_offered() -> None:
    """The common format, which can feed any indicator that has no file of its own."""
    with st.expander("No file for it? The common format can feed any indicator"):
        st.markdown(
            "One row a figure, with where it was published. Fill in the template, delete its example row, and drop it "
            "above. Every indicator's id and unit are at the end of this list."
        )
        with st.container(horizontal=True):
            _offered("Template with an example (CSV)", templates.template(), "common-format.csv", "text/csv")
            _offered("Help for every column", templates.help_text(), "common-format-help.md", "text/markdown")
        markup.show(
            markup.table(
                ["Column", "What to write", "Example"],
                [[Markup("<code>{}</code>").format(name), help_, shown] for name, help_, shown in templates.COLUMNS],
                "The columns of the common format",
            )
            + _ids()
        )


def _offered(label: str, content: str, name: str, kind: str) -> None:
    made = downloads.taken(name, content.encode)
    st.download_button(label, made, name, kind, on_click="ignore")


def _ids() -> Markup:
    """Every indicator by the id that a file calls it by, in the strategy's order."""
    named = [(link.id, cached.indicator(link.id)) for link in cached.strategy().indicators]
    body = [[indicator.title, Markup("<code>{}</code>").format(name), indicator.unit] for name, indicator in named]
    table = markup.table(["Indicator", "Its id", "Unit"], body, "Ids of indicators")
    return Markup("<details><summary>Ids of all {} indicators</summary>{}</details>").format(len(named), table)
