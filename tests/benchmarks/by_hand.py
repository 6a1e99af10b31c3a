"""The SQL that an analyst who knows DuckDB writes by hand for what is counted of records: a second answer beside ours.

It is written from what each indicator is defined to be, and shares nothing with the expressions that the dashboard counts by.
A question gives a row for each body, first day of a period and group, all crossed: ``records``, ``numerator``,
``denominator`` and the newest ``load_id``; ``{body}`` stands for the column of the body.  Of a median it gives a row for
each ``number`` too, and there are two questions: everybody by month or quarter, and the groups by financial year.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indicators.core.measures import medians
from indicators.core.measures.event_measures import COLUMN_OF
from indicators.core.model import Indicator
from indicators.core.records import Events

MONTH = "date_trunc('month', {day})"
QUARTER = "date_trunc('quarter', {day})"
FINANCIAL_YEAR = "date_trunc('year', {day} - INTERVAL 3 MONTH) + INTERVAL 3 MONTH"
CALENDAR_YEAR = "date_trunc('year', {day})"
AGE = "CASE WHEN age < 18 THEN 'Under 18' WHEN age < 65 THEN '18 to 64' WHEN age >= 65 THEN '65 and over' END"
GROUPS = {"sex": "sex", "age": AGE, "deprivation fifth": "deprivation_fifth", "ethnic group": "ethnic_group"}
ALL = tuple(GROUPS)
NOT_AGE = ("sex", "deprivation fifth", "ethnic group")

TALKING = "service = 'talking therapies'"
FINISHED = f"{TALKING} AND contacts >= 2"
UNWELL = f"{FINISHED} AND (phq9_first >= 10 OR gad7_first >= 8)"
RECOVERED = "phq9_last < 10 AND gad7_last < 8"
IMPROVED = """
    (phq9_first - phq9_last >= 6 OR gad7_first - gad7_last >= 4)
    AND phq9_last - phq9_first < 6 AND gad7_last - gad7_first < 4
"""
SECONDARY = "service IN ('community adult', 'community older adult', 'early intervention in psychosis')"
CHILDREN = "service = 'children and young people'"
ADULTS = "service IN ('community adult', 'community older adult') AND age >= 18"
ACUTE = "ward IN ('adult acute', 'older adult acute')"
LENGTH = "discharged::DATE - admitted"
LEFT = "coalesce(discharged::DATE, extracted)"
ALL_SIX = " AND ".join(
    f"as_of - {check} <= 365"
    for check in ("blood_pressure", "weight", "alcohol", "blood_fats", "blood_sugar", "smoking")
)


def _shown(groups: tuple[str, ...]) -> str:
    return "".join(f', {GROUPS[name]} AS "{name}"' for name in groups)


def _once(
    table: str,
    day: str,
    counted: str,
    top: str = "true",
    period: str = MONTH,
    groups: tuple[str, ...] = ALL,
    numerator: str = "count(*) FILTER ({top})",
    denominator: str = "count(*)",
) -> str:
    """Each record counts once, in the period of its day."""
    return f"""
        SELECT {{body}} AS body, ({period.format(day=day)})::DATE AS period{_shown(groups)}, count(*) AS records,
            {numerator.format(top=top)} AS numerator, {denominator} AS denominator, max(load_id) AS load_id
        FROM in_force_{table} WHERE {{body}} IS NOT NULL AND {day} IS NOT NULL AND {counted} GROUP BY ALL
    """


def _numbers(table: str, day: str, counted: str, number: str, period: str, groups: tuple[str, ...] = ()) -> str:
    """How many records have each number, in the period of their day."""
    return f"""
        SELECT {{body}} AS body, ({period.format(day=day)})::DATE AS period{_shown(groups)}, {number} AS number,
            count(*) AS records, count(*) AS numerator, count(*) AS denominator, max(load_id) AS load_id
        FROM in_force_{table} WHERE {{body}} IS NOT NULL AND {day} IS NOT NULL AND {counted} GROUP BY ALL
    """


def _waits(day: str, counted: str, groups: tuple[str, ...]) -> tuple[str, str]:
    """Days from referral to a day in the three months that end with each month; and in each financial year."""
    wait = f"{day} - received"
    in_month = f"""
        SELECT {{body}} AS body, (date_trunc('month', {day}) + to_months(later::INTEGER))::DATE AS period, {wait} AS number,
            count(*) AS records, count(*) AS numerator, count(*) AS denominator, max(load_id) AS load_id
        FROM in_force_referral, range(3) AS months(later)
        WHERE {{body}} IS NOT NULL AND {day} IS NOT NULL AND {counted} GROUP BY ALL
    """
    return in_month, _numbers("referral", day, counted, wait, FINANCIAL_YEAR, groups)


def _periods(first: str, months: int) -> str:
    """Every period since records can be of, by its first and its last day."""
    return f"""
        period AS (
            SELECT begins::DATE AS begins, (begins + INTERVAL {months} MONTH)::DATE - 1 AS ends
            FROM (SELECT unnest(generate_series(DATE '{first}', today(), INTERVAL {months} MONTH)) AS begins)
        )
    """


MONTHS, QUARTERS = _periods("2000-01-01", 1), _periods("2000-01-01", 3)
FINANCIAL_YEARS = _periods("1999-04-01", 12)


def _waiting(periods: str, groups: tuple[str, ...]) -> str:
    """Days waited so far by children not yet seen at the end of each period."""
    return f"""
        WITH {periods}
        SELECT {{body}} AS body, begins AS period{_shown(groups)}, ends - received AS number,
            count(*) AS records, count(*) AS numerator, count(*) AS denominator, max(load_id) AS load_id
        FROM in_force_referral JOIN period ON received <= ends AND coalesce(first_contact, ended, extracted) > ends
        WHERE {{body}} IS NOT NULL AND {CHILDREN} GROUP BY ALL
    """


def _days_spent(periods: str, begun: str, counted: str) -> str:
    """Days from one day up to the day of leaving, within each period that they reach into."""
    days = f"least({LEFT}, ends + 1) - greatest({begun}, begins)"
    return f"""
        WITH {periods}
        SELECT {{body}} AS body, begins AS period, count(*) AS records, sum({days}) AS numerator,
            count(*) FILTER ({days} > 0) AS denominator, max(load_id) AS load_id
        FROM in_force_inpatient_stay JOIN period ON {begun} <= ends AND {LEFT} >= begins
        WHERE {{body}} IS NOT NULL AND {counted} GROUP BY ALL
    """


def _people(records: str, groups: tuple[str, ...], top: str) -> str:
    """Each person once in a body and period, in the groups that the latest of their records knows.

    Of several records on one day the first word is taken, and a yes.
    """
    known = "".join(f', min("{name}") AS "{name}"' for name in groups)
    latest = "".join(f', arg_max("{name}", day) AS "{name}"' for name in groups)
    return f"""
        {records}, a_day AS (
            SELECT body, period, whose, person, day{known}, max(top) AS top, max(load_id) AS load_id FROM one GROUP BY ALL
        ), each AS (
            SELECT body, period{latest}, {top} AS top, max(load_id) AS load_id FROM a_day GROUP BY body, period, whose, person
        )
        SELECT body, period{"".join(f', "{name}"' for name in groups)}, count(*) AS records,
            count(*) FILTER (top) AS numerator, count(*) AS denominator, max(load_id) AS load_id
        FROM each GROUP BY ALL
    """


WHOSE = "CASE WHEN person_shared = 'yes' THEN '' ELSE provider END"
ANY, LATEST = "max(top)", "arg_max(top, day)"
"""On top is who is by any of their records, or by the latest that has an answer."""


def _in_touch(periods: str, ages: str, counted: str, answer: str, top: str, groups: tuple[str, ...] = ALL) -> str:
    """People of some ages in touch at the end of each period; they have grown older since the referral."""
    grown = "age + date_sub('year', received, ends)"
    records = f"""
        WITH {periods}, older AS (
            SELECT {{body}} AS body, begins AS period, {WHOSE} AS whose, person, received AS day, {answer} AS top,
                sex, {grown} AS age, deprivation_fifth, ethnic_group, load_id
            FROM in_force_referral JOIN period ON received <= ends AND coalesce(ended, extracted) > ends
            WHERE {{body}} IS NOT NULL AND {counted}
        ), one AS (
            SELECT body, period, whose, person, day, top, load_id{_shown(groups)} FROM older WHERE age BETWEEN {ages}
        )
    """
    return _people(records, groups, top)


def _again_after_a_year() -> str:
    """Of people of 17 and 18 with a first contact in a year, those with any contact a year after it."""
    records = f"""
        WITH seen AS (
            SELECT person, max(coalesce(last_contact, second_contact, first_contact)) AS last_seen
            FROM in_force_referral WHERE person_shared = 'yes' GROUP BY person
        ), one AS (
            SELECT {{body}} AS body, date_trunc('year', first_contact)::DATE AS period, '' AS whose, person,
                first_contact AS day, last_seen - first_contact >= 365 AS top, load_id{_shown(NOT_AGE)}
            FROM in_force_referral JOIN seen USING (person)
            WHERE {{body}} IS NOT NULL AND person_shared = 'yes' AND first_contact IS NOT NULL AND age BETWEEN 17 AND 18
        )
    """
    return _people(records, NOT_AGE, ANY)


def _finished_of_received() -> str:
    """Courses finished in a financial year, beside the referrals that came in it."""
    return f"""
        SELECT {{body}} AS body, ({FINANCIAL_YEAR.format(day="day")})::DATE AS period{_shown(ALL)}, count(*) AS records,
            count(*) FILTER (finished) AS numerator, count(*) FILTER (came) AS denominator, max(load_id) AS load_id
        FROM (
            SELECT *, received AS day, true AS came, false AS finished FROM in_force_referral WHERE {TALKING}
            UNION ALL
            SELECT *, ended, false, contacts >= 2 FROM in_force_referral WHERE {TALKING} AND ended IS NOT NULL
        )
        WHERE {{body}} IS NOT NULL GROUP BY ALL
    """


def _eating_disorder(urgency: str, days: int) -> str:
    return _once(
        "referral",
        "first_contact",
        f"service = 'eating disorder' AND age < 18 AND urgency = '{urgency}'",
        f"first_contact - received <= {days}",
        QUARTER,
        NOT_AGE,
    )


def _longer_than(days: int) -> str:
    return _once("inpatient_stay", "discharged", ACUTE, f"{LENGTH} > {days}", QUARTER)


def _seen_within(hours: int, urgency: str) -> str:
    return _once("crisis_contact", "seen", f"urgency = '{urgency}'", f"seen - received <= INTERVAL {hours} HOUR")


COURSE_OF_YEAR = _finished_of_received()
BY_HAND: dict[str, tuple[str, ...]] = {
    "settled_accommodation": (_in_touch(FINANCIAL_YEARS, "18 AND 69", SECONDARY, "settled_home = 'yes'", LATEST),),
    "smh_paid_employment": (_in_touch(FINANCIAL_YEARS, "18 AND 69", SECONDARY, "paid_work = 'yes'", LATEST),),
    "asked_about_trauma": (
        _in_touch(FINANCIAL_YEARS, "18 AND 69", SECONDARY, "asked_about_trauma = 'yes'", ANY, ("sex", "ethnic group")),
    ),
    "think_family_recorded": (_in_touch(QUARTERS, "18 AND 120", "true", "parent_or_carer IS NOT NULL", ANY),),
    "transition_retention": (_again_after_a_year(),),
    "cyp_wait_median": (_waiting(MONTHS, ()), _waiting(FINANCIAL_YEARS, NOT_AGE)),
    "cyp_wait_first_contact": _waits("first_contact", CHILDREN, NOT_AGE),
    "cyp_wait_second_contact": _waits("second_contact", CHILDREN, NOT_AGE),
    "cmh_wait_second_contact": _waits("second_contact", ADULTS, ALL),
    "acute_stay_median": (
        _numbers("inpatient_stay", "discharged", ACUTE, LENGTH, QUARTER),
        _numbers("inpatient_stay", "discharged", ACUTE, LENGTH, FINANCIAL_YEAR, ALL),
    ),
    "acute_stay_over_60d": (_longer_than(60),),
    "acute_stay_over_90d": (_longer_than(90),),
    "admission_no_prior_contact": (
        _once(
            "inpatient_stay",
            "admitted",
            "ward = 'adult acute' AND known_before IS NOT NULL",
            "known_before = 'no'",
            QUARTER,
        ),
    ),
    "followup_72h": (
        _once(
            "inpatient_stay",
            "discharged",
            "ward = 'adult acute' AND followup_due = 'yes'",
            "followed_up - discharged <= INTERVAL 72 HOUR",
        ),
    ),
    "restraint_rate": (
        _once(
            "inpatient_stay",
            "discharged",
            "restrictive_interventions IS NOT NULL",
            numerator="sum(restrictive_interventions)",
            denominator=f"sum({LENGTH})",
        ),
    ),
    "crfd_bed_days": (_days_spent(MONTHS, "ready", "true"),),
    "oap_bed_days": (_days_spent(QUARTERS, "admitted", "out_of_area = 'yes'"),),
    "oap_active": (
        f"""
        WITH {MONTHS}
        SELECT {{body}} AS body, begins AS period, count(*) AS records, count(*) AS numerator, count(*) AS denominator,
            max(load_id) AS load_id
        FROM in_force_inpatient_stay JOIN period ON admitted <= ends AND {LEFT} > ends
        WHERE {{body}} IS NOT NULL AND out_of_area = 'yes' GROUP BY ALL
        """,
    ),
    "crisis_4h": (_seen_within(4, "very urgent"),),
    "crisis_24h": (_seen_within(24, "urgent"),),
    "s136_uses": (_once("crisis_contact", "received", "section_136 = 'yes'"),),
    "smi_health_check": (_once("health_check", "as_of", "true", ALL_SIX, QUARTER),),
    "eip_2w": (
        _once(
            "referral",
            "first_contact",
            "service = 'early intervention in psychosis'",
            "first_contact - received <= 14",
            QUARTER,
        ),
    ),
    "cyp_ed_urgent_1w": (_eating_disorder("urgent", 7),),
    "cyp_ed_routine_4w": (_eating_disorder("routine", 28),),
    "ethnicity_recording": (
        _once(
            "referral",
            "received",
            TALKING,
            "ethnic_group IS NOT NULL",
            FINANCIAL_YEAR,
            ("sex", "age", "deprivation fifth"),
        ),
    ),
    "tt_access": (_once("referral", "first_contact", TALKING),),
    "tt_wait_6w": (_once("referral", "ended", FINISHED, "first_contact - received <= 42"),),
    "tt_wait_18w": (_once("referral", "ended", FINISHED, "first_contact - received <= 126"),),
    "tt_gap_1st_2nd_90d": (_once("referral", "second_contact", TALKING, "second_contact - first_contact > 90"),),
    "tt_ended_treated_once": (_once("referral", "ended", TALKING, "contacts = 1"),),
    "tt_completion": (COURSE_OF_YEAR,),
    "tt_completion_deprivation_gap": (COURSE_OF_YEAR,),
    "tt_recovery_ethnic_gap": (_once("referral", "ended", UNWELL, RECOVERED, FINANCIAL_YEAR),),
    "tt_65plus_share": (
        _once("referral", "received", f"{TALKING} AND age IS NOT NULL", "age >= 65", FINANCIAL_YEAR, NOT_AGE),
    ),
    "tt_recovery": (_once("referral", "ended", UNWELL, RECOVERED),),
    "tt_reliable_improvement": (_once("referral", "ended", FINISHED, IMPROVED),),
    "tt_reliable_recovery": (_once("referral", "ended", UNWELL, f"{RECOVERED} AND {IMPROVED}"),),
}


class Asked(NamedTuple):
    """One question: what is counted, by which column of bodies, and the SQL by hand for it."""

    figures: Events
    body: str
    sql: str


def asked(indicator: Indicator, sql: Sequence[str]) -> Iterator[Asked]:
    """The questions that an indicator asks of records, for each kind of body that stands for its place."""
    (figures,) = (one for one in indicator.figures if isinstance(one, Events))
    parts = [figures] if figures.of_each is None else [*medians.parts(figures)]
    bodies = [COLUMN_OF[one.capacity] for one in indicator.stands if one.capacity in COLUMN_OF]
    for body, (part, template) in itertools.product(bodies, zip(parts, sql, strict=True)):
        yield Asked(part, body, template.format(body=body))
