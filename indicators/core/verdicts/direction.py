"""Direction since baseline: is the latest level different from the level when the strategy began?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.periods import last_day, shift
from indicators.core.measures.formatting import change, level, number, period
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.measures.count_rounding import behind, too_rough
from indicators.core.series.series import Series, counted, period_of
from indicators.core.verdicts import caveats
from indicators.core.verdicts.model import (
    BASELINE_BY, STRATEGY_STARTS, Bar, Mark, Verdict, better_or_worse, cannot, joined)
from indicators.methods import direction as method
from indicators.methods.autocorrelation import autocorrelation
from indicators.methods.direction import Difference
from indicators.methods.year_windows import windows

Found = tuple[Verdict, Difference | None]

STEPS = {0: "single", 1: "monthly", 3: "quarterly", 12: "yearly", 36: "three-year"}
ROUGH = "Counts under 100, rounded by the publisher, are too rough to judge."
NO_LIMITS = "The publisher gives no limits and no counts, so chance cannot be told from change."
NO_VARIATION = "The figures do not vary, so a change cannot be told from chance."
NO_BASE = "The publisher does not state what this is a rate of, so it cannot be judged."
NO_WHOLE_YEAR = "No whole-year figure since the line was cut; we need two that do not overlap."
CORRELATED = "Neighbouring {} move together here, so only a large change would show."
# Above this, neighbours move together enough to say so.
MOVE_TOGETHER = 0.3


def direction(series: Series, indicator: Indicator) -> Found:
    """Is the latest level different from the level when the strategy began, by more than chance?"""
    if not indicator.base_stated:
        return cannot(Bar.BASE_UNKNOWN, NO_BASE), None
    if not series.window_stated:
        if series.latest["period_end"].date() <= BASELINE_BY:
            return _too_old(series.latest), None
        return cannot(Bar.MONTHS_UNKNOWN, "The publisher does not state which months each figure covers."), None
    if series.comparable.empty:
        return cannot(Bar.TOO_FEW, NO_WHOLE_YEAR), None
    latest = series.comparable.iloc[-1]
    if latest["period_end"].date() <= BASELINE_BY:
        return _too_old(latest), None
    if series.within_the_year:
        return _by_years(series, indicator)
    if series.step and series.window < 12:
        return cannot(Bar.PART_YEARS, f"Figures of {series.window} months each would let a season speak."), None
    return _by_two_figures(series, indicator)


def _too_old(latest: pd.Series) -> Verdict:
    began = latest["period_end"].date() >= STRATEGY_STARTS
    when = "before the strategy had time to work" if began else "before the strategy"
    return cannot(Bar.TOO_OLD, f"Last figure {period(latest)}, {when}: it cannot show progress.")


# A year against a year --------------------------------------------------------------------------------


def _by_years(series: Series, indicator: Indicator) -> Found:
    """Figures of less than a year each: a whole year against a whole year, so that no season speaks."""
    step, rows = series.window, series.apart
    year, at = 12 // step, counted(rows, series.window)
    inside = at[(rows["period_start"] >= pd.Timestamp(STRATEGY_STARTS)).to_numpy()]
    baseline_ends = period_of(BASELINE_BY, step)
    found = windows(
        at, year, baseline_ends if at[0] <= baseline_ends else None, int(inside[0]) if inside.size else None
    )
    if found is None:
        return _too_short(series), None
    judged = rows.loc[np.logical_or.reduce([(at >= first) & (at < first + year) for first in found])]
    if too_rough(judged, series.known, indicator):
        return cannot(Bar.ROUGH, ROUGH), None
    values = rows["value"].to_numpy()
    difference = method.of_series(at, values, year, *found)
    if difference.unjudgeable:
        return cannot(Bar.NO_VARIATION, NO_VARIATION), None
    ends = rows["period_end"].iloc[-1].date()
    years = (_year_to(shift(ends, (found[0] - found[1]) * step)), _year_to(ends))
    together = autocorrelation(at, values)[0] > MOVE_TOGETHER and not difference.changed
    caution = joined(
        caveats.of_rounding(judged, series.known, indicator),
        CORRELATED.format("months" if step == 1 else "quarters") if together else "",
    )
    return _verdict(difference, indicator, years, average=_average(indicator, step), caution=caution), difference


def _too_short(series: Series) -> Verdict:
    bar, held = Bar.TOO_FEW, f"{len(series.apart)} {STEPS[series.step]} figure{'s' if len(series.apart) > 1 else ''}"
    if not series.independent:
        bar = Bar.OVERLAPPING
        held = f"Each figure shares months with the one before, and only {len(series.apart)} stand apart"
    return cannot(bar, f"{held}; we need two whole years that do not overlap, with at most two missing in each.")


def _average(indicator: Indicator, step: int) -> str:
    """A year's level is the mean of its months: said, so that nobody takes it for the year's total."""
    adds_up = indicator.method in (Method.COUNT, Method.RATE, Method.DSR)
    return f"{' a month' if step == 1 else ' a quarter'} on average" if adds_up else " on average"


def _year_to(day: date) -> str:
    words = period((shift(day, -11), last_day(day.year, day.month)))
    month = period((shift(day, 0), last_day(day.year, day.month)))
    return words if len(words) < 8 else f"the year to {month}"


# One figure against another ---------------------------------------------------------------------------


def _by_two_figures(series: Series, indicator: Indicator) -> Found:
    """Two figures that share no months: counts by Newcombe's interval, else by their own limits."""
    rows = series.comparable
    latest = rows.iloc[-1]
    apart = rows[rows["period_end"] < latest["period_start"]]
    if apart.empty:
        return _alone(series), None
    before = apart[apart["period_end"] <= pd.Timestamp(BASELINE_BY)]
    baseline = before.iloc[-1] if not before.empty else apart.iloc[0]
    pair = rows.loc[[baseline.name, latest.name]]
    if too_rough(pair, series.known, indicator):
        return cannot(Bar.ROUGH, ROUGH), None
    difference = difference_of(pair, indicator)
    if difference is None:
        return cannot(Bar.NO_LIMITS, NO_LIMITS), None
    if difference.unjudgeable:
        return cannot(Bar.NO_VARIATION, NO_VARIATION), None
    caution = joined(caveats.of_rounding(pair, series.known, indicator), caveats.of_limits(pair))
    return _verdict(difference, indicator, (period(baseline), period(latest)), caution=caution), difference


def difference_of(pair: pd.DataFrame, indicator: Indicator) -> Difference | None:
    """The second of two figures less the first, with 99% limits; ``None`` without counts and without limits."""
    if indicator.method is Method.PROPORTION and behind(pair, indicator.multiplier).all():
        x, n = pair["numerator"].to_list(), pair["denominator"].to_list()
        if x[0] <= n[0] and x[1] <= n[1]:
            return method.of_two_proportions((x[0], x[1]), (n[0], n[1]), indicator.multiplier)
    limits = pair[["value", "lower95", "upper95"]]
    if limits.isna().to_numpy().any():
        return None
    values, lower, upper = ((float(column.iloc[0]), float(column.iloc[1])) for _, column in limits.items())
    return method.of_two_estimates(values, lower, upper)


def _alone(series: Series) -> Verdict:
    rows = series.comparable
    since = f" since the line was cut at {period(rows.iloc[0])}" if len(series.known) > len(series.segment) else ""
    if len(rows) == 1 and series.step == 0:
        return cannot(Bar.ONE_SURVEY, f"One survey or study ({period(rows.iloc[0])}); we need a second.")
    if len(rows) == 1:
        kind = "whole-year" if series.running_total else STEPS.get(series.step, f"{series.step}-monthly")
        return cannot(Bar.TOO_FEW, f"One {kind} figure{since}; we need two that do not overlap.")
    shared = "years" if series.window > 12 else "months"
    return cannot(Bar.OVERLAPPING, f"Each figure shares {shared} with the one before, and no two{since} stand apart.")


# In words ---------------------------------------------------------------------------------------------


SWINGS = 0.5
"""Limits wider, each side, than this share of the level at the start can tell nothing but a collapse."""


def _verdict(
    difference: Difference, indicator: Indicator, periods: tuple[str, str], *, average: str = "", caution: str = ""
) -> Verdict:
    then, now = periods
    levels = (
        f"{level(difference.latest, indicator)}{average} in {now}, {level(difference.baseline, indicator)} in {then}"
    )
    if not difference.changed:
        low, high = (number(limit, places(indicator)) for limit in (difference.lower, difference.upper))
        wide = (difference.upper - difference.lower) / 2 > SWINGS * abs(difference.baseline)
        told = "it swings too widely to tell" if wide else "the difference could be chance"
        reason = f"{levels}: {told} (99% limits {low} to {high}). The level may still not be good enough."
        return Verdict(Mark.NO_CHANGE, reason, Mark.NO_CHANGE, caution)
    reason = f"{levels}: {_by_how_much(difference, indicator)}."
    if indicator.polarity is Polarity.NONE:
        return Verdict(Mark.CHANGED, f"{reason} Neither way is better here.", Mark.CHANGED, caution)
    mark = better_or_worse(_better(difference, indicator))
    return Verdict(mark, reason, mark, caution)


def _by_how_much(difference: Difference, indicator: Indicator) -> str:
    """The size of a change and its limits, both in the way it went."""
    up = difference.difference > 0
    low, high = sorted(abs(limit) for limit in (difference.lower, difference.upper))
    ways = ("more", "fewer") if indicator.method is Method.COUNT else ("higher", "lower")
    limits = f"99% limits {number(low, places(indicator))} to {number(high, places(indicator))}"
    return f"{change(difference.difference, indicator)} {ways[0] if up else ways[1]} ({limits})"


def _better(difference: Difference, indicator: Indicator) -> bool:
    """Has the level moved the better way?  A gap is better the nearer it is to none, on either side."""
    if indicator.method is Method.GAP:
        nearer = abs(difference.latest) < abs(difference.baseline)
        return nearer is (indicator.polarity is Polarity.LOWER)
    return (difference.difference > 0) is (indicator.polarity is Polarity.HIGHER)


def places(indicator: Indicator) -> int:
    """Decimals of a difference and of limits: one more than none, so that rounding hides nothing."""
    return 0 if indicator.method is Method.COUNT else max(indicator.decimals, 1)


def arrow(difference: Difference | None) -> str:
    """Which way the number went, where it changed at all: an arrow always means the number."""
    if difference is None or not difference.changed:
        return ""
    return "↑" if difference.difference > 0 else "↓"


def since(difference: Difference | None, indicator: Indicator, series: Series) -> str:
    """Both levels compared, for a card: a year's mean is never set against a month's figure unsaid."""
    if difference is None:
        return ""
    then = level(difference.baseline, indicator)
    if not series.within_the_year:
        return f"from {then}"
    each = _average(indicator, series.window).strip()
    return f"from {then} to {level(difference.latest, indicator)}, {each} over a year"
