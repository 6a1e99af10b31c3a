"""Underlying indicators of the ONS Health Index: one value a district and year, the year being a label."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from data.layouts.core.layout import PERIOD, Constant, Layout, Number, Parsed, Text
from data.periods import spanning
from data.problems import OddValueError

THREE_YEARS_ENDING = {"suicides"}
FINANCIAL_YEARS = {
    "self_harm",
    "life_satisfaction",
    "happiness",
    "feelings_of_anxiety",
    "activities_in_life_are_worthwhile",
}
MEANS = FINANCIAL_YEARS - {"self_harm"}
BASE = "2011 Census base"


def _series(indicator: str, year: str) -> dict[str, Any]:
    """The label is the last of three years, the first half of a financial year, or not stated."""
    if not re.fullmatch(r"\d{4}", year):
        raise OddValueError("This is not a year.", "Write four digits.")
    series = re.sub(r"[^a-z0-9]+", "_", indicator.lower()).strip("_")
    number = int(year)
    facts: dict[str, Any] = {
        "series": series,
        "series_name": indicator,
        "statistic": "mean" if series in MEANS else "value",
        "population_base": BASE if series in THREE_YEARS_ENDING else None,
    }
    if series in THREE_YEARS_ENDING:
        return facts | spanning(date(number - 2, 1, 1), date(number, 12, 31), 12)
    if series in FINANCIAL_YEARS:
        return facts | spanning(date(number, 4, 1), date(number + 1, 3, 31), 12)
    note = "The year is the publisher's label; what it covers is not stated."
    return facts | spanning(date(number, 1, 1), date(number, 12, 31), 12) | {"note": note}


CARRIED_FORWARD = """
    UPDATE staged SET
        note = 'Not a new figure: the publisher repeats ' || value || ' from the year before, for every area.',
        value = NULL,
        suppressed = 'not available'
    FROM (
        SELECT later.series, later.period_end
        FROM staged AS later JOIN staged AS earlier
            ON later.series = earlier.series AND later.area = earlier.area
            AND later.period_end = earlier.period_end + INTERVAL 1 YEAR
        GROUP BY later.series, later.period_end
        HAVING count(*) >= 5 AND avg(CAST(later.value = earlier.value AS INTEGER)) > 0.98
    ) AS repeated
    WHERE staged.series = repeated.series AND staged.period_end = repeated.period_end
"""

LAYOUTS = (
    Layout(
        name="ons_health_index",
        title="ONS Health Index for England, underlying indicators",
        publisher="Office for National Statistics",
        table="published_value",
        headers=("ltla21_code", "year", "indicator", "value"),
        fields={
            "source": Constant("ons_health_index"),
            "area": Text("ltla21code"),
            "value": Number("value", blank="not available"),
        },
        parsed=(
            Parsed(
                ("indicator", "year"),
                _series,
                ("series", "series_name", "statistic", *PERIOD, "note", "population_base"),
            ),
        ),
        afterwards=(CARRIED_FORWARD,),
    ),
)
