"""Lately: what the newest points say, by control chart or by OHID's recent trend."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.core.figures import period, plain
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.series import Series, counted
from indicators.core.verdicts import cautions
from indicators.core.verdicts.baseline import MOVE_TOGETHER
from indicators.core.verdicts.words import Mark, Verdict, better_or_worse, joined
from indicators.methods import direction as method
from indicators.methods import spc, trends

TRIAL = "Trial limits: fewer than 20 points."
TOGETHER = "Neighbouring periods move together here, so signals of the chart are less sure."
CONFLICT = "Rules disagree on this point; the better reading is shown."


def lately(series: Series, indicator: Indicator) -> Verdict | None:
    """What the newest points say: a control chart by month or quarter, OHID's trend over five years."""
    if not indicator.base_stated:
        return None
    rows = series.segment
    if chartable(series):
        return _by_chart(rows, series, indicator)
    if series.step == 12 and series.independent and indicator.method is not Method.COUNT:
        return _by_recent_trend(rows, indicator)
    return None


def chartable(series: Series) -> bool:
    """Independent months or quarters, and enough of them for a control chart."""
    return series.step in (1, 3) and series.independent and len(series.segment) >= spc.POINTS_NEEDED


def usual_range(chart: spc.Chart, indicator: Indicator) -> str:
    """The limits in words, not beyond what the measure can be."""
    lower = chart.lower if indicator.method is Method.GAP else max(chart.lower, 0.0)
    upper = min(chart.upper, 100.0) if indicator.unit == "%" else chart.upper
    return f"{plain(lower, indicator)} to {plain(upper, indicator)}"


def _by_chart(rows: pd.DataFrame, series: Series, indicator: Indicator) -> Verdict:
    at, values = counted(rows, series.step), rows["value"].to_numpy()
    chart = spc.xmr(values, at)
    now = period(rows.iloc[-1])
    if not chart.upper > chart.lower:
        return Verdict("No usual range", f"Figures up to {now} do not vary, so no limits can be drawn.")
    caution = joined(
        TRIAL if len(rows) < spc.TRIAL_BELOW else "",
        TOGETHER if method.autocorrelation(at, values)[0] > MOVE_TOGETHER else "",
    )
    usual = usual_range(chart, indicator)
    high, low = bool(chart.high[-1]), bool(chart.low[-1])
    if not high and not low:
        reason = f"{now} lies within the usual range, {usual}."
        return Verdict("No significant change lately", reason, Mark.NO_CHANGE, caution)
    return _signal(chart, indicator, f"{now}: {{}}; the usual range is {usual}.", caution)


def _signal(chart: spc.Chart, indicator: Indicator, reason: str, caution: str) -> Verdict:
    high, low = bool(chart.high[-1]), bool(chart.low[-1])
    if high and low:
        caution = joined(caution, CONFLICT)
        high = indicator.polarity is not Polarity.LOWER
    word = f"Lately {'higher' if high else 'lower'} than usual"
    said = reason.format(_rules(chart, high))
    if indicator.polarity is Polarity.NONE:
        return Verdict(word, said, Mark.CHANGED, caution)
    return Verdict(word, said, better_or_worse(high is (indicator.polarity is Polarity.HIGHER)), caution)


def _rules(chart: spc.Chart, high: bool) -> str:
    side = 0 if high else 1
    names = (
        (chart.single, "outside the limits"),
        (chart.trend, f"seven in a row {'rising' if high else 'falling'}"),
        (chart.shift, f"seven or more in a row {'above' if high else 'below'} the mean"),
        (chart.two_of_three, "two of three near a limit"),
    )
    return ", and ".join(words for flags, words in names if flags[side][-1])


def _by_recent_trend(rows: pd.DataFrame, indicator: Indicator) -> Verdict | None:
    last = rows.tail(trends.POINTS)
    years = counted(last, 12)
    if len(last) < trends.POINTS or np.any(np.diff(years) != 1):
        return None
    if indicator.method is Method.PROPORTION and last[["numerator", "denominator"]].notna().to_numpy().all():
        marker = trends.recent_trend_of_proportions(last["numerator"], last["denominator"])
    else:
        marker = trends.recent_trend(last["value"], last["lower95"], last["upper95"])
    if marker == "cannot be calculated":
        return None
    reason = f"Five years, {period(last.iloc[0])} to {period(last.iloc[-1])}, by OHID's test at 99.8%."
    caution = cautions.of_limits(last)
    if marker == "no significant change":
        return Verdict("No significant trend", reason, Mark.NO_CHANGE, caution)
    if indicator.polarity is Polarity.NONE:
        return Verdict(marker.capitalize(), reason, Mark.CHANGED, caution)
    good = (marker == "increasing") is (indicator.polarity is Polarity.HIGHER)
    word = f"{marker.capitalize()}, getting {'better' if good else 'worse'}"
    return Verdict(word, reason, better_or_worse(good), caution)
