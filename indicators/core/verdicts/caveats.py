"""What makes a verdict less sure than its numbers look: rounding, limits of ours, whose figure it is, its age."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.periods import shift
from indicators.core.measures.formatting import period
from indicators.core.model import Indicator, Method
from indicators.core.measures.count_rounding import NO_LIMITS, TO_FIVE, rounded, whole_per_cents
from indicators.core.series.series import Series, provisional
from indicators.core.verdicts.model import joined

OLD_AFTER_MONTHS = 24
NOT_PLACE = "It is about everybody this trust treats, not Leeds residents."


def of_rounding(judged: pd.DataFrame, line: pd.DataFrame, indicator: Indicator) -> str:
    """What the publisher has rounded in the figures judged; how, its whole line shows."""
    count = indicator.method is Method.COUNT
    counts = ""
    if (count or (judged["method"] == "from published counts").any()) and rounded(line, indicator):
        every = not count or (line["value"] % TO_FIVE == 0).all()
        counts = f"{'Counts' if every else 'Most of these counts'} are rounded to {TO_FIVE} by the publisher."
    whole = whole_per_cents(judged, indicator.unit)
    return joined("Rounded by the publisher to whole per cents." if whole else "", counts)


def of_limits(judged: pd.DataFrame) -> str:
    """Why the limits of the figures judged are approximate, in the words that stand beside them."""
    reasons = [str(reason) for reason in judged["approximate"].dropna() if reason not in NO_LIMITS]
    return f"Limits are approximate, {reasons[-1]}." if reasons else ""


def of_place(series: Series) -> str:
    """A provider is not a place."""
    return NOT_PLACE if series.place.role in ("provider", "sending") else ""


def of_status(series: Series) -> str:
    """What the publisher may still revise."""
    newest = series.known.tail(1)
    if not provisional(newest)[0]:
        return ""
    return f"The publisher calls the figure for {period(series.latest)} {newest['status'].iloc[0]}: it may still be revised."


def is_old(period_end: date, today: date) -> bool:
    """Has a figure's period ended over two years ago, in whole months?"""
    return shift(period_end, OLD_AFTER_MONTHS) < shift(today, 0)


def of_age(series: Series, today: date) -> str:
    """An old figure says nothing of today."""
    latest = series.latest
    if not is_old(latest["period_end"].date(), today):
        return ""
    return f"The newest figure is for {period(latest)}: it says nothing of the time since."
