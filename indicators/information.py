"""Whether people find the information they look for."""

from indicators.core.model import Indicator, Kind, Method, Polarity
from indicators.core.records import Answers

info_findable = Indicator(
    title="People who could find the right information",
    question="When people look for help or information, do they find it?",
    definition="People who found the information or service they were looking for, of all who answered.",
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Leeds Mental Health Partnership Board",
    needs=(
        "A short survey on MindWell and MindMate and a local survey, by age, language, disability and digital access."
    ),
    figures=(Answers(),),
    frequency="when a survey is held",
    step_months=0,
    lag_months=3,
    status="The topic is named by the strategy (information theme); it needs a local survey.",
    caveats=(
        "A survey on a website reaches those who found the website.",
        "Visits to a site show use, not success.",
    ),
    breakdowns=("age", "language", "disability", "digital access"),
    only_in="Leeds",
)
