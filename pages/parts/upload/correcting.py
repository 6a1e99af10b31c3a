"""Cells of one's own file that are wrong, corrected in place: what was found stays beside what it became.

A publisher's file is never changed here: its problems are listed to be sent to the publisher.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from charts import words
from data import problems
from data.layouts.common import OWN_FORMAT
from data.loading.corrections import Correction
from data.loading.ingest import Checked
from data.problems import Problem
from indicators.core.board.dry_run import ExaminedFile
from pages.parts.shared import markup
from pages.parts.upload import upload_session
from pages.parts.upload.upload_session import File

AT_ONCE = 50
"""How many cells are offered at a time; the next ones follow once these are checked."""
WIDTHS = (1, 2, 2, 4, 3)
HEAD = ("Row", "Column", "Found", "What is wrong", "New value")


class Wrong(NamedTuple):
    """A cell with a problem: where it is, what stands there, and what is wrong with it."""

    row: int
    column: str
    original: str
    problem: str


def offer(dropped_file: File, file: ExaminedFile) -> None:
    """The cells that were corrected so far, and those that have a problem, of a file in our own format."""
    if file.checked is None or file.checked.layout.name != OWN_FORMAT:
        return
    _so_far(dropped_file)
    cells = odd_cells(file.checked)
    if file.checked.refused and cells:
        _form(dropped_file, cells)
    elif cells:
        with st.expander("Correct cells that are worth asking about"):
            _form(dropped_file, cells)


def odd_cells(checked: Checked) -> list[Wrong]:
    """Every cell with a problem whose place is sure, once each: errors first; of a period that is wrong each of its cells."""
    wrong_by_cell: dict[tuple[int, str], Wrong] = {}
    for problem in sorted(
        checked.problems, key=lambda known_problem: (problems.URGENCY.index(known_problem.severity), known_problem.row)
    ):
        for column in problem.column.split(", ") if problem.row else ():
            if checked.header.count(column) == 1:
                problem_and_remedy = f"{problem.problem} {problem.remedy}"
                wrong = Wrong(problem.row, column, _stands(checked, problem, column), problem_and_remedy)
                wrong_by_cell.setdefault((problem.row, column), wrong)
    return list(wrong_by_cell.values())


def _stands(checked: Checked, problem: Problem, column: str) -> str:
    """What stands in a cell; of a row that was not handed over, what the problem says of it."""
    cells, at = checked.beside.get(problem.row), checked.header.index(column)
    if cells is None:
        return problem.value
    return cells[at] if at < len(cells) else ""


def _form(dropped_file: File, wrong: Sequence[Wrong]) -> None:
    remaining = len(wrong) - AT_ONCE
    with st.form(f"correct_{dropped_file.key}", border=True):
        markup.show(
            markup.heading("Correct cells here", 3)
            + Markup(
                "<p>Change only what you know. Nothing is filled in for you. Your file stays as it is: "
                "a corrected copy is kept beside it, with your name.{}</p>"
            ).format(
                f" The first {AT_ONCE} of {len(wrong):,} cells are shown; the others follow." if remaining > 0 else ""
            )
        )
        _line("head", *HEAD)
        typed = {cell: _field(dropped_file, cell) for cell in wrong[:AT_ONCE]}
        if st.form_submit_button("Check again with these values", type="primary"):
            _keep(
                dropped_file,
                [Correction(*cell[:3], value) for cell, value in typed.items() if value != cell.original.strip()],
            )


def _line(kind: str, *cells: str) -> DeltaGenerator:
    """A line of the table; what is returned is the place of its last cell.  On a phone each cell says its column."""
    places = st.columns(WIDTHS, vertical_alignment="center")
    for place, head, cell in zip(places, HEAD, cells, strict=False):
        with place:
            markup.show(Markup('<div class="correcting {}" data-head="{}">{}</div>').format(kind, head, cell))
    return places[-1]


def _field(dropped_file: File, cell: Wrong) -> str:
    """A line for a cell, with what its dropper writes there; it begins as what was found."""
    before = Markup("<code>{}</code>").format(cell.original) if cell.original else "(empty)"
    place = _line("cell", f"{cell.row:,}", cell.column, before, cell.problem)
    return str(
        place.text_input(
            f"New value, row {cell.row:,}, {markup.literal(cell.column)}",
            cell.original,
            key=f"cell_{dropped_file.key}_{cell.row}_{cell.column}_{cell.original}",
            label_visibility="collapsed",
        )
    ).strip()


def _keep(dropped_file: File, corrections: Sequence[Correction]) -> None:
    """Add corrections to those made before: each keeps what was found first, and one that goes back to that is gone."""
    if not corrections:
        markup.show(Markup('<p role="alert">No value was changed. Write the right value beside at least one cell.</p>'))
        return
    correction_by_cell = {
        (correction.row, correction.column): correction
        for correction in upload_session.current().corrections.get(dropped_file.key, ())
    }
    for correction in corrections:
        before = correction_by_cell.get((correction.row, correction.column), correction)
        correction_by_cell[correction.row, correction.column] = Correction(
            correction.row, correction.column, before.found, correction.value
        )
    upload_session.current().corrections[dropped_file.key] = tuple(
        correction for correction in correction_by_cell.values() if correction.value != correction.found
    )
    st.rerun()


def _so_far(dropped_file: File) -> None:
    """What was corrected here, and a way to go back to the file as it was dropped."""
    cells = upload_session.current().corrections.get(dropped_file.key, ())
    if not cells:
        return
    markup.show(
        markup.heading(f"Corrected here ({words.counted(len(cells), 'cell')})", 3)
        + markup.table(["Row", "Column", "Found", "Now"], listed(cells), "Cells that were corrected here")
    )
    if st.button("Take the corrections back", key=f"uncorrect_{dropped_file.key}"):
        del upload_session.current().corrections[dropped_file.key]
        st.rerun()


def listed(cells: Sequence[Correction]) -> list[list[str]]:
    """Corrections as rows of a table."""
    return [
        [f"{correction.row:,}", correction.column, correction.found or "(empty)", correction.value or "(empty)"]
        for correction in cells
    ]
