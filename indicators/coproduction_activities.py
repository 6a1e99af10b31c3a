"""Co-production, the process: what goes on, how far power is shared, and what it asks of people."""

from indicators.core.model import Indicator, Kind, Method, Polarity

LOG = "The involvement log of the co-production networks: one row an activity, in our involvement format."
LADDER = "Steps of the ladder from coercion (1) to co-production (7). Say who rated: staff, members or both."

cp_projects_active = Indicator(
    title="Active co-production projects",
    question="How many co-production projects are going on?",
    definition=("Projects open in the period, by priority, community, provider and state (running, paused, ended)."),
    kind=Kind.PROCESS,
    polarity=Polarity.NONE,
    method=Method.COUNT,
    unit="projects",
    multiplier=1,
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=("More projects are not better ones. A paused project may have changed much.",),
    breakdowns=("priority", "community", "provider", "state"),
)

cp_ladder_share = Indicator(
    title="Activities at co-design or above",
    question="In how many activities do people share in the decisions?",
    definition="Activities rated at step 6 or 7 of the ladder of co-production, of all activities rated.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=(LADDER, "Not every activity needs the top step: a survey may be the right thing."),
    breakdowns=("who rated",),
)

cp_rating_gap = Indicator(
    title="Staff and members rate differently",
    question="Do staff and members see the same activity in the same way?",
    definition=("The average step of the ladder given by staff less that given by members, for the same activities."),
    kind=Kind.PROCESS,
    polarity=Polarity.NONE,
    method=Method.GAP,
    unit="steps",
    multiplier=1,
    decimals=1,
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=(
        LADDER,
        "0 means they agree; above 0 means that staff rate higher. Agreement may be on a low step.",
    ),
)

cp_burden = Indicator(
    title="Burden of taking part",
    question="How many hours do we ask of each person who takes part?",
    definition="Half of the people involved were asked for more hours than this in the quarter.",
    kind=Kind.PROCESS,
    polarity=Polarity.LOWER,
    method=Method.MEDIAN,
    unit="hours",
    multiplier=1,
    decimals=1,
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=(
        "The middle hides the few who are asked most: show also how many are over a limit that members set.",
        "Some want to give more. Ask people whether the demands were manageable.",
        "Shown for groups above the small-number limit only; nobody is ranked.",
    ),
)

cp_support_offered = Indicator(
    title="Support offered to those who take part",
    question="Are people who take part supported?",
    definition=("Activities with a talk afterwards, a named contact and access needs met, of all activities."),
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=("Support offered is not always support that helped: ask those who took part.",),
)
