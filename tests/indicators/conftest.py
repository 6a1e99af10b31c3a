"""Leeds' own monthly series, as published, for the worked examples."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

# A slow machine is no fault of the law that is tested.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

DATA = Path(__file__).parents[2] / "data"
MONTHLY = (
    DATA / "published" / "talking_therapies_activity_performance_monthly.csv.gz",
    DATA / "examples" / "talking_therapies_2026-03.csv",
)


@pytest.fixture(scope="session")
def leeds_monthly() -> dict[str, dict[int, float]]:
    """Every measure of the Leeds provider (RY6) by month, counted since year 0; missing months left out."""
    rows = duckdb.execute(
        """
        SELECT measure_id, year(CAST(start_date AS DATE)) * 12 + month(CAST(start_date AS DATE)) - 1 AS at,
            CAST(value AS DOUBLE) AS value
        FROM read_csv($files, header = true, all_varchar = true)
        WHERE org_code2 = 'RY6' AND group_type = 'Provider' AND value IS NOT NULL
        """,
        {"files": [str(path) for path in MONTHLY]},
    ).fetchall()
    series: dict[str, dict[int, float]] = {}
    for measure, at, value in rows:
        series.setdefault(measure, {})[at] = value
    return series
