"""Records in force on the engine that holds them, with what is known beside them: their loads, and who lives where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import ibis
import pandas as pd
from duckdb import DuckDBPyConnection

from data.contract import Contract
from data.extracts.engines import Engine, InDuckDB
from data.tables import RECORDS

TYPES = {
    "VARCHAR": "string",
    "INTEGER": "int32",
    "DOUBLE": "float64",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
LOADS = ["load_id", "citation", "release", "release_precision"]
Table = Any
"""Ibis has no types that mypy could read."""


@dataclass(frozen=True)
class Records:
    """Records in force, as ``in_force_<table>`` of an engine.

    ``loads`` has a row a load, with its citation and release; ``residents`` people by area, year, sex and age.
    """

    engine: Engine
    loads: pd.DataFrame
    residents: pd.DataFrame
    answers: dict[str, pd.DataFrame] = field(default_factory=dict)

    def rows(self, expression: Table) -> pd.DataFrame:
        """The rows of an expression over the contracts' tables; the same is asked once, since many indicators ask it."""
        if self.engine.dialect != InDuckDB.dialect:
            getattr(ibis, self.engine.dialect)  # the settings of its SQL come with its backend
        sql = ibis.to_sql(expression, dialect=self.engine.dialect)
        if sql not in self.answers:
            self.answers[sql] = self.engine.rows(sql)
        return self.answers[sql]


def of_store(connection: DuckDBPyConnection) -> Records:
    """The records in force of a store's connection."""
    loads = connection.execute(f"SELECT {', '.join(LOADS)} FROM load").df()
    return Records(InDuckDB(connection), loads, residents(connection))


def residents(connection: DuckDBPyConnection) -> pd.DataFrame:
    """People by area, year, sex and age, of everybody alike."""
    return connection.execute(
        "SELECT area, year, sex, age, people FROM in_force_population WHERE characteristic = ''"
    ).df()


def unbound(table: str) -> Table:
    """A table's records in force as an Ibis table that belongs to no engine yet."""
    return ibis.table(_columns(RECORDS[table]), name=f"in_force_{table}")


def _columns(contract: Contract) -> dict[str, str]:
    return {column.name: TYPES[column.type] for column in contract.columns}
