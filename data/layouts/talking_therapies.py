"""NHS Talking Therapies, monthly activity and performance: as published, and in the tidy form of an extract."""

from __future__ import annotations

import re
from typing import Any

from data import periods
from data.layouts.core.layout import Constant, Layout, LeftOut, Number, Parsed, Text
from data.problems import OddValueError

STATISTICS = {
    "count": "count",
    "percentage": "percentage",
    "mean": "mean",
    "median": "median",
    "max": "maximum",
    "min": "minimum",
}
SOURCE = "nhs_talking_therapies"
CROSSED = LeftOut("they cross a commissioner with a provider, and both are in the file by themselves")


def organisation(group: str, first: str, second: str) -> dict[str, Any] | LeftOut:
    """Whose row it is; rows of a provider within one commissioner are not taken."""
    kinds = {
        "England": ("E92000001", "national"),
        "Commissioning Region": (first, "commissioning region"),
        "Integrated Care Board (ICB)": (first, "icb"),
        "ICB": (first, "icb"),
        "SubICB": (first, "commissioner"),
        "CCG": (first, "commissioner"),
        "Provider": (second, "provider"),
    }
    if group in ("SubICB-Provider", "CCG-Provider"):
        return CROSSED
    if group not in kinds:
        raise OddValueError(
            "The publisher has no such kind of organisation.",
            f"It should be one of: {', '.join(kinds)}.",
        )
    area, role = kinds[group]
    return {"area": area, "role": role}


def measure(number: str) -> dict[str, Any]:
    """The publisher's number of the measure, by which it is known whatever it is called."""
    if not re.fullmatch(r"M\d{3,4}", number):
        raise OddValueError("This is not a measure's number.", "Measure numbers look like M001 or M1010.")
    return {"series": number}


def _tidy_statistic(name: str) -> dict[str, Any]:
    if name not in STATISTICS:
        raise OddValueError("This is not a statistic we know.", f"It should be one of: {', '.join(STATISTICS)}.")
    return {"statistic": STATISTICS[name]}


def _named_statistic(name: str) -> dict[str, Any]:
    prefix = name.split("_")[0].lower()
    if prefix not in STATISTICS or "_" not in name:
        raise OddValueError(
            "The name does not say what kind of number it is.",
            "It should start with Count_, Percentage_, Mean_ or Median_.",
        )
    return {"statistic": STATISTICS[prefix], "series_name": name}


LAYOUTS = (
    Layout(
        name="talking_therapies_monthly",
        title="NHS Talking Therapies, monthly activity and performance",
        publisher="NHS England",
        table="service_activity",
        headers=(
            "reportingperiodstart",
            "reportingperiodend",
            "grouptype",
            "orgcode1",
            "orgcode2",
            "measureid",
            "measurename",
            "measurevaluesuppressed",
        ),
        fields={
            "source": Constant(SOURCE),
            "value": Number("measurevaluesuppressed", blank="suppressed"),
        },
        parsed=(
            Parsed(("reportingperiodstart", "reportingperiodend"), periods.dated),
            Parsed(("grouptype", "orgcode1", "orgcode2"), organisation),
            Parsed(("measureid",), measure),
            Parsed(("measurename",), _named_statistic),
        ),
    ),
    Layout(
        name="talking_therapies_monthly_tidy",
        title="NHS Talking Therapies, monthly activity and performance (tidy extract)",
        publisher="NHS England",
        table="service_activity",
        headers=(
            "reportingperiod",
            "startdate",
            "enddate",
            "grouptype",
            "orgcode1",
            "orgcode2",
            "measureid",
            "measurename",
            "measurestatistic",
            "value",
        ),
        fields={
            "source": Constant(SOURCE),
            "series_name": Text("measurename"),
            "value": Number("value", blank="suppressed"),
        },
        parsed=(
            Parsed(("startdate", "enddate"), periods.dated),
            Parsed(("grouptype", "orgcode1", "orgcode2"), organisation),
            Parsed(("measureid",), measure),
            Parsed(("measurestatistic",), _tidy_statistic),
        ),
    ),
)
