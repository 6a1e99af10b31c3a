"""Life expectancy at birth by the deaths that somebody has counted by age band, of everybody and of each group."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.tables.records.health_event import AGE_BANDS, INFANTS
from indicators.core import disclosure
from indicators.core.measures import counted_events, limits
from indicators.core.measures.counted_events import GROUP, WHOSE
from indicators.core.measures.record_origin import with_origin
from indicators.core.measures.records_in_force import Records
from indicators.core.records import LifeExpectancy
from indicators.methods.life_expectancy import life_expectancy

DEATH = "death"
BANDS = [INFANTS, *AGE_BANDS]
YEAR = 12


def measures(records: Records, figures: LifeExpectancy) -> pd.DataFrame:
    """Years of life from birth on, a row a place, period and group, with limits; few deaths are hidden.

    ``numerator`` is deaths and ``denominator`` person-years.  A group of which a band is not given or not known has none;
    one whose limits are too wide for a figure is unreliable.
    """
    cells = counted_events.cells(records, DEATH, BANDS, figures.years, figures.first_month)
    if cells.empty:
        return pd.DataFrame()
    expectancies = cells.groupby(GROUP, as_index=False).agg(load_id=("load_id", "max"))
    known = cells[~cells["unknown"]].set_index([*GROUP, "age_band"])
    deaths, people = (_by_age(known[name].unstack(), expectancies) for name in ("events", "people"))
    expectancies["numerator"], expectancies["denominator"] = deaths.sum(axis=1), people.sum(axis=1)
    for confidence, lower, upper in limits.LEVELS:
        estimates = life_expectancy(deaths, people, confidence)
        expectancies["value"], expectancies[lower], expectancies[upper] = (
            part[:, 0] for part in (estimates.value, estimates.lower, estimates.upper)
        )
    why = np.where(
        expectancies["numerator"].isna(), "not available", np.where(expectancies["value"].isna(), "unreliable", "")
    )
    expectancies["suppressed"] = pd.Series(why, index=expectancies.index, dtype=object).where(why != "", None)
    expectancies.loc[expectancies["value"].isna(), limits.BOUNDS] = np.nan
    expectancies = disclosure.hide_few_in_parts(expectancies, WHOSE, of_people=False)
    expectancies = expectancies.assign(role="area", step_months=YEAR, window_months=YEAR * figures.years)
    return with_origin(records, expectancies)


def _by_age(table: pd.DataFrame, groups: pd.DataFrame) -> np.ndarray:
    """Amounts of each group in the order of a life table: under 1, 1 to 4, then bands of five years."""
    amounts = table.reindex(index=pd.MultiIndex.from_frame(groups[GROUP]), columns=BANDS).to_numpy(dtype=np.float64)
    infants, under_five, *others = amounts.T
    return np.column_stack([infants, under_five - infants, *others])
