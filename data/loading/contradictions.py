"""One figure given twice in other words: within a file, and between files that are published together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from duckdb import DuckDBPyConnection

from data.contract import Contract, Severity
from data.problems import Problem
from data.query import few, one
from data.storage.precedence import settled

NUMBERS = {
    "value": "value",
    "numerator": "count",
    "denominator": "count below",
    "lower95": "lower limit",
    "upper95": "upper limit",
    "lower998": "lower limit",
    "upper998": "upper limit",
}
"""What a row says in numbers, and what each is called in a problem."""


def note_repeated(connection: DuckDBPyConnection, contract: Contract) -> None:
    """Note which rows in ``staged`` give a figure again, once for all who ask: it takes a look at every row.

    They are in the temporary table ``repeated`` as ``row_number``, each with the ``first_row`` that gives the figure.
    A row of a file can give several figures: ``figure`` says which of them it gives again.
    """
    columns = ", ".join((*contract.key, "release", "status"))
    # Short sums of what the rows are about tell that none may be repeated, which is so of nearly every file.
    counted = one(connection, f"SELECT count(*) = count(DISTINCT hash({columns})) FROM staged")
    rows = "staged WHERE false" if counted and counted[0] else "staged"
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE repeated AS
        SELECT figure, unnest(rows[2:]) AS row_number, rows[1] AS first_row FROM (
            SELECT any_value({figure("staged")}) AS figure, list_sort(list(row_number)) AS rows FROM {rows}
            GROUP BY {columns} HAVING count(*) > 1
        )
    """)


def within(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str]
) -> Iterator[Problem]:
    """Rows of one file and one release that give the same figure another value, count or limit than the first of them."""
    numbers = _numbers(contract)
    contradictions = few(
        connection,
        f"""
        SELECT again.row_number, first_row, {_both(numbers)}
        FROM repeated AS again
        JOIN staged AS here ON here.row_number = again.row_number AND {figure("here")} = figure
        JOIN staged AS first ON first.row_number = first_row AND {figure("first")} = figure
        WHERE {_unlike(numbers)}
        ORDER BY row_number
    """,
    )
    for row, other, *values in contradictions:
        yield _problem(
            file,
            row,
            headers,
            numbers,
            values,
            who="An earlier row",
            where=f"Row {other}",
            remedy="Keep the right one; if the groups differ, say so in the breakdown.",
        )


def between(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str], version: int
) -> Iterator[Problem]:
    """Rows in ``staged`` against those of files that came with them, in the version being made.

    Only the order of the files would decide which is in force: neither release nor status does.
    """
    loads = connection.execute("SELECT load_id FROM load WHERE version_from = ?", [version]).fetchall()
    if not loads:
        return
    numbers = _numbers(contract)
    same = " AND ".join(f"first.{name} IS NOT DISTINCT FROM here.{name}" for name in (*contract.key, "release"))
    contradictions = few(
        connection,
        f"""
        SELECT here.row_number, file_name, first.row_number, {_both(numbers)}
        FROM staged AS here
        JOIN (FROM {contract.table} WHERE list_contains($loads, load_id)) AS first
            ON {same} AND {settled("first.status")} = {settled("here.status")}
        JOIN load ON load.load_id = first.load_id
        WHERE {_unlike(numbers)}
        QUALIFY row_number() OVER (
            PARTITION BY here.row_number, here.series, here.statistic ORDER BY first.load_id, first.row_number
        ) = 1
        ORDER BY here.row_number
    """,
        {"loads": [load for (load,) in loads]},
    )
    for row, other_file, other, *values in contradictions:
        yield _problem(
            file,
            row,
            headers,
            numbers,
            values,
            who=f"{other_file}, which comes with it,",
            where=f"Row {other} there",
            remedy="If both are published this one is shown: take the wrong one away.",
            severity=Severity.WARNING,
        )


def _numbers(contract: Contract) -> list[str]:
    return [name for name in NUMBERS if name in contract.names]


def _both(numbers: Sequence[str]) -> str:
    """SQL for the numbers of the row ``here``, then those of ``first``."""
    return ", ".join(f"{row}.{name}" for row in ("here", "first") for name in numbers)


def _unlike(numbers: Sequence[str]) -> str:
    return " OR ".join(f"here.{name} IS DISTINCT FROM first.{name}" for name in numbers)


def _problem(
    file: str,
    row: int,
    headers: Mapping[str, str],
    numbers: Sequence[str],
    values: Sequence[float | None],
    *,
    who: str,
    where: str,
    remedy: str,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """The first number in which two rows differ; ``values`` are those of the row itself, then those of the first."""
    trio = zip(numbers, values[: len(numbers)], values[len(numbers) :], strict=True)
    name, value, first = next((name, value, first) for name, value, first in trio if value != first)
    return Problem(
        file,
        row,
        headers.get(name, name),
        _shown(value),
        f"{who} gives the same figure another {NUMBERS[name]}.",
        f"{where} says {_shown(first)}. {remedy}",
        severity,
    )


def figure(row: str) -> str:
    """SQL for which of the figures of a row of a file it is: short, however long the names are."""
    return f"hash({row}.series, {row}.statistic)"


def _shown(value: float | None) -> str:
    return "nothing" if value is None else f"{value:.15g}"
