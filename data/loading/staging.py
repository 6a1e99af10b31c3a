"""From rows of text to rows of a table: ``raw`` as it arrived, ``staged`` as its layout says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from data.contract import Contract
from data.layouts.core.expressions import expression, literal, missing, reason
from data.layouts.core.layout import Constant, Context, Layout, LeftOut, Number, OfColumn, Parsed, Text, Within, normal
from data.layouts.core.recognition import Recognised
from data.loading import by_measure, cell_checks, marked_cells
from data.loading.checks import NO_FIGURE
from data.loading.left_out import leave_out
from data.problems import OddValueError, Problem
from data.query import few, one
from data.tables import FIGURES, LOADABLE, RECORDS, REGISTERS

STAGED = "staged"
CANONICAL = """
    SELECT alias, min(code) AS code
    FROM (SELECT code, unnest(string_split(aliases, ';')) AS alias FROM area WHERE aliases <> '') GROUP BY alias
"""


@dataclass
class _Plan:
    """The SQL of each column as it is put together, the file's header for it, and the faults met on the way.

    ``canonical`` is every other code of a body with its one code; ``canonical_area`` the SQL of areas that have it.
    ``odd`` are the parsings, by number, that met an odd value; ``left_out`` those, by alias, that leave rows out;
    ``marked`` are the columns of numbers with cells that are no plain numbers, ``plain`` those with none but usual cells.
    ``rows`` are the rows that are taken from: once for each measure, where the file has a column for each.
    """

    canonical: Mapping[str, str]
    canonical_area: str = ""
    sql_by_column: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    joins: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=lambda: ["true"])
    odd: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    plain: frozenset[str] = frozenset()
    rows: str = "raw"
    problems: list[Problem] = field(default_factory=list)


def stage(
    connection: DuckDBPyConnection,
    path: Path,
    recognised: Recognised,
    context: Context,
    load_id: int | None = None,
    plain: frozenset[str] = frozenset(),
) -> tuple[dict[str, str], list[Problem]]:
    """Turn ``raw`` into ``staged``; the file's own header for each column, and what could not be read.

    With a ``load_id`` the rows go straight into their table, under that load, and ``staged`` shows them there.
    ``plain`` are the columns with none but usual cells, as ``arrive`` found them.
    """
    layout = recognised.layout
    file_headers = {normal(cell): cell.strip() for cell in recognised.header}
    canonical = dict(connection.execute(CANONICAL).fetchall())
    plan = _Plan(canonical, problems=[*cell_checks.ragged(connection, path, recognised)], plain=plain)
    for index, parsed in enumerate(layout.parsed):
        _add_parsed(plan, connection, parsed, file_headers, index)
    leave_out(connection, plan.left_out, plan.joins)
    for index, parsed in enumerate(layout.parsed):
        if index in plan.odd:
            plan.problems += _odd(connection, path, parsed, file_headers, f"parsed_{index}")
    for name, how in layout.fields.items():
        _add_field(plan, connection, path, name, how, file_headers)
    if measures := {name: measure for name, measure in layout.measures.items() if name in file_headers}:
        _add_measures(plan, connection, path, measures, file_headers)
    plan.problems += cell_checks.hidden_and_shown(connection, path, layout, file_headers)
    if recognised.sheet.may_mean_decimals:
        plan.problems += cell_checks.decimal_commas(connection, path, layout, file_headers)
    value = layout.fields.get("value")
    if isinstance(value, Number):
        marked = value.column in plan.marked
        why = reason(value, plan.sql_by_column.get("suppressed"), marked)
        plan.sql_by_column["suppressed"] = f"CASE WHEN {plan.sql_by_column['value']} IS NULL THEN {why} END"
        if marked:
            table = marked_cells.table_of(value.column)
            plan.sql_by_column["note"] = (
                f"nullif(concat_ws(' ', {plan.sql_by_column.get('note', 'NULL')}, {table}.note), '')"
            )
            plan.sql_by_column["status"] = f"coalesce({plan.sql_by_column.get('status', 'NULL')}, {table}.status)"
    plan.sql_by_column |= {name: literal(constant) for name, constant in context.values.items()}
    plan.sql_by_column["row_number"] = "raw.row_number"
    plan.sql_by_column["load_id"] = str(load_id or 0)
    if layout.table not in REGISTERS:
        _add_canonical_areas(plan)
    if layout.table in RECORDS:
        _add_canonical_bodies(plan)
    _make_staged(connection, layout, plan, load_id)
    return plan.headers, plan.problems


def _add_parsed(
    plan: _Plan, connection: DuckDBPyConnection, parsed: Parsed, file_headers: Mapping[str, str], index: int
) -> None:
    present = [column for column in parsed.columns if column in file_headers]
    if not present:
        nothing = parsed.parse(*[""] * len(parsed.columns))
        if not isinstance(nothing, LeftOut):
            plan.sql_by_column |= {name: literal(value) for name, value in nothing.items()}
        return
    if parsed.plain and present[0] in plan.plain:
        cell = f"raw.{'n' if parsed.plain.cells else 'c'}_{present[0]}"
        plan.sql_by_column[parsed.makes[0]] = parsed.plain.value(cell)
        plan.headers[parsed.makes[0]] = file_headers[present[0]]
        return
    results = _parse(connection, parsed, present, plan.canonical)
    taken = [result for result in results if result["taken"]]
    names = [name for name in parsed.makes if any(name in result for result in taken)]
    same = {name: literal(taken[0].get(name)) for name in names if len({result.get(name) for result in taken}) == 1}
    varied = [name for name in names if name not in same]
    plan.sql_by_column |= same | {name: f"p{index}.{name}" for name in varied}
    plan.headers |= {name: ", ".join(file_headers[column] for column in present) for name in names}
    plan.canonical_area = plan.sql_by_column["area"] if "area" in names else plan.canonical_area
    if varied or len(taken) < len(results):
        _keep(connection, f"parsed_{index}", results, [f"i_{column}" for column in present], varied)
        on = " AND ".join(f"p{index}.i_{column} = raw.c_{column}" for column in present)
        plan.joins.append(f"LEFT JOIN parsed_{index} AS p{index} ON {on}")
        plan.taken.append(f"p{index}.taken")
    if any("problem" in result for result in results):
        plan.odd.append(index)
    if any("because" in result for result in results):
        plan.left_out.append(f"p{index}")


def _add_field(
    plan: _Plan,
    connection: DuckDBPyConnection,
    path: Path,
    name: str,
    how: Text | Number | Constant,
    file_headers: Mapping[str, str],
) -> None:
    marked = False
    if isinstance(how, Number) and how.column in file_headers:
        cells = f"SELECT row_number, c_{how.column} AS cell, {literal(file_headers[how.column])} AS header FROM raw"
        marked = _marked(plan, connection, path, how.column, cells)
    plan.sql_by_column[name] = expression(how, file_headers, marked)
    if isinstance(how, Constant) or how.column not in file_headers:
        return
    plan.headers[name] = file_headers[how.column]


def _marked(plan: _Plan, connection: DuckDBPyConnection, path: Path, column: str, cells: str) -> bool:
    """Does a column of numbers have cells that are no plain numbers?  Then what they say is joined."""
    is_marked, problems = marked_cells.read(connection, path.name, column, cells)
    plan.problems += problems
    if is_marked:
        table = marked_cells.table_of(column)
        plan.joins.append(f"LEFT JOIN {table} ON {table}.cell = raw.c_{column}")
        plan.marked.append(column)
    return is_marked


def _add_measures(
    plan: _Plan,
    connection: DuckDBPyConnection,
    path: Path,
    measures: Mapping[str, OfColumn],
    file_headers: Mapping[str, str],
) -> None:
    """Take each row once for each measure of the file, all of which are of one kind, with what is said of the measure."""
    fact_columns = by_measure.keep(connection, measures, file_headers)
    plan.rows = by_measure.cells([*measures])
    plan.joins.append(f"JOIN {by_measure.MEASURES} AS of_measure USING (measure)")
    plan.sql_by_column |= {name: f"of_measure.{name}" for name in fact_columns}
    kind = next(iter(measures.values()))
    if isinstance(kind, Within):
        plan.headers["parent"] = ", ".join(file_headers[name] for name in measures)
        plan.joins.append(f"LEFT JOIN ({CANONICAL}) AS larger ON larger.alias = raw.c_{by_measure.CELL}")
        plan.sql_by_column[kind.into] = f"coalesce(larger.code, raw.c_{by_measure.CELL})"
        return
    cell = Number(by_measure.CELL, blank="suppressed")
    cells = f"SELECT row_number, c_{cell.column} AS cell, header FROM {plan.rows} JOIN {by_measure.MEASURES} USING (measure)"
    marked = _marked(plan, connection, path, cell.column, cells)
    value = expression(cell, {cell.column: ""}, marked)
    hidden = f"CASE WHEN {value} IS NULL THEN {reason(cell, None, marked)} END"
    plan.sql_by_column |= {kind.into: value, "suppressed": hidden}
    plan.taken.append(f"({value} IS NOT NULL OR {hidden} IS NOT NULL)")  # of any other cell a problem is told


def _add_canonical_areas(plan: _Plan) -> None:
    """Give every body its one canonical code, where that was not done in parsing: an alias becomes the code."""
    area = plan.sql_by_column.get("area", missing("area"))
    if area != plan.canonical_area:
        plan.joins.append(f"LEFT JOIN ({CANONICAL}) AS canonical ON canonical.alias = {area}")
        plan.sql_by_column["area"] = f"coalesce(canonical.code, {area})"


def _add_canonical_bodies(plan: _Plan) -> None:
    """The same of the bodies that a record names beside its area."""
    for name in ("provider", "commissioner"):
        if name in plan.sql_by_column:
            plan.joins.append(f"LEFT JOIN ({CANONICAL}) AS one_{name} ON one_{name}.alias = {plan.sql_by_column[name]}")
            plan.sql_by_column[name] = f"coalesce(one_{name}.code, {plan.sql_by_column[name]})"


def _make_staged(connection: DuckDBPyConnection, layout: Layout, plan: _Plan, load_id: int | None) -> None:
    contract = LOADABLE[layout.table]
    sql_by_column = {
        column.name: plan.sql_by_column.get(column.name, missing(column.name)) for column in contract.columns
    }
    if load_id is not None and "citation" in sql_by_column:
        sql_by_column["citation"] = f"coalesce({sql_by_column['citation']}, {literal(layout.citation or None)})"
    if load_id is not None and layout.table in FIGURES:
        sql_by_column["release_precision"] = (
            f"CASE WHEN {sql_by_column['release']} IS NULL THEN 'unknown' ELSE {sql_by_column['release_precision']} END"
        )
    rows = f"FROM {plan.rows} AS raw\n" + "\n".join(plan.joins) + f"\nWHERE {' AND '.join(plan.taken)}"
    selected = f"SELECT\n  {_columns(contract, sql_by_column)}\n{rows}"
    _forget_staged(connection)
    if load_id is None:
        connection.execute(f"CREATE TEMP TABLE {STAGED} AS {selected}")
    else:
        connection.execute(f"INSERT INTO {contract.table} BY NAME {selected}")
        connection.execute(f"CREATE TEMP VIEW {STAGED} AS SELECT * FROM {contract.table} WHERE load_id = {load_id}")


def _columns(contract: Contract, sql_by_column: Mapping[str, str]) -> str:
    return ",\n  ".join(
        f"CAST({sql_by_column[column.name]} AS {contract.stored(column)}) AS {column.name}"
        for column in contract.columns
    )


def _forget_staged(connection: DuckDBPyConnection) -> None:
    """Make room for other rows: those of the file before were in a table, or shown in theirs."""
    shown = one(connection, f"SELECT count(*) FROM duckdb_views() WHERE view_name = '{STAGED}' AND temporary")
    connection.execute(f"DROP {'VIEW' if shown and shown[0] else 'TABLE'} IF EXISTS {STAGED}")


def _parse(
    connection: DuckDBPyConnection, parsed: Parsed, present: Sequence[str], canonical: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Parse each distinct tuple of cells once: the cells, what they mean, whether they are taken, or what is odd."""
    inputs = ", ".join(f"c_{column}" for column in present)
    distinct = connection.execute(f"SELECT DISTINCT {inputs} FROM raw").fetchall()
    results: list[dict[str, Any]] = []
    for cells in distinct:
        cell_by_column = dict(zip(present, cells, strict=True))
        result: dict[str, Any] = {f"i_{column}": cell for column, cell in cell_by_column.items()}
        try:
            outcome = parsed.parse(*(cell_by_column.get(column, "") for column in parsed.columns))
            if isinstance(outcome, LeftOut):
                results.append(result | {"taken": False, "because": outcome.because, "what": outcome.what})
            else:
                results.append(result | {"taken": True} | dict(outcome))
        except OddValueError as odd:
            results.append(result | {"taken": False, "problem": odd.problem, "remedy": odd.remedy})
        except (ValueError, OverflowError) as fault:
            results.append(
                result | {"taken": False, "problem": "This cannot be read.", "remedy": f"Check it ({fault})."}
            )
        if "area" in results[-1]:
            results[-1]["area"] = canonical.get(results[-1]["area"], results[-1]["area"])
    return results


def _keep(
    connection: DuckDBPyConnection,
    name: str,
    results: Sequence[Mapping[str, Any]],
    inputs: Sequence[str],
    parsed_columns: Sequence[str],
) -> None:
    """Put what was parsed into a temporary table, to be joined with the rows."""
    texts = ("problem", "remedy", "because", "what")
    typed_columns = {
        column: [result.get(column) for result in results] for column in (*inputs, "taken", *parsed_columns)
    }
    text_columns = {column: pa.array([result.get(column) for result in results], pa.string()) for column in texts}
    connection.register("parsing", pa.table(typed_columns | text_columns))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM parsing")
    connection.unregister("parsing")


def _odd(
    connection: DuckDBPyConnection, path: Path, parsed: Parsed, file_headers: Mapping[str, str], name: str
) -> Iterator[Problem]:
    """Every row whose cells could not be parsed, with the cells as they stand."""
    present = [column for column in parsed.columns if column in file_headers]
    on = " AND ".join(f"parsed.i_{column} = raw.c_{column}" for column in present)
    cells = ", ".join(f"c_{column}" for column in present)
    odd_rows = few(
        connection,
        f"""
        SELECT row_number, CASE WHEN concat({cells}) <> '' THEN concat_ws(', ', {cells}) ELSE '' END, problem, remedy
        FROM raw JOIN {name} AS parsed ON {on}
        WHERE problem IS NOT NULL ORDER BY row_number
    """,
    )
    headers = ", ".join(file_headers[column] for column in present)
    for row, value, problem, remedy in odd_rows:
        yield Problem(path.name, row, headers, value, problem, remedy if value else f"{remedy} {NO_FIGURE}")
