"""Stays on mental health wards: how people came, how long they stayed, and what followed."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
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
    only_with,
    person,
)

WARDS = ("adult acute", "older adult acute", "psychiatric intensive care", "children and young people", "other")

INPATIENT_STAY = Contract(
    table="inpatient_stay",
    about="One stay of one person on mental health wards, from admission to discharge, under a pseudonym.",
    person_level=True,
    columns=(
        PROVIDER,
        Column(
            "stay",
            "VARCHAR",
            "A pseudonym of the stay, always the same.",
            key=True,
            optional=False,
            pseudonym=True,
            example="example-s-1",
        ),
        EXTRACTED,
        COMPLETE_FROM,
        person("every stay with the provider"),
        *ABOUT_A_PERSON,
        Column(
            "ward",
            "VARCHAR",
            "The kind of ward: the last one, where there were several.",
            optional=False,
            one_of=WARDS,
            example="adult acute",
        ),
        Column("admitted", "DATE", "The day of admission.", optional=False, example="2025-03-02"),
        Column(
            "known_before",
            "VARCHAR",
            "Was the person in contact with mental health services before?",
            one_of=YES_NO,
            example="yes",
        ),
        Column(
            "ready", "DATE", "The day from which the person was clinically ready for discharge.", example="2025-04-28"
        ),
        Column(
            "discharged",
            "TIMESTAMP",
            "The day and minute of discharge; empty while the stay lasts.",
            example="2025-05-06 14:30",
        ),
        Column(
            "followup_due",
            "VARCHAR",
            "Was a follow-up within 72 hours due? Not after a move to another ward or prison.",
            one_of=YES_NO,
            example="yes",
        ),
        Column(
            "followed_up",
            "TIMESTAMP",
            "The day and minute of the first contact after discharge.",
            example="2025-05-08 10:00",
        ),
        Column(
            "restrictive_interventions",
            "INTEGER",
            "How many restrictive interventions of distinct types there were in the stay.",
            unit="interventions",
            example="0",
        ),
        Column(
            "out_of_area",
            "VARCHAR",
            "Was the person sent away from home for want of a bed nearby? Give stays with providers you sent people to, too.",
            one_of=YES_NO,
            example="no",
        ),
        *FROM_LOAD,
    ),
    rules=(
        drawn(),
        begins_before(),
        *happened("admitted", "ready", "discharged", "followed_up"),
        *PLAUSIBLE,
        in_order("admitted", "discharged", "The person is discharged before admission."),
        in_order("admitted", "ready", "The person is ready for discharge before admission."),
        Rule(
            "ready <= CAST(discharged AS DATE)",
            "ready",
            "The person is ready only after discharge.",
            "Check both days.",
        ),
        in_order("discharged", "followed_up", "The follow-up comes before the discharge."),
        only_with("followed_up", "discharged", "There is a follow-up and no discharge."),
        Rule(
            "restrictive_interventions >= 0",
            "restrictive_interventions",
            "A count cannot be below zero.",
            "Correct it.",
        ),
    ),
)
