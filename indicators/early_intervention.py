"""How soon people with a first psychosis start treatment."""

from indicators.core.figures import published
from indicators.core.model import NHS_DASHBOARD_ENDS, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import days, events

eip_2w = Indicator(
    title="Early intervention in psychosis in 2 weeks",
    question="Do people with a first psychosis start treatment within two weeks?",
    definition="Referrals that started early intervention treatment within 2 weeks, of all that started it.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs="Mental Health Services Data Set, measures EIP23a, EIP23b and EIP23i, {sub_icb}, NHS England.",
    stands=(SUB_ICB,),
    figures=(
        published("nhs_mh_dashboard"),
        events(
            "referral",
            on="first_contact",
            counted=lambda referral: referral.service == "early intervention in psychosis",
            top=lambda referral: days(referral.received, referral.first_contact) <= 14,
            step_months=3,
            since="received",
            lead_in_months=6,
        ),
    ),
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    national_id="EIP23a, EIP23b, EIP23i",
    status="Standard national measure.",
    until_newer=(NHS_DASHBOARD_ENDS,),
    caveats=(
        "Few people each quarter, and the counts are not given, so no limits can be worked out.",
        "One quarter is hidden (April to June 2020) and one was not published (January to March 2020).",
        "It does not show the quality of treatment, which has a standard of its own.",
    ),
    breakdowns=("age", "ethnic group"),
)
