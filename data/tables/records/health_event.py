"""Deaths, admissions and detentions that somebody has counted already: by place, period, age band, and one other group at a time."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
from data.tables.figure import SUPPRESSED
from data.tables.records.record import ETHNIC_GROUPS, FROM_LOAD, SEXES

EVENTS = (
    "death by suicide",
    "death",
    "self-harm admission",
    "mental health admission",
    "detention under the Mental Health Act",
)
OLDEST_BAND = 90
AGE_BANDS = (*(f"{youngest}-{youngest + 4}" for youngest in range(0, OLDEST_BAND, 5)), f"{OLDEST_BAND}+")
"""The bands of the European Standard Population 2013."""
INFANTS = "0"
"""Those under 1, who are in the band 0-4 too: only a life table needs them by themselves."""
GROUPS = {
    "sex": SEXES,
    "deprivation fifth": ("1", "2", "3", "4", "5"),
    "ethnic group": ETHNIC_GROUPS,
}
"""What events may be split by beside age, and the groups of each."""
IN_GROUPS = " OR ".join(
    f"(dimension = '{name}' AND category IN ({', '.join(repr(group) for group in groups)}))"
    for name, groups in GROUPS.items()
)

HEALTH_EVENT = Contract(
    table="health_event",
    about="How many deaths, admissions or detentions there were of people of one place, period and age band, or of one group of them.",
    columns=(
        Column(
            "source",
            "VARCHAR",
            "Who counted them, in small letters with underscores.",
            key=True,
            optional=False,
            example="public_health_extract",
        ),
        Column(
            "event",
            "VARCHAR",
            "What is counted.",
            key=True,
            optional=False,
            one_of=EVENTS,
            example="self-harm admission",
        ),
        Column(
            "area", "VARCHAR", "Where the people lived, by ONS code.", key=True, optional=False, example="E08000035"
        ),
        Column("period_start", "DATE", "First day counted.", key=True, optional=False, example="2024-04-01"),
        Column("period_end", "DATE", "Last day counted.", key=True, optional=False, example="2025-03-31"),
        Column(
            "age_band",
            "VARCHAR",
            "Five years of age, such as 10-14; 90+ for 90 and over. For life expectancy also 0, those of 0-4 who are under 1.",
            key=True,
            optional=False,
            one_of=(INFANTS, *AGE_BANDS),
            example="15-19",
        ),
        Column(
            "dimension",
            "VARCHAR",
            "Another characteristic that the counts are split by; empty where they are of everybody.",
            key=True,
            optional=False,
            one_of=("", *GROUPS),
        ),
        Column(
            "category", "VARCHAR", "The group of that characteristic; empty for everybody.", key=True, optional=False
        ),
        Column("events", "INTEGER", "How many; empty only where suppressed says why.", unit="events", example="12"),
        Column("suppressed", "VARCHAR", "Why there is no number.", one_of=SUPPRESSED),
        Column(
            "people",
            "DOUBLE",
            "Person-years of that place, age band and group; needed for a group.",
            unit="person-years",
            example="52000",
        ),
        Column("citation", "VARCHAR", "Where it can be looked up.", example="Title, publisher, page"),
        *FROM_LOAD,
    ),
    rules=(
        Rule("events >= 0", "events", "A count cannot be below zero.", "Correct it."),
        Rule(
            "people > 0",
            "people",
            "There is nobody who could have had it.",
            "Give the person-years, or leave it empty.",
        ),
        Rule(
            "(events IS NULL) <> (suppressed IS NULL)",
            "events",
            "Give either the number, or why there is none.",
            "Fill in one of the two cells. Write 0 where there was none.",
        ),
        Rule(
            "day(period_start) = 1 AND month(period_start) IN (1, 4) AND period_end = period_start + INTERVAL 1 YEAR - INTERVAL 1 DAY",
            "period_end",
            "The period is no calendar or financial year.",
            "Give 1 January to 31 December, or 1 April to 31 March. Longer periods are added up from years.",
        ),
        Rule("period_end < today()", "period_end", "The period is not over.", "Count it when it is."),
        Rule(
            f"dimension = '' AND category = '' OR {IN_GROUPS}",
            "category",
            "This is no group of the column dimension.",
            "Groups are: " + "; ".join(f"{name}: {', '.join(groups)}" for name, groups in GROUPS.items()) + ".",
        ),
        Rule(
            "dimension IN ('', 'sex') OR people IS NOT NULL",
            "people",
            "How many people the group has is not said.",
            "Give its person-years: there is no rate without them.",
        ),
    ),
)
