"""Loneliness among adults, from the national activity survey."""

from indicators.core.model import Indicator, Kind, Method, Polarity
from indicators.core.records import Answers

loneliness_adults = Indicator(
    title="Adults who feel lonely",
    question="How many adults feel lonely at least some of the time?",
    definition="Adults who say they feel lonely often, always or some of the time, of all who answered.",
    kind=Kind.FEEL,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Office for Health Improvement and Disparities",
    needs="Fingertips export of indicator 93758 for {place} (from the Active Lives survey), with limits.",
    figures=(Answers(),),
    frequency="in survey years",
    step_months=0,
    lag_months=12,
    national_id="Fingertips 93758",
    status="Standard national measure.",
    caveats=(
        "A sample of adults, asked in some years only.",
        "Modelled estimates of loneliness by neighbourhood exist; they predict and do not count, so they are not used.",
    ),
)
