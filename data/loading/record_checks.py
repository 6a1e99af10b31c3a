"""What may not be in a file of records: columns that nobody asked for, and anything that tells who somebody is.

Nothing of such a cell is repeated.  Each column is told of once, with how many rows have it, and refused before anything
of the file is stored.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from duckdb import DuckDBPyConnection

from data.contract import Column, Contract, Severity
from data.layouts.core.layout import normal
from data.layouts.core.recognition import Recognised
from data.loading import identifiers
from data.problems import Problem
from data.query import one

LOOKED_AT = 200
"""So many rows say what a column is that nobody asked for."""
LONGEST = 64
PSEUDONYM = r"([A-Za-z][A-Za-z_.:\-]*)?[0-9][A-Za-z0-9_.:\-]*"
"""Of letters, digits and some marks, with a digit, and beginning with no mark."""
POSTCODE_LIKE = r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s{0,2}\d[A-Za-z]{2}"
NUMBER_LIKE = r"[\d\s.\-+()]{10,20}"
BATCH = 100_000
TAKE_OUT = "Put a pseudonym in its place, and check the other rows: a record holds nothing that tells who somebody is."
MAKE = (
    "A pseudonym is of letters, digits and - or _, has a digit, and is made so that nobody can tell the person from it."
)
DELETE = "Delete the column. Nothing but the columns of the template is taken of a person."


def problems(
    connection: DuckDBPyConnection, file: str, recognised: Recognised, contract: Contract, headers: Mapping[str, str]
) -> Iterator[Problem]:
    """Everything in a file of records that may tell who somebody is, and records that it gives twice."""
    if contract.person_level:
        yield from _extra_columns(file, recognised)
    for column in _texts(contract):
        cell = f"c_{normal(headers.get(column.name, ''))}"
        if column.name not in headers:
            continue
        check = _pseudonyms if column.pseudonym else _codes
        yield from check(connection, file, headers[column.name], cell)
        if column.example and (column.pseudonym or column.name == "citation"):
            yield from _example(connection, file, headers[column.name], cell, column.example)
    yield from _given_twice(connection, file, contract)


def without_secrets(
    unmasked_problems: Sequence[Problem], contract: Contract, headers: Mapping[str, str]
) -> list[Problem]:
    """Problems that repeat no pseudonym, no identifier and no name of the cells that they are about."""
    secret = {headers.get(column.name, column.name) for column in contract.columns if column.pseudonym}
    return [replace(problem, value=_shown_value(problem, secret)) for problem in unmasked_problems]


def _shown_value(problem: Problem, secret: set[str]) -> str:
    if problem.column in secret or identifiers.may_name_somebody(problem.value):
        return ""
    return identifiers.masked(problem.value)


def _texts(contract: Contract) -> list[Column]:
    """Columns in which anything can be written."""
    return [column for column in contract.columns if column.type == "VARCHAR" and not column.one_of]


def _extra_columns(file: str, recognised: Recognised) -> Iterator[Problem]:
    """Columns that the template has not: of one that tells who somebody is, by its name or its cells, it is said how."""
    header = [cell.strip() for cell in recognised.header]
    for at, name in enumerate(header):
        if normal(name) in recognised.layout.reads or not (name or _cells(recognised, at)):
            continue
        kind = identifiers.kind_of_column(normal(name)) or _kind_of_cells(_cells(recognised, at))
        column_problem = f"This column seems to hold {kind}." if kind else "The template has no such column."
        yield Problem(file, recognised.header_at + 1, name, "", column_problem, DELETE)


def _cells(recognised: Recognised, at: int) -> list[str]:
    """The first cells of a column that are not empty."""
    rows = islice(recognised.sheet.rows(), recognised.header_at + 1, recognised.header_at + 1 + LOOKED_AT)
    return [row[at].strip() for row in rows if at < len(row) and row[at].strip()]


def _kind_of_cells(cells: Sequence[str]) -> str:
    """What half of some cells are, if that tells who somebody is."""
    kinds = Counter(kind for cell in cells for kind in identifiers.kinds_in(cell))
    if sum(map(identifiers.may_name_somebody, cells)) * 2 >= len(cells) > 0:
        return "names of people"
    return next((kind for kind, times in kinds.most_common(1) if times * 2 >= len(cells)), "")


@dataclass
class _Occurrences:
    """In how many rows something was met, and in which first."""

    first: int
    rows: int = 0


def _pseudonyms(connection: DuckDBPyConnection, file: str, header: str, cell: str) -> Iterator[Problem]:
    """Cells that should hold a pseudonym and hold something that tells who a person is, or no pseudonym at all.

    Letters and digits made by chance may look like a postcode without its blank, so that most of a column has to.
    """
    odd = connection.execute(
        f"SELECT row_number, {cell} FROM raw WHERE {cell} <> '' AND CASE "
        f"WHEN length({cell}) > {LONGEST} OR NOT regexp_full_match({cell}, '{PSEUDONYM}') THEN true "
        f"WHEN length({cell}) > 20 THEN false "  # longer than any number or postcode
        f"WHEN length({cell}) >= 10 THEN regexp_full_match({cell}, '{NUMBER_LIKE}') "  # longer than any postcode
        f"ELSE regexp_full_match({cell}, '{POSTCODE_LIKE}') END"
    )
    cells_by_kind: dict[str, _Occurrences] = {}
    perhaps = _Occurrences(0)
    while rows := odd.fetchmany(BATCH):
        for row, text in rows:
            kinds = identifiers.kinds_in(text) or (() if _is_pseudonym(text) else ("",))
            if kinds == (identifiers.POSTCODE.name,) and text.isalnum():
                perhaps = _Occurrences(perhaps.first or row, perhaps.rows + 1)
                continue
            for kind in kinds:
                cells_by_kind.setdefault(kind, _Occurrences(row)).rows += 1
    if perhaps.rows * 2 >= _filled(connection, cell):
        cells_by_kind[identifiers.POSTCODE.name] = perhaps
    for kind, at in cells_by_kind.items():
        cell_problem = f"There is {kind} in this cell" if kind else "This is no pseudonym"
        yield Problem(file, at.first, header, "", f"{cell_problem}{_others(at.rows)}.", TAKE_OUT if kind else MAKE)


def _filled(connection: DuckDBPyConnection, cell: str) -> int:
    """How many cells of a column are not empty; at least one."""
    count_row = one(connection, f"SELECT count(*) FROM raw WHERE {cell} <> ''")
    return max(1, count_row[0] if count_row else 0)


def _is_pseudonym(text: str) -> bool:
    return len(text) <= LONGEST and re.fullmatch(PSEUDONYM, text) is not None


def _codes(connection: DuckDBPyConnection, file: str, header: str, cell: str) -> Iterator[Problem]:
    """Codes and short names, of which there are few different ones."""
    codes = connection.execute(f"SELECT {cell}, min(row_number), count(*) FROM raw GROUP BY 1 ORDER BY 2").fetchall()
    for text, row, times in codes:
        kinds = identifiers.kinds_in(text) or (("a person's name",) if identifiers.may_name_somebody(text) else ())
        for kind in kinds:
            yield Problem(file, row, header, "", f"There is {kind} in this cell{_others(times)}.", TAKE_OUT)


def _example(connection: DuckDBPyConnection, file: str, header: str, cell: str, example: str) -> Iterator[Problem]:
    example_row = one(connection, f"SELECT min(row_number) FROM raw WHERE {cell} = $example", {"example": example})
    if example_row and example_row[0]:
        yield Problem(file, example_row[0], header, "", "This is the example row of the template.", "Delete it.")


def _others(rows: int) -> str:
    return "" if rows == 1 else f", and in {rows - 1:,} other{'' if rows == 2 else 's'} of this column"


def _given_twice(connection: DuckDBPyConnection, file: str, contract: Contract) -> Iterator[Problem]:
    key = ", ".join(contract.key)
    if one(connection, f"SELECT 1 FROM staged GROUP BY hash({key}) HAVING count(*) > 1 LIMIT 1") is None:
        return  # the usual case, found by hashes, which compare much faster than the keys themselves
    repeats = one(
        connection,
        f"SELECT count(*), min(row_number) FROM "
        f"(SELECT row_number, max(row_number) OVER (PARTITION BY {key}) AS last FROM staged) WHERE row_number <> last",
    )
    if repeats and repeats[0]:
        many = repeats[0] > 1
        yield Problem(
            file,
            repeats[1],
            "",
            "",
            f"{repeats[0]:,} row{'s are' if many else ' is'} given again further down; this is the first.",
            "The last row of each counts. Delete those that do not hold.",
            Severity.WARNING,
        )
