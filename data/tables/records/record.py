"""The columns and rules that tables of records share: whose record, of whom, drawn when, and from which row."""

from __future__ import annotations

from data.contract import Column, Rule

YES_NO = ("yes", "no")
SEXES = ("Male", "Female")
ETHNIC_GROUPS = ("Asian", "Black", "Mixed", "White", "Other")
"""The five broad groups of the census of 2021, by their short names."""
FIFTHS = 5
OLDEST = 120
EARLIEST = "DATE '2000-01-01'"

PROVIDER = Column(
    "provider", "VARCHAR", "The body that gives the service, by its ODS code.", key=True, optional=False, example="RGD"
)
EXTRACTED = Column(
    "extracted",
    "DATE",
    "The day on which the extract was drawn, the same in every row.",
    optional=False,
    example="2025-07-01",
)
COMPLETE_FROM = Column(
    "complete_from",
    "DATE",
    "The day from which on the extract holds every record, the same in every row; empty where nobody can say.",
    example="2020-04-01",
)
ABOUT_A_PERSON = (
    Column("commissioner", "VARCHAR", "The body that pays for the service, by its ODS or ONS code.", example="15F"),
    Column("area", "VARCHAR", "The council area in which the person lives, by its ONS code.", example="E08000035"),
    Column("age", "INTEGER", "The person's age that day in whole years.", unit="years", example="34"),
    Column("sex", "VARCHAR", "Male or Female; empty where it is not known.", one_of=SEXES, example="Female"),
    Column(
        "ethnic_group",
        "VARCHAR",
        "The broad group of the census; empty where it is not known.",
        one_of=ETHNIC_GROUPS,
        example="White",
    ),
    Column(
        "deprivation_fifth",
        "INTEGER",
        "The national fifth of deprivation of where the person lives, 1 for the most deprived.",
        unit="fifth",
        example="1",
    ),
)
FROM_LOAD = (
    Column("load_id", "INTEGER", "The load that brought it.", optional=False),
    Column("row_number", "INTEGER", "Its row in that file, as a spreadsheet shows it.", optional=False),
)
PLAUSIBLE = (
    Rule(f"age BETWEEN 0 AND {OLDEST}", "age", "Nobody is of this age.", "Give the age in whole years."),
    Rule(
        f"deprivation_fifth BETWEEN 1 AND {FIFTHS}",
        "deprivation_fifth",
        "There are five fifths.",
        "Give 1, the most deprived, to 5; leave it empty where it is not known.",
    ),
)


def person(when: str) -> Column:
    """The pseudonym of a person."""
    return Column(
        "person",
        "VARCHAR",
        f"A pseudonym of the person, the same in {when}.",
        optional=False,
        pseudonym=True,
        example="example-p-1",
    )


def drawn() -> Rule:
    """An extract is not of a day to come: its rows would outrank every later one."""
    return Rule("extracted <= today()", "extracted", "This day is to come.", "Give the day on which it was drawn.")


def begins_before() -> Rule:
    """What an extract holds whole begins before the day on which it was drawn."""
    return Rule(
        "complete_from < extracted",
        "complete_from",
        "This is not before the day on which the extract was drawn.",
        "Give the first day of what the extract holds whole, or leave it empty.",
    )


def happened(*names: str) -> tuple[Rule, ...]:
    """What had not happened when the extract was drawn is no record; what is very old is probably a date of birth."""
    after = (
        Rule(
            f"CAST({name} AS DATE) <= extracted",
            name,
            "This is after the day on which the extract was drawn.",
            "Check both days. What is only planned is left empty.",
        )
        for name in names
    )
    before = (
        Rule(
            f"{name} >= {EARLIEST}",
            name,
            "This is before 2000.",
            "Check the year, and that the column holds no dates of birth.",
        )
        for name in names
    )
    return (*after, *before)


def in_order(first: str, then: str, problem: str) -> Rule:
    """What cannot come before something else."""
    return Rule(f"{then} >= {first}", then, problem, "Check both, and that the day and month are not swapped.")


def only_with(column: str, other: str, problem: str) -> Rule:
    """What can only be where something else is."""
    return Rule(f"{column} IS NULL OR {other} IS NOT NULL", column, problem, f"Fill in {other}, or empty this cell.")


def between(name: str, least: int, most: int, problem: str) -> Rule:
    """A score or a number that has an end on either side."""
    return Rule(f"{name} BETWEEN {least} AND {most}", name, problem, f"Give {least} to {most}.")
