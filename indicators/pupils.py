"""How pupils in Leeds say they feel, from the city's own school survey."""

from indicators.core.model import Indicator, Kind, Method, Polarity
from indicators.core.records import Answers

BASE = (
    "Returns fell by about 70% in 2019-20, to 5,307 pupils in 56 settings from 17,397 pupils the year "
    "before; "
    "the publisher warns against plain comparison."
)
VOLUNTARY = "Schools choose to take part, so who answers changes from year to year."

pupils_happy = Indicator(
    title="Pupils who feel happy",
    question="How many pupils feel happy on most days?",
    definition="Pupils who say they feel happy every day or on most days, of all who answered.",
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Leeds Health and Wellbeing Service",
    needs="Counts by school year from the My Health My School survey, Leeds Health and Wellbeing Service.",
    figures=(Answers(),),
    frequency="every school year",
    step_months=12,
    lag_months=6,
    status="The topic is named by Leeds documents; it needs a local return.",
    caveats=(BASE, VOLUNTARY, "The exact words of the question have still to be confirmed."),
    breakdowns=("year group", "sex", "phase", "cluster"),
    only_in="Leeds",
)

pupils_stressed = Indicator(
    title="Pupils often stressed or anxious",
    question="How many pupils often feel stressed or anxious?",
    definition="Pupils who say they often or always feel stressed or anxious, of all who answered.",
    kind=Kind.FEEL,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    owner="Leeds Health and Wellbeing Service",
    needs="Counts by school year from the My Health My School survey, Leeds Health and Wellbeing Service.",
    figures=(Answers(),),
    frequency="every school year",
    step_months=12,
    lag_months=6,
    status="The topic is named by Leeds documents; it needs a local return.",
    caveats=(BASE, VOLUNTARY),
    breakdowns=("year group", "sex", "phase", "cluster"),
    only_in="Leeds",
)
