"""Records in force on the engine that holds them, with what is known beside them: their loads, and who lives where."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import ibis
import pandas as pd
from duckdb import DuckDBPyConnection

from data.contract import Contract
from data.extracts.engines import Engine, InDuckDB
from data.tables import RECORDS

if TYPE_CHECKING:
    from indicators.core.measures.coverage import Coverage, Request
    from indicators.core.measures.kept_counts import KeptCounts, Shape

TYPES = {
    "VARCHAR": "string",
    "INTEGER": "int32",
    "DOUBLE": "float64",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
}
RECORDS_COUNTED = "records"
"""In an answer that is sums: how many records each of its rows is of."""
QUESTIONS = 1_000
"""So many expressions are known in SQL: several times those of all indicators."""
LOADS = ["load_id", "citation", "release", "release_precision"]
Table = Any
"""Ibis has no types that mypy could read."""


def _as_it_is(rows: pd.DataFrame) -> pd.DataFrame:
    return rows


@dataclass(frozen=True)
class Records:
    """Records in force, as ``in_force_<table>`` of an engine.

    ``loads`` has a row a load, with its citation and release; ``residents`` people by area, year, sex and age.  ``kept_counts`` are
    counts from which those in force follow, where there are any.
    """

    engine: Engine
    loads: pd.DataFrame
    residents: pd.DataFrame
    kept_counts: KeptCounts | None = None
    answers: dict[str, pd.DataFrame] = field(default_factory=dict)
    coverage: dict[Request, Coverage] = field(default_factory=dict)

    def rows(self, expression: Table) -> pd.DataFrame:
        """The rows of an expression over the contracts' tables; the same is asked once, since many indicators ask it."""
        sql = in_sql(expression, self.engine.dialect)
        if sql not in self.answers:
            self.answers[sql] = self.engine.rows(sql)
        return self.answers[sql]

    def added_up(self, table: str, expression: Table, shape: Shape = _as_it_is) -> pd.DataFrame:
        """The rows of an expression over a table of records, put into a ``shape``, that are sums of what each person brings.

        The columns that are sums are those of ``kept_counts.SUMS``, ``records`` among them.
        """
        if self.kept_counts is None:
            return shape(self.rows(expression))
        sql = in_sql(expression, self.engine.dialect)
        if sql not in self.answers:
            self.answers[sql] = self.kept_counts.counts(table, sql, shape)
        return self.answers[sql]


@lru_cache(QUESTIONS)
def in_sql(expression: Table, dialect: str) -> str:
    """An expression in the SQL of an engine; what was asked before, as when a publish was tried out, is not written again."""
    if dialect != InDuckDB.dialect:
        getattr(ibis, dialect)  # the settings of its SQL come with its backend
    return str(ibis.to_sql(expression, dialect=dialect))


def of_store(connection: DuckDBPyConnection, kept_counts: KeptCounts | None = None) -> Records:
    """The records in force of a store's connection; where there are ``kept_counts`` it is they who put them in force."""
    loads = connection.execute(f"SELECT {', '.join(LOADS)} FROM load").df()
    return Records(InDuckDB(connection), loads, residents(connection), kept_counts)


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
