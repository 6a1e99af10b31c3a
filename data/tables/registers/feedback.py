"""You said, we did: what people said, the answer, and the day they were told."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
from data.tables.registers.entry import NETWORK, ORIGIN, SERVES, YES_NO, not_to_come

FEEDBACK = Contract(
    table="feedback",
    about="Something that people said or asked for, and what came of it. Words show only once consented and checked.",
    columns=(
        NETWORK,
        Column("feedback", "VARCHAR", "A short name of this entry, always the same.", key=True, optional=False),
        Column("received", "DATE", "The day it was said."),
        Column("theme", "VARCHAR", "What it is about, in a few words.", optional=False),
        Column("said", "VARCHAR", "What people said, in their words or in short. Nothing that tells who they are."),
        Column("consented", "VARCHAR", "Did they agree that their words are shown?", one_of=YES_NO),
        Column("checked_by", "VARCHAR", "Who checked that nothing in the words tells who said them, by role."),
        Column("answer", "VARCHAR", "What was answered. 'We cannot, because' is an answer."),
        Column("answered", "DATE", "The day of the answer."),
        Column("told_back", "DATE", "The day on which those who said it were told."),
        *SERVES,
        *ORIGIN,
    ),
    rules=(
        not_to_come("received"),
        not_to_come("told_back"),
        Rule("answered >= received", "answered", "It was answered before it was said.", "Check the two days."),
        Rule("told_back >= answered", "told_back", "People were told before it was answered.", "Check the two days."),
        Rule(
            "told_back IS NULL OR answer IS NOT NULL",
            "answer",
            "People were told of an answer that is not given.",
            "Give the answer, or leave the day empty.",
        ),
    ),
)
