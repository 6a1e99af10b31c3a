"""Whether people are comfortable talking about their mental health: the first outcome's own question."""

from indicators.core.model import Indicator, Kind, Method, Polarity, UntilNewer
from indicators.core.records import Answers

comfortable_talking = Indicator(
    title="Comfortable talking about mental health",
    question="How many people feel comfortable talking about their mental health?",
    definition=("People who answer that they feel comfortable talking about their mental health, of all who answered."),
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="{board}",
    needs="A local survey with this question, by age, sex, ethnic group and ward. No public one was found.",
    figures=(Answers(),),
    frequency="when a survey is held",
    step_months=0,
    lag_months=6,
    until_newer=(UntilNewer("Nothing we hold measures this yet: suicide and self-harm do not measure talking."),),
    caveats=("Show how many answered, and of how many asked, beside every figure.",),
    breakdowns=("age", "sex", "ethnic group", "ward"),
)
