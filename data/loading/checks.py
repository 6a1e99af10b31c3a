"""Checks of rows against their contract, in SQL, all at once; each fault names its row and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from data.contract import Column, Contract, Rule, Severity
from data.layouts.core.layout import normal
from data.loading import contradictions
from data.periods import SHORT_MONTHS, label, last_day
from data.problems import Problem
from data.query import few, one
from data.tables import PLACES, POPULATIONS, RECORDS, REGISTERS

AS_A_DATE = r"\d{1,2}-(%s)|(%s)-\d{2}|\d{4}-\d{2}-\d{2}( 00:00:00)?" % (("|".join(SHORT_MONTHS),) * 2)
WELL_FORMED = r"[A-Z][0-9]{8}|[A-Z0-9]{2,9}"

NO_FIGURE = "Delete the row if it is a total or a remark under the table."

MAY_BE_EMPTY = ("dimension", "category", "characteristic", "group_name", "statement", "respondent")
BODIES = ("area", "provider", "commissioner")


def contract_problems(
    connection: DuckDBPyConnection, file: str, contract: Contract, headers: Mapping[str, str], *, kinds: bool = False
) -> list[Problem]:
    """Everything in ``staged`` that breaks the contract, and what deserves a question.

    One look at all rows says which promises are broken; only for those are the rows sought.  The rows that give a figure
    again must have been noted: see ``contradictions.note_repeated``.  Where the layout says of which ``kinds`` its places
    are, their codes are looked at by ``place_checks``.
    """
    problems: list[Problem] = []
    for look, promise in _broken_by_any(connection, contract):
        problems += look(connection, file, promise, headers)
    if contract.table in REGISTERS or contract.table in PLACES:
        return problems
    if contract.table in POPULATIONS:
        return problems if kinds else [*problems, *_areas(connection, file, headers)]
    if contract.table in RECORDS:
        bodies = [name for name in BODIES if name in contract.names]
        return [*problems, *(problem for name in bodies for problem in _areas(connection, file, headers, name))]
    problems += contradictions.within(connection, file, contract, headers)
    problems += _bands_as_dates(connection, file, headers)
    problems += _areas(connection, file, headers)
    problems += _missing_months(connection, file)
    return problems


def _broken_by_any(connection: DuckDBPyConnection, contract: Contract) -> list[tuple[Any, Any]]:
    """The promises that some staged row breaks, each with what seeks such rows."""
    needed = [column for column in contract.columns if not column.optional and column.name not in MAY_BE_EMPTY]
    promises: list[tuple[Any, Any, str]] = [
        *((_missing, column, _empty(column)) for column in needed),
        *((_not_allowed, column, _outside(column)) for column in contract.columns if column.one_of),
        *((_broken, rule, f"NOT ({rule.holds})") for rule in contract.rules),
    ]
    answers = one(connection, f"SELECT {', '.join(f'bool_or({sql})' for *_, sql in promises)} FROM staged")
    return [(look, subject) for (look, subject, _), broken in zip(promises, answers or (), strict=True) if broken]


def _empty(column: Column) -> str:
    return f"{column.name} IS NULL" + (f" OR {column.name} = ''" if column.type == "VARCHAR" else "")


def _outside(column: Column) -> str:
    allowed = ", ".join(f"'{word}': 1" for word in dict.fromkeys(column.one_of))
    # DuckDB evaluates map_contains once per distinct word of a column, and NOT IN once per row, so this is much faster.
    # An empty cell gives NULL, which counts as neither inside nor outside.
    return f"NOT map_contains(MAP {{{allowed}}}, {column.name})"


def _missing(
    connection: DuckDBPyConnection, file: str, column: Column, headers: Mapping[str, str]
) -> Iterator[Problem]:
    empty_cells = few(connection, f"SELECT row_number FROM staged WHERE {_empty(column)} ORDER BY 1")
    for (row,) in empty_cells:
        yield Problem(
            file,
            row,
            headers.get(column.name, column.name),
            "",
            f"This cell is empty. {column.help}",
            f"Fill it in. {NO_FIGURE}",
        )


def _not_allowed(
    connection: DuckDBPyConnection, file: str, column: Column, headers: Mapping[str, str]
) -> Iterator[Problem]:
    odd_cells = few(connection, f"SELECT row_number, {column.name} FROM staged WHERE {_outside(column)} ORDER BY 1")
    for row, value in odd_cells:
        yield Problem(
            file,
            row,
            headers.get(column.name, column.name),
            str(value),
            "This is not one of the words allowed here.",
            f"Use one of: {', '.join(filter(None, column.one_of))}.",
        )


def _broken(connection: DuckDBPyConnection, file: str, rule: Rule, headers: Mapping[str, str]) -> Iterator[Problem]:
    """Rows that break a rule, with the cell as it is in the file: what we hold as 1101 may be "1,101.0" there."""
    cell = f"c_{normal(headers.get(rule.column, ''))}"
    cells = [column[0] for column in connection.execute("SELECT * FROM raw LIMIT 0").description]
    value = cell if cell in cells else f"CAST({rule.column} AS VARCHAR)"
    breaches = few(
        connection,
        f"SELECT row_number, {value} FROM staged JOIN raw USING (row_number) WHERE NOT ({rule.holds}) ORDER BY 1",
    )
    for row, value in breaches:
        yield Problem(
            file,
            row,
            headers.get(rule.column, rule.column),
            value or "",
            rule.problem,
            rule.remedy,
            rule.severity,
        )


def _areas(
    connection: DuckDBPyConnection, file: str, headers: Mapping[str, str], column: str = "area"
) -> Iterator[Problem]:
    """Codes of a column of places or bodies that nobody knows, or that cannot be one."""
    unknown_codes = few(
        connection,
        f"""
        SELECT first, code, times, regexp_full_match(code, '{WELL_FORMED}') AS well_formed
        FROM (SELECT {column} AS code, min(row_number) AS first, count(*) AS times FROM staged GROUP BY {column})
        WHERE code <> '' AND code NOT IN (SELECT code FROM area) ORDER BY 1
    """,
    )
    header = headers.get(column, column)
    for row, code, times, well_formed in unknown_codes:
        if well_formed:
            yield Problem(
                file,
                row,
                header,
                code,
                "We do not know this code yet.",
                f"We can load it ({_rows(times)}); check that it is meant.",
                Severity.WARNING,
            )
        else:
            yield Problem(
                file,
                row,
                header,
                code,
                "This is not an ONS or ODS code.",
                f"Use an ONS or ODS code ({_rows(times)}).",
            )


def _bands_as_dates(connection: DuckDBPyConnection, file: str, headers: Mapping[str, str]) -> Iterator[Problem]:
    """Groups such as "14-Oct": a spreadsheet takes the ages 10-14 for a day in October."""
    for name in ("age", "category"):
        date_like_cells = few(
            connection,
            f"SELECT row_number, {name} FROM staged WHERE regexp_full_match({name}, '{AS_A_DATE}', 'i') ORDER BY 1",
        )
        for row, value in date_like_cells:
            band = _band(value)
            yield Problem(
                file,
                row,
                headers.get(name, name),
                value,
                f"This is a date, and was probably the group {band}: spreadsheets take such a group for a day.",
                f"Write {band}, in a cell that is formatted as text.",
                Severity.QUESTION,
            )


def _band(value: str) -> str:
    """The group that a spreadsheet made a date of: "14-Oct" and "2026-10-14" were 10-14."""
    months = [SHORT_MONTHS[word] for word in re.findall(r"[a-z]{3}", value.lower()) if word in SHORT_MONTHS]
    numbers = [int(number) for number in re.findall(r"\d+", value)]
    two = [*months, *numbers][:2] if months else numbers[1:3]
    return "-".join(map(str, sorted(two)))


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _missing_months(connection: DuckDBPyConnection, file: str) -> Iterator[Problem]:
    """A body with no row at all for a month that lies between its first and its last."""
    missing_months = few(
        connection,
        """
        WITH monthly AS (
            SELECT DISTINCT area, role, period_start FROM staged WHERE step_months = 1 AND window_months = 1
        ),
        bodies AS (
            SELECT area, role, unnest(generate_series(min(period_start), max(period_start), INTERVAL 1 MONTH)) AS month
            FROM monthly GROUP BY area, role
        )
        SELECT bodies.area, bodies.role, CAST(bodies.month AS DATE), bodies.month IN (SELECT period_start FROM monthly)
        FROM bodies
        ANTI JOIN monthly ON monthly.area = bodies.area AND monthly.role = bodies.role
            AND monthly.period_start = bodies.month
        ORDER BY 1, 3
    """,
    )
    for area, role, start, others in missing_months:
        month = label(start, last_day(start.year, start.month))
        yield Problem(
            file,
            0,
            "",
            area,
            f"No rows for this {role} in {month}{', though others have some' if others else ''}.",
            "It will show as a gap, never as zero; ask the publisher if it is known.",
            Severity.WARNING,
        )
