"""What looks odd in new figures beside their own history: a leap, a missing period, a group that is gone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.periods import label, last_day, shift
from indicators.core.figures import exactly, period, plain
from indicators.core.model import Indicator, Method
from indicators.core.series import Series, counted, of_place
from indicators.methods import spc

LEAP = 3.0
ENOUGH = 3
PERIOD = ["period_start", "period_end"]


@dataclass(frozen=True)
class Odd:
    """Something worth a look before publishing; ``row`` is the row of the file, where it is about one."""

    words: str
    row: int | None = None


def worth_a_look(
    before: Series | None,
    after: Series,
    measures_before: pd.DataFrame,
    measures_after: pd.DataFrame,
    indicator: Indicator,
) -> list[Odd]:
    """Everything odd about what arrives for one indicator; empty where it looks as usual."""
    fresh = _fresh(before, after)
    found = [odd for _, row in fresh.iterrows() for odd in _leaps(row, before, indicator)]
    return [*found, *_missing(after, fresh), *_gone(measures_before, measures_after, indicator)]


def _fresh(before: Series | None, after: Series) -> pd.DataFrame:
    """Figures that were not there before, or were another value."""
    if before is None:
        return after.known
    held = before.known.set_index(PERIOD)["value"]
    new = [
        (row["period_start"], row["period_end"]) not in held.index
        or not np.isclose(held[(row["period_start"], row["period_end"])], row["value"])
        for _, row in after.known.iterrows()
    ]
    return after.known[new]


def _leaps(row: pd.Series, before: Series | None, indicator: Indicator) -> list[Odd]:
    """A figure outside the usual range of what went before it, or many times as large or small."""
    if before is None:
        return []
    earlier = before.known[before.known["period_end"] < row["period_start"]]
    earlier = earlier[earlier["segment"] == earlier["segment"].max()] if len(earlier) else earlier
    if before.step in (1, 3) and before.independent and len(earlier) >= spc.POINTS_NEEDED:
        chart = spc.xmr(earlier["value"].to_numpy(), counted(earlier, before.step))
        if not chart.lower <= row["value"] <= chart.upper:
            usual = f"{exactly(chart.lower, indicator)} to {exactly(chart.upper, indicator)}"
            return [_odd(row, indicator, f"outside the usual range, {usual}")]
        return []
    if len(earlier) < ENOUGH or indicator.method is Method.GAP:
        return []
    usual_size = float(earlier["value"].tail(ENOUGH).median())
    times = row["value"] / usual_size if usual_size else np.inf
    if row["value"] > 0 and not 1 / LEAP <= times <= LEAP:
        return [_odd(row, indicator, f"{times:.2g} times its usual size, {plain(usual_size, indicator)}")]
    return []


def _odd(row: pd.Series, indicator: Indicator, why: str) -> Odd:
    number = None if pd.isna(row["row_number"]) else int(row["row_number"])
    return Odd(f"{period(row)}: {plain(float(row['value']), indicator)} is {why}.", number)


def _missing(after: Series, fresh: pd.DataFrame) -> list[Odd]:
    """Periods that are skipped just before a figure that is new."""
    if not after.step or after.running_total:
        return []
    known, found = after.known, []
    for _, row in fresh.iterrows():
        earlier = known[known["period_end"] < row["period_end"]]
        if earlier.empty:
            continue
        last = earlier["period_end"].iloc[-1].date()
        for months in range(after.step, _months(last, row["period_end"].date()), after.step):
            end = shift(last, months)
            start = shift(earlier["period_start"].iloc[-1].date(), months)
            found.append(Odd(f"No figure for {label(start, last_day(end.year, end.month))}: the line will show a gap."))
    return found


def _months(before: pd.Timestamp, after: pd.Timestamp) -> int:
    return (after.year - before.year) * 12 + after.month - before.month


def _gone(before: pd.DataFrame, after: pd.DataFrame, indicator: Indicator) -> list[Odd]:
    """Groups that had a figure in the newest period before, and are not named in the newest one now."""
    found = []
    for dimension, groups in _newest_groups(before, indicator).items():
        now = _newest_groups(after, indicator).get(dimension, set())
        lost = sorted(groups - now)
        if lost and now:
            found.append(Odd(f"By {dimension}: no longer there: {', '.join(lost)}."))
    return found


def _newest_groups(measures: pd.DataFrame, indicator: Indicator) -> dict[str, set[str]]:
    rows = of_place(measures, indicator.places[0])
    rows = rows[rows["dimension"] != ""]
    return {
        str(dimension): set(group.loc[group["period_end"] == group["period_end"].max(), "category"])
        for dimension, group in rows.groupby("dimension")
    }
