"""What people told Healthwatch Leeds about help in a crisis."""

from indicators.core.figures import published
from indicators.core.model import Indicator, Kind, Method, Polarity, UntilNewer
from indicators.core.records import Answers

ASKED_ONCE = "One survey, January to March 2019: before the strategy began, so it cannot show progress."
WHO_ANSWERED = "People chose to take part, so their answers may not be typical of everybody in a crisis."

know_where_help_crisis = Indicator(
    title="Know where to get help in a first crisis",
    question="In a first crisis, how many people know where to turn?",
    definition=("People who knew where to go in their first crisis, of those who answered and had been in one."),
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Healthwatch Leeds",
    needs="A repeat of the crisis survey by Healthwatch Leeds with the same question, with counts.",
    figures=(published("healthwatch_leeds"), Answers()),
    frequency="one survey",
    step_months=0,
    lag_months=6,
    status="Named by a Leeds document: the strategy quotes the Healthwatch survey.",
    caveats=(ASKED_ONCE, WHO_ANSWERED),
    context=(
        "Healthwatch Leeds, December 2024 to August 2025, 371 people in all: of those who had not used NHS "
        "111 "
        "in a crisis, 57% did not know of it. That is another question.",
    ),
    breakdowns=("age", "ethnic group", "disability", "carers"),
    only_in="Leeds",
)

crisis_negative_comments = Indicator(
    title="Negative comments about crisis services",
    question="When people speak of a crisis service, how often is it to complain?",
    definition=("Negative comments about a service, of all comments made about it. It is given for each service."),
    kind=Kind.FEEL,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    owner="Healthwatch Leeds",
    needs="A repeat of the crisis survey by Healthwatch Leeds, with comments counted for each service.",
    figures=(published("healthwatch_leeds", by=("service",)),),
    frequency="one survey",
    step_months=0,
    lag_months=6,
    status="Named by a Leeds document.",
    caveats=(
        ASKED_ONCE,
        "It counts comments, not people: one person may have made several.",
        "There is no figure for all services together.",
    ),
    context=(
        "Healthwatch Leeds, 2024-25: three in five did not find the crisis support of NHS 111 helpful. "
        "That counts people, not comments.",
    ),
    breakdowns=("service",),
    only_in="Leeds",
)

crisis_offered_followup = Indicator(
    title="Told of further support after a crisis",
    question="After a crisis, are people told what further support there is?",
    definition="People who were told of further support, of those who answered about a crisis.",
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Healthwatch Leeds",
    needs="The exact figure from the 2019 survey's full report, and a repeat, from Healthwatch Leeds.",
    figures=(Answers(),),
    frequency="one survey",
    step_months=0,
    lag_months=6,
    status="Named by a Leeds document.",
    caveats=(WHO_ANSWERED,),
    until_newer=(UntilNewer("The summary of the 2019 survey gives no exact figure, so none is shown."),),
    context=("Healthwatch Leeds, January to March 2019: under half, says the summary.",),
    breakdowns=("service",),
    only_in="Leeds",
)
