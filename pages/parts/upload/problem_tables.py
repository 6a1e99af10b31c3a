"""Everything that is wrong with a file, or worth asking, at its row; many are summed up by kind."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from data import problems
from data.contract import Severity
from data.problems import Problem
from indicators.core.board.dry_run import ExaminedFile
from pages.parts.shared import downloads, markup

SHOWN_AT_MOST = 100
KINDS_OF = {
    Severity.ERROR: "must be corrected",
    Severity.QUESTION: "must be answered",
    Severity.WARNING: "is worth asking",
}


def problems_of(file: ExaminedFile) -> None:
    """Every problem at its row; many are summed up by kind, and all can be downloaded beside their rows."""
    checked = file.checked
    if checked is None or not checked.problems:
        return
    for title, of_severity in (
        ("To correct", problems.errors(checked.problems)),
        ("To answer", problems.questions(checked.problems)),
        ("Worth asking", problems.warnings(checked.problems)),
    ):
        if of_severity:
            title = f"{title} ({len(of_severity):,})"
            markup.show(markup.heading(title) + _problem_table(of_severity))
    few = "Download 1 problem beside its row"
    many = f"Download {len(checked.problems):,} problems, each beside its row"
    name = f"{markup.file_name(file.incoming.name) if checked.sheet else file.incoming.path.stem}-problems.csv"
    st.download_button(
        few if len(checked.problems) == 1 else many,
        downloads.taken(name, lambda: problems.as_csv(checked.problems, checked.header, checked.beside).encode()),
        name,
        "text/csv",
        key=f"problems_{checked.sha256}_{checked.sheet}",
        on_click="ignore",
    )


def _problem_table(rows_with_problems: Sequence[Problem]) -> Markup:
    if len(rows_with_problems) > SHOWN_AT_MOST:
        return _by_kind(rows_with_problems)
    body = [
        [
            _place(problem),
            problem.column,
            Markup("<code>{}</code>").format(problem.value) if problem.value else "",
            problem.problem,
            problem.remedy,
        ]
        for problem in sorted(rows_with_problems, key=lambda problem: problem.row)
    ]
    return markup.table(
        ["Where", "Column", "Found", "What is wrong", "What you can do"],
        body,
        f"What {KINDS_OF[rows_with_problems[0].severity]}",
    )


def _place(problem: Problem) -> str:
    return f"Row\N{NO-BREAK SPACE}{problem.row:,}" if problem.row else "Whole file"


def _first(problem: Problem) -> str:
    where = _place(problem)
    return Markup("{}: <code>{}</code>").format(where, problem.value) if problem.value else where


def _by_kind(rows_with_problems: Sequence[Problem]) -> Markup:
    body = [
        [
            f"{times:,}",
            first.column,
            _first(first),
            first.problem,
            first.remedy,
        ]
        for times, first in problems.by_kind(rows_with_problems)
    ]
    return markup.table(
        ["How many", "Column", "The first", "What is wrong", "What you can do"], body, "Problems by kind"
    )
