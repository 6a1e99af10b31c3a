"""How long people can expect to live, and how much less where places are deprived."""

from indicators.core.groups import Groups
from indicators.core.model import Indicator, Kind, Method, Polarity
from indicators.core.records import FIFTH, LEAST_DEPRIVED, MOST_DEPRIVED, LifeExpectancy

life_expectancy = Indicator(
    title="Life expectancy at birth",
    question="How long can people in {place} expect to live, and is that fair?",
    definition=(
        "Years that somebody born now would live if at every age as many died as in three calendar years in {place}."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.HIGHER,
    method=Method.MEAN,
    unit="years",
    multiplier=1,
    decimals=1,
    owner="Public Health in {place}",
    needs="Deaths by age band, of those also under 1, and by deprivation fifth and sex, with person-years, from {owner}.",
    figures=(LifeExpectancy(),),
    frequency="yearly, each figure covers three years",
    step_months=12,
    lag_months=12,
    status="Standard national measure.",
    caveats=(
        "Each figure shares two of its three years with the next.",
        "It is of everybody, not of people with mental ill health: their deaths are counted in premature mortality.",
        "It says how people die now; nobody's own length of life follows from it.",
    ),
    breakdowns=("deprivation fifth", "sex"),
    gap=Groups(FIFTH, (LEAST_DEPRIVED,), (MOST_DEPRIVED,), "least deprived fifth", "most deprived fifth"),
)
