"""The columns and rules that every register shares: which network, which day, and the source."""

from __future__ import annotations

from data.contract import Column, Rule

PRECISIONS = ("day", "month", "year")
YES_NO = ("yes", "no")
NETWORK_TYPE = "co-production network"
"""The type of the area row that a network is."""

NETWORK = Column(
    "network", "VARCHAR", "The network or programme, by its short name in the list of bodies.", key=True, optional=False
)
SERVES = (
    Column("priorities", "VARCHAR", "Ids of the priorities that it is about, separated by semicolons."),
    Column("indicators", "VARCHAR", "Ids of indicators whose figures might move, separated by semicolons."),
)
ORIGIN = (
    Column("citation", "VARCHAR", "The document, page or person's role that says so."),
    Column("load_id", "INTEGER", "The load that brought it.", optional=False),
    Column("row_number", "INTEGER", "Its row in that file, as a spreadsheet shows it.", optional=False),
)


def dated(name: str, help: str, *, key: bool = False) -> tuple[Column, Column]:
    """A day, and how exactly it is known; where only the month or year is, it is the first day of it."""
    return (
        Column(name, "DATE", help, key=key, optional=not key),
        Column(f"{name}_precision", "VARCHAR", "How exactly that day is known.", one_of=PRECISIONS),
    )


def not_negative(*names: str) -> tuple[Rule, ...]:
    """Counts of people, hours or things are none below zero."""
    return tuple(Rule(f"{name} >= 0", name, "A count cannot be below zero.", "Correct it.") for name in names)


def part_of(part: str, whole: str, problem: str) -> Rule:
    """A part that is more than its whole."""
    return Rule(f"{part} <= {whole}", part, problem, "Check whether the two numbers were swapped.")


def not_to_come(name: str) -> Rule:
    """What is to come is no entry of a register."""
    return Rule(f"{name} <= today()", name, "This day is to come.", "Enter what has happened; correct the day.")
