"""Direction since baseline: is the latest level different from the level when the strategy began?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data.periods import last_day, shift
from indicators.core.measures.count_rounding import behind, too_rough
from indicators.core.model import Indicator, Method, Polarity
from indicators.core.series.series import Series, counted, period_of, period_of_row
from indicators.core.strategy.model import Timeline
from indicators.core.verdicts import caveats
from indicators.core.verdicts.model import (
    Bar,
    Code,
    Mark,
    Period,
    Verdict,
    Why,
    better_or_worse,
    cannot,
)
from indicators.methods import direction as method
from indicators.methods.autocorrelation import autocorrelation
from indicators.methods.because import Because, because
from indicators.methods.direction import Difference
from indicators.methods.year_windows import windows

Found = tuple[Verdict, Difference | None]

ROUGH = because(Why.COUNTS_ROUGH)
NO_LIMITS = because(Why.NO_LIMITS)
NO_VARIATION = because(Why.NO_VARIATION)
NO_BASE = because(Why.BASE_NOT_STATED)
# Above this, neighbours move together enough to say so.
MOVE_TOGETHER = 0.3
SWINGS = 0.5
"""Limits wider, each side, than this share of the level at the start can tell nothing but a collapse."""
CODES = {
    Mark.BETTER: Code.BETTER, Mark.WORSE: Code.WORSE, Mark.CHANGED: Code.CHANGED, Mark.NO_CHANGE: Code.NO_CHANGE,
}  # fmt: skip


def direction(series: Series, indicator: Indicator, timeline: Timeline) -> Found:
    """Is the latest level different from the level when the strategy began, by more than chance?"""
    if not indicator.base_stated:
        return cannot(Bar.BASE_UNKNOWN, NO_BASE), None
    if not series.window_stated:
        if series.latest["period_end"].date() <= timeline.baseline_day:
            return _too_old(series.latest, timeline), None
        return cannot(Bar.MONTHS_UNKNOWN, because(Why.MONTHS_NOT_STATED)), None
    if series.comparable.empty:
        return cannot(Bar.TOO_FEW, because(Why.NO_WHOLE_YEAR)), None
    latest = series.comparable.iloc[-1]
    if latest["period_end"].date() <= timeline.baseline_day:
        return _too_old(latest, timeline), None
    if series.within_the_year:
        return _by_years(series, indicator, timeline)
    if series.step and series.window < 12:
        return cannot(Bar.PART_YEARS, because(Why.PART_YEARS, months=series.window)), None
    return _by_two_figures(series, indicator, timeline)


def _too_old(latest: pd.Series, timeline: Timeline) -> Verdict:
    began = bool(latest["period_end"].date() >= timeline.starts)
    return cannot(Bar.TOO_OLD, because(Why.ENDS_TOO_EARLY, period=period_of_row(latest), began=began))


# A year against a year --------------------------------------------------------------------------------


def _by_years(series: Series, indicator: Indicator, timeline: Timeline) -> Found:
    """Figures of less than a year each: a whole year against a whole year, so that seasons do not count."""
    step, rows = series.window, series.apart
    year, at = 12 // step, counted(rows, series.window)
    inside = at[(rows["period_start"] >= pd.Timestamp(timeline.starts)).to_numpy()]
    baseline_ends = period_of(timeline.baseline_day, step)
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
    cautions = (
        *caveats.of_rounding(judged, series.known, indicator),
        *((because(Why.NEIGHBOURS, step=step),) if together else ()),
    )
    return _verdict(difference, indicator, years, averaged=step, cautions=cautions), difference


def _too_short(series: Series) -> Verdict:
    apart = len(series.apart)
    if not series.independent:
        return cannot(Bar.OVERLAPPING, because(Why.TOO_FEW_APART, figures=apart))
    return cannot(Bar.TOO_FEW, because(Why.TOO_FEW_YEARS, figures=apart, step=series.step))


def _year_to(day: date) -> Period:
    """The twelve months that end with the month of a day."""
    return shift(day, -11), last_day(day.year, day.month)


# One figure against another ---------------------------------------------------------------------------


def _by_two_figures(series: Series, indicator: Indicator, timeline: Timeline) -> Found:
    """Two figures that share no months: counts by Newcombe's interval, else by their own limits."""
    rows = series.comparable
    latest = rows.iloc[-1]
    apart = rows[rows["period_end"] < latest["period_start"]]
    if apart.empty:
        return _alone(series), None
    before = apart[apart["period_end"] <= pd.Timestamp(timeline.baseline_day)]
    baseline = before.iloc[-1] if not before.empty else apart.iloc[0]
    pair = rows.loc[[baseline.name, latest.name]]
    if too_rough(pair, series.known, indicator):
        return cannot(Bar.ROUGH, ROUGH), None
    difference = difference_of(pair, indicator)
    if difference is None:
        return cannot(Bar.NO_LIMITS, NO_LIMITS), None
    if difference.unjudgeable:
        return cannot(Bar.NO_VARIATION, NO_VARIATION), None
    cautions = (*caveats.of_rounding(pair, series.known, indicator), *caveats.of_limits(pair))
    periods = (period_of_row(baseline), period_of_row(latest))
    return _verdict(difference, indicator, periods, cautions=cautions), difference


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
    since = period_of_row(rows.iloc[0]) if len(series.known) > len(series.segment) else None
    if len(rows) == 1 and series.step == 0:
        return cannot(Bar.ONE_SURVEY, because(Why.ONE_SURVEY, period=period_of_row(rows.iloc[0])))
    if len(rows) == 1:
        whole_year = series.running_total
        return cannot(Bar.TOO_FEW, because(Why.ONE_FIGURE, step=series.step, whole_year=whole_year, since=since))
    return cannot(Bar.OVERLAPPING, because(Why.NONE_APART, years=series.window > 12, since=since))


# The verdict ------------------------------------------------------------------------------------------


def _verdict(
    difference: Difference,
    indicator: Indicator,
    periods: tuple[Period, Period],
    *,
    averaged: int = 0,
    cautions: tuple[Because, ...] = (),
) -> Verdict:
    then, now = periods
    wide = bool((difference.upper - difference.lower) / 2 > SWINGS * abs(difference.baseline))
    levels = because(Why.LEVELS, difference=difference, then=then, now=now, averaged=averaged, wide=wide)
    mark = _mark(difference, indicator)
    return Verdict(CODES[mark], (levels,), mark, cautions)


def _mark(difference: Difference, indicator: Indicator) -> Mark:
    if not difference.changed:
        return Mark.NO_CHANGE
    return Mark.CHANGED if indicator.polarity is Polarity.NONE else better_or_worse(_better(difference, indicator))


def _better(difference: Difference, indicator: Indicator) -> bool:
    """Has the level moved the better way?  A gap is better the nearer it is to none, on either side."""
    if indicator.method is Method.GAP:
        nearer = abs(difference.latest) < abs(difference.baseline)
        return nearer is (indicator.polarity is Polarity.LOWER)
    return (difference.difference > 0) is (indicator.polarity is Polarity.HIGHER)
