"""Work for people who use mental health services."""

from indicators.core.figures import published
from indicators.core.model import LOCAL_AUTHORITY, NHS_DASHBOARD_ENDS, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import FINANCIAL_YEAR, OF_WORKING_AGE, events, in_secondary_care

smh_paid_employment = Indicator(
    title="Secondary care users in paid work",
    question="How many people in secondary mental health care have a paid job?",
    definition=(
        "People aged 18 to 69 in contact with secondary mental health services who are in paid work, of all such."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=("The Adult Social Care Outcomes Framework file, measure 1F, for {place}; or MHSDS AMH17e over AMH03e."),
    frequency="yearly",
    step_months=12,
    lag_months=9,
    national_id="ASCOF 1F; AMH17e over AMH03e",
    figures=(
        events(
            "referral",
            on="received",
            until=lambda referral: referral.ended,
            counted=in_secondary_care,
            top=lambda referral: referral.paid_work == "yes",
            persons="latest",
            of_ages=OF_WORKING_AGE,
            step_months=12,
            first_month=FINANCIAL_YEAR,
            lead_in_months=12,
        ),
    ),
    caveats=(
        "It depends on whether somebody's work was asked about and recorded: missing counts as not in work.",
        "The two sources count different people: never join them.",
    ),
    breakdowns=("sex", "age"),
)

smh_employment_gap = Indicator(
    title="Employment gap, secondary mental health care",
    question="How far behind everybody else in work are people in secondary mental health care?",
    definition=(
        "The employment rate of everybody aged 16 to 64, less that of people in contact with secondary "
        "mental health "
        "services, in percentage points."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.GAP,
    unit="percentage points",
    decimals=1,
    owner="Office for Health Improvement and Disparities",
    needs=(
        "Fingertips export of the employment gap for secondary mental health services, {place} (number "
        "to be confirmed)."
    ),
    frequency="yearly",
    step_months=12,
    lag_months=12,
    national_id="To be confirmed: 90282 is the gap for long-term conditions, another measure",
    caveats=("The gap also narrows when fewer people overall have work: read it with both rates.",),
    breakdowns=("sex",),
)

ips_access = Indicator(
    title="People getting job support (IPS)",
    question="How many people with mental illness get support to find a job?",
    definition=(
        "People who start with Individual Placement and Support, a service that helps them find and keep paid work."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measure MHS116, {sub_icb}, NHS England.",
    stands=(SUB_ICB,),
    figures=(published("nhs_mh_dashboard"),),
    frequency="quarterly, each figure adds up from April",
    step_months=3,
    lag_months=3,
    national_id="MHS116, MHS116a",
    until_newer=(NHS_DASHBOARD_ENDS,),
    caveats=(
        "Figures look as if they add up from April, so only the last of a year covers the year.",
        "NHS England rounds counts to 5. The first quarters read 0, which may be a service or a return just beginning.",
        "A newer series of the publisher counts twelve months at a time.",
    ),
)

ips_paid_job = Indicator(
    title="Started paid work with job support (IPS)",
    question="How many people who get job support start a paid job?",
    definition=("People with Individual Placement and Support who start a paid job in the period, of all who have it."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="{board}",
    needs="A quarterly return from the provider of Individual Placement and Support in {place}.",
    stands=(LOCAL_AUTHORITY,),
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    caveats=("A job started is not yet a job kept.",),
    breakdowns=("age", "ethnic group", "diagnosis group"),
)
