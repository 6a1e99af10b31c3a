"""Figures counted from records elsewhere, by ``python -m indicators compute --extracts``: safe counts without the records."""

from __future__ import annotations

from typing import Any

from data import periods
from data.layouts.core.layout import PERIOD, RELEASE, Constant, Layout, Number, Parsed, Text
from data.problems import OddValueError
from data.tables.published_value import FROM_RECORDS

NUMBERS = ("value", "numerator", "denominator", "lower95", "upper95", "lower998", "upper998")
TEXTS = {
    "indicator_id": "series",
    "source_id": "source",
    "area_code": "area",
    "role": "role",
    "dimension": "dimension",
    "category": "category",
    "suppressed": "suppressed",
    "approximate": "approximate",
    "citation": "citation",
}
"""The columns of text of a file, and what they are called in the tables."""
MADE_UP = "made_up"
DRAWN = "drawn_on"
COLUMNS = (*TEXTS, *PERIOD, *NUMBERS, DRAWN, MADE_UP)
"""The columns of a file, in order; ``drawn_on`` is the last day of which the extracts tell."""


def _period(start: str, end: str, step: str, window: str) -> dict[str, Any]:
    """A period as the indicator declares it; a survey has no step."""
    for months in (step, window):
        if months and not months.isdigit():
            raise OddValueError("This is not a number of months.", "Compute the file again: it is not made by hand.")
    period = periods.dated(start, end, int(step or 0) or None)
    return period | {"window_months": int(window) if window else None}


def _real(made_up: str) -> dict[str, Any]:
    if made_up != "no":
        raise OddValueError(
            "This was counted from records that are made up.",
            "Compute it from real extracts. What is made up is loaded by: python -m data demo",
        )
    return {}


LAYOUTS = (
    Layout(
        name="counted_records",
        title="Figures counted from records elsewhere",
        publisher="Whoever holds the records",
        table="published_value",
        headers=("indicator_id", "source_id", "area_code", "role", "step_months", "value", DRAWN, MADE_UP),
        fields={
            **{name: Text(column.replace("_", ""), default="") for column, name in TEXTS.items() if name != "citation"},
            "citation": Text("citation"),
            "suppressed": Text("suppressed"),
            "approximate": Text("approximate"),
            "series_name": Text("indicatorid"),
            **{name: Number(name) for name in NUMBERS},
            "sex": Constant("Persons"),
            "age": Constant("All ages"),
            "statistic": Constant("value"),
            "status": Constant("final"),
            "method": Constant(FROM_RECORDS),
        },
        parsed=(
            Parsed(("periodstart", "periodend", "stepmonths", "windowmonths"), _period, PERIOD),
            Parsed(("drawnon",), periods.release, RELEASE),
            Parsed(("madeup",), _real, (), {"madeup": ("no",)}),
        ),
    ),
)
