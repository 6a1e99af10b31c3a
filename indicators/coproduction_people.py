"""Co-production, presence: who takes part, and whether they resemble the people of the place."""

from indicators.core.figures import register
from indicators.core.measures.register_counts import By, When, standing
from indicators.core.model import IN_NETWORKS, Indicator, Kind, Method, Polarity

LOG = "The involvement log of the co-production networks: people in groups only, in our involvement format."
SEATS = "Seats are not influence: never show this as success by itself."
GROUPS = "Shown for groups above the small-number limit only."

GROUP_DECIDES = "kind = 'decision group' AND lived_experience IS NOT NULL"
WITH_LIVED_EXPERIENCE = standing(
    "forum",
    "forum",
    When("as_of", 12),
    f"count(*) FILTER ({GROUP_DECIDES} AND lived_experience >= 2)",
    f"count(*) FILTER ({GROUP_DECIDES})",
    by=[
        By(
            "who",
            "'Carers'",
            "kind = 'decision group' AND carers IS NOT NULL",
            "count(*) FILTER (carers >= 1)",
            "count(*)",
        )
    ],
)

WHO = "network, period_start, period_end, 3 AS step_months, citation, load_id, row_number"
PEOPLE = f"""
    SELECT {WHO}, characteristic AS dimension, group_name AS category, people AS numerator, hidden
    FROM safe_participation
    UNION ALL BY NAME
    SELECT {WHO}, 'new and returning' AS dimension, 'New' AS category, new_people AS numerator, new_hidden AS hidden
    FROM safe_participation WHERE characteristic = '' AND (new_people IS NOT NULL OR new_hidden)
    UNION ALL BY NAME
    SELECT {WHO}, 'new and returning' AS dimension, 'Returning' AS category, people - new_people AS numerator,
        new_hidden AS hidden
    FROM safe_participation WHERE characteristic = '' AND (new_people IS NOT NULL OR new_hidden)
"""
NEW = f"""
    SELECT {WHO}, characteristic AS dimension, group_name AS category, new_people AS numerator, people AS denominator,
        hidden OR new_hidden AS hidden
    FROM safe_participation WHERE new_people IS NOT NULL OR new_hidden
"""
ASKED = """
    SELECT part.network, part.period_start, part.period_end, part.characteristic, max(everybody.people) AS people,
        CASE WHEN bool_or(part.group_name = 'Not known') THEN sum(part.people) FILTER (part.group_name = 'Not known')
            WHEN NOT bool_or(part.hidden) THEN greatest(max(everybody.people) - sum(part.people), 0)
        END AS not_known,
        coalesce(sum(part.people) FILTER (part.group_name = 'Prefer not to say'), 0) AS not_said,
        bool_or(part.hidden AND part.group_name = 'Prefer not to say') AS not_said_hidden,
        min(part.citation) AS citation, max(part.load_id) AS load_id, min(part.row_number) AS row_number
    FROM safe_participation AS part
    JOIN safe_participation AS everybody
        ON part.network = everybody.network AND part.period_end = everybody.period_end AND everybody.characteristic = ''
    WHERE part.characteristic <> ''
    GROUP BY ALL
"""
KNOWN = f"""
    WITH asked AS ({ASKED})
    SELECT network, period_start, period_end, 3 AS step_months, '' AS dimension, '' AS category,
        sum(people - not_known) AS numerator, sum(people) AS denominator, bool_or(people - not_known IS NULL) AS hidden,
        min(citation) AS citation, max(load_id) AS load_id, min(row_number) AS row_number
    FROM asked GROUP BY ALL
    UNION ALL BY NAME
    SELECT {WHO}, 'characteristic' AS dimension, characteristic AS category,
        people - not_known AS numerator, people AS denominator, people - not_known IS NULL AS hidden
    FROM asked
    UNION ALL BY NAME
    SELECT {WHO}, 'prefer not to say' AS dimension, characteristic AS category,
        not_said AS numerator, people AS denominator, people IS NULL OR not_said_hidden AS hidden
    FROM asked
"""

REPRESENTED = f"""
    SELECT {WHO}, characteristic AS dimension, group_name AS category, people AS numerator, known AS denominator,
        reference, population_base, hidden OR known_hidden AS hidden
    FROM represented WHERE hidden OR known_hidden OR known > 0
"""

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
    stands=IN_NETWORKS,
    figures=(register("forum", counts=WITH_LIVED_EXPERIENCE),),
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
    stands=IN_NETWORKS,
    figures=(register("participation", counts=PEOPLE, of_people=True, counts_everything=True),),
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
    stands=IN_NETWORKS,
    figures=(register("participation", counts=NEW, of_people=True),),
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=("Very high is not good either: it may mean that nobody stays.",),
)

cp_representation_gap = Indicator(
    title="Representation gap",
    question="Do those who take part resemble the people of {place}?",
    definition=(
        "For each group, its share of the people involved whose group is known, less its share of the people who live "
        "in the place, in percentage points."
    ),
    kind=Kind.PROCESS,
    polarity=Polarity.NONE,
    method=Method.REFERENCE,
    decimals=1,
    unit="percentage points",
    owner="Co-production networks in {place}",
    needs=LOG,
    stands=IN_NETWORKS,
    figures=(register("participation", "population", counts=REPRESENTED, of_people=True),),
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=(
        "0 means even. Groups most affected by mental ill health may rightly be above 0.",
        GROUPS,
        "Shares are of those whose group is known: see how many are not known beside them.",
        "Ethnic group, disability and sexual orientation are compared with Census 2021, age and sex with the newest "
        "estimates of the population; age with the ages that the network's bands cover together.",
    ),
    breakdowns=("age", "sex", "ethnic group", "disability", "sexual orientation"),
)

cp_demographics_known = Indicator(
    title="Characteristics known",
    question="Do we know who takes part?",
    definition=(
        "People of whom a characteristic is known, of all people who took part; over all characteristics asked about "
        "together, and for each."
    ),
    kind=Kind.PROCESS,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="Co-production networks in {place}",
    needs=LOG,
    stands=IN_NETWORKS,
    figures=(register("participation", counts=KNOWN, of_people=True),),
    frequency="yearly",
    step_months=12,
    lag_months=1,
    caveats=("'Prefer not to say' is an answer and is shown apart. Nobody has to tell.",),
    breakdowns=("characteristic",),
)
