"""The Index of Multiple Deprivation by neighbourhood: as published in a workbook, and as columns by domain.

Only the index itself is taken; its domains are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from data.layouts.core.layout import Constant, Context, FileFacts, Layout, Number, Parsed, Text, normal
from data.layouts.core.published_marks import NUMBER
from data.problems import OddValueError

PUBLISHER = "Ministry of Housing, Communities and Local Government"
SOURCE = "imd"


def _year_of_the_name(file: FileFacts) -> Context:
    """The year of the index stands only in the name of the file, as in "imd2019_england_lsoa11.csv"."""
    match = re.search(r"imd[ _-]?(20\d\d)", file.name, re.IGNORECASE)
    if not match:
        raise OddValueError(
            "Neither this file nor its name states the year of the index.",
            'Name it as published, for example "imd2019_england_lsoa11.csv".',
        )
    return Context(
        {"edition": int(match[1])}, (f"The year, {match[1]}, is only in the file's name: check that it is right.",)
    )


def _year_of_the_header(file: FileFacts) -> Context:
    """The districts' year is that of the index: "Local Authority District code (2019)"."""
    (year,) = (match[1] for cell in file.header if (match := re.search(r"District code \((\d{4})\)", cell)))
    return Context({"edition": int(year)})


def _whole(into: str) -> Callable[[str], dict[str, Any]]:
    def parsed(cell: str) -> dict[str, Any]:
        if not re.fullmatch(NUMBER, cell) or not float(cell.replace(",", "")).is_integer():
            raise OddValueError("This is not a whole number.", "Put in the number as published.")
        return {into: int(float(cell.replace(",", "")))}

    return parsed


def _layout(
    name: str, title: str, code: str, kind: str, rank: str, decile: str, *others: str, **options: Any
) -> Layout:
    scores = {"score": Number("imdscore")} if "IMD_score" in others else {}
    return Layout(
        name=name,
        title=title,
        publisher=PUBLISHER,
        table="deprivation",
        headers=(code, rank, decile, *others),
        fields={"source": Constant(SOURCE), "area": Text(normal(code)), "area_kind": Constant(kind), **scores},
        parsed=(
            Parsed((normal(rank),), _whole("rank"), ("rank",)),
            Parsed((normal(decile),), _whole("decile"), ("decile",)),
        ),
        kinds={normal(code): kind},
        **options,
    )


TITLE = "Index of Multiple Deprivation by neighbourhood (LSOA {})"
LAYOUTS = (
    _layout(
        "deprivation_workbook",
        "Index of Multiple Deprivation: the workbook as published",
        "LSOA code (2011)",
        "lsoa11",
        "Index of Multiple Deprivation (IMD) Rank",
        "Index of Multiple Deprivation (IMD) Decile",
        names=(("lsoacode2011", "lsoaname2011"),),
        context=_year_of_the_header,
    ),
    _layout(
        "deprivation_lsoa11", TITLE.format(2011), "lsoa11_code", "lsoa11", "IMD_rank", "IMD_decile",
        context=_year_of_the_name,
    ),
    _layout(
        "deprivation_lsoa21", TITLE.format(2021), "lsoa21_code", "lsoa21", "IMD_rank", "IMD_decile", "IMD_score",
        context=_year_of_the_name,
    ),
)  # fmt: skip
