"""Forums of people with lived experience, and groups that decide: their terms, their members, their seats."""

from __future__ import annotations

from data.contract import Column, Contract
from data.tables.registers.entry import NETWORK, ORIGIN, dated, not_negative, not_to_come, part_of

KINDS = ("forum", "decision group")
SET_BY = ("members", "staff", "both")

FORUM = Contract(
    table="forum",
    about="A forum, or a group that decides, as it was from a day on; a change is a new row.",
    columns=(
        NETWORK,
        Column("forum", "VARCHAR", "A short name of the group, always the same.", key=True, optional=False),
        *dated("as_of", "The day from which this holds, or on which it was read.", key=True),
        Column("name", "VARCHAR", "What the group is called.", optional=False),
        Column("kind", "VARCHAR", "A forum of members, or a group that decides.", optional=False, one_of=KINDS),
        Column("about", "VARCHAR", "What it does."),
        Column("name_set_by", "VARCHAR", "Who chose its name.", one_of=SET_BY),
        Column("terms_set_by", "VARCHAR", "Who wrote its terms of reference.", one_of=SET_BY),
        Column("chair_set_by", "VARCHAR", "Who chose its chair.", one_of=SET_BY),
        Column("members", "INTEGER", "How many members it has.", unit="people"),
        Column("lived_experience", "INTEGER", "How many of them have used services themselves.", unit="people"),
        Column("carers", "INTEGER", "How many of them are carers.", unit="people"),
        Column("sits_on", "VARCHAR", "On which board it has a seat, and who takes it, by role."),
        Column("challenges_raised", "INTEGER", "How many challenges it raised in the year before.", unit="challenges"),
        Column("challenges_answered", "INTEGER", "How many of them were answered.", unit="challenges"),
        *ORIGIN,
    ),
    rules=(
        not_to_come("as_of"),
        *not_negative("members", "lived_experience", "carers", "challenges_raised", "challenges_answered"),
        part_of("lived_experience", "members", "More members have lived experience than there are members."),
        part_of("carers", "members", "More members are carers than there are members."),
        part_of("challenges_answered", "challenges_raised", "More challenges were answered than raised."),
    ),
)
