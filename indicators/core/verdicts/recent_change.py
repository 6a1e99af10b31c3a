"""Lately: what the newest points say, by control chart or by OHID's recent trend."""

from __future__ import annotations

import pandas as pd

from indicators.core.measures.count_rounding import behind
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.series.control import Control, judged
from indicators.core.series.method_selection import chosen
from indicators.core.series.series import Series, period_of_row
from indicators.core.verdicts import caveats
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, better_or_worse
from indicators.methods import trends
from indicators.methods.because import Because, because
from indicators.methods.chooser import AnalysisMethod, Choice, Ground
from indicators.methods.spc import TRIAL_BELOW, within_bounds

RULES_DISAGREE = because(Why.RULES_DISAGREE)


def lately(series: Series, indicator: Indicator, choice: Choice | None = None) -> Verdict | None:
    """What the newest points say, by the method that the chooser allows; ``None`` where it allows none.

    Two waves, and first with last, are what the direction since the baseline compares: they are not said twice.
    """
    choice = choice or chosen(series, indicator)
    if choice.method is AnalysisMethod.RECENT_TREND:
        return _by_recent_trend(series.segment.tail(trends.POINTS), indicator, no_overlap=False)
    if choice.method is AnalysisMethod.THINNED_TREND:
        return _by_recent_trend(series.no_overlap.tail(trends.POINTS), indicator, no_overlap=True)
    chart = judged(series, indicator, choice)
    return _by_chart(chart, indicator) if chart else None


def usual_range(chart: Control, indicator: Indicator) -> tuple[float, float]:
    """The newest limits, not beyond what the measure can be."""
    lower, upper = within_bounds(chart.newest_limits, *indicator.bounds)
    return float(lower), float(upper)


def _by_chart(chart: Control, indicator: Indicator) -> Verdict:
    now = period_of_row(chart.rows.iloc[-1])
    if not chart.varies:
        return Verdict(Code.NO_USUAL_RANGE, (because(Why.NO_USUAL_RANGE, period=now),))
    trial = (because(Ground.TRIAL, below=TRIAL_BELOW),) if chart.points[-1] < TRIAL_BELOW else ()
    cautions = tuple(dict.fromkeys((*trial, *chart.choice.cautions)))
    usual = usual_range(chart, indicator)
    high, low = (chart.rules(-1, high=side) for side in (True, False))
    if not high and not low:
        return Verdict(Code.AS_USUAL, (because(Why.WITHIN_USUAL, period=now, usual=usual),), Mark.NO_CHANGE, cautions)
    up = bool(high) and not (low and indicator.polarity is Polarity.LOWER)
    reason = because(Why.SIGNAL, period=now, usual=usual, rules=high if up else low, up=up)
    if high and low:
        cautions = (*cautions, RULES_DISAGREE)
    return _signal(up, reason, indicator, cautions)


def _signal(up: bool, reason: Because, indicator: Indicator, cautions: tuple[Because, ...]) -> Verdict:
    code = Code.LATELY_HIGHER if up else Code.LATELY_LOWER
    if indicator.polarity is Polarity.NONE:
        return Verdict(code, (reason,), Mark.CHANGED, cautions)
    return Verdict(code, (reason,), better_or_worse(up is (indicator.polarity is Polarity.HIGHER)), cautions)


def _by_recent_trend(last: pd.DataFrame, indicator: Indicator, *, no_overlap: bool) -> Verdict:
    first, newest = period_of_row(last.iloc[0]), period_of_row(last.iloc[-1])
    reason = because(Why.OHID_TREND, no_overlap=no_overlap, first=first, newest=newest)
    cautions = caveats.of_limits(last)
    marker = _marker(last, indicator)
    if marker == trends.UNKNOWN:
        return Verdict(Code.TREND_UNKNOWN, (because(Why.OHID_UNKNOWN),), Mark.FIGURE_ONLY)
    if marker == trends.NO_CHANGE:
        return Verdict(Code.NO_TREND, (reason,), Mark.NO_CHANGE, cautions)
    code = Code.INCREASING if marker == trends.INCREASING else Code.DECREASING
    if indicator.polarity is Polarity.NONE:
        return Verdict(code, (reason,), Mark.CHANGED, cautions)
    good = (code is Code.INCREASING) is (indicator.polarity is Polarity.HIGHER)
    return Verdict(code, (reason,), better_or_worse(good), cautions)


def _marker(last: pd.DataFrame, indicator: Indicator) -> str:
    """By counts where they give the proportions, else by limits."""
    possible = bool((last["numerator"] <= last["denominator"]).all())
    if indicator.method is Method.PROPORTION and possible and behind(last, indicator.multiplier).all():
        return trends.recent_trend_of_proportions(last["numerator"], last["denominator"])
    return trends.recent_trend(last["value"], last["lower95"], last["upper95"])
