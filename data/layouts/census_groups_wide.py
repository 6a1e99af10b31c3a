"""The Census of 2011: ethnic groups by council, a column for each group."""

from __future__ import annotations

import re
from typing import Any

from data.layouts.census import SOURCE
from data.layouts.core.layout import Constant, InGroup, Layout, LeftOut, Parsed, Text, normal
from data.problems import OddValueError

TOTAL = "Ethnic Group: All categories: Ethnic group; measures: Value"
GROUPS = (
    "White: English/Welsh/Scottish/Northern Irish/British",
    "White: Irish",
    "White: Gypsy or Irish Traveller",
    "White: Other White",
    "Mixed/multiple ethnic group: White and Black Caribbean",
    "Mixed/multiple ethnic group: White and Black African",
    "Mixed/multiple ethnic group: White and Asian",
    "Mixed/multiple ethnic group: Other Mixed",
    "Asian/Asian British: Indian",
    "Asian/Asian British: Pakistani",
    "Asian/Asian British: Bangladeshi",
    "Asian/Asian British: Chinese",
    "Asian/Asian British: Other Asian",
    "Black/African/Caribbean/Black British: African",
    "Black/African/Caribbean/Black British: Caribbean",
    "Black/African/Caribbean/Black British: Other Black",
    "Other ethnic group: Arab",
    "Other ethnic group: Any other ethnic group",
)
"""The groups by themselves: columns of several together, such as "White", are not read."""
IN_PART = LeftOut("they are of the urban or the rural part of a place, and its total is in the file by itself")


def _header(group: str) -> str:
    return f"Ethnic Group: {group}; measures: Value"


def _year(date: str) -> dict[str, Any]:
    if not re.fullmatch(r"20\d1", date):
        raise OddValueError("This is not the year of a census.", "Put in the year as published, such as 2011.")
    return {"year": int(date)}


def _whole_place(part: str) -> dict[str, Any] | LeftOut:
    return {} if part == "Total" else IN_PART


LAYOUTS = (
    Layout(
        name="census_ethnic_group_wide",
        title="Census: ethnic group by council, a column a group",
        publisher="Office for National Statistics",
        table="population",
        names=(("geographycode", "geography"),),
        headers=("date", "geography", "geography code", "Rural Urban", TOTAL, *map(_header, GROUPS)),
        fields={
            "source": Constant(SOURCE),
            "area": Text("geographycode"),
            "characteristic": Constant("ethnic group"),
            "sex": Constant("Persons"),
            "age": Constant(None),
            "youngest": Constant(0),
        },
        parsed=(Parsed(("date",), _year, ("year",)), Parsed(("ruralurban",), _whole_place, ())),
        measures={normal(_header(group)): InGroup(group) for group in GROUPS},
        total=normal(TOTAL),
    ),
)
