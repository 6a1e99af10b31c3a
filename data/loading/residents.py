"""Counts of residents in ``staged``: cells that are no whole number of people, ages that do not add up, groups given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from duckdb import DuckDBPyConnection

from data.contract import Severity
from data.layouts.core.layout import Layout, normal
from data.problems import Problem
from data.query import few
from data.tables.population import POPULATION

WHOLE = r"(\d+|[1-9]\d{0,2}(,\d{3})+)(\.0+)?"


def problems(
    connection: DuckDBPyConnection, file: str, layout: Layout, header: Sequence[str], headers: Mapping[str, str]
) -> Iterator[Problem]:
    """What is wrong with counts of residents beside what their contract says of each row."""
    own = {normal(cell): cell.strip() for cell in header}
    columns = [name for name in own if name in layout.measures]
    if columns:
        yield from _not_whole(connection, file, {name: own[name] for name in (*columns, layout.total)})
        yield from _not_the_total(connection, file, columns, layout.total, own[layout.total])
    yield from _given_twice(connection, file, headers)


def _not_whole(connection: DuckDBPyConnection, file: str, columns: Mapping[str, str]) -> Iterator[Problem]:
    cells = ", ".join(f"('{name}', c_{name})" for name in columns)
    found = few(
        connection,
        f"SELECT row_number, col0, col1 FROM raw, LATERAL (VALUES {cells}) WHERE NOT regexp_full_match(col1, '{WHOLE}') "
        "ORDER BY row_number",
    )
    for row, name, value in found:
        yield Problem(
            file, row, columns[name], value, "This is not a whole number of people.", "Put in the publisher's number."
        )


def _not_the_total(
    connection: DuckDBPyConnection, file: str, ages: Sequence[str], total: str, header: str
) -> Iterator[Problem]:
    """Rows whose ages do not add up to their own total: an age was lost, or a number mistyped."""
    added = " + ".join(_number(name) for name in ages)
    found = few(
        connection,
        f"SELECT row_number, c_{total}, CAST({added} AS BIGINT) AS together FROM raw "
        f"WHERE {added} <> {_number(total)} ORDER BY 1",
    )
    for row, value, together in found:
        yield Problem(
            file,
            row,
            header,
            value,
            f"The ages add up to {together:,}.",
            "Put in the row as the publisher has it.",
        )


def _number(name: str) -> str:
    """SQL for a cell as a number, nothing where it is no whole number of people, so that no total is asked of its row."""
    return f"CASE WHEN regexp_full_match(c_{name}, '{WHOLE}') THEN CAST(replace(c_{name}, ',', '') AS DOUBLE) END"


def _given_twice(connection: DuckDBPyConnection, file: str, headers: Mapping[str, str]) -> Iterator[Problem]:
    """A count that the file gives again: with another number it is refused, for nothing says which one holds."""
    key = ", ".join(POPULATION.key)
    found = few(
        connection,
        f"""
        SELECT row_number, max(coalesce(nullif(group_name, ''), area)), any_value(earliest), bool_or(differs)
        FROM (
            SELECT *, min(row_number) OVER same AS earliest, min(people) OVER same <> max(people) OVER same AS differs
            FROM staged WINDOW same AS (PARTITION BY {key})
        )
        WHERE row_number <> earliest GROUP BY row_number ORDER BY 1
        """,
    )
    for row, what, earliest, differs in found:
        yield Problem(
            file,
            row,
            headers.get("group_name", headers.get("area", "area")),
            what,
            f"Row {earliest} counts the same people{', with another number' if differs else ''}.",
            "Keep the row that the publisher has, and delete the other." if differs else "Delete one of them.",
            Severity.ERROR if differs else Severity.WARNING,
        )
