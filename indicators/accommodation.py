"""A settled home for people who use mental health services."""

from indicators.core.model import LOCAL_AUTHORITY, MENTAL_HEALTH_TRUST, Indicator, Kind, Method, Polarity
from indicators.core.records import FINANCIAL_YEAR, OF_WORKING_AGE, events, in_secondary_care

settled_accommodation = Indicator(
    title="Settled accommodation",
    question="How many people in secondary mental health care have a settled home?",
    definition=("People aged 18 to 69 in contact with secondary mental health services in settled homes, of all such."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=("The Adult Social Care Outcomes Framework file, measure 1H, for {place}; or MHSDS AMH14e over AMH03e."),
    stands=(LOCAL_AUTHORITY, MENTAL_HEALTH_TRUST),
    figures=(
        events(
            "referral",
            on="received",
            until=lambda referral: referral.ended,
            counted=in_secondary_care,
            top=lambda referral: referral.settled_home == "yes",
            persons="latest",
            of_ages=OF_WORKING_AGE,
            step_months=12,
            first_month=FINANCIAL_YEAR,
            lead_in_months=12,
        ),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=9,
    national_id="ASCOF 1H; AMH14e over AMH03e",
    caveats=(
        "It depends on whether a person's housing was asked about and recorded: missing counts as not settled.",
        "The two sources count different people: never join them.",
    ),
    breakdowns=("sex",),
)
