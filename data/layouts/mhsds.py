"""Mental Health Services Data Set, monthly files: the main file, out of area placements, and the four-week wait."""

from __future__ import annotations

import re
from typing import Any

from data import periods
from data.layouts.core.layout import BODY, GROUP, PERIOD, Layout, LeftOut, Number, Parsed, Text
from data.problems import OddValueError

NATIONAL = "national"
ROLES = (
    (r"England", NATIONAL),
    (r"Provider( of Responsibility)?", "provider"),
    (r"Sending Provider", "sending"),
    (r"Receiving Provider", "receiving"),
    (r"(Sub ICB|CCG)( (-|of) .*)?", "commissioner"),
    (r"(ICB|STP)( (-|of) .*)?", "icb"),
    (r"Commissioning Region", "commissioning region"),
    (r"CASSR|LA/UA|Local Authority of Responsibility or Residence", "area"),
)
"""What the label of a breakdown says before its semicolon, and whose figure that is."""

LABELS_WITH_A_SEMICOLON = {"Age; Under 18 or 18 and over": "Age (under 18, or 18 and over)"}
LEVELS = ("secondary", "tertiary", "third", "quarternary")
"""What the publisher calls the levels below the organisation: some files have a third, and spell the fourth like this."""

ABSENT = ("", "NONE", "NULL")
CROSSED = LeftOut("they cross one organisation with another, and each is in the file by itself")
UNKNOWN_BODY = LeftOut("the publisher does not know whose they are")

STATUSES = {"final": "final", "performance": "performance", "provisional": "provisional", "adhoc": None}
"""An adhoc release does not say how settled it is."""

STATISTICS = (
    (r"(the )?(proportion|percentage)", "percentage"),
    (r"90th percentile", "90th percentile"),
    (r"(the )?median", "median"),
    (r"(the )?mean|average", "mean"),
    (r"(crude )?rate|.*\bper [\d,]+|.*confidence interval|.*standardised rate", "value"),
)
"""How the name of a measure begins, and what kind of number that is; all else is a count."""

NOT_AS_NAMED = {"EIP23i": "percentage", "MHS80": "percentage", "MHS96": "value", "MHS107b": "percentage"}
"""Measures whose names do not tell what they are, by the publisher's list of measures: MHS107b is called a rate."""


def _organisation(breakdown: str, code: str, described: str, *below: str) -> dict[str, Any] | LeftOut:
    """The breakdown names the organisation, and after semicolons the groups; ``below`` are levels and descriptions."""
    if not breakdown:
        raise OddValueError("The breakdown is empty.", "Check it against the publisher's file.")
    for label, plain in LABELS_WITH_A_SEMICOLON.items():
        breakdown = breakdown.replace(label, plain)
    whose, *groups = (part.strip() for part in breakdown.split(";"))
    role = next((role for label, role in ROLES if re.fullmatch(label, whose)), None)
    if (role is None and whose != "Region") or any("Standardised Rate Difference" in group for group in groups):
        return LeftOut("no indicator reads these breakdowns", breakdown)
    if any(group.endswith("Provider") for group in groups):
        return CROSSED
    if role != NATIONAL and code.upper() == "UNKNOWN":
        return UNKNOWN_BODY
    levels = list(zip(below[::2], below[1::2], strict=True))
    if role == NATIONAL and groups and code.lower() not in ("england", "e92000001"):
        levels = [(code, described), *levels]
    categories = [_words(*level) for level in levels if level[0] not in ABSENT]
    if len(categories) < len(groups) or (categories and not groups):
        raise OddValueError("The breakdown and its levels do not agree.", "Check both against the publisher's file.")
    if len(categories) > len(groups):
        return LeftOut("they have more levels than their breakdown names", breakdown)
    return {
        "area": "E92000001" if role == NATIONAL else code,
        "role": role or ("commissioning region" if code.startswith("Y") else "region"),
        "dimension": "; ".join(groups).lower(),
        "category": ", ".join(categories),
    }


def _words(level: str, described: str) -> str:
    return level if described in ABSENT else described


def _measure(number: str, name: str) -> dict[str, Any] | LeftOut:
    if not re.search(r"\d", number):
        raise OddValueError("This is not a measure's number.", "Measure numbers look like MRS01b or MHS23.")
    if not re.fullmatch(r"[A-Z]{2,4}\d{1,3}[A-Za-z]{0,2}%?", number):
        return LeftOut("the publisher has no measures with such numbers", number)
    statistic = NOT_AS_NAMED.get(number) or next(
        (kind for beginning, kind in STATISTICS if re.match(beginning, name, re.IGNORECASE)), "count"
    )
    return {
        "source": "mhsds_four_week_wait" if number.startswith("MRS") else "mhsds",
        "series": number,
        "series_name": name,
        "statistic": "percentage" if number.endswith("%") else statistic,
    }


def _status(status: str) -> dict[str, Any]:
    if status.lower() not in STATUSES:
        raise OddValueError(
            "This is not a status the publisher uses.", "It should be Provisional, Performance, Final or Adhoc."
        )
    return {"status": STATUSES[status.lower()]}


LAYOUTS = (
    Layout(
        name="mhsds_performance",
        title="Mental Health Services Data Set, monthly performance file",
        publisher="NHS England",
        names=(("primarylevel", "primaryleveldescription"),),
        beside=r".*description",
        table="service_activity",
        headers=(
            "REPORTING_PERIOD_START",
            "REPORTING_PERIOD_END",
            "STATUS",
            "BREAKDOWN",
            "PRIMARY_LEVEL",
            "SECONDARY_LEVEL",
            "MEASURE_ID",
            "MEASURE_NAME",
            "MEASURE_VALUE",
        ),
        fields={"value": Number("measurevalue", blank="suppressed"), "note": Text("note")},
        parsed=(
            Parsed(("reportingperiodstart", "reportingperiodend"), periods.dated, PERIOD),
            Parsed(
                (
                    "breakdown",
                    "primarylevel",
                    "primaryleveldescription",
                    *(f"{level}level{suffix}" for level in LEVELS for suffix in ("", "description")),
                ),
                _organisation,
                (*BODY, *GROUP),
            ),
            Parsed(("measureid", "measurename"), _measure, ("source", "series", "series_name", "statistic")),
            Parsed(("status",), _status, ("status",)),
        ),
    ),
)
