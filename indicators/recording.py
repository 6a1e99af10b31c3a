"""Whether services record who people are, without which no inequality can be seen."""

from indicators.core.figures import activity, count
from indicators.core.model import COMMUNITY_TRUST, MENTAL_HEALTH_TRUST, Indicator, Kind, Method, Polarity
from indicators.core.records import AGE, CHILD, FIFTH, FINANCIAL_YEAR, OLDEST, SEX, events

ethnicity_recording = Indicator(
    title="Ethnicity recorded in talking therapies",
    question="For how many referrals is the person's ethnic group known?",
    definition="Referrals received in the year with a stated ethnic group, of all referrals received.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="NHS England",
    needs="Data quality measures of the Mental Health Services Data Set by provider, NHS England.",
    stands=(COMMUNITY_TRUST,),
    of_recording=True,
    figures=(
        activity(
            "nhs_talking_therapies_annual",
            numerator=count(
                "referrals_received", dimension="ethnic group", categories=("Not stated/Not known/Invalid",)
            ),
            denominator=count("referrals_received"),
            complement=True,
        ),
        events(
            "referral",
            on="received",
            counted=lambda referral: referral.service == "talking therapies",
            top=lambda referral: referral.ethnic_group.notnull(),
            step_months=12,
            first_month=FINANCIAL_YEAR,
            by=(SEX, AGE, FIFTH),
        ),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=9,
    national_id="Data quality measure, to be confirmed",
    caveats=(
        "A variant: it covers talking therapies only, not secondary mental health services.",
        "'Not stated' includes people who chose not to say.",
        "Counts are rounded to 5 by the publisher.",
    ),
    breakdowns=("provider", "service"),
)

think_family_recorded = Indicator(
    title="Parental or caring status recorded",
    question="Do adult services know whether a person is a parent or a carer?",
    definition="Adults in services whose parental or caring status is recorded, of all adults in services.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="{mental_health_trust}",
    needs="Completeness of the parent and carer fields by quarter, from each provider of adult services.",
    stands=(MENTAL_HEALTH_TRUST,),
    of_recording=True,
    figures=(
        events(
            "referral",
            on="received",
            until=lambda referral: referral.ended,
            top=lambda referral: referral.parent_or_carer.notnull(),
            persons="any",
            of_ages=(CHILD, OLDEST),
            step_months=3,
            lead_in_months=12,
        ),
    ),
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    caveats=("It shows that somebody asked, not that the family was helped.",),
    breakdowns=("provider",),
)
