"""Facts of places in ``staged``: codes of another kind of place, places nobody knows, facts given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duckdb import DuckDBPyConnection

from data.contract import Contract, Severity
from data.layouts.core.layout import normal
from data.layouts.core.recognition import Recognised
from data.loading.load_diff import content
from data.loading.repeats import again
from data.problems import Problem
from data.query import few
from data.tables import PLACES
from data.tables.place_link import FORMS

KINDS = {
    "lsoa11": "a neighbourhood of the Census of 2011 (LSOA), such as E01000001",
    "lsoa21": "a neighbourhood of the Census of 2021 (LSOA), such as E01000001",
    "msoa11": "a group of neighbourhoods (MSOA), such as E02000001",
    "ward": "a ward, such as E05000026",
    "local authority": "a council, such as E09000001",
    "sub-icb": "a sub-ICB or CCG, such as E38000007",
    "icb": "an integrated care board, such as E54000008",
}
"""What each kind of place is called, with the form of its codes."""


def problems(
    connection: DuckDBPyConnection, file: str, recognised: Recognised, contract: Contract, headers: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with codes of places whose kind the layout knows, and with facts of places as a whole."""
    file_headers = {normal(cell): cell.strip() for cell in recognised.header}
    for column, kind in recognised.layout.kinds.items():
        if column in file_headers:
            yield from _of_another_form(connection, file, column, file_headers[column], kind)
    if contract.table in PLACES:
        if not recognised.layout.kinds:
            yield from _unknown(connection, file, headers)
        yield from _given_twice(connection, file, contract, headers)


def _of_another_form(
    connection: DuckDBPyConnection, file: str, column: str, header: str, kind: str
) -> Iterator[Problem]:
    query = (
        f"SELECT min(row_number), c_{column}, count(*) FROM raw WHERE c_{column} <> '' "
        f"AND NOT regexp_full_match(c_{column}, '{FORMS[kind]}') GROUP BY 2 ORDER BY 1"
    )
    for row, code, times in few(connection, query):
        yield Problem(
            file, row, header, code, f"This is not the code of {KINDS[kind]}.",
            f"Put in the code as published ({times:,} row{'' if times == 1 else 's'}).",
        )  # fmt: skip


def _unknown(connection: DuckDBPyConnection, file: str, headers: Mapping[str, str]) -> Iterator[Problem]:
    """A map of one's own names no kind of place, so that its codes have to be known already: they may be former ones."""
    query = (
        "SELECT min(row_number), area FROM staged WHERE area <> '' AND area NOT IN (SELECT code FROM area) "
        "GROUP BY 2 ORDER BY 1"
    )
    for row, code in few(connection, query):
        yield Problem(
            file, row, headers.get("area", "area"), code, "We know no place of this code: it may be a former one.",
            "Put in the present code, or load the lookup first that names the place.",
        )  # fmt: skip


def _given_twice(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str]
) -> Iterator[Problem]:
    """A fact that the file gives again: where the two differ it is refused, for nothing says which one holds."""
    header = headers.get("area", "area")
    for row, code, earliest, differs in again(connection, contract.key, content(contract), "area"):
        yield Problem(
            file,
            row,
            header,
            code,
            f"Row {earliest} is of the same place{' and says otherwise' if differs else ''}.",
            "Keep the one that the publisher has, and delete the other." if differs else "Delete one of them.",
            Severity.ERROR if differs else Severity.WARNING,
        )
