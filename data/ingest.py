"""From a file to checked rows waiting to be published: recognise, tidy, check; nothing is loaded here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from data import reading
from data.checks import contract_problems, number_problems
from data.contract import Contract
from data.layouts import LAYOUTS
from data.problems import Problem, errors
from data.query import one
from data.reading import HEADER_WITHIN, Sheet, UnreadableFileError
from data.tables import LOADABLE
from data.tidy import MARKS, NUMBER, Constant, Context, FileFacts, Layout, Number, OddValueError, Parsed, normal

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

    Raises ``UnreadableFileError`` where no layout fits, saying which came nearest.
    """
    candidates = _chosen(layout)
    looked: list[Sheet] = []
    for sheet in reading.sheets(path):
        looked.append(sheet)
        for at, cells in enumerate(sheet.rows[:HEADER_WITHIN]):
            for candidate in candidates:
                if candidate.recognises(cells, path.name, sheet.rows[:at]):
                    return Recognised(candidate, sheet, at)
    raise UnreadableFileError(_not_recognised(path, looked, candidates))


def _chosen(name: str | None) -> Sequence[Layout]:
    if name is None:
        return tuple(LAYOUTS.values())
    if name not in LAYOUTS:
        raise UnreadableFileError(f"There is no layout {name!r}. The layouts are: {', '.join(sorted(LAYOUTS))}.")
    return (LAYOUTS[name],)


def _not_recognised(path: Path, looked: Sequence[Sheet], candidates: Sequence[Layout]) -> str:
    found = [
        (len(set(layout.headers) & {normal(cell) for cell in cells}) / len(layout.headers), layout, cells)
        for sheet in looked for cells in sheet.rows[:HEADER_WITHIN] for layout in candidates
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
    _raw(connection, found)
    problems = list(_tidied(connection, path, found, context))
    _canonical_areas(connection)
    for statement in found.layout.afterwards:
        connection.execute(statement)
    contract = LOADABLE[found.layout.table]
    headers = _headers(found)
    problems += contract_problems(connection, path.name, contract, headers)
    rows = _count(connection, STAGED)
    said = (*found.sheet.said, *context.said, *(() if errors(problems) else _skipped(connection, found)))
    if rows == 0 and not errors(problems):
        problems.append(Problem(path.name, 0, "", "", "It holds a header and no rows.", "Check that the download is complete."))
    return Checked(path, found.layout, reading.fingerprint(path), rows, tuple(problems), said)


def _context(path: Path, found: Recognised) -> Context:
    if found.layout.context is None:
        return Context()
    try:
        return found.layout.context(FileFacts(path.name, found.above, found.header))
    except OddValueError as odd:
        raise UnreadableFileError(f"{path.name}: {odd.problem} {odd.remedy}") from odd


def _headers(found: Recognised) -> dict[str, str]:
    """The file's own header for each column of the table, to name in problems."""
    own = {normal(cell): cell.strip() for cell in found.header}
    headers = {
        name: own[made.column] for name, made in found.layout.fields.items()
        if not isinstance(made, Constant) and made.column in own
    }
    for parsed in found.layout.parsed:
        first = next((own[column] for column in parsed.columns if column in own), "")
        headers |= {name: first for name in _made_by(parsed) if first and name not in headers}
    return headers


def _made_by(parsed: Parsed) -> tuple[str, ...]:
    return ("period_start", "period_end", "area", "role", "series", "statistic", "dimension", "category")


def _raw(connection: DuckDBPyConnection, found: Recognised) -> None:
    """Put the rows below the header into the temporary table ``raw``, as text, with their row numbers."""
    names = _unique([normal(cell) for cell in found.header])
    width = len(names)
    first = found.header_at + 1
    body = [(at + 1, row) for at, row in enumerate(found.sheet.rows[first:], first) if any(cell.strip() for cell in row)]
    columns = {"row_number": pa.array([number for number, _ in body], pa.int32())}
    columns["cells"] = pa.array([len(row) for _, row in body], pa.int32())
    for index, name in enumerate(names):
        columns[name] = pa.array([row[index] if index < len(row) else "" for _, row in body], pa.string())
    columns["beyond"] = pa.array(["".join(row[width:]).strip() for _, row in body], pa.string())
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
) -> Iterator[Problem]:
    """Turn ``raw`` into ``staged``; yield what could not be read on the way."""
    layout = found.layout
    own = {normal(cell): cell.strip() for cell in found.header}
    yield from _ragged(connection, path)
    made: dict[str, str] = {}
    joins = []
    taken = ["true"]
    for index, parsed in enumerate(layout.parsed):
        columns, problems = _parse(connection, path, parsed, own, f"parsed_{index}")
        yield from problems
        present = [column for column in parsed.columns if column in own]
        on = " AND ".join(f"p{index}.i_{column} = raw.c_{column}" for column in present)
        joins.append(f"LEFT JOIN parsed_{index} AS p{index} ON {on}")
        made |= {name: f"p{index}.{name}" for name in columns}
        taken.append(f"p{index}.taken")
    for name, how in layout.fields.items():
        made[name] = _expression(how, own)
        if isinstance(how, Number) and how.column in own:
            yield from number_problems(connection, path.name, own[how.column], f"c_{how.column}")
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
        + "\n".join(joins) + f"\nWHERE {' AND '.join(taken)} ORDER BY raw.row_number"
    )


def _missing(column: str) -> str:
    """What an unmentioned column holds: empty text where the key needs it, else nothing."""
    defaults = {"sex": "'Persons'", "age": "'All ages'", "dimension": "''", "category": "''", "role": "'area'",
                "statistic": "'value'", "release_precision": "'unknown'"}
    return defaults.get(column, "NULL")


def _ragged(connection: DuckDBPyConnection, path: Path) -> Iterator[Problem]:
    found = connection.execute("SELECT row_number, beyond FROM raw WHERE beyond <> '' ORDER BY 1").fetchall()
    for row, beyond in found:
        yield Problem(
            path.name, row, "", beyond[:60], "There are more cells than headers.",
            "Look for a stray comma or an unquoted name in this row.",
        )


def _parse(
    connection: DuckDBPyConnection, path: Path, parsed: Parsed, own: Mapping[str, str], name: str
) -> tuple[list[str], list[Problem]]:
    """Parse each distinct tuple of cells once into the temporary table ``name``."""
    present = [column for column in parsed.columns if column in own]
    inputs = ", ".join(f"c_{column}" for column in present)
    distinct = connection.execute(f"SELECT {inputs}, min(row_number), count(*) FROM raw GROUP BY {inputs}").fetchall()
    results: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for *cells, _, _ in distinct:
        given = dict(zip(present, cells, strict=True))
        row: dict[str, Any] = {f"i_{column}": cell for column, cell in given.items()}
        try:
            outcome = parsed.parse(*(given.get(column, "").strip() for column in parsed.columns))
        except OddValueError as odd:
            problems += _everywhere(connection, path, given, own, odd)
            outcome = None
        results.append({**row, **(outcome or {}), "taken": outcome is not None})
    columns = sorted({key for result in results for key in result if not key.startswith("i_") and key != "taken"})
    complete = [{key: result.get(key) for key in [*(f"i_{c}" for c in present), *columns, "taken"]} for result in results]
    if not complete:
        complete = [dict.fromkeys([*(f"i_{c}" for c in present), "taken"], None)]
    connection.register("parsing", pa.Table.from_pylist(complete))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM parsing")
    connection.unregister("parsing")
    return columns, problems


def _everywhere(
    connection: DuckDBPyConnection, path: Path, given: Mapping[str, str], own: Mapping[str, str], odd: OddValueError
) -> Iterator[Problem]:
    where = " AND ".join(f"c_{column} = ?" for column in given)
    rows = connection.execute(f"SELECT row_number FROM raw WHERE {where} ORDER BY 1", list(given.values())).fetchall()
    headers = ", ".join(own[column] for column in given)
    for (row,) in rows:
        yield Problem(path.name, row, headers, ", ".join(given.values()), odd.problem, odd.remedy)


def _expression(how: Any, own: Mapping[str, str]) -> str:
    if isinstance(how, Constant):
        return _literal(how.value)
    if how.column not in own:
        return _literal(getattr(how, "default", None))
    cell = f"trim(raw.c_{how.column})"
    if isinstance(how, Number):
        return f"CASE WHEN regexp_full_match({cell}, '{NUMBER}') THEN CAST(replace({cell}, ',', '') AS DOUBLE) END"
    if how.default is not None:
        return f"coalesce(nullif({cell}, ''), {_literal(how.default)})"
    return f"nullif({cell}, '')"


def _reason(value: Number, own_reason: str | None) -> str:
    """Why there is no value: the file's own column for it, else its mark, else what a blank means here."""
    cell = f"lower(trim(raw.c_{value.column}))"
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
