"""One line of figures: the one that stands for the place, others beside it, and England's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.people.step_changes import Decision, Step
from data.tables.figure import UNSETTLED
from indicators.core.measures import taking_over
from indicators.core.model import ENGLAND, Indicator, Place


@dataclass(frozen=True)
class Series:
    """Figures of one place and kind in order of time.

    ``rows`` are measures with a ``segment`` that grows where the line is cut, by a declared break, by another population
    base, or where records take over from a publisher; ``group`` names the category where there is no figure for everybody; ``steps``
    are the decisions of named people on its control limits.
    """

    rows: pd.DataFrame
    place: Place
    group: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def approved(self) -> tuple[Step, ...]:
        """Step changes from which control limits are drawn again, the earliest first."""
        return tuple(sorted((s for s in self.steps if s.decision is Decision.APPROVED), key=lambda s: s.starts))

    @cached_property
    def known(self) -> pd.DataFrame:
        """Rows that have a value."""
        known: pd.DataFrame = self.rows.loc[self.rows["value"].notna()]
        return known

    @cached_property
    def latest(self) -> pd.Series:
        """The newest row that has a value."""
        return self.known.iloc[-1]

    @cached_property
    def segment(self) -> pd.DataFrame:
        """Rows with a value since the last cut of the line."""
        known = self.known
        segment: pd.DataFrame = known.loc[known["segment"] == known["segment"].iloc[-1]]
        return segment

    @cached_property
    def step(self) -> int:
        """How many months lie between two figures; 0 where there is no next one."""
        return int(self.rows["step_months"].iloc[-1])

    @cached_property
    def window_stated(self) -> bool:
        """Does the publisher say which months each figure covers?"""
        return bool(self.rows["window_months"].notna().all())

    @cached_property
    def independent(self) -> bool:
        """Is each figure of its own months only, as often as it is published?"""
        return self.window_stated and bool((self.rows["window_months"] == self.rows["step_months"]).all())

    @property
    def overlapping(self) -> bool:
        return self.step > 0 and bool((self.rows["window_months"] > self.rows["step_months"]).any())

    @cached_property
    def window(self) -> int:
        """How many months each figure covers; of a running total, the whole."""
        return int(self.rows["window_months"].max())

    @cached_property
    def running_total(self) -> bool:
        """Do the figures add up from the start of a year, so that only the last of a year stands for it?"""
        return self.step > 0 and self.window_stated and self.rows["window_months"].nunique() > 1

    @property
    def within_the_year(self) -> bool:
        """Published by the month or quarter, each figure covering less than a year."""
        return self.window_stated and self.step in (1, 3) and self.window in (1, 3)

    @cached_property
    def no_overlap(self) -> pd.DataFrame:
        """Rows of the last segment that share no months, counted back from the newest."""
        rows = self.segment
        if self.independent:
            return rows
        months = counted(rows, 1)
        separate_rows: pd.DataFrame = rows.loc[(months[-1] - months) % self.window == 0]
        return separate_rows

    @cached_property
    def comparable(self) -> pd.DataFrame:
        """Rows of the last segment that cover equally long: a running total's whole years only."""
        rows = self.segment
        return rows.loc[rows["window_months"] == self.window] if self.running_total else rows


def stepped(series: Series, name: str, steps: Iterable[Step]) -> Series:
    """An indicator's line with the decisions that are about it and its place."""
    line_key = (name, series.place.code, series.place.role)
    return replace(series, steps=tuple(step for step in steps if (step.indicator, step.place, step.role) == line_key))


def leading_line(measures: pd.DataFrame, indicator: Indicator) -> Series | None:
    """The leading line for the place: at the declared step where it is held, else the one that runs latest.

    Where there is no figure for everybody, the leading group of the latest breakdown is used and is
    named.  ``None`` where no row, not even a hidden number, is held for any of the indicator's places.
    """
    for place in indicator.places:
        rows = of_place(measures, place)
        whole = rows[rows["dimension"] == ""]
        if not whole.empty:
            return Series(cut(_leading(whole, indicator), indicator), place)
    for place in indicator.places:
        rows = of_place(measures, place)
        if not rows.empty:
            candidates = rows[rows["value"].notna()] if rows["value"].notna().any() else rows
            first = candidates[candidates["period_end"] == candidates["period_end"].max()].iloc[0]
            same = rows[(rows["dimension"] == first["dimension"]) & (rows["category"] == first["category"])]
            return Series(cut(_leading(same, indicator), indicator), place, str(first["category"]))
    return None


def other_lines(measures: pd.DataFrame, indicator: Indicator, lead: Series) -> list[Series]:
    """Lines of the place that are held beside the leading one: another place, or another step."""
    lines = []
    for place in indicator.places:
        whole = of_place(measures, place)
        whole = whole[whole["dimension"] == ""]
        for step, rows in whole.groupby("step_months"):
            if place != lead.place or step != lead.step:
                lines.append(Series(cut(rows, indicator), place))
    return lines


def of_place(measures: pd.DataFrame, place: Place) -> pd.DataFrame:
    """Measures of a body in its capacity; published figures know no capacity but the area's."""
    area, role = (measures[name].to_numpy(dtype=object) for name in ("area", "role"))  # asked for hundreds of times
    place_rows: pd.DataFrame = measures.loc[(area == place.code) & ((role == place.role) | (role == "area"))]
    return place_rows


def england(measures: pd.DataFrame, lead: Series) -> pd.DataFrame:
    """England's figures of the same kind and group as the leading line."""
    rows = measures[(measures["area"] == ENGLAND.code) & (measures["step_months"] == lead.step)]
    group = rows["category"] == lead.group if lead.group else rows["dimension"] == ""
    return rows[group & rows["value"].notna()].sort_values("period_end")


def cut(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Number the segments of a line, in order of time."""
    rows = rows.sort_values(["period_end", "period_start"], ignore_index=True)
    segments = np.zeros(len(rows), dtype=np.int64)
    for declared in indicator.breaks:
        segments += (rows["period_end"] >= pd.Timestamp(declared.at)).to_numpy(dtype=np.int64)
    return rows.assign(segment=segments + _rebased(rows["population_base"]) + taking_over.cuts(rows))


def _rebased(stated: pd.Series) -> NDArray[np.int64]:
    """How often the population base has changed up to each row; where none is stated the last one goes on."""
    if stated.isna().all():
        return np.zeros(len(stated), dtype=np.int64)
    base = stated.ffill().fillna("").to_numpy(dtype=object)
    another = (base[1:] != base[:-1]) & (base[:-1] != "")
    return np.concatenate([[0], np.cumsum(another)]).astype(np.int64)


def _leading(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    declared = rows[rows["step_months"] == indicator.step_months]
    if not declared.empty:
        return declared
    latest = rows.sort_values("period_end").iloc[-1]
    same: pd.DataFrame = rows[rows["step_months"] == latest["step_months"]]
    return same


def counted(rows: pd.DataFrame, step: int) -> NDArray[np.int64]:
    """Periods as whole numbers: months or quarters since year 0, so that a gap is a jump."""
    since_1970 = rows["period_end"].to_numpy().astype("datetime64[M]").astype(np.int64)
    periods: NDArray[np.int64] = (since_1970 + 1970 * 12) // step
    return periods


def provisional(rows: pd.DataFrame) -> NDArray[np.bool_]:
    """Which figures the publisher says may still be revised."""
    return rows["status"].isin(UNSETTLED).to_numpy()


def period_of_row(row: pd.Series) -> tuple[date, date]:
    """The first and last day of a figure's period."""
    return row["period_start"].date(), row["period_end"].date()


def months_apart(before: date, after: date) -> int:
    """How many months one day's month comes after another's."""
    return period_of(after, 1) - period_of(before, 1)


def period_of(day: date, step: int) -> int:
    """The whole number of the period that ends with a day."""
    return (day.year * 12 + day.month - 1) // step
