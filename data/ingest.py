"""From a file to checked rows waiting to be published: recognise, tidy, check; nothing is loaded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from data import reading
from data.checks import contract_problems, number_problems
from data.contract import Contract
from data.layouts import LAYOUTS
from data.problems import Problem, errors
from data.query import one
from data.reading import HEADER_WITHIN, Sheet, UnreadableFileError
from data.tables import LOADABLE
from data.tidy import MARKS, NUMBER, Constant, Context, FileFacts, Layout, Number, OddValueError, Parsed, Text, normal

STAGED = "staged"


@dataclass(frozen=True)
class Recognised:
    """A sheet known to be of a layout, with where its header stands (counting from 0)."""

    layout: Layout
    sheet: Sheet
    header_at: int

    @property
    def header(self) -> list[str]:
        return self.sheet.rows[self.header_at]

    @property
    def above(self) -> list[list[str]]:
        return self.sheet.rows[: self.header_at]


@dataclass(frozen=True)
class Checked:
    """A file recognised, tidied and checked; its rows stand in ``staged`` of the connection."""

    path: Path
    layout: Layout
    sha256: str
    rows: int
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = field(default=())

    @property
    def contract(self) -> Contract:
        return LOADABLE[self.layout.table]

    @property
    def refused(self) -> bool:
        return bool(errors(self.problems))


def recognise(path: Path, layout: str | None = None) -> Recognised:
    """Find the layout of a file from its header, or read it as the layout named.

    Raises ``UnreadableFileError`` where no layout fits, saying which came nearest, and where two
    tabs of a workbook fit, because only one of them would be read.
    """
    candidates = _chosen(layout)
    looked = list(reading.sheets(path))
    found = [match for sheet in looked if (match := _recognised(path, sheet, candidates))]
    if len(found) > 1:
        raise UnreadableFileError(
            f"{path.name}: {len(found)} tabs could be loaded: {', '.join(match.sheet.name for match in found)}. "
            "Save each as a file of its own and load them one by one."
        )
    if not found:
        raise UnreadableFileError(_not_recognised(path, looked, candidates))
    return found[0]


def _recognised(path: Path, sheet: Sheet, candidates: Sequence[Layout]) -> Recognised | None:
    for at, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
        for candidate in candidates:
            if candidate.recognises(cells, path.name, sheet.rows[:at]):
                return Recognised(candidate, sheet, at)
    return None


def _chosen(name: str | None) -> Sequence[Layout]:
    if name is None:
        return tuple(LAYOUTS.values())
    if name not in LAYOUTS:
        raise UnreadableFileError(f"There is no layout {name!r}. The layouts are: {', '.join(sorted(LAYOUTS))}.")
    return (LAYOUTS[name],)


def _not_recognised(path: Path, looked: Sequence[Sheet], candidates: Sequence[Layout]) -> str:
    found = [
        (len(set(layout.headers) & {normal(cell) for cell in cells}) / len(layout.headers), layout, cells)
        for sheet in looked
        for cells in sheet.rows[:HEADER_WITHIN]
        for layout in candidates
    ]
    share, layout, cells = max(found, key=lambda entry: entry[0], default=(0.0, None, []))
    if layout is None or share < 0.5:
        return (
            f"{path.name}: this is not a file we know. No row near its top holds the headers of any layout. "
            "Choose a layout with --layout, or fill in the common template (python -m data templates DIR)."
        )
    missing = sorted(set(layout.headers) - {normal(cell) for cell in cells})
    return (
        f"{path.name}: nearest to {layout.title!r}, but without "
        f"{', '.join(missing) or 'the file name or title that it has'}. Check that no column was deleted or renamed."
    )


def check(connection: DuckDBPyConnection, path: Path, layout: str | None = None) -> Checked:
    """Recognise, tidy and check a file, leaving its rows in the temporary table ``staged``.

    The connection must hold the ``area`` table.  Raises ``UnreadableFileError`` where the file cannot
    be read or recognised; faults in its rows come back as problems.
    """
    found = recognise(path, layout)
    context = _context(path, found)
    _refuse_twins(path, found)
    _raw(connection, found)
    headers, problems = _tidied(connection, path, found, context)
    _canonical_areas(connection)
    for statement in found.layout.afterwards:
        connection.execute(statement)
    named = {(problem.row, problem.column) for problem in problems}
    contract = LOADABLE[found.layout.table]
    problems += [
        problem
        for problem in contract_problems(connection, path.name, contract, headers)
        if (problem.row, problem.column) not in named
    ]
    rows = _count(connection, STAGED)
    said = (*found.sheet.said, *context.said, *(() if errors(problems) else _skipped(connection, found)))
    if rows == 0 and not errors(problems):
        problems.append(
            Problem(path.name, 0, "", "", "It holds a header and no rows.", "Check that the download is complete.")
        )
    return Checked(path, found.layout, reading.fingerprint(path), rows, tuple(problems), said)


def _context(path: Path, found: Recognised) -> Context:
    if found.layout.context is None:
        return Context()
    try:
        return found.layout.context(FileFacts(path.name, found.above, found.header))
    except OddValueError as odd:
        raise UnreadableFileError(f"{path.name}: {odd.problem} {odd.remedy}") from odd


def _refuse_twins(path: Path, found: Recognised) -> None:
    """Two columns under one header: no telling which of them is meant."""
    wanted = set(found.layout.headers) | _read_by(found.layout)
    headers = [normal(cell) for cell in found.header]
    for cell in found.header:
        if normal(cell) in wanted and headers.count(normal(cell)) > 1:
            raise UnreadableFileError(
                f"{path.name}: two columns are headed {cell.strip()!r}. Delete the one that is not meant."
            )


def _read_by(layout: Layout) -> set[str]:
    fields = {made.column for made in layout.fields.values() if not isinstance(made, Constant)}
    return fields.union(*(parsed.columns for parsed in layout.parsed))


def _raw(connection: DuckDBPyConnection, found: Recognised) -> None:
    """Put the rows below the header into the temporary table ``raw``, as text, with their row numbers."""
    names = _unique([normal(cell) for cell in found.header])
    width = len(names)
    first = found.header_at + 1
    numbers, lengths, beyond, body = [], [], [], []
    for number, row in enumerate(found.sheet.rows[first:], first + 1):
        if any(map(str.strip, row)):
            numbers.append(number)
            lengths.append(len(row))
            beyond.append("".join(row[width:]).strip() if len(row) > width else "")
            body.append(row if len(row) == width else [*row, *[""] * width][:width])
    columns = {"row_number": pa.array(numbers, pa.int32()), "cells": pa.array(lengths, pa.int32())}
    cells = zip(*body, strict=True) if body else [()] * width
    for name, column in zip(names, cells, strict=True):
        columns[name] = pc.utf8_trim_whitespace(pa.array(column, pa.string()))
    columns["beyond"] = pa.array(beyond, pa.string())
    connection.register("arriving", pa.table(columns))
    connection.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM arriving")
    connection.unregister("arriving")


def _unique(names: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(f"c_{name}" if seen[name] == 1 else f"c_{name}_{seen[name]}")
    return unique


def _tidied(
    connection: DuckDBPyConnection, path: Path, found: Recognised, context: Context
) -> tuple[dict[str, str], list[Problem]]:
    """Turn ``raw`` into ``staged``; the file's own header for each column, and what could not be read."""
    layout = found.layout
    own = {normal(cell): cell.strip() for cell in found.header}
    problems = [*_ragged(connection, path, found)]
    made: dict[str, str] = {}
    headers: dict[str, str] = {}
    joins = []
    taken = ["true"]
    for index, parsed in enumerate(layout.parsed):
        present = [column for column in parsed.columns if column in own]
        if not present:
            made |= {name: _literal(value) for name, value in (parsed.parse(*[""] * len(parsed.columns)) or {}).items()}
            continue
        columns, odd = _parse(connection, path, parsed, own, f"parsed_{index}")
        problems += odd
        on = " AND ".join(f"p{index}.i_{column} = raw.c_{column}" for column in present)
        joins.append(f"LEFT JOIN parsed_{index} AS p{index} ON {on}")
        made |= {name: f"p{index}.{name}" for name in columns}
        headers |= {name: ", ".join(own[column] for column in present) for name in columns}
        taken.append(f"p{index}.taken")
    for name, how in layout.fields.items():
        made[name] = _expression(how, own)
        if not isinstance(how, Constant) and how.column in own:
            headers[name] = own[how.column]
            if isinstance(how, Number):
                problems += number_problems(connection, path.name, own[how.column], f"c_{how.column}")
    problems += _hidden_and_shown(connection, path, layout, own)
    value = layout.fields.get("value")
    if isinstance(value, Number):
        reason = _reason(value, made.get("suppressed"))
        made["suppressed"] = f"CASE WHEN {made['value']} IS NULL THEN {reason} END"
    made |= {name: _literal(constant) for name, constant in context.values.items()}
    contract = LOADABLE[layout.table]
    made.setdefault("load_id", "0")
    made["row_number"] = "raw.row_number"
    columns_sql = ",\n  ".join(
        f"CAST({made.get(column.name, _missing(column.name))} AS {column.type}) AS {column.name}"
        for column in contract.columns
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {STAGED} AS SELECT\n  {columns_sql}\nFROM raw\n"
        + "\n".join(joins)
        + f"\nWHERE {' AND '.join(taken)} ORDER BY raw.row_number"
    )
    return headers, problems


def _missing(column: str) -> str:
    """What an unmentioned column holds: empty text where the key needs it, else nothing."""
    defaults = {
        "sex": "'Persons'",
        "age": "'All ages'",
        "dimension": "''",
        "category": "''",
        "role": "'area'",
        "statistic": "'value'",
        "release_precision": "'unknown'",
    }
    return defaults.get(column, "NULL")


def _ragged(connection: DuckDBPyConnection, path: Path, found: Recognised) -> Iterator[Problem]:
    """Rows with a cell beyond the last header, and rows that stop before the last column we need."""
    longer = connection.execute("SELECT row_number, beyond FROM raw WHERE beyond <> '' ORDER BY 1").fetchall()
    for row, beyond in longer:
        yield Problem(
            path.name,
            row,
            "",
            beyond[:60],
            "There are more cells than headers.",
            "Look for a stray comma or an unquoted name in this row.",
        )
    headers = [normal(cell) for cell in found.header]
    last = max(headers.index(name) for name in found.layout.headers)
    shorter = connection.execute("SELECT row_number FROM raw WHERE cells <= ? ORDER BY 1", [last]).fetchall()
    for (row,) in shorter:
        yield Problem(
            path.name,
            row,
            found.header[last].strip(),
            "",
            "The row stops before this column.",
            "Fetch the file again if it was cut short; delete the row if it is a remark under the table.",
        )


def _hidden_and_shown(
    connection: DuckDBPyConnection, path: Path, layout: Layout, own: Mapping[str, str]
) -> Iterator[Problem]:
    """A figure in the very row that says it is hidden: showing it might disclose what was to be protected."""
    reason, value = layout.fields.get("suppressed"), layout.fields.get("value")
    if not isinstance(reason, Text) or not isinstance(value, Number) or reason.column not in own:
        return
    found = connection.execute(
        f"SELECT row_number, c_{value.column} FROM raw WHERE c_{reason.column} <> '' "
        f"AND regexp_full_match(c_{value.column}, '{NUMBER}') ORDER BY 1"
    ).fetchall()
    for row, shown in found:
        yield Problem(
            path.name,
            row,
            own[value.column],
            shown,
            "A figure stands here, and the row says there is none.",
            f"Delete the figure, or empty {own[reason.column]!r} in this row.",
        )


def _parse(
    connection: DuckDBPyConnection, path: Path, parsed: Parsed, own: Mapping[str, str], name: str
) -> tuple[list[str], list[Problem]]:
    """Parse each distinct tuple of cells once into the temporary table ``name``."""
    present = [column for column in parsed.columns if column in own]
    inputs = ", ".join(f"c_{column}" for column in present)
    distinct = connection.execute(f"SELECT DISTINCT {inputs} FROM raw").fetchall()
    results: list[dict[str, Any]] = []
    for cells in distinct:
        given = dict(zip(present, cells, strict=True))
        result: dict[str, Any] = {f"i_{column}": cell for column, cell in given.items()}
        try:
            outcome = parsed.parse(*(given.get(column, "") for column in parsed.columns))
            results.append(result | {"taken": outcome is not None} | dict(outcome or {}))
        except OddValueError as odd:
            results.append(result | {"taken": False, "problem": odd.problem, "remedy": odd.remedy})
        except (ValueError, OverflowError) as fault:
            results.append(
                result | {"taken": False, "problem": "This cannot be read.", "remedy": f"Check it ({fault})."}
            )
    names = dict.fromkeys([*(f"i_{c}" for c in present), "taken", "problem", "remedy"])
    names |= dict.fromkeys(sorted({name for result in results for name in result} - set(names)))
    table = {column: [result.get(column) for result in results] for column in names}
    connection.register("parsing", pa.table(table))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM parsing")
    connection.unregister("parsing")
    made = [column for column in names if column not in ("taken", "problem", "remedy") and not column.startswith("i_")]
    return made, list(_odd(connection, path, present, own, name))


def _odd(
    connection: DuckDBPyConnection, path: Path, present: Sequence[str], own: Mapping[str, str], name: str
) -> Iterator[Problem]:
    """Every row whose cells could not be parsed, with the cells as they stand."""
    on = " AND ".join(f"parsed.i_{column} = raw.c_{column}" for column in present)
    cells = ", ".join(f"c_{column}" for column in present)
    found = connection.execute(f"""
        SELECT row_number, concat_ws(', ', {cells}), problem, remedy
        FROM raw JOIN {name} AS parsed ON {on}
        WHERE problem IS NOT NULL ORDER BY row_number
    """).fetchall()
    headers = ", ".join(own[column] for column in present)
    for row, value, problem, remedy in found:
        yield Problem(path.name, row, headers, value, problem, remedy)


def _expression(how: Any, own: Mapping[str, str]) -> str:
    if isinstance(how, Constant):
        return _literal(how.value)
    if how.column not in own:
        return _literal(getattr(how, "default", None))
    cell = f"raw.c_{how.column}"
    if isinstance(how, Number):
        return f"CASE WHEN regexp_full_match({cell}, '{NUMBER}') THEN CAST(replace({cell}, ',', '') AS DOUBLE) END"
    if how.default is not None:
        return f"coalesce(nullif({cell}, ''), {_literal(how.default)})"
    return f"nullif({cell}, '')"


def _reason(value: Number, own_reason: str | None) -> str:
    """Why there is no value: the file's own column for it, else its mark, else what a blank means here."""
    cell = f"lower(raw.c_{value.column})"
    marks = " ".join(f"WHEN {_literal(mark)} THEN {_literal(reason)}" for mark, reason in MARKS.items())
    blank = f"WHEN '' THEN {_literal(value.blank)}"
    from_mark = f"CASE {cell} {marks} {blank} END"
    return f"coalesce({own_reason}, {from_mark})" if own_reason else from_mark


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"


def _canonical_areas(connection: DuckDBPyConnection) -> None:
    """Give every body its one canonical code: 15F is E38000225."""
    connection.execute(f"""
        UPDATE {STAGED} SET area = known.code
        FROM (SELECT code, unnest(string_split(aliases, ';')) AS alias FROM area WHERE aliases <> '') AS known
        WHERE {STAGED}.area = known.alias
    """)


def _skipped(connection: DuckDBPyConnection, found: Recognised) -> tuple[str, ...]:
    rows = _count(connection, "raw") - _count(connection, STAGED)
    if rows and found.layout.skipped_because:
        return (f"{rows:,} rows not taken: {found.layout.skipped_because}",)
    return ()


def _count(connection: DuckDBPyConnection, table: str) -> int:
    row = one(connection, f"SELECT count(*) FROM {table}")
    return int(row[0]) if row else 0
