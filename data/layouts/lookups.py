"""Lookups of the Office for National Statistics: which small area lies in which larger one."""

from __future__ import annotations

from typing import Any

from data.layouts.core.layout import Constant, Layout, Text, Within, normal

SOURCE = "ons_geography"
PUBLISHER = "Office for National Statistics"


def _lookup(
    name: str, title: str, child: tuple[str, str], parents: dict[str, str], edition: int, *others: str, **fields: Any
) -> Layout:
    """``child`` is the column of the smaller places' codes and their kind, ``parents`` the same of larger ones."""
    column, kind = child
    codes = {normal(header): place_kind for header, place_kind in {column: kind, **parents}.items()}
    return Layout(
        name=name,
        title=title,
        publisher=PUBLISHER,
        table="place_link",
        headers=(column, *parents, *others),
        names=tuple((code, _name_of(code)) for code in codes),
        fields={
            "source": Constant(SOURCE),
            "area": Text(normal(column)),
            "area_kind": Constant(kind),
            "edition": Constant(edition),
            **fields,
        },
        measures={normal(header): Within(place_kind) for header, place_kind in parents.items()},
        kinds=codes,
    )


def _name_of(code: str) -> str:
    """The column of names beside a column of codes: ``lsoa11name`` of ``lsoa11code``, ``lad21nm`` of ``lad21cd``."""
    return f"{code.removesuffix('code')}name" if code.endswith("code") else f"{code.removesuffix('cd')}nm"


LAYOUTS = (
    _lookup(
        "lookup_lsoa11_sub_icb",
        "Lookup: neighbourhoods (LSOA 2011) to sub-ICB, ICB and council, 2022",
        ("lsoa11_code", "lsoa11"),
        {"sicbl22_code": "sub-icb", "icb22_code": "icb", "ltla22_code": "local authority"},
        2022,
    ),
    _lookup(
        "lookup_lsoa11_lsoa21",
        "Lookup: neighbourhoods (LSOA) of 2011 to those of 2021",
        ("lsoa11_code", "lsoa11"),
        {"lsoa21_code": "lsoa21"},
        2021,
        "change_code",
        change=Text("changecode"),
    ),
    _lookup(
        "lookup_lsoa21_ward24",
        "Lookup: neighbourhoods (LSOA 2021) to ward and council, 2024, best fit",
        ("lsoa21_code", "lsoa21"),
        {"ward24_code": "ward", "ltla24_code": "local authority"},
        2024,
    ),
    _lookup(
        "lookup_lsoa11_msoa11",
        "Lookup: neighbourhoods (LSOA 2011) to groups of them (MSOA 2011)",
        ("lsoa11_code", "lsoa11"),
        {"msoa11_code": "msoa11"},
        2011,
    ),
    _lookup(
        "lookup_ccg21_lad21",
        "Lookup: clinical commissioning groups to councils, 2021",
        ("CCG21CD", "sub-icb"),
        {"LAD21CD": "local authority"},
        2021,
        "CCG21CDH",
    ),
)
