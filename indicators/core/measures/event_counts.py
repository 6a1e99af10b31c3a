"""Counts of records by period, body and group: Ibis expressions over the contracts' tables, for any engine.

Only what is counted leaves: a row of an answer is of a body, a period and a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import ibis
import pandas as pd

from data.contract import Contract
from data.tables import RECORDS
from data.tables.records.record import FIFTHS
from indicators.core.measures.records_in_force import RECORDS_COUNTED, Records, Table, unbound
from indicators.core.records import AGE, FIFTH, NOT_KNOWN, OF_THE_TABLE, Events, whose_pseudonym

PERIOD, BODY, NUMBER, WHO = "period", "body", "number", "who"
MONTHS_A_YEAR = 12
COUNTS = ["numerator", "denominator"]
SUMS = [*COUNTS, RECORDS_COUNTED]
LOAD = "load_id"
Value = Any
"""Ibis has no types that mypy could read."""


@cache
def counts(figures: Events, body: str, groups: tuple[str, ...]) -> Table:
    """The counts of an indicator by body (a column of the table), period, groups and newest load, all crossed.

    ``period`` numbers the steps since year 0.  Of a median there is a row for each ``number`` that its records have.
    All that is not a key is a sum of what each person brings: see ``kept_counts``.
    """
    records = unbound(figures.table)
    top = ibis.literal(1.0) if figures.top is None else figures.top(records).cast("float64")
    below = ibis.literal(1.0) if figures.below is None else figures.below(records).cast("float64").fill_null(0)
    is_counted = figures.counted(records).fill_null(False) & records[body].notnull()
    if figures.top_on:
        both = [(figures.on, top * 0, below), (figures.top_on, top, below * 0)]
        rows = ibis.union(*(_rows(records, figures, body, groups, is_counted, *part) for part in both))
    else:
        rows = _rows(records, figures, body, groups, is_counted, figures.on, top, below)
    shown = [f"g{at}" for at in range(len(groups))]
    if figures.persons:
        rows = _people(rows, shown, latest=figures.persons == "latest")
    numbers = [NUMBER] if figures.of_each is not None else []
    counted = rows.group_by([BODY, PERIOD, LOAD, *shown, *numbers]).aggregate(
        **{RECORDS_COUNTED: rows.count()}, numerator=rows.top.fill_null(0).sum(), denominator=rows.below.sum()
    )
    contract = RECORDS[figures.table]
    groups_in_words = {
        name: in_words(counted[f"g{at}"], words(contract, name, figures.ages)) for at, name in enumerate(groups)
    }
    return counted.select(BODY, PERIOD, *numbers, *SUMS, LOAD, **groups_in_words)


def _rows(
    records: Table,
    figures: Events,
    body: str,
    groups: Sequence[str],
    is_counted: Value,
    on: str,
    top: Value,
    below: Value,
) -> Table:
    """A row for each record and period in which it counts.

    What counts is chosen last, so that a condition may ask for other records of the same person.
    """
    first, last = _reaches(records, figures, on)
    chosen = records.mutate(
        **{BODY: records[body], "first": first, "last": last, "kept": is_counted & records[on].notnull()},
        day=records[on].cast("date"),
        top=top,
        below=below,
    )
    chosen = chosen.filter(chosen["kept"])
    once = figures.until is None and _steps_covered(figures) == 1
    rows = chosen.mutate(**{PERIOD: chosen["first"] if once else ibis.range(chosen["first"], chosen["last"]).unnest()})
    begins, ends = _first_day(rows[PERIOD], figures), _first_day(rows[PERIOD] + 1, figures) - ibis.interval(days=1)
    if figures.until is not None:
        rows = rows.mutate(age=rows.age + _years_up_to_its_end(rows[PERIOD], rows.day, figures))
    if figures.of_ages is not None:
        rows = rows.filter(rows.age.between(*figures.of_ages))
    if figures.in_period is not None:
        rows = rows.mutate(top=figures.in_period(rows, begins, ends).cast("float64").fill_null(0))
        rows = rows.mutate(below=(rows.top > 0).cast("float64"))  # who brings nothing does not hide who does
    number = {} if figures.of_each is None else {NUMBER: figures.of_each(rows, begins, ends).cast("float64")}
    contract = RECORDS[figures.table]
    shown = {
        f"g{at}": place(rows, name, words(contract, name, figures.ages), figures.ages) for at, name in enumerate(groups)
    }
    person = {WHO: whose_pseudonym(rows), "person": rows.person}
    return rows.select(BODY, PERIOD, "day", "top", "below", "load_id", **person, **shown, **number)


def _reaches(records: Table, figures: Events, on: str) -> tuple[Value, Value]:
    """The step of the first period in which each record counts, and of the first after it in which it does not."""
    first = _step(records[on], figures)
    if figures.until is None:
        return first, first + _steps_covered(figures)
    last = _step(figures.until(records).fill_null(records.extracted), figures)
    return first, last + (_steps_covered(figures) if figures.through or figures.covers_months else 0)


def _steps_covered(figures: Events) -> int:
    """How many steps the months that a figure covers are."""
    return (figures.covers_months or figures.step_months) // figures.step_months


def _people(rows: Table, groups: Sequence[str], *, latest: bool) -> Table:
    """A row for each person in a body and period, in the groups that their latest record knows, so that groups add up.

    On top is who is by any record, or by the latest that has an answer.  Records of one day count as one.
    """
    person = [BODY, PERIOD, WHO, "person"]
    known = {name: rows[name].min() for name in groups}
    days = rows.group_by([*person, "day"]).aggregate(**known, top=rows.top.max(), load_id=rows.load_id.max())
    return days.group_by(person).aggregate(
        **{name: _last(days, name) for name in groups},
        top=_last(days, "top") if latest else days.top.max(),
        below=ibis.literal(1.0),
        load_id=days.load_id.max(),
    )


def _last(days: Table, name: str) -> Value:
    """What the latest day says that says something."""
    return days[name].argmax(days.day, where=days[name].notnull())


def _step(day: Value, figures: Events) -> Value:
    """The number of the step in which a day lies."""
    months = _months(day, figures)
    return (months if figures.step_months == 1 else (months / figures.step_months).floor()).cast("int64")


def _months(day: Value, figures: Events) -> Value:
    """The number of the month in which a day lies, from the first month of step 0."""
    return day.year() * MONTHS_A_YEAR + day.month() - figures.first_month


def _years_up_to_its_end(step: Value, day: Value, figures: Events) -> Value:
    """The whole years from a day up to the last day of a step: that of the same month in a later year is one."""
    months = (step + 1) * figures.step_months - 1 - _months(day, figures)
    return (months / MONTHS_A_YEAR).floor().cast("int32")


def _first_day(step: Value, figures: Events) -> Value:
    """The first day of a step."""
    months = step * figures.step_months + figures.first_month - 1
    return ibis.date((months / MONTHS_A_YEAR).floor().cast("int32"), (months % MONTHS_A_YEAR + 1).cast("int32"), 1)


def group(records: Table, contract: Contract, name: str, ages: Sequence[int]) -> Value:
    """The group of a record in a breakdown, in words; ``ages`` are those at which bands begin."""
    among = words(contract, name, ages)
    return in_words(place(records, name, among, ages), among)


def words(contract: Contract, name: str, ages: Sequence[int]) -> list[str]:
    """The groups of a breakdown of a table, in their order as words; ``ages`` are those at which bands begin."""
    if name == AGE:
        return sorted(_age_bands(ages))
    (column,) = (column for column in contract.columns if column.name == OF_THE_TABLE[name])
    return sorted(filter(None, column.one_of)) or [str(fifth) for fifth in range(1, FIFTHS + 1)]


def place(records: Table, name: str, among: Sequence[str], ages: Sequence[int]) -> Value:
    """The place of a record's group among the words of a breakdown; null where it is not known.

    Engines sort and set apart millions of numbers much faster than as many words.
    """
    if name == AGE:
        *younger, oldest = (among.index(band) for band in _age_bands(ages))
        bands = [(records.age < first, at) for first, at in zip(ages, younger, strict=True)]
        return ibis.cases(*bands, (records.age.notnull(), oldest))
    column = records[OF_THE_TABLE[name]]
    return column - 1 if name == FIFTH else column.cases(*((word, at) for at, word in enumerate(among)))


def in_words(at: Value, among: Sequence[str]) -> Value:
    """The group at a place among the words of its breakdown."""
    return at.cases(*enumerate(among), else_=NOT_KNOWN)


def _age_bands(begins: Sequence[int]) -> list[str]:
    """The bands that begin at some ages, in words: under 18, 18 to 64, 65 and over."""
    between = [f"{first} to {then - 1}" for first, then in zip(begins, begins[1:], strict=False)]
    return [f"Under {begins[0]}", *between, f"{begins[-1]} and over"]


def by_each(records: Records, figures: Events, body: str) -> pd.DataFrame:
    """Counts of everybody and by each breakdown: a row a body, period, dimension and category."""
    group_counts = records.added_up(
        figures.table, counts(figures, body, figures.by), partial(_each, dimensions=figures.by)
    )
    added = dict.fromkeys(COUNTS, "sum") | {LOAD: "max"}
    keys = [name for name in group_counts if name not in (*SUMS, LOAD)]
    return group_counts.groupby(keys, sort=True, dropna=False).agg(added).reset_index()


def _each(cells: pd.DataFrame, dimensions: Sequence[str]) -> pd.DataFrame:
    """Crossed counts added up to everybody and to each breakdown, by load."""
    keys = [BODY, PERIOD, LOAD, *([NUMBER] if NUMBER in cells else [])]
    whole = _rolled_up(cells, keys).assign(dimension="", category="")
    parts = [
        _rolled_up(cells, [*keys, name]).rename(columns={name: "category"}).assign(dimension=name)
        for name in dimensions
    ]
    return pd.concat([whole, *parts], ignore_index=True)


def _rolled_up(cells: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Crossed counts added up to some of their keys."""
    return cells.groupby([*keys], sort=True, dropna=False)[SUMS].sum().reset_index()
