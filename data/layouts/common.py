"""Our common format: any figure for any indicator, a row each, with where it was published."""

from __future__ import annotations

import re
from typing import Any

from data import periods
from data.layouts.core.layout import PERIOD, RELEASE, Constant, Layout, Number, Parsed, Text
from data.periods import months_between
from data.problems import OddValueError

PERIOD_TYPES: dict[str, tuple[int | None, int | None, str]] = {
    "month": (1, 1, "one calendar month"),
    "quarter": (3, 3, "three months, published each quarter"),
    "year": (12, 12, "a calendar or financial year"),
    "three_years": (12, 36, "three years together, published yearly, so that figures overlap"),
    "five_years": (12, 60, "five years together, published yearly"),
    "three_year_block": (36, 36, "three years together, each block following the last"),
    "rolling_year_quarterly": (3, 12, "twelve months up to the end of each quarter"),
    "rolling_year_monthly": (1, 12, "twelve months up to the end of each month"),
    "rolling_quarter_monthly": (1, 3, "three months up to the end of each month"),
    "year_to_date": (3, None, "from 1 April to the end of each quarter"),
    "window_not_stated": (3, None, "published each quarter; what it covers is not stated"),
    "survey": (None, None, "one wave of a survey or a single study"),
}
OWN_FORMAT = "common"
EXAMPLE_CITATION = "Title, publisher, page"


def _period(start: str, end: str, kind: str) -> dict[str, Any]:
    if kind not in PERIOD_TYPES:
        raise OddValueError("This is not a period type we know.", f"Use one of: {', '.join(PERIOD_TYPES)}.")
    step, window, _ = PERIOD_TYPES[kind]
    period = periods.dated(start, end, step)
    covered = months_between(period["period_start"], period["period_end"])
    if window is not None and covered != window:
        raise OddValueError(
            f"A {kind.replace('_', ' ')} covers {window} month{'' if window == 1 else 's'}; these dates cover {covered}.",
            "Correct the dates or the period type.",
        )
    return period | {"window_months": None if kind == "window_not_stated" else covered}


def _source(name: str) -> dict[str, Any]:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise OddValueError(
            "Every figure needs a short name of who published it.",
            "Write it in small letters with underscores, such as leeds_suicide_audit.",
        )
    return {"source": name}


def _statistic(unit: str) -> dict[str, Any]:
    statistic = "percentage" if unit.lower() in ("%", "per cent", "percent") else "value"
    return {"statistic": statistic, "unit": unit or None}


def _group(dimension: str) -> dict[str, Any]:
    return {"dimension": dimension.lower()}


def _age(age: str) -> dict[str, Any]:
    """Everybody is everybody, in whatever words: else one figure would be two."""
    return {"age": "All ages" if age.lower() in ("", "all", "all ages") else age}


def _definition(version: str) -> dict[str, Any]:
    if version not in ("", "1"):
        raise OddValueError(
            "A figure under another definition would be drawn on the same line.",
            "Have the break declared with the indicator, which cuts its line there; then write 1.",
        )
    return {}


def _citation(citation: str) -> dict[str, Any]:
    if citation == EXAMPLE_CITATION:
        raise OddValueError("This is the example row of the template.", "Delete it, or cite where the figure is from.")
    return {"citation": citation or None}


LAYOUTS = (
    Layout(
        name=OWN_FORMAT,
        title="The common format",
        publisher="Whoever each row cites",
        names=(("areacode", "areaname"),),
        beside=r"areatype",
        table="published_value",
        headers=(
            "indicator_id",
            "area_code",
            "period_start",
            "period_end",
            "period_type",
            "value",
            "source_id",
        ),
        fields={
            "series": Text("indicatorid"),
            "series_name": Text("indicatorid"),
            "area": Text("areacode"),
            "sex": Text("sex", default="Persons"),
            "category": Text("category", default=""),
            "value": Number("value"),
            "suppressed": Text("suppressed"),
            "lower95": Number("lowerci"),
            "upper95": Number("upperci"),
            "numerator": Number("numerator"),
            "denominator": Number("denominator"),
            "multiplier": Number("multiplier"),
            "status": Text("datastatus"),
            "note": Text("valuenote"),
            "population_base": Text("populationbase"),
            "role": Constant("area"),
        },
        parsed=(
            Parsed(("periodstart", "periodend", "periodtype"), _period, PERIOD, {"periodtype": PERIOD_TYPES}),
            Parsed(("sourceid",), _source, ("source",)),
            Parsed(("publishedon",), periods.release, RELEASE),
            Parsed(("unit",), _statistic, ("statistic", "unit")),
            Parsed(("age",), _age, ("age",)),
            Parsed(("dimension",), _group, ("dimension",)),
            Parsed(("definitionversion",), _definition, (), {"definitionversion": ("1",)}),
            Parsed(("citation",), _citation, ("citation",)),
        ),
    ),
)
