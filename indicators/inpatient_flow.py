"""How people move through wards: delays in leaving, and very long stays."""

from indicators.core.figures import published
from indicators.core.model import MENTAL_HEALTH_TRUST, NHS_DASHBOARD_ENDS, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import Column, Events, days, days_within, events

ACUTE = ("adult acute", "older adult acute")
STAYS_THAT_ENDED = "It looks back from discharge. People still on a ward are not in it."
LEAD_IN = 12
"""An extract of stays that began from a day on lacks long ones until most of those that began before are over."""


def _left(stay: Column) -> Column:
    """The day of discharge; while the stay lasts, that of the extract."""
    return stay.discharged.date().coalesce(stay.extracted)


def _length(stay: Column) -> Column:
    """Days from admission to discharge."""
    return days(stay.admitted, stay.discharged.date())


def _longer_than(limit: int) -> Events:
    """Discharges from acute wards after a stay of more than so many days."""
    return events(
        "inpatient_stay",
        on="discharged",
        counted=lambda stay: stay.ward.isin(ACUTE),
        top=lambda stay: _length(stay) > limit,
        step_months=3,
        since="admitted",
        lead_in_months=LEAD_IN,
    )


crfd_bed_days = Indicator(
    title="Delayed discharge days",
    question="How many days do people spend on a ward though they are ready to leave?",
    definition="Days in the month spent on a ward by people clinically ready for discharge.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.COUNT,
    unit="days",
    multiplier=1,
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measures MHS26 and MHS24, NHS England.",
    stands=(SUB_ICB, MENTAL_HEALTH_TRUST),
    figures=(
        events(
            "inpatient_stay",
            on="ready",
            until=_left,
            through=True,
            in_period=lambda stay, first, last: days_within(stay.ready, _left(stay), first, last),
            since="admitted",
            lead_in_months=LEAD_IN,
            by=(),
        ),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=3,
    national_id="MHS26; bed days MHS24",
    caveats=(
        "A few people can account for many days.",
        "Show it beside all bed days: fewer beds also mean fewer days.",
    ),
    breakdowns=("reason", "attributable body"),
)

long_stay_90d = Indicator(
    title="Very long stays on acute wards",
    question="How common are hospital stays of more than 90 days?",
    definition=(
        "Adults discharged after more than 90 days, as the national dashboard gives it; it does not say for "
        "every how "
        "many. The indicator asks for the share of adult acute discharges with a stay of 90 days or more."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.RATE,
    unit="rate, its base not stated by the publisher",
    multiplier=1,
    decimals=1,
    owner="NHS England",
    needs=("Mental Health Services Data Set, MHS101b (18 to 64) and MHS103b (65 and over), {sub_icb}, with counts."),
    stands=(SUB_ICB,),
    figures=(published("nhs_mh_dashboard"),),
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    national_id="MHS101b, MHS103b",
    status="Standard national measure.",
    until_newer=(NHS_DASHBOARD_ENDS,),
    caveats=(
        "A variant: a number with one decimal whose base is not stated. It is not a percentage of discharges.",
        "The dashboard says 'adult', but its figures for over 90 days are higher than those for over 60 "
        "days, so the "
        "two cannot be about one group. Who is counted is not certain.",
        "One quarter is hidden to protect people (July to September 2021), and no counts are given.",
    ),
    base_stated=False,
)

acute_stay_median = Indicator(
    title="Usual length of stay on acute wards",
    question="How long do people stay on an acute ward?",
    definition="Half of the people who left an acute ward for adults in the quarter had stayed for longer than this.",
    kind=Kind.SERVICE,
    polarity=Polarity.NONE,
    method=Method.MEDIAN,
    unit="days",
    multiplier=1,
    owner="{mental_health_trust}",
    needs="An extract of stays with the days of admission and discharge, {mental_health_trust}.",
    stands=(MENTAL_HEALTH_TRUST, SUB_ICB),
    figures=(
        events(
            "inpatient_stay",
            on="discharged",
            counted=lambda stay: stay.ward.isin(ACUTE),
            of_each=lambda stay, first, last: _length(stay),
            step_months=3,
            since="admitted",
            lead_in_months=LEAD_IN,
        ),
    ),
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    caveats=(
        STAYS_THAT_ENDED,
        "Shorter is not better by itself: people may leave too soon. Read it with follow-up and with very long stays.",
    ),
    breakdowns=("sex", "age", "deprivation", "ethnic group"),
)


def _long_stays(limit: int, measures: str = "") -> Indicator:
    return Indicator(
        title=f"Acute stays of more than {limit} days",
        question=f"How many people stay on an acute ward for more than {limit} days?",
        definition=f"People who left an acute ward for adults after more than {limit} days, of all who left one in the quarter.",
        kind=Kind.SERVICE,
        polarity=Polarity.LOWER,
        method=Method.PROPORTION,
        unit="%",
        decimals=1,
        owner="{mental_health_trust}",
        needs="An extract of stays with the days of admission and discharge, {mental_health_trust}.",
        stands=(MENTAL_HEALTH_TRUST, SUB_ICB),
        figures=(_longer_than(limit),),
        frequency="quarterly",
        step_months=3,
        lag_months=3,
        national_id=measures,
        caveats=(
            STAYS_THAT_ENDED,
            "The national measures are rates per 100,000 people. This is a share of discharges, so the two cannot be compared.",
        ),
        breakdowns=("sex", "age", "deprivation", "ethnic group"),
    )


acute_stay_over_60d = _long_stays(60)
acute_stay_over_90d = _long_stays(90, "MHS101b, MHS103b count such stays")
