"""Admissions to hospital after self-harm, and the help that follows."""

from indicators.core.figures import published
from indicators.core.groups import Groups
from indicators.core.model import LOCAL_AUTHORITY, SUB_ICB, Indicator, Kind, Method, Polarity, Sensitivity
from indicators.core.records import FIFTH, FINANCIAL_YEAR, Rates

ADMISSIONS = (
    "Admissions count hospital stays, not people, and only harm that led to a stay. Most self-harm never "
    "reaches a ward."
)
PRACTICE = "A change in how hospitals admit and record can move the rate without any change in how people feel."

selfharm_admissions = Indicator(
    title="Emergency admissions for self-harm",
    question="How often are people in {place} admitted to hospital after harming themselves?",
    definition=(
        "Emergency admissions for intentional self-harm at all ages in a financial year, for every "
        "100,000 people, as if {place} had a standard mix of ages."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.DSR,
    unit="per 100,000 people",
    multiplier=100_000,
    decimals=1,
    owner="Office for Health Improvement and Disparities",
    needs="Fingertips export of indicator 21001 for {place}, with limits, for years after 2017/18 (OHID).",
    figures=(
        published("fingertips:21001", "fingertips_tidy:21001", "ons_health_index:self_harm"),
        Rates("self-harm admission", first_month=FINANCIAL_YEAR),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=12,
    national_id="Fingertips 21001",
    caveats=(
        ADMISSIONS,
        PRACTICE,
        "The years to 2017/18 are a copy tidied by a third party, rounded to one decimal and without limits.",
        "Later years come from the ONS Health Index, without limits. It repeats its 2020 value as 2021: "
        "a repeated value is not a stable trend.",
    ),
    breakdowns=("sex", "age"),
    sensitivity=Sensitivity.SELF_HARM,
    also_moved_by=PRACTICE,
)

selfharm_admissions_10_24 = Indicator(
    title="Self-harm admissions, age 10 to 24",
    question="How often are young people admitted to hospital after harming themselves?",
    definition=(
        "Admissions for self-harm of people aged 10 to 24, for every 100,000 of them, as if {place} had "
        "a standard mix of ages. Some figures cover a quarter of a year, others a financial year."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.DSR,
    unit="per 100,000 people",
    multiplier=100_000,
    decimals=1,
    owner="Office for Health Improvement and Disparities",
    needs="Fingertips export of indicator 90813 for {place}, with limits, for years after 2017/18 (OHID).",
    stands=(SUB_ICB, LOCAL_AUTHORITY),
    figures=(
        published("fingertips:90813", "fingertips_tidy:90813", "nhs_mh_dashboard"),
        Rates("self-harm admission", youngest=10, oldest=24, first_month=FINANCIAL_YEAR),
    ),
    frequency="quarterly, and yearly from another source",
    step_months=3,
    lag_months=12,
    national_id="Fingertips 90813",
    caveats=(
        ADMISSIONS,
        PRACTICE,
        "A quarter's rate is about a quarter of a year's: the two are kept apart and never joined in one line.",
        ("Quarterly figures are for people registered with GPs in {place}, yearly ones for residents of {place}."),
        "Quarterly figures carry no limits. Of the yearly ones only 2017/18 has them.",
    ),
    breakdowns=("sex", "age"),
    sensitivity=Sensitivity.SELF_HARM,
    also_moved_by=PRACTICE,
)

selfharm_deprivation_gap = Indicator(
    title="Self-harm admission gap by deprivation",
    question="How far apart are the most and the least deprived areas in admissions for self-harm?",
    definition=(
        "The standardised admission rate in the most deprived fifth of {place}, less that in the least deprived fifth."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.GAP,
    unit="per 100,000 people",
    multiplier=100_000,
    decimals=1,
    owner="Public Health in {place}",
    needs="Admissions for self-harm by age and deprivation fifth, from {owner}.",
    figures=(
        Rates(
            "self-harm admission",
            first_month=FINANCIAL_YEAR,
            between=Groups(FIFTH, ("1",), ("5",), "most deprived fifth", "least deprived fifth"),
        ),
    ),
    frequency="yearly",
    step_months=12,
    lag_months=12,
    caveats=(
        ADMISSIONS,
        "Read the gap with both rates: it also narrows when the better-off fifth gets worse.",
    ),
    breakdowns=("deprivation fifth",),
    sensitivity=Sensitivity.SELF_HARM,
)

selfharm_referred_7d = Indicator(
    title="Young people referred within a week of self-harm",
    question=("After a stay in hospital for self-harm, do young people get a mental health referral in a week?"),
    definition=(
        "Hospital stays for self-harm of people aged 11 to 25 with a referral to mental health services "
        "within "
        "7 days, of all such stays."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Networked Data Lab, Leeds",
    needs="A repeat of the linked analysis of hospital and mental health records, Networked Data Lab, Leeds.",
    figures=(published("networked_data_lab"),),
    frequency="one analysis",
    step_months=0,
    lag_months=12,
    status="Named by a Leeds analysis.",
    caveats=(
        "One figure for five years, April 2016 to March 2021. It was preliminary and not peer reviewed.",
        "Stays at Leeds Teaching Hospitals are counted, not people.",
    ),
    breakdowns=("sex", "age", "ethnic group", "deprivation"),
    sensitivity=Sensitivity.SELF_HARM,
    only_in="Leeds",
)
