"""Early death among people with serious mental illness."""

from indicators.core.figures import published
from indicators.core.model import Indicator, Kind, Method, Polarity

smi_premature_mortality = Indicator(
    title="Premature mortality in adults with serious mental illness",
    question="How many adults with serious mental illness die before they are 75?",
    definition=(
        "Deaths under 75 of adults with serious mental illness over three years, for every 100,000 of them, "
        "as if they "
        "had a standard mix of ages."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.DSR,
    unit="per 100,000 people",
    multiplier=100_000,
    decimals=1,
    owner="Office for Health Improvement and Disparities",
    needs=(
        "Fingertips export of premature mortality in adults with severe mental illness for {place} (number to confirm)."
    ),
    frequency="yearly, each figure covers three years",
    step_months=12,
    lag_months=18,
    national_id="To be confirmed (Public Health Outcomes Framework E09a)",
    caveats=(
        "Each figure shares two of its three years with the next.",
        "Serious mental illness here means having been in contact with specialist services: GPs' registers "
        "count others.",
    ),
    breakdowns=("sex", "age"),
    never_beside=("smi_excess_mortality",),
)

smi_excess_mortality = Indicator(
    title="Excess early death, serious mental illness",
    question="How much more often do people with serious mental illness die before 75 than others?",
    definition=(
        "Deaths under 75 of adults with serious mental illness, over the deaths expected if they died as "
        "often as "
        "everybody else of their age, times 100."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.RATIO,
    unit="ratio, 100 = as everybody else",
    multiplier=100,
    decimals=1,
    owner="Office for Health Improvement and Disparities",
    needs=(
        "The new excess mortality series for {place} from Fingertips: another method, so it starts a line of its own."
    ),
    figures=(published("fingertips_tidy:91096"),),
    frequency="yearly, to 2014/15",
    step_months=12,
    lag_months=18,
    national_id="Fingertips 91096 (old method)",
    caveats=(
        "The last figure is from before the strategy, so it cannot show progress.",
        "The method changed in December 2020. The new series is another measure and is never joined to this one.",
        "A copy tidied by a third party, rounded to one decimal and without limits.",
        "A ratio also falls when others die more often.",
    ),
    stopped=(
        "The old method has stopped: the last figure we hold is 2014/15. A new method replaced it in December 2020."
    ),
    never_beside=("smi_premature_mortality",),
)
