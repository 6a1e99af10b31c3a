"""Calls for help in a crisis: how urgent each was, when it came, and when somebody saw the person."""

from __future__ import annotations

from data.contract import Column, Contract
from data.tables.records.record import (
    ABOUT_A_PERSON,
    COMPLETE_FROM,
    EXTRACTED,
    FROM_LOAD,
    PLAUSIBLE,
    PROVIDER,
    YES_NO,
    begins_before,
    drawn,
    happened,
    in_order,
    person,
)

URGENCIES = ("very urgent", "urgent", "routine")

CRISIS_CONTACT = Contract(
    table="crisis_contact",
    about="One referral of one person to a crisis team, or one use of section 136, under a pseudonym.",
    person_level=True,
    columns=(
        PROVIDER,
        Column(
            "crisis_contact",
            "VARCHAR",
            "A pseudonym of the referral to the crisis team, always the same.",
            key=True,
            optional=False,
            pseudonym=True,
            example="example-c-1",
        ),
        EXTRACTED,
        COMPLETE_FROM,
        person("every crisis contact of the provider"),
        *ABOUT_A_PERSON,
        Column("urgency", "VARCHAR", "How urgent it is.", one_of=URGENCIES, example="very urgent"),
        Column(
            "received", "TIMESTAMP", "The day and minute at which it came.", optional=False, example="2025-05-03 22:10"
        ),
        Column(
            "seen",
            "TIMESTAMP",
            "The day and minute at which somebody first saw the person face to face.",
            example="2025-05-04 01:35",
        ),
        Column("section_136", "VARCHAR", "Was the person held under section 136?", one_of=YES_NO, example="no"),
        *FROM_LOAD,
    ),
    rules=(
        drawn(),
        begins_before(),
        *happened("received", "seen"),
        *PLAUSIBLE,
        in_order("received", "seen", "The person is seen before the referral came."),
    ),
)
