"""Out of area placements open data (NHS Digital), with and without the period in the file."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from data import periods
from data.layouts.core.layout import (
    BODY,
    GROUP,
    PERIOD,
    RELEASE,
    Constant,
    Context,
    FileFacts,
    Layout,
    LeftOut,
    Number,
    Parsed,
    Text,
)
from data.problems import OddValueError

ROLES = {
    "England": "national",
    "Region": "commissioning region",
    "region": "commissioning region",
    "Ccg": "commissioner",
    "Stp": "icb",
    "SendingProvider": "sending",
    "ReceivingProvider": "receiving",
}
DIMENSIONS = {
    "BedType": "bed type",
    "Gender": "sex",
    "MhaStatus": "mental health act status",
    "OutOfAreaReason": "reason",
    "PrimaryDiagnosis": "primary diagnosis",
    "ReceiverGroup": "receiver group",
}
GROUPS = {
    "bed type": {
        "10": "Acute adult mental health care",
        "11": "Acute older adult mental health care (organic and functional)",
        "12": "Psychiatric Intensive Care Unit (acute mental health care)",
    },
    "sex": {"1": "Male", "2": "Female", "9": "Indeterminate", "X": "Not Known"},
    "mental health act status": {"1": "Yes", "2": "No"},
    "reason": {
        "10": "Unavailability of bed",
        "11": "Safeguarding",
        "12": "Offending restrictions",
        "13": "Staff member or family/friend",
        "14": "Patient choice",
        "15": "Admitted while away from home",
    },
    "primary diagnosis": {
        "01": "(Suspected) First Episode Psychosis",
        "02": "Ongoing or Recurrent Psychosis",
        "03": "Bi polar disorder",
        "04": "Depression",
        "05": "Anxiety",
        "06": "Obsessive compulsive disorder",
        "07": "Phobias",
        "08": "Organic brain disorder",
        "09": "Drug and alcohol difficulties",
        "10": "Unexplained physical symptoms",
        "11": "Post-traumatic stress disorder",
        "12": "Eating disorders",
        "13": "Perinatal mental health issues",
        "14": "Personality disorders",
        "15": "Self harm behaviours",
        "16": "Conduct disorders",
        "17": "Neurodevelopmental conditions",
        "18": "In crisis",
        "19": "Relationship difficulties",
        "20": "Gender Discomfort issues",
        "21": "Attachment difficulties",
        "22": "Self - care issues",
        "23": "Adjustment to health issues",
    },
}
"""The publisher's words for its codes, as its file of December 2016 has them: October and November give codes only."""

UNKNOWN = "999"
NATIONAL_TOTAL = LeftOut("they repeat the total of England, which is in the file by itself")
TOTAL_OF_GROUPS = LeftOut("they are totals of groups, and the total of the body is published by itself")
UNKNOWN_BODY = LeftOut("the publisher does not know whose they are")


def _organisation(
    kind: str, code: str, described: str, second: str, second_code: str, second_described: str
) -> dict[str, Any] | LeftOut:
    """Whose row it is, and of which group: of England, or of a body."""
    if not kind:
        raise OddValueError("The breakdown is empty.", "Check it against the publisher's file.")
    if code == UNKNOWN:
        return UNKNOWN_BODY
    if kind != "England" and code == "England":
        return NATIONAL_TOTAL
    if kind in DIMENSIONS:
        return {"area": "E92000001", "role": "national"} | _group(kind, code, described)
    if kind not in ROLES or (second and second not in DIMENSIONS):
        return LeftOut("no indicator reads these breakdowns", f"{kind} by {second}" if second else kind)
    if second_code == "0":
        return TOTAL_OF_GROUPS
    area = "E92000001" if kind == "England" else code
    return {"area": area, "role": ROLES[kind]} | _group(second, second_code, second_described)


def _group(kind: str, code: str, described: str) -> dict[str, Any]:
    dimension = DIMENSIONS.get(kind, "")
    return {"dimension": dimension, "category": described or GROUPS.get(dimension, {}).get(code, code)}


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
        else "mean"
        if lower.startswith("average")
        else "count"
    )
    return {"series": series, "series_name": question, "statistic": statistic}


def _from_name(file: FileFacts) -> Context:
    named = re.findall(r"(?<![a-z])([a-z]{3})[a-z]*[\s_-]+(\d{4})(?!\d)", unquote(file.name).lower())
    year_and_month = next(
        ((year, periods.SHORT_MONTHS[word]) for word, year in named if word in periods.SHORT_MONTHS), None
    )
    if year_and_month is None:
        raise OddValueError(
            "Neither this file nor its name states a period.",
            'Name it as published, for example "oaps-open-data-dec-2016.csv".',
        )
    period = periods.month(int(year_and_month[0]), year_and_month[1])
    words = periods.label(period["period_start"], period["period_end"])
    return Context(period, (f"The period, {words}, is only in the file's name: check that it is right.",))


def _period(text: str) -> dict[str, Any]:
    match = re.fullmatch(r"(\d{4})/(\d{2})", text)
    if not match or not 1 <= int(match[2]) <= 12:
        raise OddValueError("This is not a month.", "Write it as 2017/02.")
    return periods.month(int(match[1]), int(match[2]))


HEADERS = (
    "question",
    "breakdown1",
    "breakdown1code",
    "breakdown2",
    "breakdown2code",
    "value",
)
FIELDS: dict[str, Text | Number | Constant] = {
    "source": Constant("out_of_area_placements"),
    "value": Number("value", blank="suppressed"),
    "note": Text("note"),
}
PARSED = (
    Parsed(
        (
            "breakdown1",
            "breakdown1code",
            "breakdown1description",
            "breakdown2",
            "breakdown2code",
            "breakdown2description",
        ),
        _organisation,
        (*BODY, *GROUP),
    ),
    Parsed(("question",), _question, ("series", "series_name", "statistic")),
)

LAYOUTS = (
    Layout(
        name="out_of_area_placements_dated",
        title="Out of area placements open data, with its period",
        publisher="NHS Digital",
        table="service_activity",
        headers=(*HEADERS, "PublicationDate", "PublicationPeriod"),
        fields=FIELDS,
        parsed=(
            *PARSED,
            Parsed(("publicationperiod",), _period, PERIOD),
            Parsed(("publicationdate",), periods.release, RELEASE),
        ),
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
