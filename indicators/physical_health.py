"""Yearly physical health checks for people with serious mental illness."""

from datetime import date
from functools import reduce
from operator import and_

from indicators.core.figures import activity, count
from indicators.core.model import SUB_ICB, Break, Indicator, Kind, Method, Polarity
from indicators.core.records import Column, days, events

CHECKS = ("blood_pressure", "weight", "alcohol", "blood_fats", "blood_sugar", "smoking")


def _all_six(person: Column) -> Column:
    """Each check was done in the year up to the day of the register."""
    recent_checks = [(days(person[name], person.as_of) <= 365).fill_null(False) for name in CHECKS]
    return reduce(and_, recent_checks)


smi_health_check = Indicator(
    title="Full yearly physical health check, serious mental illness",
    question="How many people with serious mental illness had a full physical health check in the last year?",
    definition=(
        "People on GP registers of serious mental illness who had all six checks in the last twelve months "
        "(blood "
        "pressure, weight and height, alcohol, blood fats, blood sugar, smoking), of all on the registers."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="NHS England",
    needs="Figures from April 2024 on, {sub_icb}: Physical Health Checks for People with SMI, NHS England.",
    stands=(SUB_ICB,),
    figures=(
        activity(
            "physical_health_checks_smi",
            numerator=count("all6phc"),
            denominator=count("smiregister"),
        ),
        events("health_check", on="as_of", top=_all_six, step_months=3, looks_back_months=12),
    ),
    frequency="quarterly, each figure covers twelve months",
    step_months=3,
    lag_months=3,
    caveats=(
        "Each figure shares nine of its months with the one before: a year apart, two are independent.",
        "A check done is not a problem treated.",
    ),
    breaks=(
        Break(
            date(2024, 4, 1),
            "From 2024-25 the publisher draws the figures from GP systems instead of a return by the NHS locally.",
        ),
    ),
    also_moved_by="The register changes too: a smaller one can raise the percentage by itself.",
    breakdowns=("primary care network", "practice", "deprivation", "ethnic group"),
)
