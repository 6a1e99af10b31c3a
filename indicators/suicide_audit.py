"""The Leeds audit of deaths by suicide, from coroners' files."""

from indicators.core.figures import published
from indicators.core.model import Indicator, Kind, Method, Polarity, Sensitivity

BLOCKS = "Each audit covers three whole years, and audits do not overlap. 2017-18 falls between two of them."
APART = "The audit decides from coroners' files and registrations follow other rules: the two never share an axis."
LAG = 36  # An audit has been reported about three years after its last year.

suicide_audit_count = Indicator(
    title="Suicides in the Leeds audit",
    question="How many people did the Leeds audit find to have died by suicide?",
    definition=(
        "Leeds residents whose death the audit judged a suicide from coroners' files, over three calendar years."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="Leeds City Council Public Health",
    needs="The tables of the next Leeds suicide audit, Leeds City Council Public Health.",
    figures=(published("leeds_suicide_audit"),),
    frequency="every three years",
    step_months=36,
    lag_months=LAG,
    status="Named by a Leeds document.",
    caveats=(APART, BLOCKS, "A count, not a rate: it also moves with the number of people in Leeds."),
    context=("The audit's own crude rate for every 100,000 people: 8.1 (2008-10) and 9.5 (2011-13).",),
    breakdowns=("sex", "age", "ethnic group", "deprivation fifth"),
    sensitivity=Sensitivity.SUICIDE,
    never_beside=("suicide_rate",),
    only_in="Leeds",
)

suicide_male_share = Indicator(
    title="Men among suicides in the audit",
    question="Of people found to have died by suicide, how many were men?",
    definition="Men, of all people in the Leeds suicide audit, over three calendar years.",
    kind=Kind.POPULATION,
    polarity=Polarity.NONE,
    method=Method.PROPORTION,
    unit="%",
    owner="Leeds City Council Public Health",
    needs="The tables of the next Leeds suicide audit by sex, Leeds City Council Public Health.",
    figures=(published("leeds_suicide_audit"),),
    frequency="every three years",
    step_months=36,
    lag_months=LAG,
    status="Named by a Leeds document.",
    caveats=(
        "A share is not a gap: a lower share of men could mean fewer men or more women. It is not judged.",
        "An extract of the 2011-13 report prints 82.6% beside 141 cases, which cannot both be right; the "
        "figure here "
        "is 176 of 213.",
        BLOCKS,
    ),
    sensitivity=Sensitivity.SUICIDE,
    only_in="Leeds",
)

suicide_deprived_share = Indicator(
    title="Suicides in the most deprived areas",
    question="Do more suicides happen in the most deprived fifth of Leeds than its share?",
    definition=("People in the Leeds suicide audit who lived in the most deprived 20% of Leeds, of all in the audit."),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    owner="Leeds City Council Public Health",
    needs=("The tables of the next Leeds suicide audit by deprivation fifth, Leeds City Council Public Health."),
    figures=(published("leeds_suicide_audit"),),
    frequency="every three years",
    step_months=36,
    lag_months=LAG,
    status="Named by a Leeds document.",
    caveats=(
        "20% would be an equal share: read the distance from 20%.",
        "Only one audit gives this figure.",
        BLOCKS,
    ),
    context=("2011-13: 55% lived in the most deprived 40% of the city. That is a wider part of Leeds.",),
    sensitivity=Sensitivity.SUICIDE,
    only_in="Leeds",
)
