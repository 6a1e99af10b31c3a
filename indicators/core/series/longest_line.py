"""Which line reaches back to the baseline, and whether two files of one publisher agree on what they both count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from indicators.core.figures import Activity
from indicators.core.measures import taking_over
from indicators.core.model import Indicator, Method, Place
from indicators.core.series.series import Series, cut, of_place
from indicators.core.strategy.model import Timeline

YEAR = 12
DIFFER_BY_MORE_THAN = 0.05
COUNTS = {Method.PROPORTION: ("denominator", "numerator"), Method.COUNT: ("value",)}
"""The columns that add up from months to a year."""


@dataclass(frozen=True)
class TwoFiles:
    """A total that two files of one publisher give differently: in which year, and how much by each."""

    year: tuple[date, date]
    part: str
    yearly: float
    added: float

    @property
    def excess(self) -> float:
        """By how much the greater exceeds the smaller, as a share of the smaller."""
        low, high = sorted((self.yearly, self.added))
        return high / low - 1 if low > 0 else np.inf if high > 0 else 0.0


def since_the_baseline(measures: pd.DataFrame, indicator: Indicator, lead: Series, timeline: Timeline) -> Series:
    """The line that direction is judged on: the longest of one definition that a publisher gives for the same body.

    A yearly line is taken where the monthly or quarterly one begins after the baseline day and the yearly one has a
    year that ended by then; else the leading line.  Years from records are no line of a publisher whose months they add to.
    """
    if lead.step not in (1, 3) or lead.segment["period_start"].iloc[0].date() <= timeline.baseline_day:
        return lead
    if taking_over.cuts(lead.known).any():
        return lead
    yearly = yearly_line(measures, indicator, lead)
    if yearly is None:
        return lead
    ends = yearly.segment["period_end"]
    reaches = ends.iloc[0].date() <= timeline.baseline_day < ends.iloc[-1].date()
    return yearly if reaches else lead


def yearly_line(measures: pd.DataFrame, indicator: Indicator, lead: Series) -> Series | None:
    """Figures of whole years of the leading line's body and group, from the publisher of the leading line."""
    rows = of_place(measures, lead.place)
    group = rows["category"] == lead.group if lead.group else rows["dimension"] == ""
    rows = rows[group & (rows["step_months"] == YEAR) & (rows["window_months"] == YEAR)]
    rows = rows[rows["source"].isin(_of_one_publisher(indicator, str(lead.latest["source"])))]
    return Series(cut(rows, indicator), lead.place, lead.group) if rows["value"].notna().any() else None


def _of_one_publisher(indicator: Indicator, source: str) -> set[str]:
    """The files an indicator is declared to be read from have one owner; any other source is a publisher by itself."""
    declared = {figures.source for figures in indicator.figures if isinstance(figures, Activity)}
    return declared if source in declared else {source}


def two_files_apart(measures: pd.DataFrame, indicator: Indicator, place: Place) -> TwoFiles | None:
    """The newest year in which a publisher's yearly file and its shorter one differ by over 5% on a count of a body.

    Compared are years of which every month or quarter is held; ``None`` where none differs.
    """
    whole = of_place(measures, place)
    whole = whole[whole["dimension"] == ""]
    yearly = whole[(whole["step_months"] == YEAR) & (whole["window_months"] == YEAR)]
    shorter = whole[whole["step_months"].isin([1, 3]) & (whole["window_months"] == whole["step_months"])]
    if yearly.empty or shorter.empty:
        return None
    starts, ends, sources = (shorter[name].to_numpy() for name in ("period_start", "period_end", "source"))
    for _, year in yearly.sort_values("period_end", ascending=False).iterrows():
        publisher = _of_one_publisher(indicator, str(year["source"]))
        of_publisher = np.array([source in publisher for source in sources], dtype=bool)
        within = (starts >= year["period_start"].to_datetime64()) & (ends <= year["period_end"].to_datetime64())
        inside = shorter[within & of_publisher]
        for part in COUNTS.get(indicator.method, ()):
            two_files = _compared(year, inside, part)
            if two_files is not None and two_files.excess > DIFFER_BY_MORE_THAN:
                return two_files
    return None


def _compared(year: pd.Series, inside: pd.DataFrame, part: str) -> TwoFiles | None:
    """A year's total in both files; ``None`` where a month or quarter of it is not held."""
    if pd.isna(year[part]):
        return None
    for step in (1, 3):
        counts = inside[part].to_numpy(dtype=np.float64)[inside["step_months"].to_numpy() == step]
        counts = counts[~np.isnan(counts)]
        if len(counts) == YEAR // step:
            days = (year["period_start"].date(), year["period_end"].date())
            return TwoFiles(days, part, float(year[part]), float(counts.sum()))
    return None
