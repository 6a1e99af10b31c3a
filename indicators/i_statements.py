"""Whether people find the strategy's own 'I statements' true of the care they get."""

from indicators.core.model import Indicator, Kind, Method, Polarity
from indicators.core.records import Answers

i_statements_met = Indicator(
    title="'I statements' met",
    question="Do people find that the strategy's 'I statements' are true for them?",
    definition="People who say that a given statement was met in their care, of those who rated it.",
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Leeds Mental Health Partnership Board",
    needs="A return from each provider: ratings of each statement, by age group and ethnic group.",
    figures=(Answers(),),
    frequency="with each return",
    step_months=0,
    lag_months=3,
    status="Named by the strategy's appendix and by Healthwatch Leeds; it needs a local return.",
    caveats=(
        "Six statements for adults and six for young people, three of them shared: read each one by itself.",
        "Healthwatch Leeds asked providers of crisis services to show how they meet them; no ratings are published.",
    ),
    breakdowns=("statement", "provider", "age", "ethnic group"),
    only_in="Leeds",
)
