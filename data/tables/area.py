"""Places and bodies, by one canonical code each, with the other codes they go by."""

from __future__ import annotations

from data.contract import Column, Contract

AREA = Contract(
    table="area",
    about="A place, commissioner or provider.",
    columns=(
        Column("code", "VARCHAR", "ONS code where there is one, else the ODS code.", key=True, optional=False),
        Column("name", "VARCHAR", "Its name, where known."),
        Column("type", "VARCHAR", "What kind of place or body."),
        Column("aliases", "VARCHAR", "Other codes of the same body, separated by semicolons."),
        Column("parent", "VARCHAR", "The code of what it belongs to."),
    ),
)
