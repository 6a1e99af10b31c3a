"""Projects of co-production, and the state that each had from a day on."""

from __future__ import annotations

from data.contract import Column, Contract
from data.tables.registers.entry import NETWORK, ORIGIN, SERVES, dated, not_to_come

STATES = ("running", "paused", "ended")

PROJECT = Contract(
    table="project",
    about="A project of a co-production network, and its state from a day on; a new state is a new row.",
    columns=(
        NETWORK,
        Column("project", "VARCHAR", "A short name of the project, always the same.", key=True, optional=False),
        *dated("as_of", "The day from which this state holds, or on which it was read.", key=True),
        Column("name", "VARCHAR", "What the project is called.", optional=False),
        Column("state", "VARCHAR", "Running, paused or ended.", optional=False, one_of=STATES),
        Column("about", "VARCHAR", "What it is for, and what it does."),
        Column("place", "VARCHAR", "Where, if it is of a part of the area."),
        Column("community", "VARCHAR", "With which community, if with one."),
        Column("provider", "VARCHAR", "Which organisation runs it."),
        Column("came_of_it", "VARCHAR", "What came of it so far."),
        *SERVES,
        *ORIGIN,
    ),
    rules=(not_to_come("as_of"),),
)
