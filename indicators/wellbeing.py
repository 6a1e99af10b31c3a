"""Personal well-being: what adults say of their lives in the national survey."""

from indicators.core.figures import published
from indicators.core.model import Indicator, Kind, Method, Polarity
from indicators.core.records import Answers

# The survey year ends in March and its results follow in about twelve months.
SURVEY_LAG = 12
SAMPLE = "A sample of adults, weighted by the publisher: keep its limits, do not work them out from counts."
SMALL = "The publisher may hide or mark as unreliable a local value that rests on few answers."
SCALE = "Low scores are counted here, so a falling figure is good news."

wellbeing_satisfaction_low = Indicator(
    title="Low life satisfaction",
    question="How many adults are dissatisfied with their lives?",
    definition=("Adults of 16 or over who score their satisfaction with life 0 to 4 out of 10, of all who answered."),
    kind=Kind.FEEL,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Office for National Statistics",
    needs="Fingertips export of indicator 22301 for {place} (OHID), with the publisher's limits.",
    figures=(Answers(),),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="Fingertips 22301",
    status="Standard national measure.",
    caveats=(SAMPLE, SMALL, SCALE),
    breakdowns=("sex", "age"),
)

wellbeing_worthwhile_low = Indicator(
    title="Low sense that life is worthwhile",
    question="How many adults feel that what they do is not worthwhile?",
    definition="Adults of 16 or over who score how worthwhile life is 0 to 4 out of 10, of all who answered.",
    kind=Kind.FEEL,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Office for National Statistics",
    needs="Fingertips export of indicator 22302 for {place} (OHID), with the publisher's limits.",
    figures=(Answers(),),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="Fingertips 22302",
    status="Standard national measure.",
    caveats=(SAMPLE, "Few people score this low, so local values are often suppressed.", SCALE),
)

wellbeing_happiness_low = Indicator(
    title="Low happiness yesterday",
    question="How many adults felt unhappy the day before they were asked?",
    definition="Adults of 16 or over who score yesterday's happiness 0 to 4 out of 10, of all who answered.",
    kind=Kind.FEEL,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Office for National Statistics",
    needs="Fingertips export of indicator 22303 for {place} (OHID), with the publisher's limits.",
    figures=(Answers(),),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="Fingertips 22303",
    status="Standard national measure.",
    caveats=(SAMPLE, SMALL, SCALE),
)

wellbeing_anxiety_high = Indicator(
    title="High anxiety yesterday",
    question="How many adults felt very anxious the day before they were asked?",
    definition="Adults of 16 or over who score yesterday's anxiety 6 to 10 out of 10, of all who answered.",
    kind=Kind.FEEL,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    decimals=1,
    owner="Office for National Statistics",
    needs="Fingertips export of indicator 22304 for {place} (OHID), with the publisher's limits.",
    figures=(Answers(),),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="Fingertips 22304",
    status="Standard national measure.",
    caveats=(SAMPLE, SMALL, "On this scale a high score is bad, unlike the other three questions."),
)

wellbeing_satisfaction_mean = Indicator(
    title="Average life satisfaction",
    question="How satisfied are adults in {place} with their lives?",
    definition=("The average score, from 0 to 10, that adults of 16 or over give their satisfaction with life."),
    kind=Kind.FEEL,
    polarity=Polarity.HIGHER,
    method=Method.MEAN,
    unit="out of 10",
    multiplier=1,
    decimals=2,
    owner="Office for National Statistics",
    needs="The ONS dataset wellbeing-local-authority, which gives lower and upper limits for each year.",
    figures=(published("ons_wellbeing_explorer:life_satisfaction", "ons_health_index:life_satisfaction"),),
    frequency="yearly",
    step_months=12,
    lag_months=SURVEY_LAG,
    national_id="ONS wellbeing-local-authority, life satisfaction, average (mean)",
    status="Standard national measure.",
    caveats=(
        "Neither source we hold gives limits, so a change between years cannot be judged yet.",
        "Earlier years come from the ONS Health Index, which calls a financial year by one calendar year.",
        "Two publications round the same survey year differently: neither is wrong, and they are not mixed.",
        "Averages move little. They can stay the same while the number of very unhappy people changes.",
    ),
)
