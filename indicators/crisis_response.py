"""How soon people in crisis are seen, and whether somebody stays in touch after a ward."""

from indicators.core.model import MENTAL_HEALTH_TRUST, SUB_ICB, Indicator, Kind, Method, Polarity

# NHS England publishes each month of the Mental Health Services Data Set about three months after it ends.
MONTHLY_LAG = 3
SEEN_ONLY = "It is of those seen face to face. People never seen are not in it: say so beside every figure."
REFERRALS = "Referrals are counted, not people: somebody referred twice is counted twice."

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
    status="Standard national measure.",
    caveats=("An older national measure used seven days: the two must not be joined.",),
)
