"""NHS Talking Therapies, monthly activity and performance: as published, and in the tidy form of an extract."""

from __future__ import annotations

import re
from typing import Any

from data import periods
from data.layouts.core.layout import BODY, PERIOD, Constant, Layout, LeftOut, Number, Parsed, Text
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
MONTHLY = "NHS Talking Therapies, monthly activity and performance"
CROSSED = LeftOut("they cross a commissioner with a provider, and both are in the file by themselves")


def organisation(group: str, first: str, second: str) -> dict[str, Any] | LeftOut:
    """Whose row it is; rows of a provider within one commissioner are not taken."""
    kinds = {
        "England": ("E92000001", "national"),
        "CommissioningRegion": (first, "commissioning region"),
        "IntegratedCareBoard(ICB)": (first, "icb"),
        "ICB": (first, "icb"),
        "STP": (first, "icb"),
        "SubICB": (first, "commissioner"),
        "CCG": (first, "commissioner"),
        "Provider": (second, "provider"),
    }
    if re.fullmatch(r"(Sub ?ICB|CCG) ?[-/] ?Provider", group):
        return CROSSED
    kind = group.replace(" ", "")
    if not kind or (kind not in kinds and group in (first, second)):
        raise OddValueError(
            "The publisher has no such kind of organisation.",
            "It should be one of: England, Commissioning Region, ICB, STP, SubICB, CCG, Provider.",
        )
    if kind not in kinds:
        return LeftOut("no indicator reads these kinds of organisation", group)
    area, role = kinds[kind]
    return {"area": area, "role": role}


def measure(number: str) -> dict[str, Any] | LeftOut:
    """The publisher's number of the measure, by which it is known whatever it is called."""
    if not re.search(r"\d", number):
        raise OddValueError("This is not a measure's number.", "Measure numbers look like M001 or M1010.")
    if not re.fullmatch(r"M\d{3,4}", number):
        return LeftOut("the publisher has no measures with such numbers", number)
    return {"series": number}


def tidy_statistic(name: str) -> dict[str, Any] | LeftOut:
    """The kind of number, in a column of its own."""
    if not name:
        raise OddValueError("The statistic is empty.", f"It should be one of: {', '.join(STATISTICS)}.")
    if name not in STATISTICS:
        return LeftOut("no indicator reads these kinds of number", name)
    return {"statistic": STATISTICS[name]}


def named_statistic(name: str) -> dict[str, Any] | LeftOut:
    """The kind of number, which the publisher puts before the name of a measure: Count_, Percentage_, Mean_."""
    kind, mark, _ = name.partition("_")
    if not mark:
        raise OddValueError(
            "The name does not say what kind of number it is.",
            "It should start with Count_, Percentage_, Mean_ or Median_.",
        )
    if kind.lower() not in STATISTICS:
        return LeftOut("no indicator reads these kinds of number", f"{kind}_")
    return {"statistic": STATISTICS[kind.lower()], "series_name": name}


def _as_published(name: str, title: str, value: str) -> Layout:
    return Layout(
        name=name,
        title=title,
        publisher="NHS England",
        beside=r"orgname[12]",
        table="service_activity",
        headers=(
            "REPORTING_PERIOD_START",
            "REPORTING_PERIOD_END",
            "GROUP_TYPE",
            "ORG_CODE1",
            "ORG_CODE2",
            "MEASURE_ID",
            "MEASURE_NAME",
            value,
        ),
        fields={
            "source": Constant(SOURCE),
            "value": Number(value, blank="suppressed"),
        },
        parsed=(
            Parsed(("reportingperiodstart", "reportingperiodend"), periods.dated, PERIOD),
            Parsed(("grouptype", "orgcode1", "orgcode2"), organisation, BODY),
            Parsed(("measureid",), measure, ("series",)),
            Parsed(("measurename",), named_statistic, ("series_name", "statistic")),
        ),
    )


LAYOUTS = (
    _as_published("talking_therapies_monthly", MONTHLY, "measurevaluesuppressed"),
    _as_published("talking_therapies_monthly_march_2021", f"{MONTHLY} (March 2021)", "measurevalue"),
    Layout(
        name="talking_therapies_monthly_tidy",
        title=f"{MONTHLY} (tidy extract)",
        publisher="NHS England",
        beside=r"orgname[12]",
        table="service_activity",
        headers=(
            "reporting_period",
            "start_date",
            "end_date",
            "group_type",
            "org_code1",
            "org_code2",
            "measure_id",
            "measure_name",
            "measure_statistic",
            "value",
        ),
        fields={
            "source": Constant(SOURCE),
            "series_name": Text("measurename"),
            "value": Number("value", blank="suppressed"),
        },
        parsed=(
            Parsed(("startdate", "enddate"), periods.dated, PERIOD),
            Parsed(("grouptype", "orgcode1", "orgcode2"), organisation, BODY),
            Parsed(("measureid",), measure, ("series",)),
            Parsed(("measurestatistic",), tidy_statistic, ("statistic",), {"measurestatistic": STATISTICS}),
        ),
    ),
)
