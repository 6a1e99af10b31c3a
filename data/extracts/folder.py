"""A folder of extracts: which Parquet files are of which table, and whether their columns are those of its contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from data.contract import Column, Contract
from data.layouts.core.layout import normal
from data.layouts.records import filled_in, must_be_filled
from data.loading.identifiers import kind_of_column
from data.loading.record_checks import DELETE
from data.problems import Problem, UnreadableFileError
from data.tables import RECORDS

TYPES = {
    "VARCHAR": "text",
    "INTEGER": "whole numbers",
    "DOUBLE": "numbers",
    "DATE": "days (date32)",
    "TIMESTAMP": "moments of local time (timestamp[us], without a time zone)",
}
"""What each type of a contract's column is in a Parquet file, in words."""


def files_by_table(folder: Path) -> dict[str, list[Path]]:
    """The Parquet files of each table: ``referral.parquet``, or all in the folder ``referral``, however deep.

    Files and folders whose names begin with ``_`` or ``.`` are the engines' own.  Raises ``UnreadableFileError`` where the
    folder is not there, has nothing, or has what is no table of records or no Parquet.
    """
    if not folder.is_dir():
        raise UnreadableFileError(f"{folder}: there is no such folder. Check the path.")
    paths_by_table: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(("_", ".")):
            continue
        table = path.name if path.is_dir() else path.name.removesuffix(".parquet")
        if table not in RECORDS:
            raise UnreadableFileError(
                f"{path}: this is no table of records. Name it {', '.join(RECORDS)} (a folder, or a file .parquet), "
                "or put it elsewhere."
            )
        paths_by_table.setdefault(table, []).extend(_files(path) if path.is_dir() else [path.resolve()])
    if not paths_by_table:
        raise UnreadableFileError(
            f"{folder}: it holds no extract. Put a folder in it for each of {', '.join(RECORDS)}."
        )
    return paths_by_table


def _files(folder: Path) -> list[Path]:
    inside = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _engines_own(path, folder)]
    odd = next((path for path in inside if path.suffix != ".parquet"), None)
    if odd is not None:
        raise UnreadableFileError(f"{odd}: this is no Parquet file. Put it elsewhere: all else here is read.")
    if not inside:
        raise UnreadableFileError(f"{folder}: it holds no Parquet file. Put some in it, or delete it.")
    return [path.resolve() for path in inside]


def _engines_own(path: Path, folder: Path) -> bool:
    return any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)


def column_problems(files: Sequence[Path], contract: Contract) -> list[Problem]:
    """Columns of files that are not as their contract has them: of another name or type, lacking, or not asked for.

    Raises ``UnreadableFileError`` for a file that is no whole Parquet.
    """
    schemas = {path: _schema(path) for path in files}
    return [
        problem for path, schema in schemas.items() for problem in _of_file(path, schema, schemas[files[0]], contract)
    ]


def columns_of(files: Sequence[Path]) -> set[str]:
    """The columns that any of the files has."""
    return {name for path in files for name in _schema(path).names}


def _schema(path: Path) -> pa.Schema:
    try:
        return parquet.read_schema(path)
    except (pa.ArrowInvalid, OSError) as fault:
        raise UnreadableFileError(
            f"{path}: this is no whole Parquet file ({str(fault).splitlines()[0]}). Write it again."
        ) from fault


def _of_file(path: Path, schema: pa.Schema, first: pa.Schema, contract: Contract) -> Iterator[Problem]:
    column_by_name = {column.name: column for column in filled_in(contract)}
    for name in sorted({name for name in schema.names if schema.names.count(name) > 1}):
        yield Problem(str(path), 0, name, "", "Two columns have this name.", "Delete one of them.")
    for name in schema.names:
        if name not in column_by_name:
            kind = kind_of_column(normal(name))
            column_problem = f"This column seems to hold {kind}." if kind else "The template has no such column."
            yield Problem(str(path), 0, name, "", column_problem, DELETE)
        elif not _fits(schema.field(name).type, column_by_name[name]):
            type_problem = f"This column is of type {schema.field(name).type}."
            yield Problem(str(path), 0, name, "", type_problem, f"Write it as {TYPES[column_by_name[name].type]}.")
        elif name in first.names and schema.field(name).type != first.field(name).type:
            type_problem = (
                f"This column is of type {schema.field(name).type}, and of {first.field(name).type} in the first file."
            )
            yield Problem(str(path), 0, name, "", type_problem, "Write it in the same type in every file of the table.")
    for column in column_by_name.values():
        if must_be_filled(column) and column.name not in schema.names:
            lacking = "This column is not there."
            yield Problem(str(path), 0, column.name, "", lacking, f"Add it, to the files themselves. {column.help}")


def _fits(actual_type: pa.DataType, column: Column) -> bool:
    """May a column of a contract be of this type?"""
    if pa.types.is_dictionary(actual_type):
        actual_type = actual_type.value_type
    if column.type == "VARCHAR":
        return bool(pa.types.is_string(actual_type) or pa.types.is_large_string(actual_type))
    if column.type == "INTEGER":
        return bool(pa.types.is_integer(actual_type))
    if column.type == "DOUBLE":
        return bool(pa.types.is_floating(actual_type) or pa.types.is_integer(actual_type))
    if column.type == "DATE":
        return bool(pa.types.is_date32(actual_type))
    return bool(pa.types.is_timestamp(actual_type) and actual_type.tz is None and actual_type.unit in ("ms", "us"))
