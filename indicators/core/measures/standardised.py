"""Directly standardised rates of events that somebody has counted by age band, by the European Standard Population 2013.

The people are those that the file gives, else those of the population estimates of the year in which each year of events
begins.  A band that is not given, or of which nobody says how many people it has, leaves the rate unknown: it is not nought.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.tables.records.health_event import AGE_BANDS, OLDEST_BAND
from indicators.core import disclosure
from indicators.core.measures import limits
from indicators.core.measures.held_records import Records, unbound
from indicators.core.measures.record_origin import with_origin
from indicators.core.model import Indicator
from indicators.core.records import Rates
from indicators.methods.intervals import z_score
from indicators.methods.standardisation import ESP2013, FEWEST_EVENTS, Direct, direct

BAND = 5
YEAR = 12
WHOSE = ["source", "area", "period_start", "period_end"]
GROUP = [*WHOSE, "dimension", "category"]
POPULATION_SEX = {"Male": "Males", "Female": "Females", "": "Persons"}


def measures(records: Records, figures: Rates, indicator: Indicator) -> pd.DataFrame:
    """The rates of an indicator, a row a place, period and group, with limits; few events are hidden."""
    cells = _over_years(_cells(records, figures), figures.years)
    if cells.empty:
        return pd.DataFrame()
    found = _rates(cells, figures, indicator)
    if figures.between is not None:
        found = _with_gap(found, figures, indicator)
    found = disclosure.hide_few_in_parts(found, WHOSE, of_people=False).drop(columns="variance")
    found = found.assign(role="area", step_months=YEAR, window_months=YEAR * figures.years)
    return with_origin(records, found)


def _bands(figures: Rates) -> list[str]:
    """The bands that an indicator is about."""
    return list(AGE_BANDS[figures.youngest // BAND : min(figures.oldest, OLDEST_BAND) // BAND + 1])


def _cells(records: Records, figures: Rates) -> pd.DataFrame:
    """Events and people of each year, band and group: people by the file, else by the estimates of the year's beginning."""
    events = unbound("health_event")
    begins = events.period_start
    wanted = (events.event == figures.event) & (begins.month() == figures.first_month)
    events = events.filter(wanted & events.age_band.isin(_bands(figures)))
    found = records.rows(
        events.select(
            *("source", "area", "period_start", "period_end", "age_band", "dimension", "category", "people", "load_id"),
            year=begins.year(),
            events=events.events.cast("float64"),
        )
    )
    people = records.residents.assign(youngest=(records.residents["age"] // BAND * BAND).clip(upper=OLDEST_BAND))
    people = people.groupby(["area", "year", "sex", "youngest"], as_index=False).agg(estimated=("people", "sum"))
    youngest = dict(zip(AGE_BANDS, range(0, OLDEST_BAND + 1, BAND), strict=True))
    estimated = found["dimension"].isin(["", "sex"])
    found = found.assign(
        youngest=found["age_band"].map(youngest),
        sex=found["category"]
        .where(found["dimension"] == "sex", "")
        .map(POPULATION_SEX)
        .where(estimated, "of no estimate"),
    )
    found = found.merge(people, on=["area", "year", "sex", "youngest"], how="left")
    return found.assign(people=found["people"].fillna(found["estimated"].astype("float64")))


def _over_years(cells: pd.DataFrame, years: int) -> pd.DataFrame:
    """Cells of so many years together, for each that ends with a year of which all the years before are there."""
    group = ["source", "area", "dimension", "category", "age_band"]
    parts = []
    for back in range(years):
        start = cells["period_start"] + pd.DateOffset(years=back - years + 1)
        parts.append(cells.assign(period_start=start, period_end=cells["period_end"] + pd.DateOffset(years=back)))
    together = pd.concat(parts)
    together["unknown"] = together["events"].isna() | together["people"].isna()
    summed = together.groupby([*group, "period_start", "period_end"], as_index=False).agg(
        events=("events", "sum"),
        people=("people", "sum"),
        unknown=("unknown", "any"),
        years=("year", "nunique"),
        load_id=("load_id", "max"),
    )
    return summed[summed["years"] == years]


def _rates(cells: pd.DataFrame, figures: Rates, indicator: Indicator) -> pd.DataFrame:
    """A rate for each group; where a band is missing or unknown, or events are too few for a rate, why there is none."""
    bands = _bands(figures)
    weights = dict(zip(AGE_BANDS, ESP2013, strict=True))
    found = cells.groupby(GROUP, as_index=False).agg(
        numerator=("events", "sum"),
        denominator=("people", "sum"),
        unknown=("unknown", "any"),
        bands=("age_band", "nunique"),
        load_id=("load_id", "max"),
    )
    known = found[~found["unknown"] & (found["bands"] == len(bands))]
    cells = cells.merge(known.reset_index(names="at")[[*GROUP, "at"]], on=GROUP)
    found = found.assign(value=np.nan, variance=np.nan, **dict.fromkeys(limits.BOUNDS, np.nan))
    if not known.empty:
        for confidence, lower, upper in limits.LEVELS:
            made = _direct(cells, weights, indicator.multiplier, confidence)
            found.loc[known.index, [lower, upper]] = np.column_stack([made.lower, made.upper])
            found.loc[known.index, ["value", "variance"]] = np.column_stack([made.value, made.variance])
    complete = found.index.isin(known.index)
    found.loc[~complete, ["numerator", "denominator"]] = np.nan
    why = np.where(~complete, "not available", np.where(found["numerator"] < FEWEST_EVENTS, "unreliable", ""))
    found["suppressed"] = pd.Series(why, index=found.index, dtype=object).where(why != "", None)
    return found.drop(columns=["unknown", "bands"])


def _direct(cells: pd.DataFrame, weights: dict[str, float], multiplier: float, confidence: float) -> Direct:
    """Rates in the order of the groups' places."""
    of_band = cells["age_band"].map(weights).to_numpy(dtype=float)
    groups = cells["at"].to_numpy()
    return direct(cells["events"], cells["people"], of_band, multiplier, confidence=confidence, groups=groups)


def _with_gap(found: pd.DataFrame, figures: Rates, indicator: Indicator) -> pd.DataFrame:
    """Both groups' rates, and the first less the second with limits by the sum of their variances."""
    groups = figures.between
    assert groups is not None
    own = found[found["dimension"] == groups.dimension]
    first, second = (
        own[own["category"] == only].assign(category=name)
        for (only,), name in ((groups.first, groups.first_name), (groups.second, groups.second_name))
    )
    both = first.merge(second, on=WHOSE, suffixes=("", "_other"))
    gap = both[[*WHOSE, "load_id"]].assign(dimension="", category="", numerator=np.nan, denominator=np.nan)
    gap["value"] = both["value"] - both["value_other"]
    gap["suppressed"] = both["suppressed"].fillna(both["suppressed_other"])
    deviation = np.sqrt(both["variance"] + both["variance_other"]) * indicator.multiplier
    for confidence, lower, upper in limits.LEVELS:
        gap[lower] = gap["value"] - z_score(confidence) * deviation
        gap[upper] = gap["value"] + z_score(confidence) * deviation
    return pd.concat([first, second, gap], ignore_index=True)
