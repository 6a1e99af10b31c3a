"""Out of area placements open data (NHS Digital), with and without the period in the file."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from data import periods
from data.layouts.core.layout import Constant, Context, FileFacts, Layout, Number, Parsed, Text
from data.problems import OddValueError

ROLES = {
    "England": "national",
    "Region": "commissioning region",
    "region": "commissioning region",
    "Ccg": "commissioner",
    "SendingProvider": "sending",
    "ReceivingProvider": "receiving",
}


def _organisation(kind: str, code: str, second: str, described: str) -> dict[str, Any]:
    if kind not in ROLES:
        raise OddValueError("This is not a breakdown we know.", f"It should be one of: {', '.join(ROLES)}.")
    return {
        "area": "E92000001" if kind == "England" else code,
        "role": ROLES[kind],
        "dimension": "sex" if second == "Gender" else second.lower(),
        "category": described,
    }


def _question(question: str) -> dict[str, Any]:
    series = re.sub(r"[^a-z0-9]+", "_", question.lower()).strip("_")
    lower = question.lower()
    statistic = (
        "lower quartile"
        if lower.startswith("lower quartile")
        else "upper quartile"
        if lower.startswith("upper quartile")
        else "cost"
        if "cost" in lower and not lower.startswith("percentage")
        else "value"
        if lower.startswith("percentage")
        else "count"
    )
    return {"series": series, "series_name": question, "statistic": statistic}


def _from_name(file: FileFacts) -> Context:
    named = re.findall(r"(?<![a-z])([a-z]{3})[a-z]*[\s_-]+(\d{4})(?!\d)", unquote(file.name).lower())
    found = next(((year, periods.SHORT_MONTHS[word]) for word, year in named if word in periods.SHORT_MONTHS), None)
    if found is None:
        raise OddValueError(
            "Neither this file nor its name states a period.",
            'Name it as published, for example "oaps-open-data-dec-2016.csv".',
        )
    period = periods.month(int(found[0]), found[1])
    words = periods.label(period["period_start"], period["period_end"])
    return Context(period, (f"The period, {words}, is only in the file's name: check that it is right.",))


def _period(text: str) -> dict[str, Any]:
    found = re.fullmatch(r"(\d{4})/(\d{2})", text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise OddValueError("This is not a month.", "Write it as 2017/02.")
    return periods.month(int(found[1]), int(found[2]))


HEADERS = (
    "question",
    "breakdown1",
    "breakdown1code",
    "breakdown1description",
    "breakdown2",
    "breakdown2code",
    "breakdown2description",
    "value",
)
FIELDS: dict[str, Text | Number | Constant] = {
    "source": Constant("out_of_area_placements"),
    "value": Number("value", blank="suppressed"),
    "note": Text("note"),
}
PARSED = (
    Parsed(("breakdown1", "breakdown1code", "breakdown2", "breakdown2description"), _organisation),
    Parsed(("question",), _question),
)

LAYOUTS = (
    Layout(
        name="out_of_area_placements_dated",
        title="Out of area placements open data, with its period",
        publisher="NHS Digital",
        table="service_activity",
        headers=(*HEADERS, "publicationdate", "publicationperiod"),
        fields=FIELDS,
        parsed=(*PARSED, Parsed(("publicationperiod",), _period), Parsed(("publicationdate",), periods.release)),
    ),
    Layout(
        name="out_of_area_placements",
        title="Out of area placements open data, period in the file's name",
        publisher="NHS Digital",
        table="service_activity",
        headers=HEADERS,
        absent=("publicationperiod",),
        fields=FIELDS,
        parsed=PARSED,
        context=_from_name,
    ),
)
