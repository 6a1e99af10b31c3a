"""Which code computed the measures of each version, so that a figure shown once can be made again."""

from __future__ import annotations

from data.contract import Column, Contract

COMPUTATION = Contract(
    table="computation",
    about="How the measures of a version came to be.",
    columns=(
        Column("version", "INTEGER", "The version.", key=True, optional=False),
        Column("code", "VARCHAR", "The fingerprint of indicators and methods as they were.", optional=False),
        Column("strategies", "VARCHAR", "The fingerprint of the strategies whose targets were written."),
        Column("indicators", "INTEGER", "How many indicators were computed again.", optional=False),
    ),
)
