"""People who live in a place: by year, sex and age, or in one group of a characteristic."""

from __future__ import annotations

from data.contract import Column, Contract, Rule

SEXES = ("Persons", "Males", "Females")
OLDEST = 90
"""The last single year of age stands for everybody of it and over."""

POPULATION = Contract(
    table="population",
    about="People by single year of age and sex, where 90 means 90 and over; or in a group of a characteristic.",
    columns=(
        Column("area", "VARCHAR", "Canonical area code.", key=True, optional=False),
        Column("year", "INTEGER", "The year: an estimate is of its middle.", key=True, optional=False),
        Column(
            "characteristic", "VARCHAR", "Which characteristic the group is of; empty for a single year of age.",
            key=True, optional=False,
        ),
        Column(
            "group_name", "VARCHAR", "Which group, in the publisher's words; empty for a single year of age.",
            key=True, optional=False,
        ),
        Column("sex", "VARCHAR", "Persons, Males or Females.", key=True, optional=False, one_of=SEXES),
        Column("age", "INTEGER", "Age in years; empty where the row is of several ages.", key=True, unit="years"),
        Column("youngest", "INTEGER", "Of a group: the age from which on it is counted; 0 for all ages.", unit="years"),
        Column("people", "INTEGER", "How many people.", optional=False, unit="people"),
        Column("source", "VARCHAR", "Where it was published."),
        Column("release", "VARCHAR", "Which release."),
        Column("citation", "VARCHAR", "What a reader can look up."),
        Column("load_id", "INTEGER", "The load that brought it; empty where it came with the dashboard's own list."),
        Column("row_number", "INTEGER", "Its row in that file, as a spreadsheet shows it."),
    ),
    rules=(
        Rule("people >= 0", "people", "A count of people cannot be below zero.", "Correct it."),
        Rule(
            f"age BETWEEN 0 AND {OLDEST}", "age", "This is not an age that is counted by itself.",
            f"Give 0 to {OLDEST}, where {OLDEST} is everybody of that age and over.",
        ),
        Rule(
            "(characteristic = '') = (group_name = '')", "group_name", "A characteristic needs a group.",
            "Fill both in, or leave both empty.",
        ),
        Rule(
            "(characteristic = '') = (age IS NOT NULL)", "age",
            "A row is either of one year of age or of one group.", "Give the one or the other.",
        ),
    ),
)  # fmt: skip
