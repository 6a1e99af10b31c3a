"""NHS Talking Therapies, quarterly figures by group.  A quarter is not its three months: the source is one of its own."""

from __future__ import annotations

from typing import Any

from data import periods
from data.layouts.core.layout import BODY, GROUP, PERIOD, Constant, Layout, LeftOut, Number, Parsed
from data.layouts.talking_therapies import measure, named_statistic, organisation
from data.layouts.talking_therapies_annual import DIMENSIONS
from data.problems import OddValueError

NOTHING = ("", "null", "NULL")
UNUSED = ("All_ICB", "All_SubICB", "All_Provider", *NOTHING)


def _organisation(group: str, icb: str, sub_icb: str, provider: str) -> dict[str, Any] | LeftOut:
    """Whose row it is: the columns above and below its level say All."""
    body_fields = organisation(group, sub_icb if group in ("SubICB", "CCG") else icb, provider)
    if not isinstance(body_fields, LeftOut) and body_fields["area"] in UNUSED:
        raise OddValueError("The row does not say whose it is.", "Check it against the publisher's file.")
    return body_fields


def _group(kind: str, first: str, second: str) -> dict[str, Any]:
    """Two levels become one; a group that the publisher does not name keeps the publisher's word for it, null."""
    if kind == "Total":
        return {"dimension": "", "category": ""}
    if kind in NOTHING:
        raise OddValueError("The kind of group is empty.", "Check it against the publisher's file.")
    parts = [part for part in (first, second) if part not in NOTHING]
    return {"dimension": DIMENSIONS.get(kind, kind.lower()), "category": ": ".join(parts) or "null"}


def _quarter(start: str, end: str) -> dict[str, Any]:
    return periods.dated(start, end, step=3)


LAYOUTS = (
    Layout(
        name="talking_therapies_quarterly",
        title="NHS Talking Therapies, quarterly figures by group",
        publisher="NHS England",
        beside=r"(icb|subicb|provider)name",
        table="service_activity",
        headers=(
            "REPORTING_PERIOD_START",
            "REPORTING_PERIOD_END",
            "ICB",
            "SubICB",
            "Provider",
            "GroupType",
            "VariableType",
            "VariableA",
            "VariableB",
            "MEASURE_ID",
            "MEASURE_NAME",
            "MEASURE_VALUE_SUPPRESSED",
        ),
        fields={
            "source": Constant("nhs_talking_therapies_quarterly"),
            "value": Number("measurevaluesuppressed", blank="suppressed"),
        },
        parsed=(
            Parsed(("reportingperiodstart", "reportingperiodend"), _quarter, PERIOD),
            Parsed(("grouptype", "icb", "subicb", "provider"), _organisation, BODY),
            Parsed(("variabletype", "variablea", "variableb"), _group, GROUP),
            Parsed(("measureid",), measure, ("series",)),
            Parsed(("measurename",), named_statistic, ("series_name", "statistic")),
        ),
    ),
)
