"""NHS Talking Therapies: how people are when they finish."""

from indicators.core.figures import activity, count
from indicators.core.groups import Groups
from indicators.core.model import COMMUNITY_TRUST, Indicator, Kind, Method, Polarity
from indicators.core.records import Column, Events, Expression, events

# NHS England publishes each month about three months after it ends.
MONTHLY_LAG = 3
ROUNDED = "Counts are rounded to 5 and percentages to whole numbers by the publisher; counts under 5 are hidden."
WIDENED = (
    "From April 2022 the publisher also counts people treated for body dysmorphic disorder, chronic fatigue,"
    " irritable "
    "bowel and other symptoms without medical explanation. It declares no break, so the line goes on."
)
MORE_CONDITIONS = "From April 2022 the publisher counts people with more conditions; it declares no break."
FINISHERS = "It is about people who finish: those who leave early are not in it."
YEARLY = (
    "Differences between groups come from the yearly file. Age bands change in 2021-22, and the file counts "
    "its "
    "deprivation tenths from least (01) to most deprived (10)."
)
NEXT = "The next monthly activity and performance file of NHS Talking Therapies, NHS England, {body}."
BY = ("deprivation tenth", "broad ethnic group", "sex", "age")
TENTHS = Groups(
    "deprivation tenth",
    ("01 Least deprived",),
    ("10 Most deprived",),
    "least deprived tenth",
    "most deprived tenth",
)
PHQ9, GAD7 = 10, 8
"""From these scores on somebody is unwell enough to need treatment."""
PHQ9_BY_CHANCE, GAD7_BY_CHANCE = 6, 4
"""A score that changed by so much did so by more than chance."""


def _finished(referral: Column) -> Column:
    return (referral.service == "talking therapies") & (referral.contacts >= 2)


def unwell_at_start(referral: Column) -> Column:
    """Finished a course, and one of the first scores, where known, was that of somebody unwell."""
    unwell = (referral.phq9_first >= PHQ9).fill_null(False) | (referral.gad7_first >= GAD7).fill_null(False)
    return _finished(referral) & unwell


def recovered(referral: Column) -> Column:
    """Both last scores are known, and neither is that of somebody unwell."""
    return (referral.phq9_last < PHQ9) & (referral.gad7_last < GAD7)


def _reliably_improved(referral: Column) -> Column:
    """One score is better by more than chance, and the other is not worse by more than chance."""
    less_depressed = referral.phq9_first - referral.phq9_last
    less_anxious = referral.gad7_first - referral.gad7_last
    better = (less_depressed >= PHQ9_BY_CHANCE) | (less_anxious >= GAD7_BY_CHANCE)
    return better & (less_depressed > -PHQ9_BY_CHANCE) & (less_anxious > -GAD7_BY_CHANCE)


def _of_finished(counted: Expression, top: Expression) -> Events:
    """Courses in the month in which they finished; few last over a year, so that by then all are in an extract."""
    return events("referral", on="ended", counted=counted, top=top, since="received", lead_in_months=12)


UNWELL_AT_START = count("M076", less=("M179",))
UNWELL_AT_START_IN_YEAR = count("at_caseness")

tt_recovery = Indicator(
    title="Talking therapy recovery",
    question="Of people who finish talking therapy, how many are well by the end?",
    definition=(
        "Courses finished in the month after which the person was no longer unwell, of all courses finished "
        "by people "
        "who were unwell enough to need treatment at the start."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", value="M192", numerator=count("M191"), denominator=UNWELL_AT_START),
        activity(
            "nhs_talking_therapies_annual",
            value="recovery",
            numerator=count("recovery"),
            denominator=UNWELL_AT_START_IN_YEAR,
            by=BY,
        ),
        _of_finished(unwell_at_start, recovered),
    ),
    frequency="monthly; from 2017/18 and by group yearly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M192 Percentage_Recovery; old Fingertips 90593 stops in 2019",
    status="Standard national measure.",
    caveats=(
        FINISHERS,
        "Recovery means crossing a line on a scale: somebody may improve much and not cross it.",
        WIDENED,
        YEARLY,
        ROUNDED,
    ),
    breakdowns=BY,
    gap=TENTHS,
    also_moved_by=MORE_CONDITIONS,
)

tt_reliable_improvement = Indicator(
    title="Reliable improvement in talking therapy",
    question="Of people who finish talking therapy, how many are clearly better?",
    definition=("Courses finished in the month after which scores had improved by more than chance, of all finished."),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", value="M186", numerator=count("M185"), denominator=count("M076")),
        activity(
            "nhs_talking_therapies_annual",
            value="improvement",
            numerator=count("improvement"),
            denominator=count("finished_course_treatment"),
            by=BY,
        ),
        _of_finished(_finished, _reliably_improved),
    ),
    frequency="monthly; from 2017/18 and by group yearly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M186 Percentage_ReliableImprovement",
    status="Standard national measure.",
    caveats=(
        FINISHERS,
        "The publisher's label changed from improvement to reliable improvement; its number, M186, and the "
        "line stayed.",
        WIDENED,
        YEARLY,
        ROUNDED,
    ),
    breakdowns=BY,
    gap=TENTHS,
    also_moved_by=MORE_CONDITIONS,
)

tt_reliable_recovery = Indicator(
    title="Reliable recovery in talking therapy",
    question="Of people who finish talking therapy, how many are both well and clearly better?",
    definition=(
        "Courses finished in the month after which the person had recovered and had improved by more than "
        "chance, of "
        "all courses finished by people who were unwell enough to need treatment at the start."
    ),
    kind=Kind.SERVICE,
    polarity=Polarity.HIGHER,
    method=Method.PROPORTION,
    unit="%",
    owner="NHS England",
    needs=NEXT,
    stands=(COMMUNITY_TRUST,),
    figures=(
        activity("nhs_talking_therapies", value="M195", numerator=count("M193"), denominator=UNWELL_AT_START),
        activity(
            "nhs_talking_therapies_annual",
            value="reliable_recovery",
            numerator=count("reliable_recovery"),
            denominator=UNWELL_AT_START_IN_YEAR,
            by=BY,
        ),
        _of_finished(unwell_at_start, lambda referral: recovered(referral) & _reliably_improved(referral)),
    ),
    frequency="monthly; from 2017/18 and by group yearly",
    step_months=1,
    lag_months=MONTHLY_LAG,
    national_id="M195 Percentage_ReliableRecovery",
    status="Standard national measure.",
    caveats=(
        FINISHERS,
        "It is the strictest of the three: it asks for recovery and for improvement.",
        WIDENED,
        YEARLY,
        ROUNDED,
    ),
    breakdowns=BY,
    gap=TENTHS,
    also_moved_by=MORE_CONDITIONS,
)
