"""What people who use community mental health care say of it, in the national survey."""

from indicators.core.model import MENTAL_HEALTH_TRUST, Indicator, Kind, Method, Polarity
from indicators.core.records import Answers

# The survey is run once a year and its results for trusts follow within about nine months.
SURVEY_LAG = 9
REDESIGNED = "The survey was redesigned in 2023: compare across that year only where its own notes allow it."
RESPONSE = "About one person in five answered in England in 2024; show how many answered at the trust."

cmh_survey_overall = Indicator(
    title="Overall experience of community mental health care",
    question="How do people rate the community mental health care they get?",
    definition=("The average of answers about the whole experience, turned into a score from 0 to 10 for the trust."),
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.MEAN,
    unit="out of 10",
    multiplier=1,
    decimals=1,
    owner="Care Quality Commission",
    needs=("The trust's benchmark workbook of the NHS Community Mental Health Survey (Care Quality Commission)."),
    stands=(MENTAL_HEALTH_TRUST,),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="CQC survey question numbers, to be confirmed",
    status="Standard national measure.",
    caveats=(REDESIGNED, RESPONSE),
    breakdowns=("question", "section"),
)

cmh_survey_involved = Indicator(
    title="Involved in planning own care",
    question="Do people have a say in planning their own care?",
    definition="The trust's score from 0 to 10 on the questions about being involved in planning care.",
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.MEAN,
    unit="out of 10",
    multiplier=1,
    decimals=1,
    owner="Care Quality Commission",
    needs=("The trust's benchmark workbook of the NHS Community Mental Health Survey (Care Quality Commission)."),
    stands=(MENTAL_HEALTH_TRUST,),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="CQC survey question numbers, to be confirmed",
    status="Standard national measure.",
    caveats=(REDESIGNED, RESPONSE),
    context=("England, 2024: 38% said they had no care plan, and 43% had had no meeting to review their care.",),
    breakdowns=("question",),
)

cmh_survey_physical = Indicator(
    title="Offered support with physical health",
    question="Do people with physical health needs get support for them?",
    definition=("People offered support with their physical health needs, of those who answered and have such needs."),
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Care Quality Commission",
    needs=("The trust's benchmark workbook of the NHS Community Mental Health Survey (Care Quality Commission)."),
    stands=(MENTAL_HEALTH_TRUST,),
    figures=(Answers(),),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="CQC survey question numbers, to be confirmed",
    status="Standard national measure.",
    caveats=(REDESIGNED, "Trusts may be given a score from 0 to 10 instead: keep the two apart."),
    context=("England, 2024: 39% were not offered support.",),
)
