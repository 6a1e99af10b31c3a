"""Whether children and young adults reach help, and how long they wait."""

from indicators.core.figures import activity, count, published
from indicators.core.model import COMMUNITY_TRUST, NHS_DASHBOARD_ENDS, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import (
    ETHNIC,
    FIFTH,
    SEX,
    Column,
    Events,
    days,
    events,
)

# NHS England publishes each month of the Mental Health Services Data Set about three months after it ends.
MONTHLY_LAG = 3
OTHER_SERVICES = "Other services for children in {place} are not in it."
ROUNDED = "Counts are rounded to 5 and percentages to whole numbers by the publisher; counts under 5 are hidden."
FOUR_WAITS = (
    "Waits are counted in several ways (first contact, second contact, full response): never set two side by side."
)


def _of_children(referral: Column) -> Column:
    return referral.service == "children and young people"


cyp_access = Indicator(
    title="Children and young people with at least one contact",
    question="How many children and young people get help from mental health services?",
    definition=("People under 18 with one or more contacts with NHS-funded mental health services in twelve months."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measure MHS95, {sub_icb}, NHS England.",
    stands=(SUB_ICB,),
    figures=(published("nhs_mh_dashboard"),),
    frequency="quarterly, each figure covers twelve months",
    step_months=3,
    lag_months=MONTHLY_LAG,
    national_id="MHS95, MHS95a to MHS95g",
    until_newer=(NHS_DASHBOARD_ENDS,),
    caveats=(
        "Each quarterly figure shares nine of its months with the one before.",
        "One contact is a start, not a course of help.",
        "More children reached is not by itself more need met. More services reporting also raises it.",
    ),
    also_moved_by="More services reporting also raises it.",
    breakdowns=("age", "sex", "ethnic group", "deprivation"),
)

access_18_24 = Indicator(
    title="Young adults 18 to 24 with at least one contact",
    question="How many young adults get help from mental health services?",
    definition="People aged 18 to 24 with one or more contacts with mental health services in twelve months.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measure MHS109, {sub_icb}, NHS England.",
    stands=(SUB_ICB,),
    frequency="monthly, each figure covers twelve months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MHS109",
    caveats=(
        "Each figure shares eleven of its months with the one before.",
        "Students may be registered with a GP elsewhere and missing here.",
    ),
)

cyp_wait_median = Indicator(
    title="Usual wait of children for a first contact",
    question="How long have children been waiting who have not been seen yet?",
    definition=(
        "Half of the children waiting for a first contact at the end of the month have waited longer than this."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.MEDIAN,
    unit="days",
    multiplier=1,
    owner="NHS England",
    needs=("MHS131 and MHS132 (waits that ended in a first contact), Mental Health Services Data Set, NHS England."),
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("mhsds_four_week_wait", value="MRS10a"),
        events(
            "referral",
            on="received",
            until=lambda referral: referral.first_contact.coalesce(referral.ended),
            counted=_of_children,
            of_each=lambda referral, first, last: days(referral.received, last),
            lead_in_months=24,
            by=(SEX, FIFTH, ETHNIC),
        ),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MRS10a (still waiting); MHS131, MHS132, MHS134, MHS135",
    caveats=(
        "A variant: it is the wait of those still waiting, where the indicator asks for waits that ended in a contact.",
        "Waiting lists may hold referrals that were never closed, which lengthen it.",
        FOUR_WAITS,
        OTHER_SERVICES,
    ),
)


def _wait_of_children(until: str) -> Events:
    """The wait from the referral to a contact in the three months, of all who had it."""
    return events(
        "referral",
        on=until,
        counted=_of_children,
        of_each=lambda referral, first, last: days(referral.received, referral[until]),
        covers_months=3,
        since="received",
        lead_in_months=24,
        by=(SEX, FIFTH, ETHNIC),
    )


WAITS_THAT_ENDED = "It is about those who were seen. Children still waiting are not in it."
SHARES_TWO_MONTHS = "Each figure shares two of its three months with the one before."

cyp_wait_first_contact = Indicator(
    title="Wait of children until a first contact",
    question="How long do children wait until they are first seen?",
    definition="Half of the children who had a first contact in three months had waited longer than this since referral.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.MEDIAN,
    unit="days",
    multiplier=1,
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measure MHS131, {body}, NHS England.",
    stands=(COMMUNITY_TRUST,),
    figures=(_wait_of_children("first_contact"),),
    frequency="monthly, each figure covers three months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MHS131",
    status="Named by the strategy: waits.",
    caveats=(WAITS_THAT_ENDED, SHARES_TWO_MONTHS, FOUR_WAITS, OTHER_SERVICES),
    breakdowns=("sex", "deprivation", "ethnic group"),
)

cyp_wait_second_contact = Indicator(
    title="Wait of children until a second contact",
    question="How long do children wait until help has begun in earnest?",
    definition="Half of the children who had a second contact in three months had waited longer than this since referral.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.MEDIAN,
    unit="days",
    multiplier=1,
    owner="{community_trust}",
    needs="An extract of referrals with the day of the second contact, {body}.",
    stands=(COMMUNITY_TRUST,),
    figures=(_wait_of_children("second_contact"),),
    frequency="monthly, each figure covers three months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    caveats=(WAITS_THAT_ENDED, SHARES_TWO_MONTHS, FOUR_WAITS, OTHER_SERVICES),
    breakdowns=("sex", "deprivation", "ethnic group"),
)

cyp_4ww = Indicator(
    title="Meaningful help within 4 weeks, children",
    question="How many children get meaningful help within four weeks?",
    definition=(
        "Referrals of children that got a full response in under 4 weeks, of all that got one in three months."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs="The next four-week-wait file of the Mental Health Services Data Set, {body}, NHS England.",
    stands=(COMMUNITY_TRUST,),
    figures=(activity("mhsds_four_week_wait", value="MRS08b", numerator=count("MRS08a"), denominator=count("MRS08")),),
    frequency="monthly, each figure covers three months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MRS08, MRS08a, MRS08b",
    status="Standard national measure.",
    caveats=(
        "Each figure shares two of its three months with the one before.",
        "It is about those who got a response. Children still waiting are not in it.",
        "A new measure: services are still learning to record it, so a change may be one of recording.",
        FOUR_WAITS,
        OTHER_SERVICES,
        ROUNDED,
    ),
)

cyp_outcome_improved = Indicator(
    title="Children with measurable improvement",
    question="How many children are measurably better when help ends?",
    definition=(
        "Referrals of people under 18 closed after two or more contacts whose own ratings improved, of those"
        " rated at "
        "both ends."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measures MHS113a and MHS113b, {body}.",
    stands=(COMMUNITY_TRUST,),
    frequency="monthly, each figure covers twelve months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MHS113a, MHS113b; coverage MHS112c",
    status="Standard national measure.",
    caveats=(
        "Show how many were rated at both ends: where few are, those who improved may not be typical.",
        "Ratings by parents and by clinicians are other measures.",
    ),
    breakdowns=("age", "sex", "ethnic group"),
)
