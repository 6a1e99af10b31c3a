"""Co-production, principles: whether it is known, talked about, fair, and on terms that members set."""

from indicators.core.figures import published, register
from indicators.core.measures.register_counts import When, counted, standing
from indicators.core.model import IN_NETWORKS, Indicator, Kind, Method, Polarity
from indicators.core.records import Answers

SURVEY = "Staff survey of the Leeds Mental Wellbeing Service"
ONE_SURVEY = "One survey, in 2022: it cannot show a direction. How many staff answered is not given in our source."
STAFF = "It is about the staff of one service, not of the whole partnership."
REPEAT = "A repeat of the 2022 staff survey with the same questions, with counts, Leeds Mental Wellbeing Service."

PAID = counted(
    "involvement",
    When("day", precision="day_precision"),
    "sum(claims_on_time) FILTER (claims IS NOT NULL AND claims_on_time IS NOT NULL)",
    "sum(claims) FILTER (claims_on_time IS NOT NULL)",
)
BY_MEMBERS = "name_set_by = 'members' AND terms_set_by = 'members' AND chair_set_by = 'members'"
SAID_BY_WHOM = "kind = 'forum' AND name_set_by IS NOT NULL AND terms_set_by IS NOT NULL AND chair_set_by IS NOT NULL"
ON_THEIR_TERMS = standing(
    "forum",
    "forum",
    When("as_of", 12),
    f"count(*) FILTER ({SAID_BY_WHOM} AND {BY_MEMBERS})",
    f"count(*) FILTER ({SAID_BY_WHOM})",
)

cp_paid_on_time = Indicator(
    title="Recognised and paid",
    question="Are people paid for taking part, and on time?",
    definition="Claims paid within the days agreed on, of all claims.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=("Claims with the day made and the day paid, from each organisation that pays people for taking part."),
    stands=IN_NETWORKS,
    figures=(register("involvement", counts=PAID),),
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=("Show beside it how many roles offer pay at all: where none do, there are no claims.",),
    breakdowns=("organisation",),
)

cp_staff_aware = Indicator(
    title="Staff aware that co-production is offered",
    question="Do staff know that co-production is offered?",
    definition="Staff who say they are aware that it is offered, of those who answered.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Leeds Mental Wellbeing Service",
    needs=REPEAT,
    figures=(published("lmws_staff_survey"), Answers(by=())),
    frequency="one survey",
    step_months=0,
    lag_months=6,
    status=f"Named by a Leeds document. {SURVEY}.",
    caveats=(ONE_SURVEY, STAFF),
    only_in="Leeds",
)

cp_staff_discussed = Indicator(
    title="Co-production discussed at work",
    question="Do staff talk about co-production at work?",
    definition="Staff who say it is discussed, of those who answered.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Leeds Mental Wellbeing Service",
    needs=REPEAT,
    figures=(published("lmws_staff_survey"), Answers(by=())),
    frequency="one survey",
    step_months=0,
    lag_months=6,
    status=f"Named by a Leeds document. {SURVEY}.",
    caveats=(ONE_SURVEY, STAFF),
    only_in="Leeds",
)

cp_staff_understand = Indicator(
    title="Staff who understand co-production",
    question="Do staff understand what co-production is?",
    definition="Staff who agree or strongly agree that they understand it, of those who answered.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Leeds Mental Wellbeing Service",
    needs=REPEAT,
    figures=(published("lmws_staff_survey"), Answers(by=())),
    frequency="one survey",
    step_months=0,
    lag_months=6,
    status=f"Named by a Leeds document. {SURVEY}.",
    caveats=(ONE_SURVEY, STAFF, "Staff rate themselves."),
    only_in="Leeds",
)

cp_terms_coproduced = Indicator(
    title="Groups with co-produced terms",
    question="Do members set the terms of their own groups?",
    definition="Forums whose name, terms of reference and chair were set by their members, of all forums.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="{board}",
    needs="A list of forums with who set their name, terms and chair, kept by the {board}.",
    stands=IN_NETWORKS,
    figures=(register("forum", counts=ON_THEIR_TERMS),),
    frequency="yearly",
    step_months=12,
    lag_months=1,
    caveats=("All three count: a chair chosen by staff makes it no.",),
)
