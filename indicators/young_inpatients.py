"""Children and young people admitted to hospital for their mental health."""

from indicators.core.model import Indicator, Kind, Method, Polarity

mh_admissions_under18 = Indicator(
    title="Under-18 mental health admissions",
    question="How often are children admitted to hospital for their mental health?",
    definition=("Inpatient admissions for mental health conditions of people under 18, for every 100,000 of them."),
    kind=Kind.POPULATION,
    polarity=Polarity.LOWER,
    method=Method.RATE,
    unit="per 100,000 people",
    multiplier=100_000,
    decimals=1,
    owner="Office for Health Improvement and Disparities",
    needs="Fingertips export of indicator 90812 for {place}, with limits (OHID).",
    frequency="yearly",
    step_months=12,
    lag_months=12,
    national_id="Fingertips 90812",
    status="Standard national measure.",
    caveats=("Admissions, not children. A fall can mean better help at home, or fewer beds.",),
    breakdowns=("sex",),
)
