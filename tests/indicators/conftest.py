"""Drawn rows made into measures, and Leeds' own monthly series for the worked examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from data.tables import TABLES
from tests.indicators.drawing import USUAL, Given
from tests.indicators.invented_registers import nothing_yet

DATA = Path(__file__).parents[2] / "data"
MONTHLY = (
    DATA / "published" / "talking_therapies_activity_performance_monthly.csv.gz",
    DATA / "examples" / "talking_therapies_2026-03.csv",
)


@pytest.fixture(scope="session")
def leeds_monthly() -> dict[str, dict[int, float]]:
    """Every measure of the Leeds provider (RY6) by month, counted since year 0; missing months left out."""
    return by_month("Provider", "RY6")


@pytest.fixture(scope="session")
def england_monthly() -> dict[str, dict[int, float]]:
    """The same of England."""
    return by_month("England", "all")


def by_month(group: str, code: str) -> dict[str, dict[int, float]]:
    rows = duckdb.execute(
        """
        SELECT measure_id, year(CAST(start_date AS DATE)) * 12 + month(CAST(start_date AS DATE)) - 1 AS at,
            CAST(value AS DOUBLE) AS value
        FROM read_csv($files, header = true, all_varchar = true)
        WHERE org_code2 = $code AND group_type = $group AND value IS NOT NULL
        """,
        {"files": [str(path) for path in MONTHLY], "code": code, "group": group},
    ).fetchall()
    series: dict[str, dict[int, float]] = {}
    for measure, at, value in rows:
        series.setdefault(measure, {})[at] = value
    return series


@pytest.fixture
def given() -> Given:
    """Draw rows of tables with bars into an empty version; columns not drawn hold what is usual."""
    connection = duckdb.connect()
    for contract in TABLES:
        connection.execute(contract.create())
    connection.execute(
        "INSERT INTO load BY NAME SELECT 1 AS load_id, 1 AS version_from, TIMESTAMP '2024-01-01' AS loaded_at"
    )

    def drawn(**tables: str) -> DuckDBPyConnection:
        for table, picture in tables.items():
            header, *lines = ([cell.strip() for cell in line.split("|")] for line in picture.strip().splitlines())
            for number, line in enumerate(lines, start=2):
                row = USUAL.get(table, {}) | {"row_number": str(number)} | dict(zip(header, line, strict=True))
                empty = {"dimension", "category", "characteristic", "group_name"}
                kept = {name: value for name, value in row.items() if value or name in empty}
                places = ", ".join("?" * len(kept))
                connection.execute(f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({places})", list(kept.values()))
        return connection

    return drawn


@pytest.fixture
def registers() -> Iterator[DuckDBPyConnection]:
    """The registers and residents in force, empty."""
    connection = nothing_yet()
    yield connection
    connection.close()
