"""Checks of rows against their contract, in SQL, all at once; each fault names its row and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duckdb import DuckDBPyConnection

from data.contract import Column, Contract, Rule, Severity
from data.periods import label
from data.problems import Problem
from data.tidy import MARKS, NUMBER

WELL_FORMED = r"[A-Z][0-9]{8}|[A-Z0-9]{2,9}"


def number_problems(connection: DuckDBPyConnection, file: str, header: str, column: str) -> Iterator[Problem]:
    """Cells of a raw text column that are neither a number, nor a known mark, nor blank."""
    marks = ", ".join(f"'{mark}'" for mark in MARKS)
    found = connection.execute(f"""
        SELECT row_number, {column} FROM raw
        WHERE trim({column}) <> ''
          AND NOT regexp_full_match(trim({column}), '{NUMBER}')
          AND lower(trim({column})) NOT IN ({marks})
        ORDER BY row_number
    """).fetchall()
    for row, value in found:
        yield Problem(
            file, row, header, value, "This is not a number.",
            "Correct it, or write * where the publisher hides the number.",
        )


def contract_problems(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str]
) -> list[Problem]:
    """Everything in ``staged`` that breaks the contract, and what deserves a question."""
    problems: list[Problem] = []
    for column in contract.columns:
        problems += _missing(connection, file, column, headers)
        problems += _not_allowed(connection, file, column, headers)
    for rule in contract.rules:
        problems += _broken(connection, file, rule, headers)
    problems += _contradicting(connection, file, contract, headers)
    problems += _areas(connection, file, headers)
    problems += _missing_months(connection, file)
    return problems


def _missing(
    connection: DuckDBPyConnection, file: str, column: Column, headers: Mapping[str, str]
) -> Iterator[Problem]:
    if column.optional or column.name in ("dimension", "category"):
        return
    found = connection.execute(
        f"SELECT row_number FROM staged WHERE {column.name} IS NULL OR CAST({column.name} AS VARCHAR) = '' ORDER BY 1"
    ).fetchall()
    for (row,) in found:
        yield Problem(
            file, row, headers.get(column.name, column.name), "", f"Nothing stands here. {column.help}", "Fill it in.",
        )


def _not_allowed(
    connection: DuckDBPyConnection, file: str, column: Column, headers: Mapping[str, str]
) -> Iterator[Problem]:
    if not column.one_of:
        return
    found = connection.execute(
        f"SELECT row_number, {column.name} FROM staged "
        f"WHERE {column.name} IS NOT NULL AND {column.name} NOT IN (SELECT unnest($allowed)) ORDER BY 1",
        {"allowed": list(column.one_of)},
    ).fetchall()
    for row, value in found:
        yield Problem(
            file, row, headers.get(column.name, column.name), str(value), "This is not one of the words allowed here.",
            f"Use one of: {', '.join(column.one_of)}.",
        )


def _broken(connection: DuckDBPyConnection, file: str, rule: Rule, headers: Mapping[str, str]) -> Iterator[Problem]:
    found = connection.execute(
        f"SELECT row_number, CAST({rule.column} AS VARCHAR) FROM staged WHERE NOT ({rule.holds}) ORDER BY 1"
    ).fetchall()
    for row, value in found:
        yield Problem(
            file, row, headers.get(rule.column, rule.column), value or "", rule.problem, rule.remedy, rule.severity,
        )


def _contradicting(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str]
) -> Iterator[Problem]:
    """Rows of one file and one release that give the same figure two values."""
    keys = ", ".join(contract.key)
    found = connection.execute(f"""
        SELECT max(row_number), min(row_number), max(value), min(value) FROM staged
        GROUP BY {keys}, release, status
        HAVING count(*) > 1 AND (count(DISTINCT value) > 1 OR count(value) NOT IN (0, count(*)))
        ORDER BY 1
    """).fetchall()
    for row, other, one, two in found:
        yield Problem(
            file, row, headers.get("value", "value"), str(one),
            f"Row {other} gives the same figure as {two}: only one can be right.",
            "Keep the right row; if they are different groups, say so in the breakdown.",
        )


def _areas(connection: DuckDBPyConnection, file: str, headers: Mapping[str, str]) -> Iterator[Problem]:
    found = connection.execute(f"""
        SELECT min(row_number), area, count(*), regexp_full_match(area, '{WELL_FORMED}') AS well_formed
        FROM staged WHERE area IS NOT NULL AND area NOT IN (SELECT code FROM area)
        GROUP BY area ORDER BY 1
    """).fetchall()
    header = headers.get("area", "area")
    for row, code, times, well_formed in found:
        if well_formed:
            yield Problem(
                file, row, header, code, f"We do not know this code yet ({times:,} rows).",
                "It loads all the same; check that it is meant.", Severity.WARNING,
            )
        else:
            yield Problem(
                file, row, header, code, "This is not an ONS or ODS code.",
                "Use a code such as E08000035 or RY6.",
            )


def _missing_months(connection: DuckDBPyConnection, file: str) -> Iterator[Problem]:
    """A body with no row at all for a month that lies between its first and last, while others have one."""
    found = connection.execute("""
        WITH months AS (SELECT DISTINCT period_start, period_end FROM staged WHERE step_months = 1 AND window_months = 1),
        bodies AS (
            SELECT area, role, min(period_start) AS first, max(period_start) AS last
            FROM staged WHERE step_months = 1 AND window_months = 1 GROUP BY area, role
        ),
        held AS (SELECT DISTINCT area, role, period_start FROM staged)
        SELECT bodies.area, bodies.role, months.period_start, months.period_end
        FROM bodies JOIN months ON months.period_start BETWEEN bodies.first AND bodies.last
        ANTI JOIN held ON held.area = bodies.area AND held.role = bodies.role
            AND held.period_start = months.period_start
        ORDER BY 1, 3
    """).fetchall()
    for area, role, start, end in found:
        yield Problem(
            file, 0, "", area, f"No rows for this {role} in {label(start, end)}, though others have some.",
            "It will show as a gap, never as zero; ask the publisher if it is known.", Severity.WARNING,
        )
