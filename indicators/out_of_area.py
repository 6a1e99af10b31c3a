"""People sent far from home because no bed was free nearby."""

from indicators.core.model import LEEDS_SUB_ICB, LYPFT_SENDING, Indicator, Kind, Method, Polarity, published

SENT = "It counts people sent away from Leeds. The files also count people received here: the opposite."

oap_bed_days = Indicator(
    title="Inappropriate out of area bed days",
    question="How many days do people spend in hospital far from home for want of a bed nearby?",
    definition="Days that people from Leeds spent in the quarter in inappropriate out of area placements.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.COUNT,
    unit="days",
    multiplier=1,
    owner="NHS England",
    needs=(
        "Out of area placements file of the Mental Health Services Data Set, measure OAP02 by quarter, sub-ICB 15F."
    ),
    places=(LEEDS_SUB_ICB,),
    figures=(published("nhs_mh_dashboard"),),
    frequency="quarterly",
    step_months=3,
    lag_months=3,
    national_id="OAP02, OAP09 (quarterly)",
    status="Named by the strategy.",
    caveats=(
        "A few long stays can move it much: days are not people.",
        "Monthly, quarterly and yearly versions share one number: never mix them.",
        SENT,
        "The edition of the NHS dashboard we hold ends with March 2022. People registered with Leeds GPs.",
        "Counts are rounded to 5.",
    ),
)

oap_active = Indicator(
    title="Inappropriate out of area placements active",
    question="How many people are in hospital far from home for want of a bed nearby?",
    definition="Inappropriate out of area placements that were going on at the end of the period.",
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.COUNT,
    unit="placements",
    multiplier=1,
    owner="NHS England",
    needs=("Out of area placements file, measure OAP03, sub-ICB 15F or LYPFT as the sending trust, NHS England."),
    places=(LEEDS_SUB_ICB, LYPFT_SENDING),
    frequency="monthly",
    step_months=1,
    lag_months=3,
    national_id="OAP03, OAP06",
    status="Named by the strategy.",
    caveats=(
        "In the files we hold every figure for Leeds is hidden to protect people. Hidden is not zero.",
        SENT,
    ),
    context=("Sent out of area by the trust, by another definition: 130 people in 2011/12 and 232 in 2012/13.",),
)
