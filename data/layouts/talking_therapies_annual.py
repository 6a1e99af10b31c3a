"""NHS Talking Therapies annual report: measures by age, sex, ethnic group and deprivation."""

from __future__ import annotations

from typing import Any

from data import periods
from data.layouts.core.layout import Constant, Layout, Number, OddValueError, Parsed, Text

ROLES = {
    "England": "national",
    "Provider": "provider",
    "CCG": "commissioner",
    "SubICB": "commissioner",
    "ICB": "icb",
    "STP": "icb",
}
DIMENSIONS = {
    "Age Group": "age",
    "Ethnic Group": "ethnic group",
    "BME Group": "broad ethnic group",
    "Gender": "sex",
    "Indices of Deprivation Decile": "deprivation tenth",
}
NOTHING = {"", "NULL", "All", "NONE"}
STATISTICS = {"count", "percentage", "mean", "median"}


def _organisation(kind: str, code: str) -> dict[str, Any]:
    if kind not in ROLES:
        raise OddValueError("This is not a kind of organisation we know.", f"It should be one of: {', '.join(ROLES)}.")
    return {"area": "E92000001" if kind == "England" else code, "role": ROLES[kind]}


def _group(kind: str, first: str, second: str) -> dict[str, Any]:
    """Two levels become one: "White: British", or "White" where the second says All."""
    if kind == "Total":
        return {"dimension": "", "category": ""}
    parts = [part for part in (first, second) if part not in NOTHING]
    return {"dimension": DIMENSIONS.get(kind, kind.lower()), "category": ": ".join(parts) or "All"}


def _statistic(name: str) -> dict[str, Any]:
    if name not in STATISTICS:
        raise OddValueError(
            "This is not a statistic we know.", f"It should be one of: {', '.join(sorted(STATISTICS))}."
        )
    return {"statistic": name}


def _year(start: str, end: str) -> dict[str, Any]:
    return periods.dated(start, end, step=12)


LAYOUTS = (
    Layout(
        name="talking_therapies_annual",
        title="NHS Talking Therapies, annual report by age, sex, ethnic group and deprivation",
        publisher="NHS England",
        table="service_activity",
        headers=(
            "reportingperiod",
            "startdate",
            "enddate",
            "orgtype",
            "orgcode",
            "variabletype",
            "variablea",
            "variableb",
            "measurename",
            "measurestatistic",
            "value",
        ),
        fields={
            "source": Constant("nhs_talking_therapies_annual"),
            "series": Text("measurename"),
            "series_name": Text("measurename"),
            "value": Number("value", blank="suppressed"),
        },
        parsed=(
            Parsed(("startdate", "enddate"), _year),
            Parsed(("orgtype", "orgcode"), _organisation),
            Parsed(("variabletype", "variablea", "variableb"), _group),
            Parsed(("measurestatistic",), _statistic),
        ),
    ),
)
