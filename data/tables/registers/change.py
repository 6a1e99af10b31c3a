"""What changed because people took part, with the evidence for it."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
from data.tables.registers.entry import NETWORK, ORIGIN, SERVES, dated, not_to_come

KINDS = ("letter", "form", "pathway", "policy", "spend", "training", "recording", "resource", "other")
STATES = ("made", "under way")

CHANGE = Contract(
    table="change",
    about="Something that changed because people took part. That it moves a figure is an assumption, never a proof.",
    columns=(
        NETWORK,
        Column("change", "VARCHAR", "A short name of the change, always the same.", key=True, optional=False),
        *dated("day", "The day on which it was made; empty where that is not known."),
        Column("name", "VARCHAR", "What changed.", optional=False),
        Column("kind", "VARCHAR", "What kind of change.", optional=False, one_of=KINDS),
        Column("state", "VARCHAR", "Made, or under way.", optional=False, one_of=STATES),
        Column("project", "VARCHAR", "The project that it came of, by its short name."),
        Column("evidence", "VARCHAR", "The document or link that shows it."),
        *SERVES,
        *ORIGIN,
    ),
    rules=(
        not_to_come("day"),
        Rule(
            "state <> 'under way' OR day IS NULL", "day", "A change under way has no day yet.", "Leave the day empty."
        ),
    ),
)
