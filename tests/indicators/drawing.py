"""Draw rows of tables with bars, and declare an indicator that is about one thing only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from indicators.core.figures import Figures
from indicators.core.measures import engine
from indicators.core.model import Indicator, Kind, Method, Place, Polarity
from indicators.core.strategy.model import Timeline
from indicators.methods.spc import Chart, assurances

LEEDS = Place("E08000035", "Leeds local authority")
LCH = Place("RY6", "Leeds Community Healthcare NHS Trust", "provider")
TIMELINE = Timeline(date(2020, 1, 1), date(2020, 3, 31))
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
    "population": {"characteristic": "", "group_name": ""},
}  # fmt: skip


def indicator(
    *figures: Figures, method: Method = Method.PROPORTION, unit: str = "%", place: Place = LEEDS, **declared: object
) -> Indicator:
    """An indicator that declares what a test is about, and something plain for the rest."""
    fields: dict[str, object] = {
        "title": "It", "question": "Is it?", "definition": "It, of all.", "kind": Kind.SERVICE,
        "polarity": Polarity.HIGHER, "owner": "Its owner", "needs": "Its figures", "place_name": "Leeds",
    } | declared  # fmt: skip
    return Indicator(method=method, unit=unit, places=(place,), figures=figures, **fields)  # type: ignore[arg-type]


def measured(connection: DuckDBPyConnection, declared: Indicator, version: int = 1) -> pd.DataFrame:
    """The measures of one indicator, called ``it``, from the rows drawn."""
    measures = engine.compute(connection, {"it": declared}, version)
    return measures.sort_values(["period_start", "dimension", "category", "area"], ignore_index=True)


def line(
    values: Sequence[float | None], ends: str = "2023-12", step: int = 12, window: int | None = -1, **columns: object
) -> pd.DataFrame:
    """Measures of Leeds, one after the other, the last one ending with the month ``ends``; ``None`` is hidden.

    ``window`` is as long as the step unless said; a column may be one value or one for each figure.
    """
    last = pd.Period(ends, "M")
    covers = step if window == -1 else window
    stops = [last - (len(values) - 1 - at) * step for at in range(len(values))]
    starts = [stop - ((covers or step or 12) - 1) for stop in stops]
    known = [value is not None for value in values]
    rows = pd.DataFrame({
        "indicator": "it", "definition_version": 1, "area": "E08000035", "role": "area",
        "period_start": pd.to_datetime([start.start_time.normalize() for start in starts]),
        "period_end": pd.to_datetime([stop.end_time.normalize() for stop in stops]),
        "step_months": step, "window_months": pd.array([covers] * len(values), dtype="Int32"),
        "dimension": "", "category": "", "numerator": np.nan, "denominator": np.nan,
        "value": pd.array([np.nan if value is None else value for value in values], dtype="float64"),
        "lower95": np.nan, "upper95": np.nan, "lower998": np.nan, "upper998": np.nan, "approximate": None,
        "method": "as published", "suppressed": [None if is_known else "suppressed" for is_known in known], "status": None,
        "note": None, "population_base": None, "source": "a_publisher", "series": "it", "citation": None, "release": pd.NaT,
        "release_precision": "unknown", "load_id": 1, "row_number": range(2, len(values) + 2), "illustrative": False,
        "version_from": 1,
    })  # fmt: skip
    return rows.assign(**columns)


def with_counts(rows: pd.DataFrame, denominator: float) -> pd.DataFrame:
    """The same per cents, with the counts that give them."""
    return rows.assign(denominator=denominator, numerator=rows["value"] * denominator / 100)


def with_limits(rows: pd.DataFrame, half: float) -> pd.DataFrame:
    """The same figures, with 95% limits so far each side."""
    return rows.assign(lower95=rows["value"] - half, upper95=rows["value"] + half)


def assurance(chart: Chart, target: float, higher_is_better: bool) -> str:
    """A target against the limits of one chart."""
    return str(assurances(chart.lower, chart.upper, target, "higher" if higher_is_better else "lower")[0])
