"""Against England: is its figure of the same period inside our limits?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.core.measures.approximate import NO_LIMITS
from indicators.core.measures.count_rounding import too_rough, whole_per_cents
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.series.series import Series, period_of_row
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, better_or_worse, declared
from indicators.methods.because import Because, because
from indicators.methods.comparison import against_benchmark

SIDES = {"higher": Code.HIGHER, "lower": Code.LOWER, "similar": Code.SIMILAR}


def compared(series: Series, indicator: Indicator, others: pd.DataFrame) -> Verdict:
    """England's value of the same period against our limits."""
    latest = series.latest
    if indicator.method is Method.COUNT:
        return _not_compared(because(Why.A_COUNT), Mark.NO_FIGURE)
    same = others[(others["period_end"] == latest["period_end"]) & (others["period_start"] == latest["period_start"])]
    if same.empty:
        return _not_compared(because(Why.NO_ENGLAND, period=period_of_row(latest)), Mark.NO_FIGURE)
    theirs = same.iloc[[0]]
    level = float(theirs["value"].iloc[0])
    if not indicator.base_stated:
        return _not_compared(because(Why.ENGLAND_NO_BASE, level=level))
    if too_rough(series.known.tail(1), series.known, indicator):
        return _not_compared(because(Why.ENGLAND_ROUGH, level=level))
    if pd.isna(latest["lower95"]) or pd.isna(latest["upper95"]):
        return _not_compared(because(Why.ENGLAND_NO_LIMITS, level=level))
    return _judged(_side(latest, theirs, indicator), latest, level, indicator)


def _not_compared(reason: Because, mark: Mark = Mark.FIGURE_ONLY) -> Verdict:
    return Verdict(Code.NOT_COMPARED, (reason,), mark)


def _side(latest: pd.Series, theirs: pd.DataFrame, indicator: Indicator) -> Code:
    """Higher, lower or similar: a figure of England's that was rounded stands for all that it may have been."""
    value = float(theirs["value"].iloc[0])
    rough = 0.5 if whole_per_cents(theirs, indicator.unit) else 0.0
    sides = {
        str(side) for side in against_benchmark(latest["lower95"], latest["upper95"], [value - rough, value + rough])
    }
    return SIDES[sides.pop()] if len(sides) == 1 else Code.SIMILAR


def _judged(side: Code, latest: pd.Series, level: float, indicator: Indicator) -> Verdict:
    rough = bool(pd.notna(latest["approximate"]) and latest["approximate"] not in NO_LIMITS)
    low, high = float(latest["lower95"]), float(latest["upper95"])
    similar = side is Code.SIMILAR
    reason = because(Why.ENGLAND_AND_LIMITS, level=level, low=low, high=high, approximate=rough, within=similar)
    if similar:
        return Verdict(Code.SIMILAR, (reason,), Mark.NO_CHANGE)
    found = Verdict(side, (reason,), Mark.CHANGED)
    if indicator.england_differs:
        return replace(found, cautions=(declared("england_differs"),))
    if indicator.polarity is Polarity.NONE:
        return found
    if indicator.method is Method.GAP:
        return replace(found, cautions=(because(Why.GAP_ALONE),))
    better = (side is Code.HIGHER) is (indicator.polarity is Polarity.HIGHER)
    return replace(found, code=Code.BETTER if better else Code.WORSE, mark=better_or_worse(better))
