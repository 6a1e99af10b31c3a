"""Mental Health Services Data Set, monthly performance files, the four-week-wait file among them."""

from __future__ import annotations

import re
from typing import Any

from data import periods
from data.layouts.core.layout import Layout, Number, OddValueError, Parsed, Text

ROLES = (
    ("England", "national"),
    ("Provider", "provider"),
    ("Sub ICB", "commissioner"),
    ("CCG", "commissioner"),
    ("ICB", "icb"),
    ("Commissioning Region", "commissioning region"),
)
STATUSES = {"final", "performance", "provisional"}


def _organisation(breakdown: str, code: str, second: str, described: str) -> dict[str, Any]:
    """The breakdown names the organisation, and after a semicolon the group."""
    whose, _, group = (part.strip() for part in breakdown.partition(";"))
    role = next((role for start, role in ROLES if whose.startswith(start)), None)
    if role is None:
        raise OddValueError(
            "This is not a breakdown we know.", "It should start with England, Provider, Sub ICB, CCG or ICB."
        )
    area = "E92000001" if role == "national" else code
    category = "" if second in ("", "NONE") else described or second
    if bool(group) != bool(category):
        raise OddValueError(
            "The breakdown and its second level do not agree.", "Check both against the publisher's file."
        )
    return {"area": area, "role": role, "dimension": group.lower(), "category": category}


def _measure(number: str, name: str) -> dict[str, Any]:
    if not re.fullmatch(r"[A-Z]{2,4}\d{1,3}[a-z]?", number):
        raise OddValueError("This is not a measure's number.", "Measure numbers look like MRS01b or MHS23.")
    kinds = (
        ("Proportion", "percentage"),
        ("Percentage", "percentage"),
        ("Median", "median"),
        ("90th percentile", "90th percentile"),
    )
    statistic = next((kind for start, kind in kinds if name.startswith(start)), "count")
    source = "mhsds_four_week_wait" if number.startswith("MRS") else "mhsds"
    return {"source": source, "series": number, "series_name": name, "statistic": statistic}


def _status(status: str) -> dict[str, Any]:
    if status.lower() not in STATUSES:
        raise OddValueError(
            "This is not a status the publisher uses.", "It should be Provisional, Performance or Final."
        )
    return {"status": status.lower()}


LAYOUTS = (
    Layout(
        name="mhsds_performance",
        title="Mental Health Services Data Set, monthly performance file",
        publisher="NHS England",
        table="service_activity",
        headers=(
            "reportingperiodstart",
            "reportingperiodend",
            "status",
            "breakdown",
            "primarylevel",
            "secondarylevel",
            "measureid",
            "measurename",
            "measurevalue",
        ),
        fields={"value": Number("measurevalue", blank="suppressed"), "note": Text("note")},
        parsed=(
            Parsed(("reportingperiodstart", "reportingperiodend"), periods.dated),
            Parsed(("breakdown", "primarylevel", "secondarylevel", "secondaryleveldescription"), _organisation),
            Parsed(("measureid", "measurename"), _measure),
            Parsed(("status",), _status),
        ),
    ),
)
