"""Medians of what records say of each, such as waits and lengths of stay: never of a few people, groups by financial year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from indicators.core import disclosure
from indicators.core.measures import limits
from indicators.core.measures.event_counts import NUMBER
from indicators.core.records import FINANCIAL_YEAR, Events
from indicators.methods.medians import median

FEWEST = 8
"""Of fewer records no median is given, as NHS England does for hospital episodes."""
FROM_END = 3
"""Limits are not the shortest two or the longest two: those are somebody's own."""
YEAR = 12
WHOSE = ["area", "role", "period_start", "period_end"]
KEYS = [*WHOSE, "step_months", "window_months", "dimension", "category"]


def parts(figures: Events) -> Iterator[Events]:
    """What is counted for the medians: everybody in each period, and in each financial year everybody and each group."""
    yield replace(figures, by=())
    if figures.by:
        yield replace(figures, step_months=YEAR, first_month=FINANCIAL_YEAR, covers_months=0)


def measures(counted: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Medians with limits, a row a body, period and group, of records counted by their number.

    How many records a median is of is not said: the quarters of a year would tell of one that is hidden.  Limits are
    missing where they would be one of the two shortest or longest.
    """
    rows = pd.concat(list(counted), ignore_index=True)
    if rows.empty:
        return rows
    rows = rows[rows[NUMBER].notna()]
    medians = rows.groupby(KEYS, as_index=False).agg(numerator=("denominator", "sum"), load_id=("load_id", "max"))
    median_rows = rows.merge(medians[KEYS].reset_index(names="at"), on=KEYS)
    for confidence, lower, upper in limits.LEVELS:
        estimates = median(median_rows[NUMBER], median_rows["denominator"], median_rows["at"], confidence, FROM_END)
        medians["value"], medians[lower], medians[upper] = estimates
    medians["suppressed"] = pd.Series("unreliable", index=medians.index, dtype=object).where(
        medians["numerator"] < FEWEST, None
    )
    medians["denominator"] = medians["numerator"]
    medians.loc[medians["numerator"] < FEWEST, ["value", *limits.BOUNDS]] = np.nan
    shown = disclosure.hide_few_in_parts(medians, WHOSE, of_people=False)
    return shown.assign(numerator=np.nan, denominator=np.nan)
