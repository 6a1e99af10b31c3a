"""From a file to checked rows waiting to be published: recognise, tidy, check; nothing is loaded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from duckdb import DuckDBPyConnection

from data.contract import Contract, Severity
from data.files import reading
from data.layouts.core.layout import Layout
from data.layouts.core.recognition import Recognised, context, recognise, refuse_twins
from data.loading import (
    contradictions,
    identifiers,
    personal_columns,
    place_checks,
    record_checks,
    register_entries,
    register_identifiers,
    residents,
)
from data.loading.arrival import arrive
from data.loading.checks import contract_problems
from data.loading.corrections import Corrected
from data.loading.left_out import left_out
from data.loading.repeats import differ_only_in_unknown_columns
from data.loading.staging import STAGED, stage
from data.problems import Problem, at_most, errors, in_one_line, named, shortened
from data.query import one
from data.tables import FIGURES, LOADABLE, POPULATIONS, RECORDS, REGISTERS

LETTERS_BESIDE = 20_000_000


@dataclass(frozen=True)
class Checked:
    """A file recognised, tidied and checked; its rows are in ``staged`` of the connection.

    ``rows`` are those taken of the ``rows_in_file``; ``header`` is the file's own, ``beside`` the cells of each row
    that has a problem.  ``placed`` is the load under which its rows are in their table already, if they are.  ``sheet``
    is there where several sheets of the workbook could be loaded, and this is one of them.  ``corrected`` says what
    it is a corrected copy of, if it is.
    """

    path: Path
    layout: Layout
    sha256: str
    rows: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())
    rows_in_file: int = 0
    header: tuple[str, ...] = ()
    beside: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    placed: int | None = None
    sheet: str = ""
    corrected: Corrected | None = None

    @property
    def name(self) -> str:
        """The file's name as text: bytes in it that are none become question marks."""
        return self.path.name.encode("utf-8", "replace").decode("utf-8")

    @property
    def contract(self) -> Contract:
        """The table that its rows belong to."""
        return LOADABLE[self.layout.table]

    @property
    def refused(self) -> bool:
        """Does something in it have to be mended before it can be published?"""
        return bool(errors(self.problems))


def check(
    connection: DuckDBPyConnection,
    path: Path,
    layout: str | None = None,
    version: int | None = None,
    *,
    sha256: str = "",
    place: int | None = None,
    sheet: str = "",
) -> Checked:
    """Recognise, tidy and check a file, leaving its rows in the temporary table ``staged``.

    ``version`` is the one being made, where files that came before it in the same publish may say otherwise;
    ``sha256`` is of the file's bytes, where it is known.  With the number of a load to come as ``place`` the rows are put
    straight into their table where they can be; ``staged`` then shows them there.  ``sheet`` is the one to read of a
    workbook with several that could be loaded.
    The connection must hold the ``area`` table.  Raises ``UnreadableFileError`` where the file cannot
    be read or recognised; faults in its rows come back as problems.
    """
    recognised = recognise(path, layout, sheet)
    refuse_twins(path, recognised)
    stated = context(path, recognised)
    plain = arrive(connection, recognised)
    placed = None if recognised.layout.afterwards else place
    headers, problems = stage(connection, path, recognised, stated, placed, plain)
    for statement in recognised.layout.afterwards:
        connection.execute(statement)
    known = {(problem.row, problem.column) for problem in problems}
    contract = LOADABLE[recognised.layout.table]
    if contract.table in FIGURES:
        contradictions.note_repeated(connection, contract)
    problems += [
        problem
        for problem in dict.fromkeys(
            contract_problems(connection, path.name, contract, headers, kinds=bool(recognised.layout.kinds))
        )
        if (problem.row, problem.column) not in known
    ]
    if contract.table in FIGURES:
        problems += _given_twice(connection, path.name, recognised, headers, version, problems)
    elif contract.table in POPULATIONS:
        problems = _with_residents(connection, path.name, recognised, headers, problems)
    if contract.table in RECORDS:
        problems += record_checks.problems(connection, path.name, recognised, contract, headers)
        problems = record_checks.without_secrets(problems, contract, headers)
    elif contract.table in REGISTERS:
        problems += register_entries.problems(connection, path.name, contract, headers)
        problems += register_identifiers.problems(path.name, recognised)
        problems = register_identifiers.without_identifiers(problems)
    else:
        problems += place_checks.problems(connection, path.name, recognised, contract, headers)
        problems += personal_columns.questions(path.name, recognised)
    rows = _count(connection, STAGED)
    problems += [_question(path.name, line) for line in recognised.sheet.asks]
    omissions = left_out(connection)
    notes = (*recognised.sheet.notes, *stated.notes, *omissions)
    if rows == 0 and not errors(problems):
        problems.append(_nothing_taken(path.name, bool(omissions)))
    problems = at_most(in_one_line(problems, _count(connection, "raw")), path.name)
    of_sheet = recognised.sheet.name if recognised.of_several else ""
    if of_sheet:
        problems = [replace(problem, file=named(path.name, of_sheet)) for problem in problems]
    return Checked(
        path,
        recognised.layout,
        sha256 or reading.fingerprint(path),
        rows,
        tuple(problems),
        notes,
        _count(connection, "every_row"),
        tuple(cell.strip() for cell in recognised.header),
        {} if contract.person_level else _beside(recognised, problems, masked=contract.table in REGISTERS | RECORDS),
        placed,
        of_sheet,
    )


def _with_residents(
    connection: DuckDBPyConnection,
    file: str,
    recognised: Recognised,
    headers: Mapping[str, str],
    problems: Sequence[Problem],
) -> list[Problem]:
    """Problems with those of counts of residents; where each age has its column, a bad count is told under that alone."""
    other_problems = [problem for problem in problems if problem.column != "people" or not recognised.layout.measures]
    known = {(problem.row, problem.column) for problem in other_problems}
    cells = residents.problems(connection, file, recognised.layout, recognised.header, headers)
    return [*other_problems, *(problem for problem in cells if (problem.row, problem.column) not in known)]


def _given_twice(
    connection: DuckDBPyConnection,
    file: str,
    recognised: Recognised,
    headers: Mapping[str, str],
    version: int | None,
    problems: Sequence[Problem],
) -> Iterator[Problem]:
    """Figures that the file gives twice, told apart by nothing that is read, or that files which come with it give."""
    contract = FIGURES[recognised.layout.table]
    faulty = {problem.row for problem in errors(problems)}
    yield from (
        problem_of_row
        for problem_of_row in differ_only_in_unknown_columns(connection, file, recognised)
        if problem_of_row.row not in faulty
    )
    if version is not None:
        yield from contradictions.between(connection, file, contract, headers, version)


def _beside(recognised: Recognised, problems: Sequence[Problem], *, masked: bool) -> dict[int, tuple[str, ...]]:
    """The cells of the rows that have a problem; where they are very long or very many, not all of them.

    Of what may tell who a person is only the kind is handed on where it is ``masked``.
    """
    faulty = {problem.row for problem in problems if problem.row}
    beside: dict[int, tuple[str, ...]] = {}
    letters = 0
    for at, cells in recognised.sheet.chosen(row - 1 for row in faulty):
        beside[at + 1] = tuple(shortened(identifiers.masked(cell) if masked else cell) for cell in cells)
        letters += sum(map(len, beside[at + 1])) + len(cells)
        if letters > LETTERS_BESIDE:
            break
    return beside


def _question(file: str, line: str) -> Problem:
    remedy = "Only what is shown was read: take the filter off and save the file, unless that is what you mean."
    return Problem(file, 0, "", "", line, remedy, Severity.QUESTION)


def _nothing_taken(file: str, has_omissions: bool) -> Problem:
    if has_omissions:
        return Problem(
            file, 0, "", "", "Nothing here reads any of its rows.", "Check that it is the file you meant to load."
        )
    return Problem(file, 0, "", "", "It holds a header and no rows.", "Check that the download is complete.")


def _count(connection: DuckDBPyConnection, table: str) -> int:
    row = one(connection, f"SELECT count(*) FROM {table}")
    return int(row[0]) if row else 0
