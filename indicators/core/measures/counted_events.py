"""What somebody has counted by age band, with the people it may happen to: of each group, and of several years together.

The people are those that the file gives, else those of the population estimates of the year in which each year of events
begins.  A cell that is hidden, or of which nobody says how many people it has, or that nobody lives in, is unknown: it is not
nought.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data.tables.records.health_event import AGE_BANDS, INFANTS, OLDEST_BAND
from indicators.core.measures.records_in_force import Records, unbound

BAND = 5
WHOSE = ["source", "area", "period_start", "period_end"]
GROUP = [*WHOSE, "dimension", "category"]
POPULATION_SEX = {"Male": "Males", "Female": "Females", "": "Persons"}
BEGINS = dict(zip(AGE_BANDS, range(0, OLDEST_BAND + 1, BAND), strict=True)) | {INFANTS: -1}
"""The age at which each band begins; infants, who are in the first band too, by a number of their own."""


def cells(records: Records, event: str, bands: Sequence[str], years: int, first_month: int) -> pd.DataFrame:
    """A row for each band of a group, of so many years together that begin with a month.

    ``events`` and ``people`` (person-years) are sums; ``unknown`` says that a part of them is.
    """
    return _over_years(_of_each_year(records, event, bands, first_month), years)


def _of_each_year(records: Records, event: str, bands: Sequence[str], first_month: int) -> pd.DataFrame:
    rows = unbound("health_event")
    begins = rows.period_start
    rows = rows.filter((rows.event == event) & (begins.month() == first_month) & rows.age_band.isin(list(bands)))
    yearly_counts = records.rows(
        rows.select(
            *("source", "area", "period_start", "period_end", "age_band", "dimension", "category", "people", "load_id"),
            year=begins.year(),
            events=rows.events.cast("float64"),
        )
    )
    people = _by_band(records.residents)
    estimated = yearly_counts["dimension"].isin(["", "sex"])
    yearly_counts = yearly_counts.assign(
        youngest=yearly_counts["age_band"].map(BEGINS),
        sex=yearly_counts["category"]
        .where(yearly_counts["dimension"] == "sex", "")
        .map(POPULATION_SEX)
        .where(estimated, "of no estimate"),
    )
    yearly_counts = yearly_counts.merge(people, on=["area", "year", "sex", "youngest"], how="left")
    return yearly_counts.assign(people=yearly_counts["people"].fillna(yearly_counts["estimated"].astype("float64")))


def _by_band(residents: pd.DataFrame) -> pd.DataFrame:
    """People of each area, year, sex and band by the estimates, and the infants among them."""
    banded = residents.assign(youngest=(residents["age"] // BAND * BAND).clip(upper=OLDEST_BAND))
    infants = residents[residents["age"] == 0].assign(youngest=BEGINS[INFANTS])
    both = pd.concat([banded, infants], ignore_index=True)
    return both.groupby(["area", "year", "sex", "youngest"], as_index=False).agg(estimated=("people", "sum"))


def _over_years(yearly_counts: pd.DataFrame, years: int) -> pd.DataFrame:
    """Cells of so many years together, for each that ends with a year of which all the years before are there."""
    group = ["source", "area", "dimension", "category", "age_band"]
    parts = []
    for back in range(years):
        start = yearly_counts["period_start"] + pd.DateOffset(years=back - years + 1)
        parts.append(
            yearly_counts.assign(period_start=start, period_end=yearly_counts["period_end"] + pd.DateOffset(years=back))
        )
    together = pd.concat(parts)
    together["unknown"] = together["events"].isna() | ~(together["people"] > 0)
    summed = together.groupby([*group, "period_start", "period_end"], as_index=False).agg(
        events=("events", "sum"),
        people=("people", "sum"),
        unknown=("unknown", "any"),
        years=("year", "nunique"),
        load_id=("load_id", "max"),
    )
    return summed[summed["years"] == years]
