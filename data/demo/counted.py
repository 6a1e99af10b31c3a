"""Made-up deaths and admissions that somebody has counted, and answers to surveys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from data.demo import calibration as usual
from data.demo.columns import Numbers, Random, as_table, chance, days, pseudonyms, the_same, whole
from data.demo.people import CHILD, Bodies, People
from data.tables.records.health_event import AGE_BANDS, GROUPS, HEALTH_EVENT, INFANTS
from data.tables.records.survey_answer import SURVEY_ANSWER

AGES = np.array([6, 6, 6, 6.5, 9.5, 7.5, 7, 6.8, 6.2, 5.6, 6, 5.8, 5, 4.3, 4, 3.3, 2.3, 1.3, 0.8])
"""How many per cent of residents each band of five years has."""
DETENTION = "detention under the Mental Health Act"
LIKELY = {
    "death by suicide": np.array([0, 0, 0.1, 0.6, 1, 1.1, 1.1, 1.2, 1.3, 1.4, 1.3, 1.1, 0.9, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8]),
    "death": np.array([0.3, 0.02, 0.02, 0.05, 0.1, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.2, 2, 3, 5, 8, 14, 24, 40]),
    "self-harm admission": np.array([0, 0, 1.4, 3.4, 2.4, 1.4, 1.1, 1, 0.9, 0.9, 0.8, 0.6, 0.4, 0.3, 0.3, 0.3, 0.4, 0.4, 0.4]),
    "mental health admission": np.array([0, 0, 0.2, 0.7, 1.3, 1.3, 1.2, 1.1, 1, 1, 1, 0.9, 0.9, 0.9, 1, 1.1, 1.1, 1, 0.9]),
    DETENTION: np.array([0, 0, 0.1, 0.6, 1.2, 1.3, 1.3, 1.2, 1.1, 1, 1, 0.9, 0.8, 0.8, 0.9, 1, 1, 0.9, 0.8]),
}  # fmt: skip
"""How likely each event is in each band, beside the others."""
STATEMENTS = ("I am listened to", "I know whom to call", "I am treated with respect", "I have a say in my care")
WITH_STATEMENTS = "i_statements_met"
APART = 0.3
"""How far the answers of the most and the least deprived fifth are apart, of the rarer answer's share."""
GROWS = 0.02
"""By how much of itself a share grows in a year."""
SOURCES = {"health_event": "illustrative_counts", "survey_answer": "illustrative_survey"}


def health_events(random: Random, bodies: Bodies) -> pa.Table:
    """Events by year, band of age, and one other group at a time: the groups add up to everybody."""
    rows = [
        row for event in usual.EVENTS_A_YEAR for first, last in _years() for row in _year(random, event, first, last)
    ]
    event_table = pa.Table.from_pylist([row | {"source": SOURCES["health_event"], "area": bodies.area} for row in rows])
    return as_table(
        HEALTH_EVENT, {name: event_table[name].combine_chunks() for name in event_table.column_names}, len(rows)
    )


def _years() -> Iterator[tuple[date, date]]:
    """Every calendar and financial year that was over when the extract was drawn."""
    for year in range(usual.FIRST_MONTH.year, usual.DRAWN.year):
        yield date(year, 1, 1), date(year, 12, 31)
        if date(year + 1, 3, 31) < usual.DRAWN:
            yield date(year, 4, 1), date(year + 1, 3, 31)


def _year(random: Random, event: str, first: date, last: date) -> Iterator[dict[str, object]]:
    people = usual.RESIDENTS * AGES / AGES.sum()
    likely = people * LIKELY[event]
    expected = usual.EVENTS_A_YEAR[event] * likely / likely.sum()
    fifths = np.array(usual.FIFTHS) * usual.NEED_BY_FIFTH
    counted = random.poisson(np.outer(expected, fifths / fifths.sum()))
    everybody = counted.sum(axis=1)
    of_ethnic_group = np.array(usual.ETHNIC_SHARES) * usual.OFTEN_BY_ETHNIC_GROUP.get(event, 1)
    ethnic = random.multinomial(everybody, of_ethnic_group / of_ethnic_group.sum())
    men = random.binomial(everybody, usual.MEN.get(event, usual.USUAL_SHARE_OF_MEN))
    groups: dict[str, tuple[Numbers, tuple[float, ...]]]
    groups = {"deprivation fifth": (counted, usual.FIFTHS), "ethnic group": (ethnic, usual.ETHNIC_SHARES)}
    groups["sex"] = (np.column_stack([men, everybody - men]), (0.5, 0.5))
    period = {"event": event, "period_start": first, "period_end": last}
    for at, band in enumerate(AGE_BANDS):
        of_groups = {dimension: (cells[at], shares) for dimension, (cells, shares) in groups.items()}
        yield from _band(period | {"age_band": band}, everybody[at], people[at], of_groups)
    if event == "death":
        dead = round(everybody[0] * usual.DEATHS_UNDER_ONE)
        of_infants = {
            dimension: (random.multivariate_hypergeometric(cells[0], dead), shares)
            for dimension, (cells, shares) in groups.items()
        }
        yield from _band(period | {"age_band": INFANTS}, dead, people[0] * usual.UNDER_ONE, of_infants)


def _band(
    about: dict[str, object], events: int, people: float, groups: dict[str, tuple[Numbers, tuple[float, ...]]]
) -> Iterator[dict[str, object]]:
    """A row of everybody of a band, and one of each group."""
    yield about | _cell("", "", events, people)
    for dimension, (cells, shares) in groups.items():
        for group, name in enumerate(GROUPS[dimension]):
            yield about | _cell(dimension, name, cells[group], people * shares[group])


def _cell(dimension: str, category: str, events: int, people: float) -> dict[str, object]:
    return {"dimension": dimension, "category": category, "events": int(events), "people": float(round(people))}


def answers(random: Random, people: People, bodies: Bodies, questions: Mapping[str, bool], referrals: int) -> pa.Table:
    """Answers of respondents, a wave a spring, to the questions that some indicators ask: the more deprived fare worse.

    ``questions`` says of each whether it is good to agree.
    """
    respondents_a_wave = max(30, round(referrals * usual.RESPONDENTS_A_REFERRAL))
    questions_with_statements = [
        (name, statement) for name in questions for statement in (STATEMENTS if name == WITH_STATEMENTS else ("",))
    ]
    waves = range(usual.FIRST_MONTH.year + 1, usual.DRAWN.year + 1)
    tables = [
        _wave(random, people, bodies, name, statement, year, respondents_a_wave, at, good=questions[name])
        for at, (year, (name, statement)) in enumerate(
            (year, question) for year in waves for question in questions_with_statements
        )
    ]
    return pa.concat_tables(tables) if tables else as_table(SURVEY_ANSWER, {}, 0)


def _respondents(random: Random, people: People, name: str, on: int, size: int) -> Numbers:
    """Who answers a question on a day: pupils where it is theirs, else adults."""
    everybody = np.arange(len(people.born))
    young = people.ages(everybody, np.full(len(everybody), on)) < CHILD
    respondents = everybody[young if name in usual.ASKED_OF_PUPILS else ~young]
    return np.asarray(random.choice(respondents if len(respondents) else everybody, size))


def _wave(
    random: Random,
    people: People,
    bodies: Bodies,
    name: str,
    statement: str,
    year: int,
    rows: int,
    at: int,
    *,
    good: bool,
) -> pa.Table:
    last = int(np.datetime64(f"{year}-05-31", "D").astype(np.int64))
    ends = np.full(rows, last)
    who = _respondents(random, people, name, last, rows)
    share = usual.SHARES_THAT_AGREE.get(name, usual.USUAL_SHARE) * (1 + GROWS * (year - usual.FIRST_MONTH.year))
    apart = (-APART if good else APART) * min(share, 1 - share)
    deprived = people.deprived(who)
    about = people.columns(bodies, who, ends)
    columns = {column: about[column] for column in ("age", "sex", "ethnic_group", "deprivation_fifth")} | {
        "source": the_same(SOURCES["survey_answer"], rows),
        "indicator": the_same(name, rows),
        "area": the_same(bodies.area, rows),
        "period_start": days(np.full(rows, np.datetime64(f"{year}-03-01", "D").astype(np.int64))),
        "period_end": days(ends),
        "statement": the_same(statement, rows),
        "respondent": pseudonyms("a", at * rows + np.arange(rows)),
        "dimension": the_same("", rows),
        "category": the_same("", rows),
        "answers": whole(np.ones(rows)),
        "agree": whole(chance(random, share + apart * (deprived - deprived.mean()), rows)),
        "weight": pa.array(np.round(np.exp(0.25 * random.standard_normal(rows)), 2)),
    }
    return as_table(SURVEY_ANSWER, columns, rows)
