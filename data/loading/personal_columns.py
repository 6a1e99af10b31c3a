"""Columns that nothing reads and whose header tells of a person: a file is kept as it arrived, with all that is in them."""

from __future__ import annotations

from collections.abc import Iterator

from data.contract import Severity
from data.layouts.core.layout import normal
from data.layouts.core.recognition import Recognised
from data.loading import identifiers
from data.problems import Problem

REMEDY = "Delete the column, for the file is kept as it arrived. It may stay if it is of organisations or places."


def questions(file: str, recognised: Recognised) -> Iterator[Problem]:
    """A question for each such column: of published figures it may be an organisation's postcode or name."""
    return problems_of_columns(file, recognised, REMEDY, Severity.QUESTION)


def problems_of_columns(file: str, recognised: Recognised, remedy: str, severity: Severity) -> Iterator[Problem]:
    """Each such column.  One that the layout reads may be called so: the ``name`` of a forum is no person's."""
    for cell in (cell.strip() for cell in recognised.header):
        column = normal(cell)
        kind = "" if column in recognised.layout.reads else identifiers.kind_of_column(column)
        if kind:
            column_problem = f"By its name each cell of this column is {kind}."
            yield Problem(file, recognised.header_at + 1, cell, "", column_problem, remedy, severity)
