"""Rates of events that somebody has counted by age band: crude, or standardised by the European Standard Population 2013.

A band that is not given, or of which something is unknown, leaves the rate unknown: it is not nought.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.tables.records.health_event import AGE_BANDS, OLDEST_BAND
from indicators.core import disclosure
from indicators.core.groups import Groups
from indicators.core.measures import counted_events, limits
from indicators.core.measures.counted_events import BAND, GROUP, WHOSE
from indicators.core.measures.record_origin import with_origin
from indicators.core.measures.records_in_force import Records
from indicators.core.model import Indicator, Method
from indicators.core.records import Rates
from indicators.methods import gaps
from indicators.methods.intervals import z_score
from indicators.methods.standardisation import ESP2013, FEWEST_EVENTS, Direct, direct

YEAR = 12


def measures(records: Records, figures: Rates, indicator: Indicator) -> pd.DataFrame:
    """The rates of an indicator, a row a place, period and group, with limits; few events are hidden."""
    bands = list(AGE_BANDS[figures.youngest // BAND : min(figures.oldest, OLDEST_BAND) // BAND + 1])
    cells = counted_events.cells(records, figures.event, bands, figures.years, figures.first_month)
    if cells.empty:
        return pd.DataFrame()
    rates = (
        _crude(_sums(cells, bands), indicator) if indicator.method is Method.RATE else _rates(cells, bands, indicator)
    )
    if figures.between is not None:
        compared = _with_ratio if indicator.method is Method.RATIO else _with_gap
        rates = compared(rates, figures.between, indicator)
    rates = disclosure.hide_few_in_parts(rates, WHOSE, of_people=False).drop(columns="variance", errors="ignore")
    rates = rates.assign(role="area", step_months=YEAR, window_months=YEAR * figures.years)
    return with_origin(records, rates)


def _sums(cells: pd.DataFrame, bands: list[str]) -> pd.DataFrame:
    """Events and people of each group; where a band is missing or unknown, why there are none."""
    sums = cells.groupby(GROUP, as_index=False).agg(
        numerator=("events", "sum"),
        denominator=("people", "sum"),
        unknown=("unknown", "any"),
        bands=("age_band", "nunique"),
        load_id=("load_id", "max"),
    )
    complete = ~sums["unknown"] & (sums["bands"] == len(bands))
    sums.loc[~complete, ["numerator", "denominator"]] = np.nan
    sums["suppressed"] = pd.Series("not available", index=sums.index, dtype=object).where(~complete, None)
    return sums.drop(columns=["unknown", "bands"])


def _crude(sums: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Events over people; limits follow from the counts."""
    return sums.assign(value=sums["numerator"] / sums["denominator"] * indicator.multiplier)


def _rates(cells: pd.DataFrame, bands: list[str], indicator: Indicator) -> pd.DataFrame:
    """A standardised rate for each group, with its variance; where events are too few for one, why there is none."""
    weights = dict(zip(AGE_BANDS, ESP2013, strict=True))
    rates = _sums(cells, bands)
    known = rates[rates["suppressed"].isna()]
    cells = cells.merge(known.reset_index(names="at")[[*GROUP, "at"]], on=GROUP)
    rates = rates.assign(value=np.nan, variance=np.nan, **dict.fromkeys(limits.BOUNDS, np.nan))
    if not known.empty:
        for confidence, lower, upper in limits.LEVELS:
            estimates = _direct(cells, weights, indicator.multiplier, confidence)
            rates.loc[known.index, [lower, upper]] = np.column_stack([estimates.lower, estimates.upper])
            rates.loc[known.index, ["value", "variance"]] = np.column_stack([estimates.value, estimates.variance])
    rates.loc[rates["numerator"] < FEWEST_EVENTS, "suppressed"] = "unreliable"
    return rates


def _direct(cells: pd.DataFrame, weights: dict[str, float], multiplier: float, confidence: float) -> Direct:
    """Rates in the order of the groups' places."""
    of_band = cells["age_band"].map(weights).to_numpy(dtype=float)
    groups = cells["at"].to_numpy()
    return direct(cells["events"], cells["people"], of_band, multiplier, confidence=confidence, groups=groups)


def _with_gap(rates: pd.DataFrame, groups: Groups, indicator: Indicator) -> pd.DataFrame:
    """Both groups' rates, and the first less the second with limits by the sum of their variances.

    A group that is hidden beside all the others, as another indicator of the same events shows them, is hidden here too.
    """
    first, second, both = _sides(disclosure.hide_few_in_parts(rates, WHOSE, of_people=False), groups)
    gap = _compared(both).assign(value=both["value"] - both["value_other"])
    deviation = np.sqrt(both["variance"] + both["variance_other"]) * indicator.multiplier
    for confidence, lower, upper in limits.LEVELS:
        gap[lower] = gap["value"] - z_score(confidence) * deviation
        gap[upper] = gap["value"] + z_score(confidence) * deviation
    return pd.concat([first, second, gap], ignore_index=True)


def _with_ratio(rates: pd.DataFrame, groups: Groups, indicator: Indicator) -> pd.DataFrame:
    """The first group's rate over the second's, with limits on the log scale by those of both; the rates are another's."""
    _, _, both = _sides(disclosure.hide_few_in_parts(rates, WHOSE, of_people=False), groups)
    over = _compared(both)
    for _, lower, upper in limits.LEVELS:
        first, second = ((both[f"value{end}"], both[f"{lower}{end}"], both[f"{upper}{end}"]) for end in ("", "_other"))
        over["value"], over[lower], over[upper] = gaps.ratio(first, second)
    return over


def _sides(rates: pd.DataFrame, groups: Groups) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The rates of both groups, and those of one period side by side."""
    dimension_rates = rates[rates["dimension"] == groups.dimension]
    first, second = (
        dimension_rates[dimension_rates["category"] == only].assign(category=name)
        for (only,), name in ((groups.first, groups.first_name), (groups.second, groups.second_name))
    )
    return first, second, first.merge(second, on=WHOSE, suffixes=("", "_other"))


def _compared(both: pd.DataFrame) -> pd.DataFrame:
    """A row for each period of which both groups are given; why there is no figure where either has none."""
    rows = both[[*WHOSE, "load_id"]].assign(dimension="", category="", numerator=np.nan, denominator=np.nan)
    return rows.assign(suppressed=both["suppressed"].fillna(both["suppressed_other"]))
