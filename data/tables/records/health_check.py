"""People on a register of serious mental illness, and when each of the six physical health checks was last done."""

from __future__ import annotations

from data.contract import Column, Contract, Rule
from data.tables.records.record import (
    ABOUT_A_PERSON,
    EXTRACTED,
    FROM_LOAD,
    PLAUSIBLE,
    PROVIDER,
    drawn,
    happened,
    in_order,
)

CHECKS = {
    "blood_pressure": "blood pressure",
    "weight": "weight and height",
    "alcohol": "alcohol",
    "blood_fats": "blood fats",
    "blood_sugar": "blood sugar",
    "smoking": "smoking",
}
"""The six checks of a full one, by the column that holds the day of the last."""

HEALTH_CHECK = Contract(
    table="health_check",
    about="One person on a register of serious mental illness on one day, under a pseudonym, with their last checks.",
    person_level=True,
    columns=(
        PROVIDER,
        Column(
            "person",
            "VARCHAR",
            "A pseudonym of the person, the same on every day.",
            key=True,
            optional=False,
            pseudonym=True,
            example="example-p-1",
        ),
        Column(
            "as_of",
            "DATE",
            "The day on which the person is on the register: the last of a quarter.",
            key=True,
            optional=False,
            example="2025-06-30",
        ),
        EXTRACTED,
        *ABOUT_A_PERSON,
        *(
            Column(name, "DATE", f"The last day up to then on which {subject} was checked.", example="2025-02-11")
            for name, subject in CHECKS.items()
        ),
        *FROM_LOAD,
    ),
    rules=(
        drawn(),
        *happened("as_of", *CHECKS),
        *(
            in_order(check, "as_of", f"The check of {subject} comes after that day.")
            for check, subject in CHECKS.items()
        ),
        Rule(
            "month(as_of) % 3 = 0 AND as_of = last_day(as_of)",
            "as_of",
            "This is not the last day of a quarter.",
            "Give the register as it was on the last day of March, June, September or December.",
        ),
        *PLAUSIBLE,
    ),
)
