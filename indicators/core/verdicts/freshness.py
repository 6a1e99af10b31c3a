"""Data: is the next figure out, due, or overdue, reckoned against an injected day?"""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.periods import last_day, shift
from indicators.core.measures.formatting import period
from indicators.core.model import Indicator
from indicators.core.series.series import Series
from indicators.core.verdicts.model import Mark, Verdict

GRACE_MONTHS = 2
ONE_YEAR = 12
NOT_DATED = "The next of its kind"
HIDDEN = "Number hidden to protect people. This does not mean zero."
WHY_NOT = {
    "suppressed": HIDDEN,
    "unreliable": "The publisher holds the figure to be unreliable and does not give it.",
    "not available": "The publisher has no figure for it.",
    "not applicable": "The publisher says that it does not apply.",
}


def freshness(series: Series, indicator: Indicator, today: date) -> Verdict:
    """Is the next figure out, due, or overdue, reckoned against today?"""
    latest = _newest(series)
    if indicator.stopped:
        return Verdict("Stopped", indicator.stopped, Mark.NO_FIGURE)
    if series.step == 0 or indicator.step_months == 0:
        reason = f"A single survey or study, {period(latest)}; no next one is announced."
        return Verdict("One-off", reason, Mark.FIGURE_ONLY)
    following, due = next_due(latest, series.step, indicator, running_total=series.running_total)
    hidden = f"{period(latest)} is hidden to protect people. " if latest["suppressed"] == "suppressed" else ""
    when = f"{due:%B %Y}"
    if today <= due:
        return Verdict("Up to date", f"{hidden}{following} is due by {when}.", Mark.BETTER)
    late_after = shift(due, GRACE_MONTHS)
    if today <= last_day(late_after.year, late_after.month):
        return Verdict("Due", f"{hidden}{following} was expected by {when}.", Mark.NO_CHANGE)
    return Verdict("Overdue", f"{hidden}{following} was due {when}. Needed from: {indicator.owner}.", Mark.WORSE)


def _newest(series: Series) -> pd.Series:
    """The newest figure that has come, with its number or with it hidden; one never given has not come."""
    came = series.rows[series.rows["suppressed"] != "not available"]
    newest: pd.Series = (came if not came.empty else series.rows).iloc[-1]
    return newest


def next_due(latest: pd.Series, step: int, indicator: Indicator, *, running_total: bool = False) -> tuple[str, date]:
    """The next period in words, and the day by which its figure is expected.

    Blocks of several years need not follow each other, so which years the next will cover is not said.
    """
    end = shift(latest["period_end"].date(), step)
    window = int(latest["window_months"]) if pd.notna(latest["window_months"]) else step
    if running_total:
        window = step if window >= 12 else window + step
    start = shift(end, 1 - window)
    due = shift(end, indicator.lag_months)
    following = NOT_DATED if step > ONE_YEAR else period((start, last_day(end.year, end.month)))
    return following, last_day(due.year, due.month)


def why_hidden(series: Series) -> str:
    """Why no row held has a value: the newest row's reason."""
    return WHY_NOT.get(str(series.rows.iloc[-1]["suppressed"]), WHY_NOT["not available"])
