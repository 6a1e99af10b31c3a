"""Mental Health Act statistics, annual figures: counts of detentions by organisation and group."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from data.layouts.core.layout import BODY, GROUP, PERIOD, Constant, Layout, Number, Parsed, normal
from data.periods import spanning
from data.problems import OddValueError

ROLES = {
    "All submissions": "national",
    "ICB": "icb",
    "Sub ICB": "commissioner",
    "NHS Trust": "provider",
    "Independent Health Provider": "provider",
}
GENDERS = {"Male", "Female", "Non-binary", "Other", "Not stated", "Missing", "All genders", "All"}
DIMENSIONS = {"All": "", "Age": "age", "Gender": "sex", "IMD": "deprivation tenth", "Ethnicity": "ethnic group"}


def _belongs(dimension: str, group: str) -> bool:
    if dimension == "All":
        return group == "All"
    if dimension == "Gender":
        return group in GENDERS
    if dimension == "Age":
        return re.match(r"\d|Unknown|All$", group) is not None
    if dimension == "IMD":
        return re.match(r"\d\d |Not stated/|All$", group) is not None
    return group not in GENDERS - {"All"}


def _group(dimension: str, group: str) -> dict[str, Any]:
    if dimension not in DIMENSIONS:
        raise OddValueError("This is not a breakdown of this file.", f"It should be one of: {', '.join(DIMENSIONS)}.")
    if not group or not _belongs(dimension, group):
        raise OddValueError(
            f"This group does not belong under {dimension!r}: "
            "the column looks overwritten, as by dragging a cell down.",
            "Download the file again from its publisher; do not change it by hand.",
        )
    whole = dimension == "All" or group in ("All", "All genders")
    return {"dimension": "" if whole else DIMENSIONS[dimension], "category": "" if whole else group}


def _organisation(kind: str, code: str) -> dict[str, Any]:
    if kind not in ROLES:
        raise OddValueError(
            "This is not a kind of organisation in this file.", f"It should be one of: {', '.join(ROLES)}."
        )
    return {"area": "E92000001" if kind == "All submissions" else code, "role": ROLES[kind]}


def _measure(name: str, part: str) -> dict[str, Any]:
    series = normal(name) if part == "All" else f"{normal(name)}:{normal(part)}"
    return {"series": series, "series_name": name if part == "All" else f"{name}: {part}"}


def _year(text: str) -> dict[str, Any]:
    match = re.fullmatch(r"(\d{4})/(\d{2})", text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise OddValueError("This is not a financial year.", "Write it as 2023/24.")
    first = int(match[1])
    return spanning(date(first, 4, 1), date(first + 1, 3, 31), 12)


LAYOUTS = (
    Layout(
        name="mental_health_act",
        title="Mental Health Act statistics, annual figures",
        publisher="NHS England",
        beside=r"orgname|(acute|mhsds)count|confidenceinterval|(crude|std)rate",
        table="service_activity",
        headers=(
            "Year",
            "Measure",
            "measureSubcategory",
            "Demographic",
            "DemographicBreakdown",
            "OrganisationBreakdown",
            "Datasource",
            "OrgID",
            "Total_Count",
        ),
        fields={
            "source": Constant("mental_health_act"),
            "statistic": Constant("count"),
            "value": Number("totalcount", blank="suppressed"),
        },
        parsed=(
            Parsed(("year",), _year, PERIOD),
            Parsed(("measure", "measuresubcategory"), _measure, ("series", "series_name")),
            Parsed(("demographic", "demographicbreakdown"), _group, GROUP),
            Parsed(("organisationbreakdown", "orgid"), _organisation, BODY),
        ),
    ),
)
