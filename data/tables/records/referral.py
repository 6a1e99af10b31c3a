"""Referrals to services outside hospital: when they came, were seen and ended, and how people were at first and at last."""

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
    between,
    drawn,
    happened,
    in_order,
    only_with,
    person,
)

SERVICES = (
    "talking therapies",
    "community adult",
    "community older adult",
    "children and young people",
    "early intervention in psychosis",
    "eating disorder",
    "perinatal",
    "employment support",
    "other",
)
URGENCIES = ("urgent", "routine")
ENDINGS = ("completed", "dropped out", "declined", "not suitable", "moved on", "died", "other")
MOST_PHQ9, MOST_GAD7 = 27, 21

REFERRAL = Contract(
    table="referral",
    about="One referral of one person to a mental health service outside hospital, under a pseudonym.",
    person_level=True,
    columns=(
        PROVIDER,
        Column(
            "referral",
            "VARCHAR",
            "A pseudonym of the referral, always the same.",
            key=True,
            optional=False,
            pseudonym=True,
            example="example-r-1",
        ),
        EXTRACTED,
        COMPLETE_FROM,
        person("every referral to the provider"),
        Column(
            "person_shared",
            "VARCHAR",
            "Has the person the same pseudonym with every provider that says yes here?",
            one_of=YES_NO,
            example="no",
        ),
        *ABOUT_A_PERSON,
        Column(
            "service",
            "VARCHAR",
            "What kind of service it is to; employment support is Individual Placement and Support (IPS).",
            optional=False,
            one_of=SERVICES,
            example="talking therapies",
        ),
        Column("urgency", "VARCHAR", "How urgent it is.", one_of=URGENCIES, example="routine"),
        Column("received", "DATE", "The day on which it came.", optional=False, example="2025-01-06"),
        Column(
            "first_contact",
            "DATE",
            "The day of the first contact that the person attended; of treatment, where there is some.",
            example="2025-02-03",
        ),
        Column("second_contact", "DATE", "The day of the second such contact.", example="2025-02-24"),
        Column("last_contact", "DATE", "The day of the last such contact so far.", example="2025-05-12"),
        Column("contacts", "INTEGER", "How many such contacts there were so far.", unit="contacts", example="8"),
        Column("ended", "DATE", "The day on which it ended; empty while it is open.", example="2025-05-12"),
        Column("ending", "VARCHAR", "How it ended.", one_of=ENDINGS, example="completed"),
        Column("phq9_first", "INTEGER", "The first score of PHQ-9 (depression), 0 to 27.", unit="score", example="16"),
        Column("phq9_last", "INTEGER", "The last score of PHQ-9.", unit="score", example="7"),
        Column("gad7_first", "INTEGER", "The first score of GAD-7 (anxiety), 0 to 21.", unit="score", example="12"),
        Column("gad7_last", "INTEGER", "The last score of GAD-7.", unit="score", example="5"),
        Column("paid_work", "VARCHAR", "Is the person in paid work?", one_of=YES_NO, example="yes"),
        Column(
            "settled_home", "VARCHAR", "Does the person live in settled accommodation?", one_of=YES_NO, example="yes"
        ),
        Column(
            "parent_or_carer",
            "VARCHAR",
            "Is the person a parent or carer? Empty where nobody wrote it down.",
            one_of=YES_NO,
            example="no",
        ),
        Column(
            "asked_about_trauma",
            "VARCHAR",
            "Was the person asked what has happened to them?",
            one_of=YES_NO,
            example="yes",
        ),
        *FROM_LOAD,
    ),
    rules=(
        drawn(),
        begins_before(),
        *happened("received", "first_contact", "second_contact", "last_contact", "ended"),
        *PLAUSIBLE,
        in_order("received", "first_contact", "The first contact comes before the referral."),
        in_order("first_contact", "second_contact", "The second contact comes before the first."),
        in_order("first_contact", "last_contact", "The last contact comes before the first."),
        in_order("second_contact", "last_contact", "The last contact comes before the second."),
        in_order("received", "ended", "It ends before it came."),
        only_with("second_contact", "first_contact", "There is a second contact and no first one."),
        only_with("last_contact", "first_contact", "There is a last contact and no first one."),
        only_with("ending", "ended", "It is said how it ended, and not when."),
        Rule("contacts >= 0", "contacts", "A count cannot be below zero.", "Correct it."),
        Rule(
            "contacts IS NULL OR contacts >= (first_contact IS NOT NULL)::INTEGER + (second_contact IS NOT NULL)::INTEGER",
            "contacts",
            "There are fewer contacts than days of contacts.",
            "Check the number and the days.",
        ),
        *(between(name, 0, MOST_PHQ9, "PHQ-9 has no such score.") for name in ("phq9_first", "phq9_last")),
        *(between(name, 0, MOST_GAD7, "GAD-7 has no such score.") for name in ("gad7_first", "gad7_last")),
        only_with("phq9_last", "phq9_first", "There is a last score and no first one."),
        only_with("gad7_last", "gad7_first", "There is a last score and no first one."),
    ),
)
