"""Records of an invented trust, written row by row, and the figures that an indicator of the catalogue makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import SimpleNamespace

import duckdb
import pandas as pd

from data.tables import POPULATIONS, RECORDS
from indicators import catalogue
from indicators.core.measures import limits, record_measures, records_in_force
from indicators.core.records import FromRecords
from tests.indicators.empty_tables import empty_tables

TRUST, COMMISSIONER, COUNCIL = "T1", "C1", "A1"
STRATEGY = SimpleNamespace(bodies=tuple(SimpleNamespace(code=code) for code in (TRUST, COMMISSIONER, COUNCIL)))
USUAL = {
    "provider": TRUST, "commissioner": COMMISSIONER, "area": COUNCIL, "sex": "Female", "age": 40,
    "complete_from": date(2020, 1, 1), "extracted": date(2026, 1, 1),
    "ethnic_group": "White", "deprivation_fifth": 1, "load_id": 1, "row_number": 2,
}  # fmt: skip


def nothing_yet() -> duckdb.DuckDBPyConnection:
    """A connection with tables of records in force, empty, and one load."""
    return empty_tables((*RECORDS.values(), *POPULATIONS.values()), datetime(2026, 1, 2), "An extract")


def add(connection: duckdb.DuckDBPyConnection, table: str, times: int = 1, **cells: object) -> None:
    """Add so many records alike: each is of another person, unless ``person`` is said."""
    names = RECORDS[table].names
    (existing,) = connection.execute(f"SELECT count(*) FROM in_force_{table}").fetchall()[0]
    rows = [_row(existing + at, cells) for at in range(times)]
    columns = [name for name in rows[0] if name in names] if rows else []
    if rows:
        one = f"({', '.join('?' * len(columns))})"
        connection.execute(
            f"INSERT INTO in_force_{table} ({', '.join(columns)}) VALUES {', '.join([one] * times)}",
            [row[name] for row in rows for name in columns],
        )


def _row(number: int, cells: Mapping[str, object]) -> dict[str, object]:
    identifiers = {name: f"{name}-{number}" for name in ("person", "referral", "stay", "crisis_contact", "respondent")}
    return {**identifiers, **USUAL, **cells}


def complete_from(connection: duckdb.DuckDBPyConnection, table: str, day: date | None, **cells: object) -> None:
    """Let the extracts of all, or of those rows that ``cells`` tell, hold every record from a day on, or not say so."""
    condition = " AND ".join(f"{name} = ?" for name in cells) or "true"
    connection.execute(f"UPDATE in_force_{table} SET complete_from = ? WHERE {condition}", [day, *cells.values()])


def figures(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    """An indicator's figures from records with limits, by body, first day of the period, dimension and category."""
    indicator = catalogue()[name]
    (declared,) = (one for one in indicator.figures if isinstance(one, FromRecords))
    measures = record_measures.measures(records_in_force.of_store(connection), name, declared, indicator, [STRATEGY])
    if measures.empty:
        return measures
    measures = limits.fill(measures, indicator, pd.DataFrame(columns=["area", "year", "age", "people"]))
    measures["from"] = [start.date() for start in measures["period_start"]]
    return measures.set_index(["area", "from", "dimension", "category"]).sort_index()


def shares(connection: duckdb.DuckDBPyConnection, name: str, body: str = TRUST) -> dict[date, tuple[float, float]]:
    """The counts on top and below of everybody, by the first day of the period."""
    measures = figures(connection, name)
    if measures.empty:
        return {}
    whole = measures.xs((body, "", ""), level=("area", "dimension", "category"))
    return {day: (row["numerator"], row["denominator"]) for day, row in whole.iterrows()}
