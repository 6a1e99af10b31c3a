"""NHS Talking Therapies: whether it reaches and helps everybody alike."""

from indicators.core.figures import activity, count
from indicators.core.groups import Groups
from indicators.core.model import COMMUNITY_TRUST, Indicator, Kind, Method, Polarity
from indicators.core.records import ETHNIC, FIFTH, FINANCIAL_YEAR, OLDER, SEX, Events, events
from indicators.talking_therapies_recovery import recovered, unwell_at_start

# NHS England publishes the yearly file about nine months after the year ends in March.
YEARLY_LAG = 9
ROUNDED = "The publisher rounds counts to 5 and hides those under 5, so small groups move by rounding alone."
BOTH_ENDS = "Read the gap with both rates: it also narrows when the better-off group gets worse."


def _finished_of_received(between: Groups | None = None) -> Events:
    """Courses finished in a financial year, ended after two treatments or more, for the referrals that came in it."""
    return events(
        "referral",
        on="received",
        counted=lambda referral: referral.service == "talking therapies",
        top=lambda referral: referral.contacts >= 2,
        top_on="ended",
        step_months=12,
        first_month=FINANCIAL_YEAR,
        lead_in_months=12,
        between=between,
    )


NEXT = "The next yearly file of NHS Talking Therapies by group, NHS England, {body}."

tt_completion = Indicator(
    title="Talking therapy completed",
    question="Of people referred to talking therapy, how many finish a course of treatment?",
    definition="Courses of treatment finished in the year for every 100 referrals received in the year.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity(
            "nhs_talking_therapies_annual",
            numerator=count("finished_course_treatment"),
            denominator=count("referrals_received"),
            by=("deprivation tenth", "broad ethnic group", "sex", "age"),
        ),
        activity("nhs_talking_therapies", numerator=count("M076"), denominator=count("M001")),
        _finished_of_received(),
    ),
    frequency="yearly; monthly by another file of the publisher",
    step_months=12,
    lag_months=YEARLY_LAG,
    caveats=(
        "Courses finished and referrals received in one year are not the same people: some finish in the next year.",
        "Being referred and not starting is not always a loss: some people are helped elsewhere.",
        ROUNDED,
    ),
    breakdowns=("deprivation tenth", "broad ethnic group", "sex", "age"),
    gap=Groups(
        "deprivation tenth",
        ("01 Least deprived",),
        ("10 Most deprived",),
        "least deprived tenth",
        "most deprived tenth",
    ),
)

tt_recovery_ethnic_gap = Indicator(
    title="Talking therapy recovery gap by ethnicity",
    question="Do people from ethnic minorities recover in talking therapy as often as White British people?",
    definition=(
        "The recovery rate of White British people less that of people from ethnic minorities, in percentage"
        " points, "
        "among courses finished in the year by people who were unwell enough to need treatment at the start."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.GAP,
    unit="percentage points",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity(
            "nhs_talking_therapies_annual",
            value="recovery",
            numerator=count("recovery"),
            denominator=count("at_caseness"),
            between=Groups("broad ethnic group", ("White British",), ("BME",), "White British", "ethnic minorities"),
        ),
        events(
            "referral",
            on="ended",
            counted=unwell_at_start,
            top=recovered,
            step_months=12,
            first_month=FINANCIAL_YEAR,
            since="received",
            lead_in_months=12,
            between=Groups(
                ETHNIC, ("White",), ("Asian", "Black", "Mixed", "Other"), "White", "Asian, Black, Mixed and other"
            ),
        ),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=YEARLY_LAG,
    national_id=("M192 by ethnic group; Percentage_Recovery_WB and Percentage_Recovery_EM in NHS England's code"),
    caveats=(
        BOTH_ENDS,
        "Two broad groups hide the differences between communities.",
        "Records hold broad groups: from them it is all White people beside all others, where the file has White British people.",
        "In 2024-25 over a quarter of referrals had no ethnic group recorded, but few of those who finished:"
        " people "
        "lost on the way are not in it.",
        ROUNDED,
    ),
    breakdowns=("broad ethnic group",),
)

tt_completion_deprivation_gap = Indicator(
    title="Talking therapy completion gap by deprivation",
    question="Do people in the most deprived areas finish talking therapy as often as others?",
    definition=(
        "Courses finished for every 100 referrals in the least deprived fifth of neighbourhoods, less the "
        "same in the "
        "most deprived fifth, in percentage points."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.GAP,
    unit="percentage points",
    decimals=1,
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity(
            "nhs_talking_therapies_annual",
            numerator=count("finished_course_treatment"),
            denominator=count("referrals_received"),
            between=Groups(
                "deprivation tenth",
                ("01 Least deprived", "02 Less deprived"),
                ("09 More deprived", "10 Most deprived"),
                "least deprived fifth",
                "most deprived fifth",
            ),
        ),
        _finished_of_received(Groups(FIFTH, ("5",), ("1",), "least deprived fifth", "most deprived fifth")),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=YEARLY_LAG,
    caveats=(
        BOTH_ENDS,
        "Courses finished and referrals received in one year are not the same people: some finish in the next year.",
        "Fifths are made of the file's tenths, by England's deprivation scale, and count from least to most deprived.",
        ROUNDED,
    ),
    context=("2024-25, by tenths: 20.9% in the least deprived tenth and 11.9% in the most deprived.",),
    breakdowns=("deprivation tenth",),
    totals_of="tt_completion",
)

tt_65plus_share = Indicator(
    title="Older people referred to talking therapy",
    question="What part of the people referred to talking therapy is 65 or older?",
    definition="Referrals of people of 65 or over received in the year, of all referrals received.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="NHS England",
    needs="People starting treatment by age, from the provider or from NHS England's yearly file.",
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity(
            "nhs_talking_therapies_annual",
            numerator=count(
                "referrals_received",
                dimension="age",
                categories=("65 and over", "65 to 74", "75 to 89", "90 and over"),
            ),
            denominator=count("referrals_received"),
        ),
        events(
            "referral",
            on="received",
            counted=lambda referral: (referral.service == "talking therapies") & referral.age.notnull(),
            top=lambda referral: referral.age >= OLDER,
            step_months=12,
            first_month=FINANCIAL_YEAR,
            by=(SEX, FIFTH, ETHNIC),
        ),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=YEARLY_LAG,
    caveats=(
        "A variant: it counts referrals, where the indicator asks for people who start treatment.",
        "Compare it with the part of {place}'s adults who are 65 or older before calling it high or low.",
        "To 2020-21 the file has one band from 65; from 2021-22 three bands are added up.",
        ROUNDED,
    ),
    totals_of="tt_completion",
    also_moved_by="The publisher's age bands changed in 2021-22, the year of the largest step.",
    england_differs="The share of adults who are 65 or over differs between {place} and England, so a difference here is not judged.",
)
