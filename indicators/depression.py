"""Depression as GPs record it."""

from indicators.core.model import Indicator, Kind, Method, Polarity

depression_prevalence = Indicator(
    title="Recorded depression",
    question="How many adults have depression on their GP's record?",
    definition="Adults on GP registers of depression, of all people of 18 or over on those GPs' lists.",
    kind=Kind.POPULATION,
    polarity=Polarity.NONE,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="NHS England",
    needs="Fingertips export of indicator 848 for {place} (from the Quality and Outcomes Framework).",
    frequency="yearly",
    step_months=12,
    lag_months=9,
    national_id="Fingertips 848",
    status="Standard national measure.",
    caveats=("More recorded depression can mean more illness, or more people who were heard: it is not judged.",),
    context=("16% of people in {place} asked a GP for help with anxiety or depression; the year is not given.",),
    breakdowns=("practice", "primary care network"),
)
