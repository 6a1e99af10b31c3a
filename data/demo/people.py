"""Who made-up records are about: each person has one birth, sex, ethnic group and place, in whatever table they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.demo import calibration as usual
from data.demo.columns import Mask, Numbers, Random, chance, days, pick, pseudonyms, the_same, whole, words
from data.tables.records.record import ETHNIC_GROUPS, SEXES

YEAR = 365.25
CHILD, OLDER = 18, 65
PEOPLE_A_REFERRAL = 0.6


@dataclass(frozen=True)
class Bodies:
    """The codes of those who stand for the place."""

    area: str
    commissioner: str
    trust: str
    community: str


@dataclass(frozen=True)
class People:
    """Everybody, a row a person; ``known`` says of whom each is written down."""

    born: Numbers
    female: Mask
    ethnic: Numbers
    fifth: Numbers
    known: dict[str, Mask]

    def ages(self, who: Numbers, on: Numbers) -> Numbers:
        """Their ages in whole years on some days."""
        return np.clip((on - self.born[who]) / YEAR, 0, 105).astype(np.int32)

    def deprived(self, who: Numbers) -> Numbers:
        """How deprived their places are: 1 for the most deprived fifth, 0 for the least."""
        return (4 - self.fifth[who]) / 4

    def columns(self, bodies: Bodies, who: Numbers, on: Numbers) -> dict[str, pa.Array]:
        """What is written down of them on some days."""
        known = {name: mask[who] for name, mask in self.known.items()}
        return {
            "person": pseudonyms("p", who),
            "commissioner": the_same(bodies.commissioner, len(who)),
            "area": words(np.zeros(len(who)), (bodies.area,), known["area"]),
            "age": whole(self.ages(who, on), known["age"]),
            "sex": words(self.female[who], SEXES, known["sex"]),
            "ethnic_group": words(self.ethnic[who], ETHNIC_GROUPS, known["ethnic_group"]),
            "deprivation_fifth": whole(self.fifth[who] + 1, known["deprivation_fifth"]),
            "extracted": days(np.full(len(who), day_number(usual.DRAWN))),
            "complete_from": days(np.full(len(who), day_number(usual.FIRST_MONTH))),
            "person_shared": the_same("yes", len(who)),
        }


def everybody(random: Random, referrals: int) -> People:
    """As many people as so many referrals are of."""
    size = max(20, round(referrals * PEOPLE_A_REFERRAL))
    band = pick(random, usual.AGE_SHARES, size)
    begins, ends = np.array(usual.AGE_BEGINS)[band], np.array(usual.AGE_ENDS)[band] + 1
    middle = (day_number(usual.FIRST_MONTH) + day_number(usual.DRAWN)) / 2
    born = middle - (begins + random.random(size) * (ends - begins)) * YEAR
    need = [share * factor for share, factor in zip(usual.FIFTHS, usual.NEED_BY_FIFTH, strict=True)]
    by_group = [share * factor for share, factor in zip(usual.ETHNIC_SHARES, usual.NEED_BY_ETHNIC_GROUP, strict=True)]
    known = {name: ~chance(random, missing, size) for name, missing in usual.NOT_KNOWN.items()}
    return People(
        born.astype(np.int32),
        chance(random, usual.FEMALE, size),
        pick(random, by_group, size),
        pick(random, need, size),
        known,
    )


def somebody(random: Random, people: People, rows: int) -> Numbers:
    """Who is meant, row by row: some come often."""
    return (len(people.born) * random.random(rows) ** 1.4).astype(np.int64)


def day_number(day: object) -> int:
    """Days since 1970."""
    return int(np.datetime64(str(day), "D").astype(np.int64))
