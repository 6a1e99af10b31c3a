"""Which small area lies in which larger one."""

from __future__ import annotations

import re

from data.contract import Column, Contract, Rule

FORMS = {
    "lsoa11": r"[EW]01\d{6}",
    "lsoa21": r"[EW]01\d{6}",
    "msoa11": r"[EW]02\d{6}",
    "ward": r"[EW]05\d{6}|S13\d{6}|N08\d{6}",
    "local authority": r"E0[6-9]\d{6}|W06\d{6}|S12\d{6}|N09\d{6}",
    "sub-icb": r"E38\d{6}",
    "icb": r"E54\d{6}",
}
"""The kinds of places that lookups name, and how their codes look.  An LSOA is a neighbourhood of about 1,500 people."""
CHANGES = ("U", "S", "M", "X")
"""How a neighbourhood of one census became one of the next: unchanged, split, merged, or neither of these."""


def has_form(code: str, kind: str) -> bool:
    """Does a code look like one of that kind of place?"""
    return re.fullmatch(FORMS[kind], code) is not None


PLACE_LINK = Contract(
    table="place_link",
    about=(
        "That one place lies in another, by one edition of a lookup.  A place has many parents (a ward, a council, a "
        "sub-ICB), editions differ, and neighbourhoods of two censuses are not one to one: so this is no column of the "
        "list of places, and a load of it can be undone."
    ),
    columns=(
        Column("area", "VARCHAR", "The code of the smaller place.", key=True, optional=False),
        Column("area_kind", "VARCHAR", "What kind of place it is.", key=True, optional=False, one_of=tuple(FORMS)),
        Column("parent", "VARCHAR", "The code of the larger place, or of what came after it.", key=True, optional=False),
        Column("parent_kind", "VARCHAR", "What kind of place that is.", key=True, optional=False, one_of=tuple(FORMS)),
        Column("edition", "INTEGER", "The year of the larger places' bounds.", key=True, optional=False),
        Column("change", "VARCHAR", "From census to census: unchanged, split, merged or otherwise.", one_of=CHANGES),
        Column("source", "VARCHAR", "Where it was published."),
        Column("citation", "VARCHAR", "What a reader can look up."),
        Column("load_id", "INTEGER", "The load that brought it.", optional=False),
        Column("row_number", "INTEGER", "Its row in that file, as a spreadsheet shows it.", optional=False),
    ),
    rules=(
        Rule(
            "parent <> area OR parent_kind <> area_kind", "parent",
            "A place cannot lie in itself.", "Put in the code of the larger place.",
        ),
    ),
)  # fmt: skip
