"""The suicide rate, from registered deaths."""

from indicators.core.figures import published
from indicators.core.model import Indicator, Kind, Method, Polarity, Sensitivity
from indicators.core.records import Rates

suicide_rate = Indicator(
    title="Suicide rate",
    question="How many people die by suicide each year for every 100,000 people in {place}?",
    definition=(
        "Deaths by suicide, and deaths where intent was not determined, of people aged 10 or over, "
        "registered in three calendar years, for every 100,000 people of those ages, as if {place} had a"
        " standard mix of ages."
    ),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.DSR,
    unit="per 100,000 people",
    multiplier=100_000,
    decimals=1,
    owner="Office for National Statistics",
    needs="Fingertips export of indicator 41001 for {place}, all persons, with limits (OHID).",
    figures=(
        published(
            "ons_suicide_registrations",
            "ons_health_index:suicides",
            "nhs_mh_dashboard",
            "fingertips:41001",
            by=("sex",),
        ),
        Rates("death by suicide", youngest=10, years=3),
    ),
    frequency="yearly, each figure covers three years",
    step_months=12,
    lag_months=12,
    national_id="Fingertips 41001",
    caveats=(
        "Each figure shares two of its three years with the next: neighbours are not independent, and no "
        "trend is fitted.",
        "Deaths are counted in the year they are registered, often months after they happened.",
        "Rates are revised. 2019-21 was first 13.9, and 13.3 a year later on populations from Census 2021: "
        "the line breaks where the population base changes.",
        "Several sources give no limits. Where we worked out limits from the rate and the population, they are marked "
        "'our estimate'.",
        "In July 2018 the standard of proof at inquests changed. Figures for three years carry that change "
        "gradually, so it is no clean break.",
    ),
    context=(
        "Partners also use early police data on suspected suicides; they are not public and are never mixed "
        "with these.",
    ),
    breakdowns=("sex", "age"),
    sensitivity=Sensitivity.SUICIDE,
    approximate_population=(10, 120),
    never_beside=("suicide_audit_count",),
)
