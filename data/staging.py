"""From rows of text to rows of a table: ``raw`` as it arrived, ``staged`` as its layout says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from duckdb import DuckDBPyConnection

from data.checks import NO_FIGURE, number_problems
from data.contract import Contract, Severity
from data.expressions import expression, literal, missing, reason
from data.problems import Problem
from data.recognition import Recognised
from data.sheet import Block
from data.tables import LOADABLE
from data.tidy import NUMBER, Constant, Context, Layout, Number, OddValueError, Parsed, Text, normal

STAGED = "staged"
ONE_COMMA = r"[-+]?\d{1,3},\d{3}"


def arrive(connection: DuckDBPyConnection, found: Recognised) -> None:
    """Put the rows below the header into ``raw``: what the layout reads, as text, by row number."""
    names = [normal(cell) for cell in found.header]
    reads = [name for name in names if name in found.layout.reads]
    texts = "".join(f", c_{name} VARCHAR" for name in reads)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE raw (row_number INTEGER, cells INTEGER, beyond VARCHAR{texts})")
    first = 0
    for block in found.sheet.blocks():
        rows = _arriving(block, first, max(found.header_at + 1 - first, 0), names, set(reads))
        connection.register("arriving", rows)
        connection.execute("INSERT INTO raw SELECT * FROM arriving")
        connection.unregister("arriving")
        first += len(block)


def _arriving(block: Block, first: int, skipped: int, names: Sequence[str], reads: Set[str]) -> pa.Table:
    """The rows of a block, but for some, as ``raw`` has them; rows without any text are left out."""
    columns = {
        "row_number": pa.array(np.arange(first + 1, first + len(block) + 1, dtype=np.int32)),
        "cells": block.lengths,
        "beyond": _trimmed(block.beyond(len(names))),
    }
    cells = [_trimmed(column) for column in block.columns[: len(names)]]
    read = {f"c_{name}": column for name, column in zip(names, cells, strict=True) if name in reads}
    filled = _filled([*cells, columns["beyond"]])
    return pa.table(columns | read).slice(skipped).filter(filled.slice(skipped))


def _trimmed(column: pa.Array) -> pa.Array:
    """The column without padding; of one that holds each text once, only those are looked at."""
    if not pa.types.is_dictionary(column.type):
        return pc.utf8_trim_whitespace(column)
    return pa.DictionaryArray.from_arrays(column.indices, pc.utf8_trim_whitespace(column.dictionary))


def _filled(columns: Sequence[pa.Array]) -> pa.Array:
    """Which rows have text in any of these columns."""
    return reduce(pc.or_, map(_has_text, columns))


def _has_text(column: pa.Array) -> pa.Array:
    if not pa.types.is_dictionary(column.type):
        return pc.not_equal(column, "")
    return pc.not_equal(column.dictionary, "").take(column.indices)


@dataclass
class _Plan:
    """The SQL of each column as it is put together, the file's header for it, and the faults met on the way."""

    made: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    joins: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=lambda: ["true"])
    problems: list[Problem] = field(default_factory=list)


def stage(
    connection: DuckDBPyConnection, path: Path, found: Recognised, context: Context
) -> tuple[dict[str, str], list[Problem]]:
    """Turn ``raw`` into ``staged``; the file's own header for each column, and what could not be read."""
    layout = found.layout
    own = {normal(cell): cell.strip() for cell in found.header}
    plan = _Plan(problems=[*_ragged(connection, path, found)])
    for index, parsed in enumerate(layout.parsed):
        _add_parsed(plan, connection, path, parsed, own, index)
    for name, how in layout.fields.items():
        _add_field(plan, connection, path, name, how, own)
    plan.problems += _hidden_and_shown(connection, path, layout, own)
    if found.sheet.may_mean_decimals:
        plan.problems += _decimal_commas(connection, path, layout, own)
    value = layout.fields.get("value")
    if isinstance(value, Number):
        why = reason(value, plan.made.get("suppressed"))
        plan.made["suppressed"] = f"CASE WHEN {plan.made['value']} IS NULL THEN {why} END"
    plan.made |= {name: literal(constant) for name, constant in context.values.items()}
    plan.made["row_number"] = "raw.row_number"
    plan.made.setdefault("load_id", "0")
    _make_staged(connection, LOADABLE[layout.table], plan)
    return plan.headers, plan.problems


def _add_parsed(
    plan: _Plan, connection: DuckDBPyConnection, path: Path, parsed: Parsed, own: Mapping[str, str], index: int
) -> None:
    present = [column for column in parsed.columns if column in own]
    if not present:
        nothing = parsed.parse(*[""] * len(parsed.columns)) or {}
        plan.made |= {name: literal(value) for name, value in nothing.items()}
        return
    columns, odd = _parse(connection, path, parsed, own, f"parsed_{index}")
    on = " AND ".join(f"p{index}.i_{column} = raw.c_{column}" for column in present)
    plan.joins.append(f"LEFT JOIN parsed_{index} AS p{index} ON {on}")
    plan.taken.append(f"p{index}.taken")
    plan.made |= {name: f"p{index}.{name}" for name in columns}
    plan.headers |= {name: ", ".join(own[column] for column in present) for name in columns}
    plan.problems += odd


def _add_field(
    plan: _Plan,
    connection: DuckDBPyConnection,
    path: Path,
    name: str,
    how: Text | Number | Constant,
    own: Mapping[str, str],
) -> None:
    plan.made[name] = expression(how, own)
    if isinstance(how, Constant) or how.column not in own:
        return
    plan.headers[name] = own[how.column]
    if isinstance(how, Number):
        plan.problems += number_problems(connection, path.name, own[how.column], f"c_{how.column}")


def _make_staged(connection: DuckDBPyConnection, contract: Contract, plan: _Plan) -> None:
    columns = ",\n  ".join(
        f"CAST({plan.made.get(column.name, missing(column.name))} AS {column.type}) AS {column.name}"
        for column in contract.columns
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {STAGED} AS SELECT\n  {columns}\nFROM raw\n"
        + "\n".join(plan.joins)
        + f"\nWHERE {' AND '.join(plan.taken)}"
    )


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
            f"Fetch the file again if it was cut short. {NO_FIGURE}",
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


def _decimal_commas(
    connection: DuckDBPyConnection, path: Path, layout: Layout, own: Mapping[str, str]
) -> Iterator[Problem]:
    """Numbers whose one comma may separate thousands or decimals."""
    numbers = [how.column for how in layout.fields.values() if isinstance(how, Number) and how.column in own]
    for column in numbers:
        found = connection.execute(
            f"SELECT row_number, c_{column} FROM raw WHERE regexp_full_match(c_{column}, '{ONE_COMMA}') ORDER BY 1"
        ).fetchall()
        for row, value in found:
            yield Problem(
                path.name,
                row,
                own[column],
                value,
                "In a file with semicolons between cells, this comma may separate decimals.",
                "It was read as thousands. Where decimals are meant, write a dot.",
                Severity.WARNING,
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
        SELECT row_number, CASE WHEN concat({cells}) <> '' THEN concat_ws(', ', {cells}) ELSE '' END, problem, remedy
        FROM raw JOIN {name} AS parsed ON {on}
        WHERE problem IS NOT NULL ORDER BY row_number
    """).fetchall()
    headers = ", ".join(own[column] for column in present)
    for row, value, problem, remedy in found:
        yield Problem(path.name, row, headers, value, problem, remedy if value else f"{remedy} {NO_FIGURE}")


def canonical_areas(connection: DuckDBPyConnection) -> None:
    """Give every body its one canonical code: 15F is E38000225."""
    connection.execute(f"""
        UPDATE {STAGED} SET area = known.code
        FROM (SELECT code, unnest(string_split(aliases, ';')) AS alias FROM area WHERE aliases <> '') AS known
        WHERE {STAGED}.area = known.alias
    """)
