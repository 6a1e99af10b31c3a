"""The line of figures that speaks for Leeds in one indicator, and for whom it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from indicators.core.model import ENGLAND, Indicator, Place

ROUNDED_TO = 5
ENOUGH_WHEN_ROUNDED = 100


@dataclass(frozen=True)
class Series:
    """Figures of one place and kind in order of time.

    ``rows`` are measures with a ``segment`` that grows where the line is cut, by a declared break or by
    another population base; ``group`` names the category where there is no figure for everybody.
    """

    rows: pd.DataFrame
    place: Place
    group: str = ""

    @property
    def known(self) -> pd.DataFrame:
        """Rows that have a value."""
        return self.rows[self.rows["value"].notna()]

    @property
    def latest(self) -> pd.Series:
        return self.known.iloc[-1]

    @property
    def segment(self) -> pd.DataFrame:
        """Rows with a value since the last cut of the line."""
        known = self.known
        return known[known["segment"] == known["segment"].iloc[-1]]

    @property
    def step(self) -> int:
        return int(self.rows["step_months"].iloc[-1])

    @property
    def window_stated(self) -> bool:
        return bool(self.rows["window_months"].notna().all())

    @property
    def independent(self) -> bool:
        """Is each figure of its own months only, as often as it is published?"""
        return self.window_stated and bool((self.rows["window_months"] == self.rows["step_months"]).all())

    @property
    def overlapping(self) -> bool:
        return bool((self.rows["window_months"] > self.rows["step_months"]).any()) and self.step > 0

    @property
    def window(self) -> int:
        """How many months each figure covers."""
        return int(self.rows["window_months"].max())

    @property
    def within_the_year(self) -> bool:
        """Published by the month or quarter, each figure covering less than a year."""
        return self.step in (1, 3) and self.window in (1, 3)

    @property
    def apart(self) -> pd.DataFrame:
        """Rows of the last segment that share no months, counted back from the newest."""
        rows = self.segment
        if self.independent:
            return rows
        behind = (counted(rows.tail(1), 1)[0] - counted(rows, 1)) % self.window
        return rows[behind == 0]

    @property
    def rounded(self) -> bool:
        """Are the counts behind the figures rounded to five?"""
        counts = self.known["denominator"].fillna(self.known["numerator"]).fillna(self.known["value"])
        return bool((counts % ROUNDED_TO == 0).all())


def leeds_series(measures: pd.DataFrame, indicator: Indicator) -> Series | None:
    """The leading line for Leeds: at the declared step where it is held, else the one that runs latest.

    Where there is no figure for everybody, the leading group of the latest breakdown stands in and is
    named.  ``None`` where no row, not even a hidden number, is held for Leeds.
    """
    for place in indicator.places:
        rows = of_place(measures, place)
        whole = rows[rows["dimension"] == ""]
        if not whole.empty:
            return Series(cut(_leading(whole, indicator), indicator), place)
    for place in indicator.places:
        rows = of_place(measures, place)
        if not rows.empty:
            latest = rows[rows["period_end"] == rows["period_end"].max()]
            first = latest.iloc[0]
            same = rows[(rows["dimension"] == first["dimension"]) & (rows["category"] == first["category"])]
            return Series(cut(_leading(same, indicator), indicator), place, str(first["category"]))
    return None


def other_lines(measures: pd.DataFrame, indicator: Indicator, lead: Series) -> list[Series]:
    """Lines for Leeds that are held beside the leading one: another place, or another step."""
    found = []
    for place in indicator.places:
        whole = of_place(measures, place)
        whole = whole[whole["dimension"] == ""]
        for step, rows in whole.groupby("step_months"):
            if place != lead.place or step != lead.step:
                found.append(Series(cut(rows, indicator), place))
    return found


def of_place(measures: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Measures of a body in its capacity; published figures know no capacity but the area's."""
    return measures[(measures["area"] == place.code) & measures["role"].isin([place.role, "area"])]


def england(measures: pd.DataFrame, lead: Series) -> pd.DataFrame:
    """England's figures of the same kind and group as the leading line."""
    rows = measures[(measures["area"] == ENGLAND.code) & (measures["step_months"] == lead.step)]
    group = rows["category"] == lead.group if lead.group else rows["dimension"] == ""
    return rows[group & rows["value"].notna()].sort_values("period_end")


def cut(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Number the segments of a line, in order of time."""
    rows = rows.sort_values(["period_end", "period_start"], ignore_index=True)
    starts = rows["period_start"].dt.date
    breaks = np.zeros(len(rows), dtype=int)
    for declared in indicator.breaks:
        breaks += (starts >= declared.at).to_numpy(dtype=int)
    base = rows["population_base"].ffill().fillna("")
    another_base = (base != base.shift()) & (base.shift().fillna("") != "")
    return rows.assign(segment=breaks + another_base.cumsum().to_numpy(dtype=int))


def _leading(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    declared = rows[rows["step_months"] == indicator.step_months]
    if not declared.empty:
        return declared
    latest = rows.sort_values("period_end").iloc[-1]
    return rows[rows["step_months"] == latest["step_months"]]


def counted(rows: pd.DataFrame, step: int) -> np.ndarray:
    """Periods as whole numbers: months or quarters since year 0, so that a gap is a jump."""
    ends = rows["period_end"].dt
    return ((ends.year * 12 + ends.month - 1) // step).to_numpy(dtype=np.int64)


def period_of(day: date, step: int) -> int:
    """The whole number of the period that ends with a day."""
    return (day.year * 12 + day.month - 1) // step
