"""Restraint and other restrictive interventions on wards."""

from indicators.core.model import MENTAL_HEALTH_TRUST, Indicator, Kind, Method, Polarity
from indicators.core.records import days, events

restraint_rate = Indicator(
    title="Restrictive interventions on wards",
    question="How often are people on mental health wards restrained?",
    definition="Restrictive interventions of distinct types, for every 1,000 occupied bed days.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.RATE,
    unit="per 1,000 bed days",
    multiplier=1_000,
    decimals=1,
    owner="NHS England",
    needs=("Restrictive interventions file of the Mental Health Services Data Set, measures MHS76, MHS77 and MHS96."),
    stands=(MENTAL_HEALTH_TRUST,),
    frequency="monthly",
    step_months=1,
    lag_months=3,
    national_id="MHS77, MHS76, MHS96",
    figures=(
        events(
            "inpatient_stay",
            on="discharged",
            counted=lambda stay: stay.restrictive_interventions.notnull(),
            top=lambda stay: stay.restrictive_interventions,
            below=lambda stay: days(stay.admitted, stay.discharged.date()),
            since="admitted",
            lead_in_months=6,
        ),
    ),
    status="Standard national measure.",
    caveats=(
        "From the records of wards, interventions and bed days are those of stays that ended in the month.",
        "Wards that record more carefully show more: a rise can be better recording.",
        "NHS England hides counts under 5 and rounds the rest to 5.",
    ),
    breakdowns=("ethnic group", "age", "sex", "intervention type"),
)
