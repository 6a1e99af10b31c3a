"""People sent far from home because no bed was free nearby."""

from indicators.core.figures import published
from indicators.core.model import (
    MENTAL_HEALTH_TRUST_SENDING,
    NHS_DASHBOARD_ENDS,
    SUB_ICB,
    Indicator,
    Kind,
    Method,
    Polarity,
)
from indicators.core.records import Column, days_within, events, yes

SENT = "It counts people sent away from {place}. The files also count people received here: the opposite."

WITH_EVERY_PROVIDER = (
    "From records, only where stays with the providers that people were sent to are in an extract: from one without them "
    "it is too low."
)


def _left(stay: Column) -> Column:
    """The day of discharge; while the stay lasts, that of the extract."""
    return stay.discharged.date().coalesce(stay.extracted)


oap_bed_days = Indicator(
    title="Inappropriate out of area bed days",
    question="How many days do people spend in hospital far from home for want of a bed nearby?",
    definition="Days that people from {place} spent in the quarter in inappropriate out of area placements.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.COUNT,
    unit="days",
    multiplier=1,
    owner="NHS England",
    needs=("Out of area placements file of the Mental Health Services Data Set, measure OAP02 by quarter, {sub_icb}."),
    stands=(SUB_ICB,),
    figures=(
        published("nhs_mh_dashboard"),
        events(
            "inpatient_stay",
            on="admitted",
            until=_left,
            through=True,
            counted=lambda stay: yes(stay.out_of_area),
            in_period=lambda stay, first, last: days_within(stay.admitted, _left(stay), first, last),
            step_months=3,
            lead_in_months=12,
            by=(),
        ),
    ),
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    national_id="OAP02, OAP09 (quarterly)",
    until_newer=(NHS_DASHBOARD_ENDS,),
    caveats=(
        "A few long stays can move it much: days are not people.",
        "Monthly, quarterly and yearly versions share one number: never mix them.",
        SENT,
        WITH_EVERY_PROVIDER,
        "NHS England rounds counts to 5.",
    ),
)

oap_active = Indicator(
    title="Inappropriate out of area placements active",
    question="How many people are in hospital far from home for want of a bed nearby?",
    definition="Inappropriate out of area placements that were going on at the end of the period.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.COUNT,
    unit="placements",
    multiplier=1,
    owner="NHS England",
    needs=(
        "Out of area placements file, measure OAP03, {sub_icb} or {mental_health_trust} as the sending "
        "trust, NHS England."
    ),
    stands=(SUB_ICB, MENTAL_HEALTH_TRUST_SENDING),
    figures=(
        events(
            "inpatient_stay",
            on="admitted",
            until=lambda stay: stay.discharged.date(),
            counted=lambda stay: yes(stay.out_of_area),
            lead_in_months=12,
            by=(),
        ),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=3,
    national_id="OAP03, OAP06",
    caveats=(SENT, WITH_EVERY_PROVIDER),
)
