"""People by area, year, sex and age."""

from __future__ import annotations

from data.contract import Column, Contract

POPULATION = Contract(
    table="population",
    about="Mid-year population estimates by single year of age; 90 means 90 and over.",
    columns=(
        Column("area", "VARCHAR", "Canonical area code.", key=True, optional=False),
        Column("year", "INTEGER", "The year, at its middle.", key=True, optional=False),
        Column("sex", "VARCHAR", "Persons, Males or Females.", key=True, optional=False),
        Column("age", "INTEGER", "Age in years.", key=True, optional=False, unit="years"),
        Column("people", "INTEGER", "How many.", optional=False, unit="people"),
        Column("source", "VARCHAR", "Where it was published."),
        Column("release", "VARCHAR", "Which release."),
    ),
)
