"""Adults who use community mental health services, and how long they wait."""

from indicators.core.figures import activity, count
from indicators.core.model import MENTAL_HEALTH_TRUST, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import CHILD, Column, days, events

# NHS England publishes each month of the Mental Health Services Data Set about three months after it ends.
MONTHLY_LAG = 3


def _adults_in_community_care(referral: Column) -> Column:
    return (referral.age >= CHILD) & referral.service.isin(("community adult", "community older adult"))


cmh_access = Indicator(
    title="Adults using community mental health services",
    question="How many adults get help from community mental health services?",
    definition="Adults with two or more contacts with community mental health services in twelve months.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measure MHS108, {sub_icb}, NHS England.",
    stands=(SUB_ICB, MENTAL_HEALTH_TRUST),
    frequency="monthly, each figure covers twelve months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MHS108",
    status="Standard national measure.",
    caveats=(
        "Each figure shares eleven of its months with the one before.",
        "More services reporting also raises it.",
    ),
)

cmh_wait_second_contact = Indicator(
    title="Wait of adults until a second contact",
    question="How long do adults wait until help from community mental health services has begun in earnest?",
    definition="Half of the adults who had a second contact in three months had waited longer than this since referral.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.MEDIAN,
    unit="days",
    multiplier=1,
    owner="{mental_health_trust}",
    needs="An extract of referrals with the day of the second contact, {body}.",
    stands=(MENTAL_HEALTH_TRUST,),
    figures=(
        events(
            "referral",
            on="second_contact",
            counted=_adults_in_community_care,
            of_each=lambda referral, first, last: days(referral.received, referral.second_contact),
            covers_months=3,
            since="received",
            lead_in_months=24,
        ),
    ),
    frequency="monthly, each figure covers three months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    caveats=(
        "It is about those who were seen twice. Adults still waiting are not in it.",
        "Each figure shares two of its three months with the one before.",
        "A second contact is not the full response of the four-week measure: never set the two side by side.",
    ),
    breakdowns=("sex", "age", "deprivation", "ethnic group"),
)

cmh_4ww = Indicator(
    title="Meaningful help within 4 weeks, adults",
    question="How many adults get meaningful help within four weeks?",
    definition=("Community referrals that got a full response in under 4 weeks, of all that got one in three months."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs="A four-week-wait file in which the trust's share is not hidden, NHS England.",
    stands=(MENTAL_HEALTH_TRUST,),
    figures=(activity("mhsds_four_week_wait", value="MRS01b", numerator=count("MRS01a"), denominator=count("MRS01")),),
    frequency="monthly, each figure covers three months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MRS01b; waiting over 52, 78 and 104 weeks MRS02a to MRS02f",
    caveats=("It is about those who got a response. Adults still waiting are not in it.",),
)
