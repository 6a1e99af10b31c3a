"""Groups of monthly and quarterly counts, given by financial year: in one month most would be of a few people.

A year's groups add up to its months together, and everybody of that year stands beside them.  So the months of such a year
are parts of one total too, and pass the gate together with the groups: else a hidden month would follow from the others.
"""

from __future__ import annotations

import pandas as pd

from indicators.core import disclosure
from indicators.core.records import FINANCIAL_YEAR

YEAR = 12
MONTHS = "its months"
KEYS = ["area", "role", "year"]


def by_year(counted: pd.DataFrame) -> pd.DataFrame:
    """The counts of everybody as they are, and those of groups and everybody over each financial year that is held whole."""
    whole, groups = counted[counted["dimension"] == ""], counted[counted["dimension"] != ""]
    if groups.empty:
        return whole.reset_index(drop=True)
    step = int(counted["step_months"].iloc[0])
    periods_by_year = whole.assign(year=_financial_year(whole)).groupby(["area", "year"]).size()
    full = periods_by_year[periods_by_year == YEAR // step].reset_index()[["area", "year"]]
    yearly = counted.assign(year=_financial_year(counted)).merge(full, on=["area", "year"])
    yearly = yearly.groupby(["area", "role", "year", "dimension", "category"], as_index=False).agg(
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), load_id=("load_id", "max")
    )
    yearly = yearly.rename(columns={"year": "period_start"}).assign(step_months=YEAR, window_months=YEAR)
    yearly["period_end"] = yearly["period_start"] + pd.DateOffset(years=1) - pd.Timedelta(days=1)
    return pd.concat([whole, yearly], ignore_index=True)


def hide_few(figures: pd.DataFrame, *, of_people: bool) -> pd.DataFrame:
    """Such figures without few people, nor months or groups from which these would follow."""
    year = _financial_year(figures)
    of_a_year = figures["step_months"] == YEAR
    bodies = pd.MultiIndex.from_arrays([figures["area"], year])
    added_up = bodies.isin(bodies[of_a_year])
    parted_figures = figures.assign(
        year=year.where(added_up, figures["period_start"]),
        shown_dimension=figures["dimension"],
        dimension=figures["dimension"].where(of_a_year | ~added_up, MONTHS),
    )
    hidden = disclosure.hide_few_in_parts(parted_figures, KEYS, of_people=of_people)
    return hidden.assign(dimension=hidden["shown_dimension"]).drop(columns=["year", "shown_dimension"])


def _financial_year(rows: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """The first day of the financial year in which each period begins."""
    begins = pd.to_datetime(rows["period_start"])
    year = begins.dt.year - (begins.dt.month < FINANCIAL_YEAR)
    return pd.to_datetime({"year": year, "month": FINANCIAL_YEAR, "day": 1}).astype(begins.dtype)
