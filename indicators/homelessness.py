"""Households the council has a duty to help because they are, or may soon be, homeless."""

from indicators.core.model import Indicator, Kind, Method, Polarity

homeless_duty = Indicator(
    title="Households owed a homelessness duty",
    question="How many households are homeless or about to be?",
    definition="Households owed a duty of prevention or relief, for every 1,000 households.",
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.RATE,
    unit="per 1,000 households",
    multiplier=1_000,
    decimals=1,
    owner="Ministry of Housing, Communities and Local Government",
    needs="Fingertips export of indicator 93736 for {place}, with limits.",
    frequency="yearly",
    step_months=12,
    lag_months=12,
    national_id="Fingertips 93736 (to be confirmed)",
    status="Standard national measure.",
    caveats=("It counts households that asked and were accepted. People who sleep on friends' sofas may not ask.",),
)
