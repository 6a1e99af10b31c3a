"""Detention under the Mental Health Act, and how people come to a ward."""

from indicators.core.groups import Groups
from indicators.core.model import LOCAL_AUTHORITY, MENTAL_HEALTH_TRUST, SUB_ICB, Indicator, Kind, Method, Polarity
from indicators.core.records import ETHNIC, FINANCIAL_YEAR, Rates, events, yes

# NHS England publishes each month of the Mental Health Services Data Set about three months after it ends.
MONTHLY_LAG = 3
RECORDING = "More complete returns by providers can look like a rise."
ROLLING = "Each figure covers twelve months and shares eleven with the one before."
ROUNDED = "NHS England rounds all counts but England's to 5 and hides those under 5: hidden is not zero."

DETENTION = "detention under the Mental Health Act"

mha_detention_rate = Indicator(
    title="Detentions under the Mental Health Act",
    question="How often are people in {place} detained under the Mental Health Act?",
    definition="Detentions in twelve months, for every 100,000 people.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.RATE,
    unit="per 100,000 people",
    multiplier=100_000,
    decimals=1,
    owner="NHS England",
    needs=("Monthly file of the Mental Health Services Data Set, measures MHS81 and MHS157, {sub_icb}, NHS England."),
    stands=(SUB_ICB, LOCAL_AUTHORITY),
    figures=(Rates(DETENTION, first_month=FINANCIAL_YEAR),),
    frequency="monthly, each figure covers twelve months",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MHS81, MHS157, MHS157a to MHS157c",
    caveats=(
        RECORDING,
        ROLLING,
        ROUNDED,
        "Crude and standardised rates are both published: keep them apart.",
        "Detentions, not people: somebody may be detained more than once.",
    ),
    breakdowns=("ethnic group", "age", "sex", "deprivation"),
)

mha_detention_ratio_black_white = Indicator(
    title="Detention ratio, Black to White",
    question="How much more often are Black people detained than White people?",
    definition="The standardised detention rate of Black or Black British people over that of White people.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.RATIO,
    unit="ratio, 1 = equal",
    multiplier=1,
    decimals=1,
    owner="NHS England",
    needs="Detentions by ethnic group for {place}: published for regions only so far, so ask NHS England.",
    stands=(SUB_ICB, LOCAL_AUTHORITY),
    figures=(
        Rates(
            DETENTION,
            first_month=FINANCIAL_YEAR,
            between=Groups(ETHNIC, ("Black",), ("White",), "Black", "White"),
        ),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=6,
    national_id="MHS157b by ethnic group",
    caveats=(
        "People whose ethnic group is unknown are in neither rate: show how complete recording is.",
        "Read it with both rates. Broad groups hide differences between communities.",
        RECORDING,
    ),
    breakdowns=("ethnic group",),
)

admission_no_prior_contact = Indicator(
    title="Acute admissions without earlier contact",
    question="How many people reach an acute ward without having been in contact with services before?",
    definition=(
        "Acute admissions of people with no earlier contact with mental health services, of all acute admissions."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=("Monthly file of the Mental Health Services Data Set, measures MHS106, MHS106b and MHS107b, NHS England."),
    stands=(SUB_ICB, MENTAL_HEALTH_TRUST),
    frequency="quarterly",
    step_months=3,
    lag_months=MONTHLY_LAG,
    national_id="MHS106, MHS106b, MHS107b",
    figures=(
        events(
            "inpatient_stay",
            on="admitted",
            counted=lambda stay: (stay.ward == "adult acute") & stay.known_before.notnull(),
            top=lambda stay: stay.known_before == "no",
            step_months=3,
        ),
    ),
    caveats=(
        "Contact with services the data set does not see, such as a GP, does not count as earlier contact.",
        ROUNDED,
        RECORDING,
    ),
    breakdowns=("ethnic group",),
)

s136_uses = Indicator(
    title="Uses of Section 136",
    question="How often do police take somebody to a place of safety?",
    definition="Uses of Section 136 of the Mental Health Act in the month.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.COUNT,
    unit="uses",
    multiplier=1,
    owner="NHS England",
    needs="Monthly file of the Mental Health Services Data Set, measure MHS83, {sub_icb}, NHS England.",
    stands=(SUB_ICB,),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="MHS83",
    figures=(events("crisis_contact", on="received", counted=lambda contact: yes(contact.section_136)),),
    status="Standard national measure.",
    caveats=("Small numbers each month, so they move by chance.", ROUNDED, RECORDING),
    breakdowns=("ethnic group", "age", "sex", "deprivation"),
)
