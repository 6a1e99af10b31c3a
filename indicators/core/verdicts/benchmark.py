"""Against England: is its figure of the same period inside our limits?"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.core.measures.formatting import exactly, period
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.measures.count_rounding import NO_LIMITS, too_rough, whole_per_cents
from indicators.core.series.series import Series
from indicators.core.verdicts.direction import ROUGH
from indicators.core.verdicts.model import Mark, Verdict, better_or_worse
from indicators.methods.comparison import against_benchmark

GAP_ALONE = "A gap is not judged against England's: it is also small where both groups do badly."


def compared(series: Series, indicator: Indicator, others: pd.DataFrame) -> Verdict:
    """England's value of the same period against our limits."""
    latest = series.latest
    if indicator.method is Method.COUNT:
        return Verdict("Not compared", "A count depends on how many people there are.", Mark.NO_FIGURE)
    same = others[(others["period_end"] == latest["period_end"]) & (others["period_start"] == latest["period_start"])]
    if same.empty:
        return Verdict("Not compared", f"No England figure for {period(latest)} is held.", Mark.NO_FIGURE)
    theirs = same.iloc[[0]]
    level = exactly(float(theirs["value"].iloc[0]), indicator)
    if not indicator.base_stated:
        reason = f"England {level}; the publisher does not state what this is a rate of."
        return Verdict("Not compared", reason, Mark.FIGURE_ONLY)
    if too_rough(series.known.tail(1), series.known, indicator):
        return Verdict("Not compared", f"England {level}. {ROUGH}", Mark.FIGURE_ONLY)
    if pd.isna(latest["lower95"]) or pd.isna(latest["upper95"]):
        return Verdict("Not compared", f"England {level}; our figure has no limits to compare by.", Mark.FIGURE_ONLY)
    return _judged(_side(latest, theirs, indicator), latest, level, indicator)


def _side(latest: pd.Series, theirs: pd.DataFrame, indicator: Indicator) -> str:
    """Higher, lower or similar: a figure of England's that was rounded stands for all that it may have been."""
    value = float(theirs["value"].iloc[0])
    rough = 0.5 if whole_per_cents(theirs, indicator.unit) else 0.0
    sides = {
        str(side) for side in against_benchmark(latest["lower95"], latest["upper95"], [value - rough, value + rough])
    }
    return sides.pop() if len(sides) == 1 else "similar"


def _judged(side: str, latest: pd.Series, level: str, indicator: Indicator) -> Verdict:
    rough = pd.notna(latest["approximate"]) and latest["approximate"] not in NO_LIMITS
    low, high = (exactly(float(latest[limit]), indicator) for limit in ("lower95", "upper95"))
    ours = f"our limits{', approximate' if rough else ''}, {low} to {high}"
    if side == "similar":
        return Verdict("Similar", f"England's {level} lies within {ours}.", Mark.NO_CHANGE)
    found = Verdict(side.capitalize(), f"England's {level} lies outside {ours}.", Mark.CHANGED)
    if indicator.england_differs:
        return replace(found, caution=indicator.england_differs)
    if indicator.polarity is Polarity.NONE:
        return found
    if indicator.method is Method.GAP:
        return replace(found, caution=GAP_ALONE)
    better = (side == "higher") is (indicator.polarity is Polarity.HIGHER)
    return replace(found, word="Better" if better else "Worse", mark=better_or_worse(better))
