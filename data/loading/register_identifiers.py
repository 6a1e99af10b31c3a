"""Cells of a register's file that may tell who somebody is: refused, or asked about, and never repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data.contract import Severity
from data.layouts.core.recognition import Recognised
from data.loading import identifiers, personal_columns
from data.problems import Problem

DELETE = "Delete the column: a register holds nothing that tells who somebody is."
TAKE_OUT = "Take it out, and check the rest of the row: a register holds nothing that tells who somebody is."


def problems(file: str, recognised: Recognised) -> Iterator[Problem]:
    """Every cell with an identifier, read or not, since the file is kept as it is; and texts that may name somebody."""
    header = [cell.strip() for cell in recognised.header]
    yield from personal_columns.problems_of_columns(file, recognised, DELETE, Severity.ERROR)
    for row, cells in enumerate(recognised.sheet.rows(), start=1):
        for at, cell in enumerate(cells):
            column = header[at] if at < len(header) else ""
            for kind in identifiers.kinds_in(cell):
                yield Problem(file, row, column, "", f"There is {kind} in this cell.", TAKE_OUT)
            if identifiers.may_name_somebody(cell):
                yield Problem(
                    file,
                    row,
                    column,
                    "",
                    "This text may name a person.",
                    "Say who somebody is by their role. If it is the name of something else, it may stay.",
                    Severity.QUESTION,
                )


def without_identifiers(unmasked_problems: Sequence[Problem]) -> list[Problem]:
    """Problems that repeat no identifier of the cells that they are about."""
    return [replace(problem, value=identifiers.masked(problem.value)) for problem in unmasked_problems]
