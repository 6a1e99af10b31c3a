"""Draw rows of tables with bars, and declare an indicator that is about one thing only."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from duckdb import DuckDBPyConnection

from indicators.core import engine
from indicators.core.model import LEEDS, Figures, Indicator, Kind, Method, Place, Polarity

Given = Callable[..., DuckDBPyConnection]

USUAL = {
    "published_value": {
        "source": "a_publisher", "series": "it", "area": "E08000035", "role": "area", "period_start": "2023-01-01",
        "period_end": "2023-12-31", "step_months": "12", "window_months": "12", "sex": "Persons", "age": "All ages",
        "dimension": "", "category": "", "statistic": "value", "release_precision": "unknown", "load_id": "1",
    },
    "service_activity": {
        "source": "a_file", "series": "M1", "area": "RY6", "role": "provider", "period_start": "2023-01-01",
        "period_end": "2023-01-31", "step_months": "1", "window_months": "1", "sex": "Persons", "age": "All ages",
        "dimension": "", "category": "", "statistic": "count", "release_precision": "unknown", "load_id": "1",
    },
}  # fmt: skip


def indicator(
    *figures: Figures, method: Method = Method.PROPORTION, unit: str = "%", place: Place = LEEDS, **declared: object
) -> Indicator:
    """An indicator that declares what a test is about, and something plain for the rest."""
    said: dict[str, object] = {
        "title": "It", "question": "Is it?", "definition": "It, of all.", "kind": Kind.SERVICE,
        "polarity": Polarity.HIGHER, "owner": "Its owner", "needs": "Its figures",
    } | declared  # fmt: skip
    return Indicator(method=method, unit=unit, places=(place,), figures=figures, **said)  # type: ignore[arg-type]


def measured(connection: DuckDBPyConnection, what: Indicator, version: int = 1) -> pd.DataFrame:
    """The measures of one indicator, called ``it``, from the rows drawn."""
    found = engine.compute(connection, {"it": what}, version)
    return found.sort_values(["period_start", "dimension", "category", "area"], ignore_index=True)
