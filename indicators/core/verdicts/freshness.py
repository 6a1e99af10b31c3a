"""Data: is the next figure out, due, or overdue, on a given day?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.periods import last_day, shift
from indicators.core.model import Indicator
from indicators.core.series.series import Series, period_of_row
from indicators.core.verdicts.model import Code, Mark, Period, Verdict, Why, declared
from indicators.methods.because import Because, because

GRACE_MONTHS = 2
ONE_YEAR = 12


def freshness(series: Series, indicator: Indicator, today: date) -> Verdict:
    """Is the next figure out, due, or overdue today?"""
    latest = _newest(series)
    if indicator.stopped:
        return Verdict(Code.STOPPED, (declared("stopped"),), Mark.NO_FIGURE)
    if series.step == 0 or indicator.step_months == 0:
        times, period = len(series.known), period_of_row(latest)
        if times > 1:
            return Verdict(Code.NO_SET_TIME, (because(Why.ASKED_AGAIN, times=times, period=period),), Mark.FIGURE_ONLY)
        return Verdict(Code.ONE_OFF, (because(Why.SINGLE_STUDY, period=period),), Mark.FIGURE_ONLY)
    following, due = next_due(latest, series.step, indicator, running_total=series.running_total)
    hidden = period_of_row(latest) if latest["suppressed"] == "suppressed" else None
    reason = because(Why.NEXT_FIGURE, following=following, due=due, hidden=hidden)
    if today <= due:
        return Verdict(Code.UP_TO_DATE, (reason,), Mark.BETTER)
    late_after = shift(due, GRACE_MONTHS)
    if today <= last_day(late_after.year, late_after.month):
        return Verdict(Code.DUE, (reason,), Mark.NO_CHANGE)
    return Verdict(Code.OVERDUE, (reason,), Mark.WORSE)


def _newest(series: Series) -> pd.Series:
    """The newest figure that has come, with its number or with it hidden; one never given has not come."""
    came = series.rows[series.rows["suppressed"] != "not available"]
    newest: pd.Series = (came if not came.empty else series.rows).iloc[-1]
    return newest


def next_due(
    latest: pd.Series, step: int, indicator: Indicator, *, running_total: bool = False
) -> tuple[Period | None, date]:
    """The next period, and the day by which its figure is expected.

    Blocks of several years need not follow each other, so which years the next will cover is not known: ``None``.
    """
    end = shift(latest["period_end"].date(), step)
    window = int(latest["window_months"]) if pd.notna(latest["window_months"]) else step
    if running_total:
        window = step if window >= 12 else window + step
    start = shift(end, 1 - window)
    due = shift(end, indicator.lag_months)
    following = None if step > ONE_YEAR else (start, last_day(end.year, end.month))
    return following, last_day(due.year, due.month)


def why_hidden(series: Series) -> Because:
    """Why no row held has a value: the newest row's reason."""
    return because(Why.WITHHELD, reason=str(series.rows.iloc[-1]["suppressed"]))
