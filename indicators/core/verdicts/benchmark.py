"""Beside England: a year of differences where figures come by month or quarter, else its figure and our limits."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.core.measures.approximate import NO_LIMITS
from indicators.core.measures.count_rounding import too_rough, whole_per_cents
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.series.series import Series, counted, period_of_row
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, better_or_worse, declared
from indicators.methods.because import Because, because
from indicators.methods.beside_line import Beside, of_two_lines
from indicators.methods.comparison import against_benchmark

SIDES = {"higher": Code.HIGHER, "lower": Code.LOWER, "similar": Code.SIMILAR}
SIDE_OF = {
    Beside.HIGHER: Code.HIGHER, Beside.HIGHER_THROUGHOUT: Code.HIGHER,
    Beside.LOWER: Code.LOWER, Beside.LOWER_THROUGHOUT: Code.LOWER,
}  # fmt: skip
YEAR = 12
BEHIND_AT_MOST = 2
"""Periods by which the last figure that both hold may lie behind ours."""


def compared(series: Series, indicator: Indicator, others: pd.DataFrame) -> Verdict:
    """Our line against England's: over a year where figures come by month or quarter, else by one figure's limits."""
    if indicator.method is Method.COUNT:
        return not_compared(because(Why.A_COUNT), Mark.NO_FIGURE)
    verdict = (
        _over_a_year(series, indicator, others) if series.within_the_year else _by_limits(series, indicator, others)
    )
    differs = verdict.code not in (Code.SIMILAR, Code.NOT_COMPARED)
    if differs and indicator.recorded_differently:
        return replace(verdict, cautions=(*verdict.cautions, declared("recorded_differently")))
    return verdict


# Over a year ------------------------------------------------------------------------------------------


def _over_a_year(series: Series, indicator: Indicator, others: pd.DataFrame) -> Verdict:
    """The mean of the last year's differences: one noisy month must not decide."""
    both = _both(series, others)
    if both.empty:
        return not_compared(because(Why.NO_ENGLAND, period=period_of_row(series.latest)), Mark.NO_FIGURE)
    newest = both.iloc[-1]
    level = float(newest["theirs"])
    if not indicator.base_stated:
        return not_compared(because(Why.ENGLAND_NO_BASE, level=level))
    step, at = series.window, counted(both, series.window)
    if int(counted(series.no_overlap.tail(1), step)[0]) - int(at[-1]) > BEHIND_AT_MOST:
        return not_compared(because(Why.ENGLAND_BEHIND, period=period_of_row(newest)))
    year = YEAR // step
    if too_rough(both.loc[at > at[-1] - year], series.known, indicator):
        return not_compared(because(Why.ENGLAND_ROUGH, level=level))
    comparison = of_two_lines(at, both["value"].to_numpy(), both["theirs"].to_numpy(), year)
    reason = because(Why.ENGLAND_OVER_A_YEAR, comparison=comparison, step=step, period=period_of_row(newest))
    if comparison.kind in SIDE_OF:
        return _sided(SIDE_OF[comparison.kind], reason, indicator)
    if comparison.kind is Beside.SIMILAR:
        return Verdict(Code.SIMILAR, (reason,), Mark.NO_CHANGE)
    return not_compared(reason)


def _both(series: Series, others: pd.DataFrame) -> pd.DataFrame:
    """Our periods that share no months and England's figures of the same, side by side, England's as ``theirs``."""
    england = others[["period_start", "period_end", "value"]].rename(columns={"value": "theirs"})
    return series.no_overlap.merge(england, on=["period_start", "period_end"]).sort_values(
        "period_end", ignore_index=True
    )


# By one figure ----------------------------------------------------------------------------------------


def _by_limits(series: Series, indicator: Indicator, others: pd.DataFrame) -> Verdict:
    """England's value of the same period against our limits."""
    latest = series.latest
    same = others[(others["period_end"] == latest["period_end"]) & (others["period_start"] == latest["period_start"])]
    if same.empty:
        return not_compared(_not_of(latest, others), Mark.NO_FIGURE)
    theirs = same.iloc[[0]]
    level = float(theirs["value"].iloc[0])
    if not indicator.base_stated:
        return not_compared(because(Why.ENGLAND_NO_BASE, level=level))
    if too_rough(series.known.tail(1), series.known, indicator):
        return not_compared(because(Why.ENGLAND_ROUGH, level=level))
    if pd.isna(latest["lower95"]) or pd.isna(latest["upper95"]):
        return not_compared(because(Why.ENGLAND_NO_LIMITS, level=level))
    return _judged(_side(latest, theirs, indicator), latest, level, indicator)


def _not_of(latest: pd.Series, others: pd.DataFrame) -> Because:
    """Why England has no figure of a period: its last one is older, or it has none of just these months."""
    newest = others.loc[others["value"].notna()].sort_values("period_end").tail(1)
    if len(newest) and newest["period_end"].iloc[0] < latest["period_end"]:
        return because(Why.ENGLAND_BEHIND, period=period_of_row(newest.iloc[0]))
    return because(Why.NO_ENGLAND, period=period_of_row(latest))


def not_compared(reason: Because, mark: Mark = Mark.FIGURE_ONLY) -> Verdict:
    """A figure that is not set beside England's, and why."""
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
    return _sided(side, reason, indicator)


def _sided(side: Code, reason: Because, indicator: Indicator) -> Verdict:
    """Higher or lower as better or worse, where the indicator has a good side and England's figure can judge ours."""
    verdict = Verdict(side, (reason,), Mark.CHANGED)
    if indicator.england_differs:
        return replace(verdict, cautions=(declared("england_differs"),))
    if indicator.polarity is Polarity.NONE:
        return verdict
    if indicator.method is Method.GAP:
        return replace(verdict, cautions=(because(Why.GAP_ALONE),))
    better = (side is Code.HIGHER) is (indicator.polarity is Polarity.HIGHER)
    return replace(verdict, code=Code.BETTER if better else Code.WORSE, mark=better_or_worse(better))
