"""The files of made-up records: one a table, of any size, written in parts, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from data.demo import calibration as usual
from data.demo.calendar import days_of, months_of
from data.demo.columns import Numbers, Random
from data.demo.contacts_and_stays import crisis_contacts, registers, stays
from data.demo.counted import answers, health_events
from data.demo.people import Bodies, People, day_number, everybody
from data.demo.referrals import referrals

AT_ONCE = 500_000
"""So many rows are made at a time: few enough for any computer."""
IN_A_FILE = 2_000_000
"""At most so many rows are in one file, so that none is larger than may be loaded."""
FEWEST, MOST = 100, 10_000_000
Make = Callable[[Random, People, Bodies, Numbers, Numbers], pa.Table]


def write(folder: Path, rows: int, seed: int, bodies: Bodies, questions: Mapping[str, bool]) -> list[Path]:
    """Write files of each table with so many referrals, and the others in proportion; counted events are a city's.

    ``questions`` are the indicators that surveys ask for, with whether it is good to agree.  Raises ``ValueError`` where it
    is fewer than 100 or more than 10 million.
    """
    if not FEWEST <= rows <= MOST:
        raise ValueError(f"Give from {FEWEST:,} to {MOST:,} rows: {rows:,} is not.")
    people = everybody(_random(seed, 0), rows)
    events: list[tuple[str, Make, float]] = [
        ("referral", referrals, 1.0),
        ("crisis_contact", crisis_contacts, usual.CRISIS_A_REFERRAL),
        ("inpatient_stay", stays, usual.STAYS_A_REFERRAL),
    ]
    parts: dict[str, Iterator[pa.Table]] = {
        table: _over_time(seed, at, make, people, bodies, round(rows * share))
        for at, (table, make, share) in enumerate(events, 1)
    }
    parts["health_check"] = _quarters(_random(seed, 4), people, bodies, rows)
    parts["health_event"] = iter([health_events(_random(seed, 5), bodies)])
    parts["survey_answer"] = iter([answers(_random(seed, 6), people, bodies, questions, rows)])
    return [path for table, tables in parts.items() for path in _written(folder, table, tables)]


def _random(seed: int, *part: int) -> Random:
    return np.random.default_rng([seed, *part])


def _over_time(seed: int, table: int, make: Make, people: People, bodies: Bodies, rows: int) -> Iterator[pa.Table]:
    """Records in order of time, so many at once."""
    month = np.repeat(np.arange(usual.MONTHS), months_of(rows))
    for first in range(0, rows, AT_ONCE):
        random = _random(seed, table, first)
        numbers = np.arange(first, min(first + AT_ONCE, rows))
        yield make(random, people, bodies, numbers, days_of(random, month[numbers]))


def _quarters(random: Random, people: People, bodies: Bodies, rows: int) -> Iterator[pa.Table]:
    """The register at the end of each quarter: the same people, whom it gains and loses a few of."""
    size = max(10, round(rows * usual.ON_REGISTER_A_REFERRAL))
    quarter = np.datetime64(usual.FIRST_REGISTER, "M")
    at = 0
    while (on := int((quarter + 1).astype("datetime64[D]").astype(np.int64)) - 1) < day_number(usual.DRAWN):
        who = (np.arange(size) + at * max(1, size // 50)) % len(people.born)
        yield registers(random, people, bodies, who, on)
        quarter, at = quarter + 3, at + 1


def _written(folder: Path, table: str, tables: Iterator[pa.Table]) -> list[Path]:
    """CSV files, which are read a few megabytes at a time: several where one would be larger than may be loaded."""
    paths: list[Path] = []
    for few in _together(tables):
        number = len(paths) + 1
        path = folder / f"illustrative-{table}{f'-{number}' if number > 1 else ''}.csv"
        with csv.CSVWriter(path, few[0].schema, write_options=csv.WriteOptions(quoting_style="needed")) as file:
            for part in few:
                file.write_table(part)
        paths.append(path)
    return paths


def _together(tables: Iterator[pa.Table]) -> Iterator[list[pa.Table]]:
    """Tables by the file that they are in."""
    few: list[pa.Table] = []
    for part in tables:
        if few and sum(table.num_rows for table in few) + part.num_rows > IN_A_FILE:
            yield few
            few = []
        few.append(part)
    yield few
