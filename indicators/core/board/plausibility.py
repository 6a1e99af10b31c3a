"""What looks odd in new figures beside their own history: a leap, a missing period, a group that is gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pandas as pd

from data.periods import last_day, shift
from indicators.core.model import Indicator, Method
from indicators.core.series.series import Series, counted, months_apart, of_place, period_of_row
from indicators.methods import spc
from indicators.methods.because import Because, because

LEAP = 3.0
ENOUGH = 3
PERIOD = ["period_start", "period_end"]
Period = tuple[date, date]


class Odds(StrEnum):
    """What may be odd about new figures."""

    OUTSIDE_USUAL = "outside the usual range"
    ZERO = "zero where figures are large"
    FROM_NOTHING = "large where figures are zero"
    TIMES_LARGER = "times larger"
    TIMES_SMALLER = "times smaller"
    MISSING = "missing periods"
    GROUPS_GONE = "groups gone"
    NOTHING_LEFT = "nothing left"


FAR_OFF = (Odds.ZERO, Odds.FROM_NOTHING, Odds.TIMES_LARGER, Odds.TIMES_SMALLER)


@dataclass(frozen=True)
class Odd:
    """Something worth a look before publishing; ``row`` is the row of the file that ``load`` brought, where it is about one."""

    reason: Because
    row: int | None = None
    load: int | None = None

    @property
    def asks(self) -> bool:
        """Is it so far off that somebody has to say that it is right?  Three times larger or smaller than usual."""
        if self.reason.code in FAR_OFF:
            return True
        if self.reason.code is not Odds.OUTSIDE_USUAL:
            return False
        low, high = self.reason["usual"]
        return bool(self.reason["value"] > LEAP * high or self.reason["value"] < low / LEAP)


def worth_a_look(
    before: Series | None,
    after: Series,
    measures_before: pd.DataFrame,
    measures_after: pd.DataFrame,
    indicator: Indicator,
) -> list[Odd]:
    """Everything odd about what arrives for one indicator; empty where it looks as usual."""
    fresh = _fresh(before, after)
    leaps = [odd for _, row in fresh.iterrows() for odd in _leaps(row, before, indicator)]
    return [*leaps, *_missing(before, after), *_gone(measures_before, measures_after, indicator)]


def _fresh(before: Series | None, after: Series) -> pd.DataFrame:
    """Figures that were not there before, or were another value."""
    if before is None:
        return after.known
    value_by_period = dict(zip(_periods(before), before.known["value"], strict=True))
    earlier = np.array([value_by_period.get(period, np.nan) for period in _periods(after)], dtype=np.float64)
    fresh: pd.DataFrame = after.known[~np.isclose(earlier, after.known["value"].to_numpy(dtype=np.float64))]
    return fresh


def _periods(series: Series) -> Iterable[tuple[np.datetime64, np.datetime64]]:
    return zip(*(series.known[name].to_numpy().astype("datetime64[D]") for name in PERIOD), strict=True)


def _leaps(row: pd.Series, before: Series | None, indicator: Indicator) -> list[Odd]:
    """A figure outside the usual range of what went before it on the same line, or many times as large or small.

    Where what went before never varied there is no usual range.
    """
    if before is None:
        return []
    earlier = before.known
    earlier = earlier[(earlier["period_end"] < row["period_start"]) & (earlier["segment"] == row["segment"])]
    if before.step in (1, 3) and before.independent and len(earlier) >= spc.POINTS_NEEDED:
        chart = spc.xmr(earlier["value"].to_numpy(), counted(earlier, before.step))
        if chart.lower < chart.upper:
            if chart.lower <= row["value"] <= chart.upper:
                return []
            usual = spc.within_bounds([chart.lower, chart.upper], *indicator.bounds)
            return [_odd(row, Odds.OUTSIDE_USUAL, usual=(float(usual[0]), float(usual[1])))]
    if len(earlier) < ENOUGH or indicator.method in (Method.GAP, Method.REFERENCE):
        return []
    return _beside_its_size(row, float(earlier["value"].tail(ENOUGH).median()))


def _beside_its_size(row: pd.Series, usual: float) -> list[Odd]:
    """What is odd about a figure beside its usual size; nothing where either is below zero."""
    value = float(row["value"])
    if min(value, usual) < 0 or max(value, usual) == 0:
        return []
    if value == 0:
        return [_odd(row, Odds.ZERO, size=usual)] if usual > LEAP else []
    if usual == 0:
        return [_odd(row, Odds.FROM_NOTHING, size=usual)] if value > LEAP else []
    if value > usual * LEAP:
        return [_odd(row, Odds.TIMES_LARGER, size=usual, times=value / usual)]
    return [_odd(row, Odds.TIMES_SMALLER, size=usual, times=usual / value)] if usual > value * LEAP else []


def _odd(row: pd.Series, kind: Odds, **details: object) -> Odd:
    number, load = (None if pd.isna(row[name]) else int(row[name]) for name in ("row_number", "load_id"))
    return Odd(because(kind, period=period_of_row(row), value=float(row["value"]), **details), number, load)


def _missing(before: Series | None, after: Series) -> list[Odd]:
    """Periods that the line skips and did not skip before; a hidden figure is no skipped one."""
    known = _skipped(before) if before is not None else []
    skipped_periods = tuple(period for period in _skipped(after) if period not in known)
    return [Odd(because(Odds.MISSING, periods=skipped_periods))] if skipped_periods else []


def _skipped(series: Series) -> list[Period]:
    if not series.step or series.running_total:
        return []
    skipped_periods = []
    days = [(start.date(), end.date()) for start, end in series.rows[PERIOD].itertuples(index=False)]
    for (start, end), (_, following) in pairwise(days):
        for months in range(series.step, months_apart(end, following), series.step):
            last = shift(end, months)
            skipped_periods.append((shift(start, months), last_day(last.year, last.month)))
    return skipped_periods


def _gone(before: pd.DataFrame, after: pd.DataFrame, indicator: Indicator) -> list[Odd]:
    """Groups of the newest period before that are not in the newest one now."""
    oddities = []
    newest = _newest_groups(after, indicator)
    for (dimension, step), groups in _newest_groups(before, indicator).items():
        now = newest.get((dimension, step), set())
        lost = sorted(groups - now)
        if lost and now:
            oddities.append(Odd(because(Odds.GROUPS_GONE, dimension=dimension, groups=tuple(lost))))
    return oddities


def _newest_groups(measures: pd.DataFrame, indicator: Indicator) -> dict[tuple[str, str], set[str]]:
    """The groups of the newest period of each breakdown; what is published at another step is another breakdown."""
    if not indicator.places:
        return {}
    rows = of_place(measures, indicator.places[0])
    columns = (rows[name].to_numpy() for name in ("dimension", "step_months", "period_end", "category"))
    groups: dict[tuple[str, int], dict[np.datetime64, set[str]]] = {}
    for dimension, step, end, category in zip(*columns, strict=True):
        if dimension != "":
            groups.setdefault((dimension, step), {}).setdefault(end, set()).add(category)
    return {
        (dimension, str(step)): groups[dimension, step][max(groups[dimension, step])]
        for dimension, step in sorted(groups)
    }
