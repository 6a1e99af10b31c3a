"""Mid-year population estimates of the Office for National Statistics: a column for each single year of age."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from data.layouts.core.layout import Constant, Context, FileFacts, Layout, OfAge, Text, normal
from data.problems import OddValueError
from data.tables.population import OLDEST

AGES = {str(age): OfAge(age) for age in range(OLDEST + 1)}
"""The columns by their normal headers: that of everybody of 90 and over is headed "90+"."""


def _title_rows(file: FileFacts) -> Context:
    """Sex and year stand only above the table: "MYE2: Females by single year of age and sex ..., mid-2021"."""
    title = " ".join(cell for row in file.above for cell in row)
    sex, year = re.search(r"\b(Persons|Females|Males)\b", title), re.search(r"\b[Mm]id-(\d{4})\b", title)
    if not (sex and year):
        raise OddValueError(
            "The rows above the table do not say of which sex and year it is.",
            'Restore the title, such as "MYE2: Persons by single year of age and sex for local authorities in the UK, mid-2021".',
        )
    note = f"{sex[1]} and mid-{year[1]} are only in the rows above the table."
    return Context({"sex": sex[1], "year": int(year[1])}, (note,))


def _year_of_the_name(file: FileFacts) -> Context:
    """The year stands only in the file's name, as "population20" or "population2020"; everybody is counted."""
    match = re.search(r"population[ _-]?(?:20)?(\d\d)(?!\d)", file.name, re.IGNORECASE)
    if not match:
        raise OddValueError(
            "Neither this file nor its name states the year of the estimates.",
            'Name it as published, for example "population21_lsoa11.csv".',
        )
    year = 2000 + int(match[1])
    note = f"The year, mid-{year}, is only in the file's name: check that it is right."
    return Context({"sex": "Persons", "year": year}, (note,))


def _layout(
    name: str, title: str, code: str, label: str, total: str, context: Callable[[FileFacts], Context], *others: str,
    **options: Any,
) -> Layout:  # fmt: skip
    return Layout(
        name=name,
        title=title,
        publisher="Office for National Statistics",
        table="population",
        names=((normal(code), normal(label)),),
        headers=(code, label, *others, total, *map(str, range(OLDEST)), f"{OLDEST}+"),
        fields={
            "source": Constant("mid_year_estimates"),
            "area": Text(normal(code)),
            "characteristic": Constant(""),
            "group_name": Constant(""),
        },
        measures=AGES,
        total=normal(total),
        context=context,
        **options,
    )


LAYOUTS = (
    _layout(
        "mid_year_estimates", "Mid-year population estimates by age",
        "Code", "Name", "All ages", _title_rows, "Geography",
    ),
    _layout(
        "mid_year_estimates_ccg", "Mid-year population estimates by age, of clinical commissioning groups",
        "CCG Code", "CCG Name", "All Ages", _title_rows,
    ),
    _layout(
        "mid_year_estimates_lsoa11", "Mid-year population estimates by age, of neighbourhoods (LSOA 2011)",
        "lsoa11_code", "lsoa11_name", "total_population", _year_of_the_name, kinds={"lsoa11code": "lsoa11"},
    ),
)  # fmt: skip
