"""Fingertips rates as a third party tidied them: one decimal, no limits, no counts, no indicator number."""

from __future__ import annotations

from typing import Any

from data import periods
from data.layouts.core.layout import PERIOD, Constant, Layout, Number, Parsed, Text
from data.problems import OddValueError

SERIES = {
    "emergency hospital admissions for intentional self-harm": "21001",
    "hospital admissions as a result of self-harm (10-24 years)": "90813",
    "excess under 75 mortality rate in adults with serious mental illness": "91096",
}
AGES = {"90813": "10-24 yrs", "91096": "18-74 yrs"}


def _series(name: str) -> dict[str, Any]:
    number = SERIES.get(name.lower())
    if number is None:
        raise OddValueError(
            "We do not know which Fingertips indicator this is.",
            "Load the Fingertips export itself, which carries the indicator's number.",
        )
    return {"series": number, "series_name": name, "age": AGES.get(number, "All ages")}


def _sex(unit: str) -> dict[str, Any]:
    if unit not in ("Persons", "Male", "Female"):
        raise OddValueError("The unit column should hold the sex.", "Use Persons, Male or Female.")
    return {"sex": unit}


LAYOUTS = (
    Layout(
        name="fingertips_tidied",
        title="Fingertips rates tidied by a third party",
        publisher="Office for Health Improvement and Disparities, tidied by Trafford Data Lab",
        names=(("areacode", "areaname"),),
        table="published_value",
        headers=("area_code", "area_name", "period", "value", "indicator", "measure", "unit", "significance"),
        fields={
            "source": Constant("fingertips_tidy"),
            "area": Text("areacode"),
            "unit": Text("measure"),
            "value": Number("value", blank="not available"),
            "note": Constant("A third party's copy, rounded to one decimal."),
        },
        parsed=(
            Parsed(("indicator",), _series, ("series", "series_name", "age")),
            Parsed(("period",), periods.fingertips, PERIOD),
            Parsed(("unit",), _sex, ("sex",)),
        ),
    ),
)
