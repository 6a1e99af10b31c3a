"""NHS Talking Therapies: who starts, who waits, and who stops after one appointment."""

from indicators.core.figures import activity, count
from indicators.core.model import COMMUNITY_TRUST, Indicator, Kind, Method, Polarity
from indicators.core.records import Column, Events, Expression, days, events

# NHS England publishes each month about three months after it ends.
MONTHLY_LAG = 3
ROUNDED = "Counts are rounded to 5 and percentages to whole numbers by the publisher; counts under 5 are hidden."
LEAD_IN = 12  # Few courses last longer: by then those that began before an extract does are over.


def _in_talking_therapies(referral: Column) -> Column:
    return referral.service == "talking therapies"


def _finished(referral: Column) -> Column:
    """A course of treatment is finished where it ended after two treatments or more."""
    return _in_talking_therapies(referral) & (referral.contacts >= 2)


def _of_ended(counted: Expression, top: Expression) -> Events:
    """Referrals in the month in which they ended."""
    return events("referral", on="ended", counted=counted, top=top, since="received", lead_in_months=LEAD_IN)


def _begun_within(limit: int) -> Events:
    return _of_ended(_finished, lambda referral: days(referral.received, referral.first_contact) <= limit)


NEXT = "The next monthly activity and performance file of NHS Talking Therapies, NHS England, {body}."

tt_access = Indicator(
    title="People entering talking therapy",
    question="How many people start talking therapy?",
    definition="Referrals with a first therapy session in the month.",
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.COUNT,
    unit="people",
    multiplier=1,
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", numerator=count("M031")),
        events("referral", on="first_contact", counted=_in_talking_therapies, since="received", lead_in_months=3),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M031 Count_AccessingServices; old Fingertips 90592 stops in 2019",
    caveats=(
        ROUNDED,
        "The publisher renamed this measure three times (first treatment, first assessment, accessing "
        "services). "
        "Its number, M031, stayed, and so does the line.",
        "It counts referrals: somebody who starts twice is counted twice.",
        "More people starting is not by itself more need met: demand can grow faster.",
    ),
    context=("About 17,000 referrals were quoted to councillors in an undated press report.",),
)

tt_wait_6w = Indicator(
    title="Talking therapy within 6 weeks",
    question="Of people who finish talking therapy, how many had started within 6 weeks?",
    definition=("Courses finished in the month that had begun within 42 days of referral, of all courses finished."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", value="M053", numerator=count("M052"), denominator=count("M076")),
        _begun_within(42),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M053 Percentage_AccessingServices6WeeksFinishedCourseTreatment",
    caveats=(
        "It looks back from the end of treatment. People still waiting, and those who never finished, are not in it.",
        "It ends at the first session. The wait for the second is another indicator.",
        ROUNDED,
    ),
    context=("May 2018, by a press definition (people with a first appointment): 59.7%.",),
)

tt_wait_18w = Indicator(
    title="Talking therapy within 18 weeks",
    question="Of people who finish talking therapy, how many had started within 18 weeks?",
    definition=("Courses finished in the month that had begun within 126 days of referral, of all courses finished."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", value="M055", numerator=count("M054"), denominator=count("M076")),
        _begun_within(126),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M055 Percentage_AccessingServices18WeeksFinishedCourseTreatment",
    caveats=(
        "It looks back from the end of treatment. People still waiting, and those who never finished, are not in it.",
        ROUNDED,
    ),
    context=("May 2018, as reported in the press: nobody with a first appointment had waited over 18 weeks.",),
)

tt_gap_1st_2nd_90d = Indicator(
    title="Over 90 days between first and second appointment",
    question="After a first appointment, how many people wait over 90 days for the next?",
    definition=(
        "Second treatments in the month that came more than 90 days after the first, of all second treatments."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", value="M126", numerator=count("M047"), denominator=count("M184")),
        events(
            "referral",
            on="second_contact",
            counted=_in_talking_therapies,
            top=lambda referral: days(referral.first_contact, referral.second_contact) > 90,
            since="received",
            lead_in_months=LEAD_IN,
        ),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M126 Percentage_FirstToSecondTreatmentOver90days",
    caveats=(
        "Before April 2024 the publisher gave counts only; the percentage is then ours, from counts rounded to 5.",
        "There is no national standard for the second appointment.",
        "People who never had a second appointment are not in it.",
        ROUNDED,
    ),
    context=("May 2018, as reported in the press: 33%, about 135 of 405; and 68% waited over one month.",),
)

tt_ended_treated_once = Indicator(
    title="Ended after one treatment",
    question="How many referrals end after a single treatment appointment?",
    definition=("Referrals ended in the month after exactly one treatment appointment, of all referrals ended."),
    kind=Kind.SERVICE,
    polarity=Polarity.LOWER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", value="M078", numerator=count("M075"), denominator=count("M056")),
        _of_ended(_in_talking_therapies, lambda referral: referral.contacts == 1),
    ),
    frequency="monthly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M078 Percentage_EndedTreatedOnce; M075 Count_EndedTreatedOnce",
    status="Standard national measure.",
    caveats=(
        "Ending after one appointment is not always dropping out: some people are helped or directed elsewhere in one.",
        "Before April 2024 the publisher gave counts only; the percentage is then ours, from counts rounded to 5.",
        "The percentage is of all referrals that ended, also of those never treated.",
        ROUNDED,
    ),
    recorded_differently=(
        "A difference this large is likely to come from how appointments are recorded: what one service counts as an "
        "assessment another counts as treatment."
    ),
)
