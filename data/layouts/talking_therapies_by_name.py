"""Talking Therapies measures told by name alone, for sub-ICBs or for a trust, as a third party cut them."""

from __future__ import annotations

from typing import Any

from data import periods
from data.layouts.core.layout import PERIOD, Constant, Layout, LeftOut, Number, Parsed, Text
from data.problems import OddValueError

MEASURES = {
    "Count_ReferralsReceived": "M001",
    "Count_AccessingServices": "M031",
    "Percentage_AccessingServices6WeeksFinishedCourseTreatment": "M053",
    "Percentage_AccessingServices18WeeksFinishedCourseTreatment": "M055",
    "Count_EndedReferrals": "M056",
    "Count_FinishedCourseTreatment": "M076",
    "Percentage_Improvement": "M186",
    "Count_Deterioration": "M189",
    "Percentage_Deterioration": "M1010",
    "Percentage_Recovery": "M192",
    "Percentage_ReliableRecovery": "M195",
}


def _measure(name: str) -> dict[str, Any] | LeftOut:
    if not name:
        raise OddValueError("The name of the measure is empty.", f"It should be one of: {', '.join(MEASURES)}.")
    if name not in MEASURES:
        return LeftOut("no indicator reads these measures", name)
    statistic = "count" if name.startswith("Count_") else "percentage"
    return {"series": MEASURES[name], "series_name": name, "statistic": statistic}


def _layout(name: str, whose: str, code: str, role: str) -> Layout:
    return Layout(
        name=name,
        title=f"NHS Talking Therapies, eleven measures by {whose}",
        publisher="NHS England, cut by a third party",
        table="service_activity",
        headers=(code, "date", "name", "value"),
        fields={
            "source": Constant("nhs_talking_therapies"),
            "area": Text(code),
            "role": Constant(role),
            "value": Number("value", blank="suppressed"),
        },
        parsed=(
            Parsed(("date",), periods.month_in_words, PERIOD),
            Parsed(("name",), _measure, ("series", "series_name", "statistic")),
        ),
    )


LAYOUTS = (
    _layout("talking_therapies_sub_icbs", "sub-ICB", "sicbl22code", "commissioner"),
    _layout("talking_therapies_trusts", "trust", "nhstrust22code", "provider"),
)
