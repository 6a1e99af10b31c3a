"""From counts of records to an indicator's figures: whole periods only, value and limits, and no few people.

A figure of a provider is of all its records; one of an area or commissioner of the records of all providers, up to the
day by which each of them has drawn an extract.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from indicators.core import disclosure
from indicators.core.groups import Groups
from indicators.core.measures import coverage, event_counts, groups_by_year, limits, medians
from indicators.core.measures.coverage import DAY, Coverage
from indicators.core.measures.event_counts import BODY, COUNTS, PERIOD
from indicators.core.measures.record_origin import with_origin
from indicators.core.measures.records_in_force import Records
from indicators.core.model import Indicator, Method
from indicators.core.records import Events
from indicators.core.strategy.model import Strategy

COLUMN_OF = {"provider": "provider", "commissioner": "commissioner", "area": "area"}
"""The column that holds the body, by the capacity in which it stands for its place."""
WHOSE = ["area", "role", "period_start", "period_end"]
YEAR = groups_by_year.YEAR


def measures(records: Records, figures: Events, indicator: Indicator, strategies: Iterable[Strategy]) -> pd.DataFrame:
    """The figures of an indicator from records, a row a body, period and group, with limits; few people are hidden."""
    covered = coverage.of(records, figures, tuple(COLUMN_OF.values()))
    served = _served(covered.providers, strategies)
    parts = [
        _of_capacity(records, figures, indicator, standing.capacity, served, covered)
        for standing in indicator.stands
        if standing.capacity in COLUMN_OF
    ]
    all_figures = pd.concat([part for part in parts if not part.empty] or [pd.DataFrame()], ignore_index=True)
    return all_figures if all_figures.empty else with_origin(records, all_figures.assign(source=figures.table))


def _served(providers: set[str], strategies: Iterable[Strategy]) -> set[str]:
    """The bodies of the strategies that name a provider of these records: of other places they hold only some people."""
    bodies = [{body.code for body in strategy.bodies} for strategy in strategies]
    named = [codes for codes in bodies if codes & providers] or bodies
    return set().union(*named) | providers


def _of_capacity(
    records: Records, figures: Events, indicator: Indicator, capacity: str, served: set[str], covered: Coverage
) -> pd.DataFrame:
    if figures.of_each is not None:
        return medians.measures(
            _counted(records, part, indicator, capacity, served, covered) for part in medians.parts(figures)
        )
    counted = _counted(records, figures, indicator, capacity, served, covered)
    if counted.empty:
        return counted
    if figures.in_period is not None:
        return _of_things(counted)
    if figures.between is not None:
        return _gap(counted, figures.between, figures.table, indicator)
    if figures.step_months < YEAR and figures.adds_up:
        return _of_counts(groups_by_year.by_year(counted), indicator, by_year=True)
    return _of_counts(counted, indicator)


def _counted(
    records: Records, figures: Events, indicator: Indicator, capacity: str, served: set[str], covered: Coverage
) -> pd.DataFrame:
    """The counts of the bodies served, of whole periods."""
    counted = event_counts.by_each(records, figures, COLUMN_OF[capacity])
    counted = counted[counted[BODY].isin(served)].rename(columns={BODY: "area"})
    counted = _with_period(counted, figures).assign(role=capacity)
    if indicator.method is Method.COUNT and len(counted):
        counted = _with_nothing(counted, figures, covered.last_day)
    return _whole_periods(counted, covered, figures, capacity)


def _with_period(counted: pd.DataFrame, figures: Events) -> pd.DataFrame:
    """First and last day of each period, from the number of the step that it ends with."""
    ends = (counted[PERIOD] + 1) * figures.step_months + figures.first_month - 1
    covered = figures.months_in_a_figure
    return counted.assign(
        period_start=_first_day(ends - covered),
        period_end=_first_day(ends) - DAY,
        step_months=figures.step_months,
        window_months=covered,
    ).drop(columns=PERIOD)


def _first_day(months: pd.Series[int]) -> pd.Series[pd.Timestamp]:
    since_1970 = months.to_numpy(dtype=np.int64) - 1970 * 12
    return pd.Series(since_1970.astype("datetime64[M]").astype("datetime64[us]"), index=months.index)


def _whole_periods(counted: pd.DataFrame, covered: Coverage, figures: Events, capacity: str) -> pd.DataFrame:
    """Figures of periods that the extracts cover whole."""
    whole = covered.whole(counted, figures, COLUMN_OF[capacity])
    return counted.merge(whole, on=["area", "period_start", "period_end"])


def _with_nothing(counted: pd.DataFrame, figures: Events, last: pd.Timestamp) -> pd.DataFrame:
    """With the periods from a body's first figure up to a day in which nothing was counted: there it is 0, and no gap."""
    whole = counted[counted["dimension"] == ""]
    body = ["area", "role"]
    reach = whole.groupby(body, as_index=False).agg(first=("period_end", "min"), load_id=("load_id", "max"))
    step = f"{figures.step_months}ME"
    ends = [pd.date_range(first, last, freq=step) for first in reach["first"]]
    all_periods = reach.assign(period_end=pd.Series(ends, dtype=object)).explode("period_end").drop(columns="first")
    all_periods["period_end"] = all_periods["period_end"].astype(whole["period_end"].dtype)
    begins = all_periods["period_end"] + DAY - pd.DateOffset(months=figures.months_in_a_figure)
    all_periods = all_periods.assign(
        period_start=begins.astype(whole["period_start"].dtype),
        step_months=figures.step_months,
        window_months=figures.months_in_a_figure,
    )
    counted_periods = pd.MultiIndex.from_frame(whole[[*body, "period_end"]])
    missing = all_periods[~pd.MultiIndex.from_frame(all_periods[[*body, "period_end"]]).isin(counted_periods)]
    nothing = missing.assign(dimension="", category="", numerator=0.0, denominator=0.0)
    return pd.concat([counted, nothing], ignore_index=True) if len(nothing) else counted


def _of_counts(counted: pd.DataFrame, indicator: Indicator, *, by_year: bool = False) -> pd.DataFrame:
    """Shares, rates and counts, without those of a few people; limits follow from the counts."""
    of_people = indicator.method is not Method.RATE
    if by_year:
        return groups_by_year.hide_few(_valued(counted, indicator), of_people=of_people)
    return disclosure.hide_few_in_parts(_valued(counted, indicator), WHOSE, of_people=of_people)


def _of_things(counted: pd.DataFrame) -> pd.DataFrame:
    """Counts of things that records bring, such as days; hidden where the records that bring them are too few."""
    of_records = counted.assign(value=counted["numerator"], numerator=counted["denominator"], denominator=np.nan)
    shown = disclosure.hide_few_in_parts(of_records.assign(suppressed=None), WHOSE, of_people=False)
    return shown.assign(numerator=shown["value"])


def _valued(counted: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Counts with the share, rate or count that they give."""
    if indicator.method is Method.COUNT:
        return counted.assign(denominator=np.nan, value=counted["numerator"])
    possible = counted["denominator"] > 0
    if indicator.method is not Method.RATE:
        possible &= counted["numerator"] <= counted["denominator"]
    value = counted["numerator"] / counted["denominator"].where(possible) * indicator.multiplier
    return counted.assign(value=value, suppressed=possible.map({True: None, False: "not available"}))


def _gap(counted: pd.DataFrame, groups: Groups, table: str, indicator: Indicator) -> pd.DataFrame:
    """Both groups' own figures, then the first less the second.

    A group that is hidden beside all the others, as another indicator of the same records shows them, is hidden here too.
    """
    hidden = _of_counts(counted, indicator)["suppressed"].eq(disclosure.HIDDEN).to_numpy()
    dimension_rows = counted.assign(hidden=hidden)[counted["dimension"] == groups.dimension]
    sides = [
        _side(dimension_rows[dimension_rows["category"].isin(categories)], name, indicator)
        for categories, name in ((groups.first, groups.first_name), (groups.second, groups.second_name))
    ]
    keys = ["area", "role", "period_start", "period_end", "step_months", "window_months"]
    both = sides[0].merge(sides[1], on=keys, suffixes=("", "_other"))
    if both.empty:
        return both
    gap = both[[*keys, "load_id"]].assign(dimension="", category="", numerator=np.nan, denominator=np.nan)
    gap["value"] = both["value"] - both["value_other"]
    gap["suppressed"] = both["suppressed"].fillna(both["suppressed_other"]).where(gap["value"].isna(), None)
    return pd.concat([*sides, limits.of_gap(gap, both.assign(source=table), indicator)], ignore_index=True)


def _side(rows: pd.DataFrame, name: str, indicator: Indicator) -> pd.DataFrame:
    """One side of a gap: the groups that are it added up."""
    keys = ["area", "role", "period_start", "period_end", "step_months", "window_months", "dimension"]
    added = rows.groupby(keys, as_index=False).agg({**dict.fromkeys(COUNTS, "sum"), "load_id": "max", "hidden": "any"})
    return disclosure.hide_few(_valued(added.assign(category=name), indicator))
