"""Made-up contacts in a crisis, stays on wards and registers of serious mental illness."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.demo import calibration as usual
from data.demo.columns import (
    Numbers,
    Random,
    as_table,
    chance,
    days,
    minutes,
    pick,
    pseudonyms,
    the_same,
    whole,
    words,
    yes_or_no,
)
from data.demo.people import CHILD, OLDER, Bodies, People, day_number, somebody
from data.tables.records.crisis_contact import CRISIS_CONTACT, URGENCIES
from data.tables.records.health_check import CHECKS, HEALTH_CHECK
from data.tables.records.inpatient_stay import INPATIENT_STAY, WARDS

DAY, HOUR = 1_440, 60
ACUTE = [WARDS.index(name) for name in ("adult acute", "older adult acute", "psychiatric intensive care")]
HOURS_TO_BE_SEEN = np.array([2.3, 13.0, 30.0])
"""The median, by urgency."""


def crisis_contacts(random: Random, people: People, bodies: Bodies, numbers: Numbers, came: Numbers) -> pa.Table:
    """Contacts of these numbers that came on these days."""
    rows = len(numbers)
    who = somebody(random, people, rows)
    urgency = pick(random, (0.14, 0.56, 0.3), rows)
    received = came * DAY + random.integers(0, DAY, rows)
    hours = HOURS_TO_BE_SEEN[urgency] * np.exp(0.8 * random.standard_normal(rows)) * (1 + 0.15 * people.deprived(who))
    seen = received + (hours * HOUR).astype(np.int64)
    was_seen = chance(random, np.array([0.86, 0.75, 0.6])[urgency], rows) & (seen < day_number(usual.DRAWN) * DAY)
    columns = people.columns(bodies, who, came) | {
        "provider": the_same(bodies.trust, rows),
        "crisis_contact": pseudonyms("c", numbers),
        "urgency": words(urgency, URGENCIES),
        "received": minutes(received),
        "seen": minutes(seen, was_seen),
        "section_136": yes_or_no(chance(random, 0.045, rows), chance(random, 0.97, rows)),
    }
    return as_table(CRISIS_CONTACT, columns, rows)


def stays(random: Random, people: People, bodies: Bodies, numbers: Numbers, admitted: Numbers) -> pa.Table:
    """Stays of these numbers that began on these days."""
    rows, drawn = len(numbers), day_number(usual.DRAWN)
    who = somebody(random, people, rows)
    age = people.ages(who, admitted)
    ward = np.where(age < CHILD, 3, np.where(age >= OLDER, 1, pick(random, (0.93, 0.0, 0.07), rows)))
    length = np.exp(3.2 + 0.35 * (ward == 1) + 0.9 * random.standard_normal(rows)).astype(np.int64) + 1
    last_day = admitted + length
    is_over = last_day < drawn
    discharged = last_day * DAY + random.integers(9 * HOUR, 18 * HOUR, rows)
    due = chance(random, 0.9, rows) & is_over
    followed = discharged + (np.exp(3.4 + 0.6 * random.standard_normal(rows)) * HOUR).astype(np.int64)
    was_followed = is_over & chance(random, 0.92, rows) & (followed < drawn * DAY)
    waited = chance(random, 0.13, rows)
    ready = last_day - np.where(waited, np.minimum(random.integers(1, 40, rows), length - 1), 0)
    away = np.isin(ward, ACUTE) & chance(random, usual.OUT_OF_AREA, rows)
    columns = people.columns(bodies, who, admitted) | {
        "provider": the_same(bodies.trust, rows),
        "stay": pseudonyms("s", numbers),
        "ward": words(ward, WARDS),
        "admitted": days(admitted),
        "known_before": yes_or_no(chance(random, 0.84, rows), chance(random, 0.95, rows)),
        "ready": days(ready, is_over),
        "discharged": minutes(discharged, is_over),
        "followup_due": yes_or_no(due, is_over),
        "followed_up": minutes(followed, was_followed),
        "restrictive_interventions": whole(random.poisson(0.3 + 0.9 * (ward == 2), rows), chance(random, 0.96, rows)),
        "out_of_area": yes_or_no(away),
    }
    return as_table(INPATIENT_STAY, columns, rows)


def registers(random: Random, people: People, bodies: Bodies, who: Numbers, on: int) -> pa.Table:
    """The register of one day: each person with the last day of each check."""
    rows = len(who)
    as_of = np.full(rows, on)
    keen = random.random(rows) - 0.12 * people.deprived(who)
    columns = people.columns(bodies, who, as_of) | {"provider": the_same(bodies.trust, rows), "as_of": days(as_of)}
    for name in CHECKS:
        ago = random.integers(0, 365, rows) + np.where(keen + 0.1 * random.standard_normal(rows) > 0.34, 0, 365)
        columns[name] = days(on - ago, chance(random, 0.96, rows))
    return as_table(HEALTH_CHECK, columns, rows)
