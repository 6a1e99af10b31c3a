"""Counts of residents in ``staged``: cells that are no whole number of people, ages that do not add up, groups given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from duckdb import DuckDBPyConnection

from data.contract import Severity
from data.layouts.core.layout import Layout, normal
from data.loading.by_measure import CELL, cells
from data.loading.repeats import again
from data.problems import Problem
from data.query import few
from data.tables.population import POPULATION

WHOLE = r"(\d+|[1-9]\d{0,2}(,\d{3})+)(\.0+)?"


def problems(
    connection: DuckDBPyConnection, file: str, layout: Layout, header: Sequence[str], headers: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with counts of residents beside what their contract says of each row."""
    file_headers = {normal(cell): cell.strip() for cell in header}
    columns = [name for name in file_headers if name in layout.measures]
    if columns:
        yield from _not_whole(connection, file, {name: file_headers[name] for name in (*columns, layout.total)})
        parts = "groups" if "group_name" in layout.measures[columns[0]].what else "ages"
        yield from _not_the_total(connection, file, columns, layout.total, file_headers[layout.total], parts)
    yield from _given_twice(connection, file, headers)


def _not_whole(connection: DuckDBPyConnection, file: str, columns: Mapping[str, str]) -> Iterator[Problem]:
    odd_cells = few(
        connection,
        f"SELECT row_number, measure, c_{CELL} FROM {cells([*columns])} WHERE NOT regexp_full_match(c_{CELL}, '{WHOLE}') "
        "ORDER BY row_number",
    )
    for row, name, value in odd_cells:
        yield Problem(
            file, row, columns[name], value, "This is not a whole number of people.", "Put in the publisher's number."
        )


def _not_the_total(
    connection: DuckDBPyConnection, file: str, columns: Sequence[str], total: str, header: str, parts: str
) -> Iterator[Problem]:
    """Rows whose ages or groups do not add up to their own total: one was lost, or a number mistyped."""
    numbers = f"SELECT row_number, c_{total}, {_number(CELL)} AS people FROM {cells(columns)}"
    odd_totals = few(
        connection,
        f"SELECT row_number, c_{total}, CAST(sum(people) AS BIGINT) FROM ({numbers}) GROUP BY ALL "
        f"HAVING count(people) = {len(columns)} AND sum(people) <> {_number(total)} ORDER BY 1",
    )
    for row, value, together in odd_totals:
        yield Problem(
            file,
            row,
            header,
            value,
            f"The {parts} add up to {together:,}.",
            "Put in the row as the publisher has it.",
        )


def _number(name: str) -> str:
    """SQL for a cell as a number, nothing where it is no whole number of people, so that no total is asked of its row."""
    return f"CASE WHEN regexp_full_match(c_{name}, '{WHOLE}') THEN CAST(replace(c_{name}, ',', '') AS DOUBLE) END"


def _given_twice(connection: DuckDBPyConnection, file: str, headers: Mapping[str, str]) -> Iterator[Problem]:
    """A count that the file gives again: with another number it is refused, for nothing says which one holds."""
    repeated_counts = again(connection, POPULATION.key, ["people"], "coalesce(nullif(group_name, ''), area)")
    for row, group, earliest, differs in repeated_counts:
        yield Problem(
            file,
            row,
            headers.get("group_name", headers.get("area", "area")),
            group,
            f"Row {earliest} counts the same people{', with another number' if differs else ''}.",
            "Keep the row that the publisher has, and delete the other." if differs else "Delete one of them.",
            Severity.ERROR if differs else Severity.WARNING,
        )
