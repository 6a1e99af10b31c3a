"""Which steps of ``data/storage/steps.py`` a version's tables have been through."""

from __future__ import annotations

from data.contract import Column, Contract

MIGRATION = Contract(
    table="migration",
    about="A step that brought the tables from an older release's form to a newer one's.",
    columns=(
        Column("step", "INTEGER", "Counting from 1.", key=True, optional=False),
        Column("about", "VARCHAR", "What it changed.", optional=False),
        Column("version_from", "INTEGER", "The version in which it was taken.", optional=False),
    ),
)
