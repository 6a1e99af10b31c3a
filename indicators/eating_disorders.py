"""How soon young people with an eating disorder start treatment."""

from indicators.core.figures import published
from indicators.core.model import NHS_DASHBOARD_ENDS, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import CHILD, ETHNIC, FIFTH, SEX, Events, days, events

WINDOW = "The publisher does not say whether a figure covers a quarter or twelve months, so neighbours may overlap."
SMALL = "Few cases: one young person more or less moves the percentage much. The counts are not given."
LAG = 3  # The national collection is published about three months after each quarter.


def _begun_within(limit: int, urgency: str) -> Events:
    """Referrals of under-18s to an eating disorder service, in the quarter in which treatment began."""
    return events(
        "referral",
        on="first_contact",
        counted=lambda referral: (
            (referral.service == "eating disorder") & (referral.age < CHILD) & (referral.urgency == urgency)
        ),
        top=lambda referral: days(referral.received, referral.first_contact) <= limit,
        step_months=3,
        since="received",
        lead_in_months=6,
        by=(SEX, FIFTH, ETHNIC),
    )


cyp_ed_urgent_1w = Indicator(
    title="Eating disorder, urgent cases within 1 week",
    question="Do young people with an urgent eating disorder start treatment within a week?",
    definition=("Urgent referrals of under-18s that started treatment within 1 week, of all urgent ones that started."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs="Counts by quarter: Mental Health Services Data Set, measures ED86, ED86a and ED86e, {sub_icb}.",
    stands=(SUB_ICB,),
    figures=(published("nhs_mh_dashboard"), _begun_within(7, "urgent")),
    frequency="quarterly",
    step_months=3,
    lag_months=LAG,
    national_id="ED86, ED86a, ED86e",
    status="Standard national measure.",
    caveats=(WINDOW, SMALL),
    until_newer=(NHS_DASHBOARD_ENDS,),
)

cyp_ed_routine_4w = Indicator(
    title="Eating disorder, routine cases within 4 weeks",
    question="Do young people with an eating disorder start treatment within four weeks?",
    definition=(
        "Routine referrals of under-18s that started treatment within 4 weeks, of all routine ones that started."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs="Counts by quarter: Mental Health Services Data Set, measures ED87, ED87e and ED87j, {sub_icb}.",
    stands=(SUB_ICB,),
    figures=(published("nhs_mh_dashboard"), _begun_within(28, "routine")),
    frequency="quarterly",
    step_months=3,
    lag_months=LAG,
    national_id="ED87, ED87e, ED87j",
    status="Standard national measure.",
    caveats=(WINDOW, SMALL),
    until_newer=(NHS_DASHBOARD_ENDS,),
)
