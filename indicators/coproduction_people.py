"""Co-production, presence: who takes part, and whether they resemble the people of the place."""

from indicators.core.model import Indicator, Kind, Method, Polarity

LOG = "The involvement log of the co-production networks: people in groups only, in our involvement format."
SEATS = "Seats are not influence: never show this as success by itself."
GROUPS = "Shown for groups above the small-number limit only."

cp_board_presence = Indicator(
    title="Decision groups with lived experience members",
    question="Where decisions are made, are people with lived experience in the room?",
    definition="Groups with at least two members with lived experience, of all decision groups in scope.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="{board}",
    needs="A list of decision groups with their members' roles, kept by the {board}.",
    frequency="yearly",
    step_months=12,
    lag_months=1,
    caveats=(SEATS, "Carers are counted apart: their experience is another one."),
    breakdowns=("people who use services", "carers"),
)

cp_people_involved = Indicator(
    title="People involved",
    question="How many people take part?",
    definition="Different people who took part in the period, each counted once in a network.",
    kind=Kind.PROCESS,
    polarity=Polarity.NONE,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=(
        "Networks cannot be added up: one person may belong to two.",
        "Many people asked once can matter less than few who shape a service.",
    ),
    breakdowns=("new", "returning"),
)

cp_new_voices = Indicator(
    title="New voices",
    question="How many of those who take part are new?",
    definition="People who take part for the first time, of all people who took part.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=("Very high is not good either: it may mean that nobody stays.",),
)

cp_representation_gap = Indicator(
    title="Representation gap",
    question="Do those who take part resemble the people of {place}?",
    definition="For each group, its share of people involved less its share of the population compared with.",
    kind=Kind.PROCESS,
    polarity=Polarity.NONE,
    method=Method.GAP,
    unit="percentage points",
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="yearly",
    step_months=12,
    lag_months=1,
    caveats=(
        "0 means even. Groups most affected by mental ill health may rightly be above 0.",
        GROUPS,
        "Say which population is compared with, and how many gave no answer.",
    ),
    breakdowns=("age", "sex", "ethnic group", "disability", "sexual orientation", "deprivation"),
)

cp_demographics_known = Indicator(
    title="Characteristics known",
    question="Do we know who takes part?",
    definition="People with a stated answer about a characteristic, of all people who took part.",
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=LOG,
    frequency="yearly",
    step_months=12,
    lag_months=1,
    caveats=("'Prefer not to say' is an answer and is shown apart. Nobody has to tell.",),
    breakdowns=("characteristic",),
)
