"""Mid-year population estimates of the Office for National Statistics: a sheet for each sex, a column for each age."""

from __future__ import annotations

import re

from data.layouts.core.layout import Constant, Context, FileFacts, Layout, OfAge, Text
from data.problems import OddValueError
from data.tables.population import OLDEST

AGES = {str(age): OfAge(age) for age in range(OLDEST + 1)}
"""The columns by their normal headers: that of everybody of 90 and over is headed "90+"."""


def _title_rows(file: FileFacts) -> Context:
    """Sex and year stand only above the table: "MYE2: Females by single year of age and sex ..., mid-2021"."""
    title = " ".join(cell for row in file.above for cell in row)
    sex, year = re.search(r"\b(Persons|Females|Males)\b", title), re.search(r"\bmid-(\d{4})\b", title)
    if not (sex and year):
        raise OddValueError(
            "The rows above the table do not say of which sex and year it is.",
            'Restore the title, such as "MYE2: Persons by single year of age and sex for local authorities in the UK, mid-2021".',
        )
    said = f"{sex[1]} and mid-{year[1]} are only in the rows above the table."
    return Context({"sex": sex[1], "year": int(year[1])}, (said,))


LAYOUTS = (
    Layout(
        name="mid_year_estimates",
        title="Mid-year population estimates by age",
        publisher="Office for National Statistics",
        table="population",
        names=(("code", "name"),),
        headers=("Code", "Name", "Geography", "All ages", *map(str, range(OLDEST)), f"{OLDEST}+"),
        fields={
            "source": Constant("mid_year_estimates"),
            "area": Text("code"),
            "characteristic": Constant(""),
            "group_name": Constant(""),
        },
        measures=AGES,
        total="allages",
        context=_title_rows,
    ),
)
