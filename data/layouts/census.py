"""Census counts of residents: ethnic group, sexual orientation and disability by district, ethnic group by neighbourhood."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from data.layouts.core.layout import Constant, Context, FileFacts, Layout, LeftOut, Parsed, Text
from data.layouts.core.published_marks import NUMBER
from data.problems import OddValueError

SOURCE = "census"
PER_CENTS = LeftOut("per cents of the counts beside them")
BROAD_ETHNIC_GROUPS = (
    "Asian, Asian British or Asian Welsh",
    "Black, Black British, Black Welsh, Caribbean or African",
    "Mixed or Multiple ethnic groups",
    "White",
    "Other ethnic group",
)
ORIENTATIONS = (
    "Straight or Heterosexual", "Gay or Lesbian", "Bisexual", "All other sexual orientations", "Not answered",
)  # fmt: skip
DISABILITIES = ("Disabled under the Equality Act", "Not disabled under the Equality Act")
ROUNDING = 0.001
"""How far a proportion in the file may be from its own counts."""


def _year_of_the_name(file: FileFacts) -> Context:
    """The year stands only in the file's name, as "21" or "2021"; a census is taken in years that end with 1."""
    match = re.search(r"(?<!\d)(?:20)?(\d1)(?!\d)", file.name)
    if not match:
        raise OddValueError(
            "Neither this file nor its name states the year of the census.",
            'Name it as published, for example "england_disability_21.csv".',
        )
    year = 2000 + int(match[1])
    return Context({"year": year}, (f"The year, {year}, is only in the file's name: check that it is right.",))


def _people(cell: str) -> int:
    if not re.fullmatch(NUMBER, cell):
        raise OddValueError("This is not a number of people.", "Put in the number that the census counted.")
    number = float(cell.replace(",", ""))
    if number < 0 or not number.is_integer():
        raise OddValueError("This is not a number of people.", "Write a whole number, none below zero.")
    return int(number)


def _ethnic_count(group: str, cell: str) -> dict[str, Any] | LeftOut:
    """Counts and per cents are stacked in one column, and told apart by the end of the group's name."""
    match = re.fullmatch(r"(.+?)\s*\((number|percent)\)", " ".join(group.split()))
    if not match:
        raise OddValueError(
            "This does not say whether it is a count or a per cent.", 'End it with "(number)" or "(percent)".'
        )
    if match[2] == "percent":
        return PER_CENTS
    _one_of(BROAD_ETHNIC_GROUPS, match[1].partition(":")[0])
    return {"group_name": match[1], "people": _people(cell)}


def _counted(cell: str, everybody: str, proportion: str) -> dict[str, Any]:
    """A count, which has to agree with the number of everybody and the proportion beside it."""
    people, total = _people(cell), _people(everybody)
    if people > total:
        raise OddValueError("There are more people in the group than in all.", "Check whether the two were swapped.")
    if re.fullmatch(NUMBER, proportion) and total and abs(people / total - float(proportion)) > ROUNDING:
        raise OddValueError(
            "The proportion is not that of these counts.", "Put in the counts and the proportion as published."
        )
    return {"people": people}


def _one_of(groups: Collection[str], group: str) -> None:
    if group not in groups:
        raise OddValueError("This is no group of the census.", f"Use the census's own words: {'; '.join(groups)}.")


def _stacked() -> Layout:
    return Layout(
        name="census_ethnic_group",
        title="Census: ethnic group by district",
        publisher="Office for National Statistics",
        table="population",
        names=(("ltla21code", "ltla21name"),),
        headers=("ltla21_code", "ltla21_name", "ethnic_group", "value"),
        fields=_fields("ethnic group", youngest=0),
        parsed=(Parsed(("ethnicgroup", "value"), _ethnic_count, ("group_name", "people")),),
        context=_year_of_the_name,
    )


def _with_proportions(
    characteristic: str, column: str, groups: Collection[str], youngest: int, places: str = "ltla21"
) -> Layout:
    def group(cell: str) -> dict[str, Any]:
        _one_of(groups, cell)
        return {"group_name": cell}

    normal_column, small = column.replace("_", ""), places == "lsoa21"
    return Layout(
        name=f"census_{characteristic.replace(' ', '_')}{'_lsoa' if small else ''}",
        title=f"Census: {characteristic} by {'neighbourhood (LSOA)' if small else 'district'}",
        publisher="Office for National Statistics",
        table="population",
        headers=(f"{places}_code", "total_residents", column, "n", "prop"),
        fields=_fields(characteristic, youngest, f"{places}code"),
        parsed=(
            Parsed((normal_column,), group, ("group_name",), {normal_column: groups}),
            Parsed(("n", "totalresidents", "prop"), _counted, ("people",)),
        ),
        context=_year_of_the_name,
        kinds={"lsoa21code": "lsoa21"} if small else {},
    )


def _fields(characteristic: str, youngest: int, code: str = "ltla21code") -> dict[str, Any]:
    return {
        "source": Constant(SOURCE),
        "area": Text(code),
        "characteristic": Constant(characteristic),
        "age": Constant(None),
        "youngest": Constant(youngest),
    }


LAYOUTS = (
    _stacked(),
    _with_proportions("sexual orientation", "sexual_orientation", ORIENTATIONS, youngest=16),
    _with_proportions("disability", "disability_level", DISABILITIES, youngest=0),
    _with_proportions("ethnic group", "ethnic_group", BROAD_ETHNIC_GROUPS, youngest=0, places="lsoa21"),
)
