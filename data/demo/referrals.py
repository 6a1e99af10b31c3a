"""Made-up referrals: when they came, were seen and ended, and how people were at first and at last."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.demo import calibration as usual
from data.demo.columns import Mask, Numbers, Random, as_table, chance, days, pick, pseudonyms, whole, words, yes_or_no
from data.demo.people import CHILD, OLDER, Bodies, People, day_number, somebody
from data.tables.records.referral import ENDINGS, MOST_GAD7, MOST_PHQ9, REFERRAL, SERVICES, URGENCIES

OF_CHILDREN = ("children and young people",)
IN_COMMUNITY = ("talking therapies", *OF_CHILDREN)
"""Services that a community trust gives, where there is one."""


def referrals(random: Random, people: People, bodies: Bodies, numbers: Numbers, came: Numbers) -> pa.Table:
    """Referrals of these numbers that came on these days."""
    rows = len(numbers)
    who = somebody(random, people, rows)
    age, poor = people.ages(who, came), people.deprived(who)
    service = _services(random, age)
    therapy = service == SERVICES.index("talking therapies")
    seen = _contacts(random, service, came, poor)
    columns = people.columns(bodies, who, came) | seen.columns()
    community = np.isin(service, [SERVICES.index(name) for name in IN_COMMUNITY])
    columns |= {
        "provider": words(community, (bodies.trust, bodies.community)),
        "referral": pseudonyms("r", numbers),
        "service": words(service, SERVICES),
        "urgency": words(~chance(random, np.where(therapy, 0.01, 0.12), rows), URGENCIES),
        "received": days(came),
    }
    columns |= _scores(random, therapy & (seen.number > 0), seen.number, poor)
    later = (came - day_number(usual.FIRST_MONTH)) / (365 * 8)
    columns |= {
        "paid_work": yes_or_no(chance(random, 0.16 - 0.1 * poor, rows), chance(random, 0.72, rows)),
        "settled_home": yes_or_no(chance(random, 0.84 - 0.16 * poor, rows), chance(random, 0.7, rows)),
        "parent_or_carer": yes_or_no(chance(random, 0.31, rows), chance(random, 0.42 + 0.2 * later, rows)),
        "asked_about_trauma": yes_or_no(chance(random, 0.38 + 0.2 * later, rows), chance(random, 0.6, rows)),
    }
    return as_table(REFERRAL, columns, rows)


def _services(random: Random, age: Numbers) -> Numbers:
    """To which service each came, by age."""
    services = np.zeros(len(age), dtype=np.int64)
    by_age = (
        (age < CHILD, usual.SERVICES_OF_CHILDREN),
        ((age >= CHILD) & (age < OLDER), usual.SERVICES_OF_ADULTS),
        (age >= OLDER, usual.SERVICES_OF_OLDER_PEOPLE),
    )
    for whom, shares in by_age:
        places = np.array([SERVICES.index(name) for name in shares])
        services[whom] = places[pick(random, [*shares.values()], int(whom.sum()))]
    return services


class _Course:
    """Days of contacts and of the end, as far as they had happened when the extract was drawn."""

    def __init__(
        self, first: Numbers, second: Numbers, last: Numbers, ended: Numbers, contacts: Numbers, ending: Numbers
    ):
        drawn = day_number(usual.DRAWN)
        has_first, has_second = (contacts > 0) & (first <= drawn), (contacts > 1) & (second <= drawn)
        self.first, self.second, self.ended, self.ending = (first, has_first), (second, has_second), ended, ending
        self.last = np.minimum(np.where(has_second, np.maximum(last, second), first), drawn)
        self.is_over: Mask = ended <= drawn
        whole_course = np.where(self.is_over, contacts, np.minimum(contacts, 1 + has_second.astype(np.int64)))
        self.number = np.where(has_first, whole_course, 0)

    def columns(self) -> dict[str, pa.Array]:
        """As columns of the table."""
        return {
            "first_contact": days(*self.first),
            "second_contact": days(*self.second),
            "last_contact": days(self.last, self.first[1]),
            "contacts": whole(self.number),
            "ended": days(self.ended, self.is_over),
            "ending": words(self.ending, ENDINGS, self.is_over),
        }


def _contacts(random: Random, service: Numbers, came: Numbers, poor: Numbers) -> _Course:
    """Waits, contacts and ends: people of deprived places wait longer, come less often and leave sooner."""
    rows = len(service)
    covid = day_number(usual.COVID_BEGINS)
    slow = 1 + 0.25 * ((came >= covid) & (came < covid + 500)) + 0.12 * poor
    median = np.array([usual.DAYS_TO_FIRST_CONTACT[name] for name in SERVICES])[service] * slow
    first = came + np.exp(np.log(median) + 0.75 * random.standard_normal(rows)).astype(np.int64)
    comes = chance(random, 0.82 - 0.12 * poor, rows)
    child = np.isin(service, [SERVICES.index(name) for name in OF_CHILDREN])
    stays = chance(random, 0.74 - 0.12 * poor, rows)
    contacts = comes * (1 + stays * (1 + random.poisson(np.where(child, 9, 5.5) - 1.5 * poor, rows)))
    second = first + 7 + np.exp(2.9 + 0.7 * random.standard_normal(rows)).astype(np.int64)
    last = second + np.maximum(contacts - 2, 0) * np.where(child, 40, 16)
    ended = np.where(contacts > 1, last, np.where(contacts == 1, first, came + 30)) + 5 + random.integers(0, 20, rows)
    finishes = chance(random, 0.68 - 0.14 * poor, rows)
    ending = np.where(contacts > 1, np.where(finishes, ENDINGS.index("completed"), ENDINGS.index("dropped out")), 2)
    other = chance(random, 0.12, rows)
    return _Course(first, second, last, ended, contacts, np.where(other, random.integers(3, 7, rows), ending))


def _scores(random: Random, scored: Mask, contacts: Numbers, poor: Numbers) -> dict[str, pa.Array]:
    """First and last scores of talking therapy: lower after more contacts, and less so in deprived places."""
    score_columns: dict[str, pa.Array] = {}
    rows = len(scored)
    taken = scored & chance(random, 0.94, rows)
    again = taken & (contacts > 1) & chance(random, 0.93, rows)
    gain = np.minimum(contacts, 10) * (1.5 - 0.3 * poor)
    for name, most, middle in (("phq9", MOST_PHQ9, 15.0), ("gad7", MOST_GAD7, 13.5)):
        first = middle + 1.2 * poor + 5 * random.standard_normal(rows)
        last = first - gain + 4.5 * random.standard_normal(rows)
        score_columns[f"{name}_first"] = whole(np.clip(np.round(first), 0, most), taken)
        score_columns[f"{name}_last"] = whole(np.clip(np.round(last), 0, most), again)
    return score_columns
