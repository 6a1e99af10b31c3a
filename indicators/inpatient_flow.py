"""How people move through wards: delays in leaving, and very long stays."""

from indicators.core.model import (
    MENTAL_HEALTH_TRUST,
    NHS_DASHBOARD_ENDS,
    SUB_ICB,
    Indicator,
    Kind,
    Method,
    Polarity,
    published,
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
