"""Specialist mental health care around birth."""

from indicators.core.figures import published
from indicators.core.model import NHS_DASHBOARD_ENDS, SUB_ICB, Indicator, Kind, Method, Polarity

perinatal_access = Indicator(
    title="Specialist community perinatal access",
    question="How many women get specialist mental health care around birth?",
    definition=("Women in contact with specialist community perinatal mental health services in twelve months."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="NHS England",
    needs=("Mental Health Services Data Set, measure MHS91, {sub_icb} (NHS England), and births in {place} (ONS)."),
    stands=(SUB_ICB,),
    figures=(published("nhs_mh_dashboard"),),
    frequency="quarterly, each figure covers twelve months",
    step_months=3,
    lag_months=3,
    national_id="MHS91",
    status="Standard national measure.",
    until_newer=(NHS_DASHBOARD_ENDS,),
    caveats=(
        "Each figure shares nine of its months with the one before.",
        "A count, not a share of births: it also moves with the number of births.",
    ),
    breakdowns=("ethnic group",),
    also_moved_by="It also moves with the number of births.",
)
