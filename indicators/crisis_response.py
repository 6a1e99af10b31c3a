"""How soon people in crisis are seen, and whether somebody stays in touch after a ward."""

from indicators.core.model import MENTAL_HEALTH_TRUST, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import Column, Events, events, seconds, yes

# NHS England publishes each month of the Mental Health Services Data Set about three months after it ends.
MONTHLY_LAG = 3
SEEN_ONLY = "It is of those seen face to face. People never seen are not in it: say so beside every figure."
REFERRALS = "Referrals are counted, not people: somebody referred twice is counted twice."
HOUR = 3_600


def _seen_within(hours: int, urgency: str) -> Events:
    """Referrals of an urgency, in the month in which the person was seen face to face, of whom some within hours."""
    return events(
        "crisis_contact",
        on="seen",
        counted=lambda contact: contact.urgency == urgency,
        top=lambda contact: seconds(contact.received, contact.seen) <= hours * HOUR,
    )


def _due(stay: Column) -> Column:
    """Adults who left an acute ward and were to be followed up."""
    return (stay.ward == "adult acute") & yes(stay.followup_due)


crisis_4h = Indicator(
    title="Very urgent crisis referrals seen in 4 hours",
    question="In a very urgent crisis, is a person seen within four hours?",
    definition=(
        "Very urgent referrals to crisis teams seen face to face within 4 hours, of all of them seen face to face."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=(
        "Mental Health Services Data Set, measures CCR117, CCR118 and CCR119, or an extract by hour from"
        " {mental_health_trust}."
    ),
    stands=(SUB_ICB, MENTAL_HEALTH_TRUST),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="CCR117, CCR118, CCR119",
    figures=(_seen_within(4, "very urgent"),),
    caveats=(SEEN_ONLY, REFERRALS),
    breakdowns=("age",),
)

crisis_24h = Indicator(
    title="Urgent crisis referrals seen in 24 hours",
    question="In an urgent crisis, is a person seen within a day?",
    definition=(
        "Urgent referrals to crisis teams seen face to face within 24 hours, of all of them seen face to face."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=(
        "Mental Health Services Data Set, measures CCR71, CCR73 and CCR120, or an extract by hour from "
        "{mental_health_trust}."
    ),
    stands=(SUB_ICB, MENTAL_HEALTH_TRUST),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="CCR71, CCR73, CCR120",
    figures=(_seen_within(24, "urgent"),),
    caveats=(SEEN_ONLY, REFERRALS),
    breakdowns=("age",),
)

followup_72h = Indicator(
    title="Follow-up within 72 hours of discharge",
    question="After leaving a ward, is a person contacted within three days?",
    definition=(
        "Discharges of adults from acute wards followed up within 72 hours, of all discharges eligible for it."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs="Mental Health Services Data Set, measures MHS78 to MHS80, or the trust's Quality Account 2024-25.",
    stands=(SUB_ICB, MENTAL_HEALTH_TRUST),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MHS78, MHS79, MHS80",
    figures=(
        events(
            "inpatient_stay",
            on="discharged",
            counted=_due,
            top=lambda stay: seconds(stay.discharged, stay.followed_up) <= 72 * HOUR,
            since="admitted",
            settled_days=3,
        ),
    ),
    status="Standard national measure.",
    caveats=("An older national measure used seven days: the two must not be joined.",),
)
