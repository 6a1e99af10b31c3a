"""Extracts opened where they lie: checked, and called by the names under which records in force are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.contract import Contract
from data.extracts import checks
from data.extracts.engines import IN_FILE, IN_ROW, Engine
from data.extracts.folder import column_problems, columns_of, files_by_table
from data.loading.checks import BODIES, MAY_BE_EMPTY
from data.problems import Problem, errors
from data.tables import RECORDS


@dataclass(frozen=True)
class Codes:
    """The codes of places and bodies that are known, and the one code of each that goes by others too."""

    known: Set[str]
    canonical: Mapping[str, str]


@dataclass(frozen=True)
class Extract:
    """An extract of one table that can be counted, as ``in_force_<table>`` of its engine.

    ``number`` is the ``load_id`` of its rows, as a load's number is of rows that are loaded.
    """

    table: str
    number: int
    rows: checks.Rows


def opened(engine: Engine, folder: Path, codes: Codes) -> tuple[list[Extract], list[Problem]]:
    """The extracts of a folder, checked, and what is wrong or worth a look; none where anything is wrong.

    A table of which the folder has nothing is empty.  Raises ``UnreadableFileError`` where something cannot be read.
    """
    files = files_by_table(folder)
    problems = [problem for table, paths in files.items() for problem in column_problems(paths, RECORDS[table])]
    if problems:
        return [], problems
    extracts = []
    for number, (table, contract) in enumerate(RECORDS.items(), 1):
        if table not in files:
            engine.view(f"in_force_{table}", f"SELECT {_nothing(contract)} WHERE false")
            continue
        extract, faults = _open(engine, contract, files[table], number, codes)
        problems += faults
        extracts.append(extract)
    return ([], problems) if errors(problems) else (extracts, problems)


def _open(
    engine: Engine, contract: Contract, files: Sequence[Path], number: int, codes: Codes
) -> tuple[Extract, list[Problem]]:
    table = contract.table
    engine.parquet(f"file_{table}", files)
    present_columns = columns_of(files)
    rows, file_rows = f"extract_{table}", f"file_{table}"
    text_rows = checks.texts(engine, file_rows, contract, present_columns)
    problems = [*checks.text_problems(text_rows, codes.known | codes.canonical.keys())]
    aliases = {name: _aliases(text_rows[name], codes) for name in BODIES if name in present_columns}
    select_list = ", ".join(_column(name, kind, present_columns, number, aliases) for name, kind in _types(contract))
    engine.view(rows, f"SELECT {select_list}, {IN_FILE}, {IN_ROW} FROM {file_rows}")
    counted_rows, faults = checks.of_rows(engine, rows, contract)
    repeated, twice = checks.repeats(engine, rows, contract)
    problems += faults
    if twice:
        message = f"{twice:,} record{'s are' if twice > 1 else ' is'} given more than once by extracts of one day."
        problems.append(Problem(table, 0, ", ".join(contract.key), "", message, "Keep the row of each that holds."))
    engine.view(f"in_force_{table}", _in_force(rows, contract, repeated=bool(repeated)))
    return Extract(table, number, counted_rows), problems


def _types(contract: Contract) -> list[tuple[str, str]]:
    """Each column with its type; whole numbers are wide, so that none can be too large to be looked at."""
    return [(column.name, "BIGINT" if column.type == "INTEGER" else column.type) for column in contract.columns]


def _nothing(contract: Contract) -> str:
    return ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in _types(contract))


def _column(
    name: str, kind: str, present_columns: set[str], number: int, aliases: Mapping[str, Mapping[str, str]]
) -> str:
    """The SQL of a column: the file's own in the contract's type, every body by its one code."""
    if name == "load_id":
        return f"{number} AS load_id"
    cell = name if name in present_columns else "NULL"
    if others := aliases.get(name):
        whens = " ".join(f"WHEN '{alias}' THEN '{code}'" for alias, code in others.items())
        cell = f"CASE {name} {whens} ELSE {name} END"
    cell = f"CAST({cell} AS {kind})"
    return f"coalesce({cell}, '') AS {name}" if name in MAY_BE_EMPTY else f"{cell} AS {name}"


def _aliases(written_codes: pd.Series[str], codes: Codes) -> dict[str, str]:
    """The codes of a column that are not the one code of their body, with that code."""
    return {code: codes.canonical[code] for code in sorted(written_codes.dropna().unique()) if code in codes.canonical}


def _in_force(view: str, contract: Contract, *, repeated: bool) -> str:
    """Of several rows of one record the one that was drawn last; where none is given again, all."""
    names = ", ".join(contract.names)
    if not repeated:
        return f"SELECT {names} FROM {view}"
    order = f"row_number() OVER (PARTITION BY {', '.join(contract.key)} ORDER BY {checks.drawn_by(contract)} DESC)"
    return f"SELECT {names} FROM (SELECT *, {order} AS place FROM {view}) AS numbered WHERE place = 1"
