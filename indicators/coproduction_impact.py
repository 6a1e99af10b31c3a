"""Co-production, impact: what it does to those who take part, and what changes because of it."""

from indicators.core.figures import register
from indicators.core.measures.register_counts import By, When, counted, share
from indicators.core.model import IN_NETWORKS, Indicator, Kind, Method, Polarity

LOG = "The involvement, feedback and change records of the co-production networks, in our formats."

AS_WELL_OR_BETTER = counted(
    "involvement",
    When("day", precision="day_precision"),
    "sum(same_or_better) FILTER (answers IS NOT NULL AND same_or_better IS NOT NULL)",
    "sum(answers) FILTER (same_or_better IS NOT NULL)",
)
TOLD_BACK = share("feedback", When("received"), "told_back IS NOT NULL", "true", by=[By("theme", "theme")])
SHOWN = "state = 'made' AND evidence IS NOT NULL"
MADE = counted("change", When("day", 12), "count(*)", by=[By("type", "kind")], where=SHOWN)

cp_wellbeing_after = Indicator(
    title="Wellbeing after taking part",
    question="Do people feel as well or better after taking part?",
    definition="People who say they feel the same or better after taking part, of those who answered.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=LOG,
    stands=IN_NETWORKS,
    figures=(register("involvement", counts=AS_WELL_OR_BETTER, of_people=True),),
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=(
        "Show beside it how many feel worse: taking part can hurt.",
        "Answering is private and free, so those who felt worst may not answer.",
    ),
)

cp_feedback_closed = Indicator(
    title="'You said, we did' answered",
    question="When people suggest something, are they told what came of it?",
    definition="Suggestions with a recorded answer that was told to those who made them, of all suggestions.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=LOG,
    stands=IN_NETWORKS,
    figures=(register("feedback", counts=TOLD_BACK),),
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=("'We cannot' is an answer too. Show the usual number of days it took.",),
    breakdowns=("theme",),
)

cp_changes_made = Indicator(
    title="Changes traced to involvement",
    question="What has changed because people took part?",
    definition="Different changes with evidence that links them to involvement, in the period.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.COUNT,
    unit="changes",
    multiplier=1,
    owner="Co-production networks in {place}",
    needs=LOG,
    stands=IN_NETWORKS,
    figures=(register("change", counts=MADE),),
    frequency="yearly",
    step_months=12,
    lag_months=1,
    caveats=(
        "A count treats a letter and a whole pathway alike: read what they are.",
        "That a change moved an indicator is a guess until shown.",
    ),
    context=(
        "The Coproduction Network's examples: letters reviewed with members; better recording of gender and "
        "sexual "
        "orientation.",
    ),
    breakdowns=("type", "priority"),
)
