"""What makes a verdict less sure than its numbers look: rounding, limits of ours, whose figure it is, its age."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data.periods import shift
from indicators.core.measures.approximate import NO_LIMITS
from indicators.core.measures.count_rounding import TO_FIVE, rounded, whole_per_cents
from indicators.core.model import Indicator, Method
from indicators.core.series.series import Series, period_of_row, provisional
from indicators.core.verdicts.model import Why
from indicators.methods.because import Because, because

OLD_AFTER_MONTHS = 24


def of_rounding(judged: pd.DataFrame, line: pd.DataFrame, indicator: Indicator) -> tuple[Because, ...]:
    """What the publisher has rounded in the figures judged; how, its whole line shows."""
    cautions = []
    if whole_per_cents(judged, indicator.unit):
        cautions.append(because(Why.WHOLE_PER_CENTS))
    count = indicator.method is Method.COUNT
    if (count or (judged["method"] == "from published counts").any()) and rounded(judged, line, indicator):
        all_rounded = not count or bool((line["value"] % TO_FIVE == 0).all())
        cautions.append(because(Why.COUNTS_ROUNDED, every=all_rounded, to=TO_FIVE))
    return tuple(cautions)


def of_limits(judged: pd.DataFrame) -> tuple[Because, ...]:
    """Why the limits of the figures judged are approximate: the newest reason."""
    reasons = [str(reason) for reason in judged["approximate"].dropna() if reason not in NO_LIMITS]
    return (because(Why.LIMITS_APPROXIMATE, reason=reasons[-1]),) if reasons else ()


def of_place(series: Series) -> tuple[Because, ...]:
    """A provider is not a place."""
    return (because(Why.NOT_RESIDENTS),) if series.place.role in ("provider", "sending") else ()


def of_status(series: Series) -> tuple[Because, ...]:
    """What the publisher may still revise."""
    newest = series.known.tail(1)
    if not provisional(newest)[0]:
        return ()
    return (because(Why.PROVISIONAL, period=period_of_row(series.latest), status=str(newest["status"].iloc[0])),)


def is_old(period_end: date, today: date) -> bool:
    """Has a figure's period ended over two years ago, in whole months?"""
    return shift(period_end, OLD_AFTER_MONTHS) < shift(today, 0)


def of_age(series: Series, today: date) -> tuple[Because, ...]:
    """An old figure says nothing of today."""
    latest = series.latest
    if not is_old(latest["period_end"].date(), today):
        return ()
    return (because(Why.OLD, period=period_of_row(latest)),)
