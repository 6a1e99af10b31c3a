"""Fingertips "all data" exports (OHID), in each spelling of their headers."""

from __future__ import annotations

from typing import Any

from data import periods
from data.layouts.core.layout import GROUP, PERIOD, Constant, Layout, Number, Parsed, Text

HIDDEN = "suppress"


def _note(note: str) -> dict[str, Any]:
    return {"note": note or None, "suppressed": "suppressed" if HIDDEN in note.lower() else None}


def _group(dimension: str, category: str) -> dict[str, Any]:
    return {"dimension": dimension.lower(), "category": category}


LAYOUTS = (
    Layout(
        name="fingertips",
        title="Fingertips public health profiles, all data for a profile",
        publisher="Office for Health Improvement and Disparities",
        names=(("areacode", "areaname"),),
        beside=r"parent(code|name)|areatype|comparedto.*|recenttrend|newdata|timeperiod(range|sortable)",
        table="published_value",
        headers=(
            "Indicator ID",
            "Indicator Name",
            "Area Code",
            "Area Name",
            "Sex",
            "Age",
            "Time period",
            "Value",
        ),
        fields={
            "source": Constant("fingertips"),
            "series": Text("indicatorid"),
            "series_name": Text("indicatorname"),
            "area": Text("areacode"),
            "sex": Text("sex"),
            "age": Text("age"),
            "value": Number("value", blank="not available"),
            "lower95": Number("lowerci950limit"),
            "upper95": Number("upperci950limit"),
            "lower998": Number("lowerci998limit"),
            "upper998": Number("upperci998limit"),
            "numerator": Number("count"),
            "denominator": Number("denominator"),
        },
        parsed=(
            Parsed(("timeperiod", "timeperiodsortable"), periods.fingertips, PERIOD),
            Parsed(("valuenote",), _note, ("note", "suppressed")),
            Parsed(("categorytype", "category"), _group, GROUP),
        ),
    ),
)
