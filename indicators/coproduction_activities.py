"""Co-production, the process: what goes on, how far power is shared, and what it asks of people."""

from indicators.core.figures import register
from indicators.core.measures.register_counts import By, When, newest_load_day, share, standing, together
from indicators.core.model import IN_NETWORKS, Indicator, Kind, Method, Polarity

LOG = "The networks' registers of projects, activities and those who take part: a file each, in our formats."
LADDER = "Steps of the ladder from coercion (1) to co-production (7). Say who rated: staff, members or both."

PROJECTS = together(
    standing(
        "project",
        "project",
        When("as_of", months),
        "count(*) FILTER (state = 'running')",
        by=(
            By("state", "state", numerator="count(*)"),
            By("community", "community", "community IS NOT NULL"),
            By("provider", "provider", "provider IS NOT NULL"),
        ),
        where=known,
    )
    for months, known in ((3, "coalesce(as_of_precision, 'day') <> 'year'"), (12, "as_of_precision = 'year'"))
)

DAY = When("day", precision="day_precision")
RATED = "coalesce(ladder_members, ladder_staff)"
AT_CO_DESIGN = share(
    "involvement",
    DAY,
    f"{RATED} >= 6",
    f"{RATED} IS NOT NULL",
    by=[
        By("who rated", f"'{who}'", f"{step} IS NOT NULL", f"count(*) FILTER ({step} >= 6)", "count(*)")
        for who, step in (("Members", "ladder_members"), ("Staff", "ladder_staff"))
    ],
)
RATED_BY_BOTH = f"""
    SELECT network, {DAY.start} AS period_start, {DAY.end} AS period_end, 3 AS step_months, '' AS dimension, '' AS category,
        avg(ladder_staff - ladder_members) AS value, stddev_samp(ladder_staff - ladder_members) AS deviation,
        count(*) AS size, min(citation) AS citation, max(load_id) AS load_id, min(row_number) AS row_number
    FROM in_force_involvement
    WHERE ladder_staff IS NOT NULL AND ladder_members IS NOT NULL AND {DAY.known} AND {DAY.end} <= {newest_load_day("involvement")}
    GROUP BY ALL
"""
SUPPORTED = share(
    "involvement",
    DAY,
    "debrief = 'yes' AND named_contact = 'yes' AND coalesce(access_needs_met, 0) >= access_needs",
    "debrief IS NOT NULL AND named_contact IS NOT NULL AND access_needs IS NOT NULL",
)
HOURS = """
    SELECT network, period_start, period_end, 3 AS step_months, characteristic AS dimension, group_name AS category,
        hours AS value, hidden, citation, load_id, row_number
    FROM safe_participation WHERE hours IS NOT NULL OR hidden
"""

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
    stands=IN_NETWORKS,
    figures=(register("project", counts=PROJECTS, counts_everything=True),),
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
    stands=IN_NETWORKS,
    figures=(register("involvement", counts=AT_CO_DESIGN),),
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
    stands=IN_NETWORKS,
    figures=(register("involvement", counts=RATED_BY_BOTH),),
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
    stands=IN_NETWORKS,
    figures=(register("participation", counts=HOURS, of_people=True),),
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
    stands=IN_NETWORKS,
    figures=(register("involvement", counts=SUPPORTED),),
    frequency="quarterly",
    step_months=3,
    lag_months=1,
    caveats=("Support offered is not always support that helped: ask those who took part.",),
)
