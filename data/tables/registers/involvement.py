"""Activities in which people took part: how, how far power was shared, what it asked of them, and how they were after."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
from data.tables.registers.entry import NETWORK, ORIGIN, YES_NO, dated, not_negative, not_to_come, part_of

MODES = ("in person", "online", "both", "in writing")
LADDER = ("coercion", "educating", "informing", "consultation", "engagement", "co-design", "co-production")
"""The seven steps by the National Co-production Advisory Group, Think Local Act Personal; the first is step 1."""


def _step(name: str) -> Rule:
    return Rule(
        f"{name} BETWEEN 1 AND {len(LADDER)}", name, "The ladder has steps 1 to 7.", "Give the step from 1 to 7."
    )


INVOLVEMENT = Contract(
    table="involvement",
    about="One activity in which people took part. People are counts; wellbeing is answered without a name.",
    columns=(
        NETWORK,
        Column("activity", "VARCHAR", "A short name of the activity, always the same.", key=True, optional=False),
        *dated("day", "The day on which it took place, or began."),
        Column("name", "VARCHAR", "What it is called.", optional=False),
        Column("project", "VARCHAR", "The project that it belongs to, by its short name."),
        Column("mode", "VARCHAR", "In person, online, both, or in writing.", one_of=MODES),
        Column("method", "VARCHAR", "What it was: a workshop, a survey, a festival."),
        Column("about", "VARCHAR", "What it was for, and what was heard."),
        Column("ladder_staff", "INTEGER", "Its step of the ladder, 1 to 7, as staff rate it.", unit="step"),
        Column("ladder_members", "INTEGER", "Its step of the ladder, 1 to 7, as members rate it.", unit="step"),
        Column("people", "INTEGER", "How many people took part, each counted once.", unit="people"),
        Column("hours", "DOUBLE", "Hours asked of each person.", unit="hours"),
        Column("payment", "VARCHAR", "Was payment offered?", one_of=YES_NO),
        Column("claims", "INTEGER", "How many claims for payment were made.", unit="claims"),
        Column("claims_on_time", "INTEGER", "How many of them were paid within the days agreed.", unit="claims"),
        Column("debrief", "VARCHAR", "Was there a talk afterwards for those who wished?", one_of=YES_NO),
        Column("named_contact", "VARCHAR", "Had people a named contact?", one_of=YES_NO),
        Column("access_needs", "INTEGER", "How many access needs were told.", unit="needs"),
        Column("access_needs_met", "INTEGER", "How many of them were met.", unit="needs"),
        Column("answers", "INTEGER", "How many answered, without a name, how they felt afterwards.", unit="people"),
        Column("same_or_better", "INTEGER", "How many of them felt the same or better.", unit="people"),
        *ORIGIN,
    ),
    rules=(
        not_to_come("day"),
        _step("ladder_staff"),
        _step("ladder_members"),
        *not_negative("people", "hours", "claims", "claims_on_time", "access_needs", "access_needs_met"),
        *not_negative("answers", "same_or_better"),
        part_of("claims_on_time", "claims", "More claims were paid on time than were made."),
        part_of("access_needs_met", "access_needs", "More access needs were met than were told."),
        part_of("answers", "people", "More people answered than took part."),
        part_of("same_or_better", "answers", "More people felt the same or better than answered."),
    ),
)
