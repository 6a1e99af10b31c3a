"""Lately: what the newest points say, by control chart or by OHID's recent trend."""

from __future__ import annotations

import pandas as pd

from indicators.core.series.method_selection import chosen
from indicators.core.series.control import Control, judged
from indicators.core.measures.formatting import period, plain
from indicators.core.model import Indicator, Polarity
from indicators.core.model import Method as Measured
from indicators.core.measures.count_rounding import behind
from indicators.core.series.series import Series
from indicators.core.verdicts import caveats
from indicators.core.verdicts.model import Mark, Verdict, better_or_worse, joined
from indicators.methods import trends
from indicators.methods.chooser import TRIAL, Choice, Method
from indicators.methods.spc import TRIAL_BELOW, within_bounds

RULE_WORDS = {
    "single": ("outside the limits", "outside the limits"),
    "trend": ("seven in a row rising", "seven in a row falling"),
    "shift": ("seven or more in a row above the mean", "seven or more in a row below the mean"),
    "two_of_three": ("two of three near a limit", "two of three near a limit"),
}
CANNOT = "All are counted in a year of the five, or the counts leave the trend without a direction."
CONFLICT = "Rules disagree on this point; the better reading is shown."


def lately(series: Series, indicator: Indicator, choice: Choice | None = None) -> Verdict | None:
    """What the newest points say, by the method that the chooser allows; ``None`` where it allows none.

    Two waves, and first with last, are what the direction since the baseline compares: they are not said twice.
    """
    choice = choice or chosen(series, indicator)
    if choice.method is Method.RECENT_TREND:
        return _by_recent_trend(series.segment.tail(trends.POINTS), indicator, "Five years")
    if choice.method is Method.THINNED_TREND:
        return _by_recent_trend(series.apart.tail(trends.POINTS), indicator, "Five periods that share nothing")
    chart = judged(series, indicator, choice)
    return _by_chart(chart, indicator) if chart else None


def usual_range(chart: Control, indicator: Indicator) -> str:
    """The newest limits in words, not beyond what the measure can be."""
    lower, upper = within_bounds(chart.newest_limits, *indicator.bounds)
    return f"{plain(float(lower), indicator)} to {plain(float(upper), indicator)}"


def _by_chart(chart: Control, indicator: Indicator) -> Verdict:
    now = period(chart.rows.iloc[-1])
    if not chart.varies:
        return Verdict("No usual range", f"Figures up to {now} do not vary, so no limits can be drawn.")
    caution = joined(TRIAL if chart.points[-1] < TRIAL_BELOW else "", *chart.choice.cautions)
    usual = usual_range(chart, indicator)
    high, low = (chart.rules(-1, high=side) for side in (True, False))
    if not high and not low:
        reason = f"{now} lies within the usual range, {usual}."
        return Verdict("No significant change lately", reason, Mark.NO_CHANGE, caution)
    return _signal(high, low, indicator, f"{now}: {{}}; the usual range is {usual}.", caution)


def _signal(high: tuple[str, ...], low: tuple[str, ...], indicator: Indicator, reason: str, caution: str) -> Verdict:
    caution = joined(caution, CONFLICT if high and low else "")
    up = bool(high) and not (low and indicator.polarity is Polarity.LOWER)
    word = f"Lately {'higher' if up else 'lower'} than usual"
    said = reason.format(", and ".join(RULE_WORDS[rule][0 if up else 1] for rule in (high if up else low)))
    if indicator.polarity is Polarity.NONE:
        return Verdict(word, said, Mark.CHANGED, caution)
    return Verdict(word, said, better_or_worse(up is (indicator.polarity is Polarity.HIGHER)), caution)


def _by_recent_trend(last: pd.DataFrame, indicator: Indicator, what: str) -> Verdict:
    reason = f"{what}, {period(last.iloc[0])} to {period(last.iloc[-1])}, by OHID's test at 99.8%."
    caution = caveats.of_limits(last)
    marker = _marker(last, indicator)
    if marker == trends.UNKNOWN:
        return Verdict("Trend cannot be calculated", CANNOT, Mark.FIGURE_ONLY)
    if marker == trends.NO_CHANGE:
        return Verdict("No significant trend", reason, Mark.NO_CHANGE, caution)
    if indicator.polarity is Polarity.NONE:
        return Verdict(marker.capitalize(), reason, Mark.CHANGED, caution)
    good = (marker == "increasing") is (indicator.polarity is Polarity.HIGHER)
    word = f"{marker.capitalize()}, getting {'better' if good else 'worse'}"
    return Verdict(word, reason, better_or_worse(good), caution)


def _marker(last: pd.DataFrame, indicator: Indicator) -> str:
    """By counts where they give the proportions, else by limits."""
    possible = bool((last["numerator"] <= last["denominator"]).all())
    if indicator.method is Measured.PROPORTION and possible and behind(last, indicator.multiplier).all():
        return trends.recent_trend_of_proportions(last["numerator"], last["denominator"])
    return trends.recent_trend(last["value"], last["lower95"], last["upper95"])
