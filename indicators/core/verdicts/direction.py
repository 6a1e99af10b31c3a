"""Direction since baseline: is the latest level different from the level when the strategy began?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from data.periods import last_day, months_between, shift
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
from indicators.methods.year_windows import POINTS_NEEDED, windows

DirectionAndDifference = tuple[Verdict, Difference | None]

ROUGH = because(Why.COUNTS_ROUGH)
NO_LIMITS = because(Why.NO_LIMITS)
NO_VARIATION = because(Why.NO_VARIATION)
NO_BASE = because(Why.BASE_NOT_STATED)
# Above this, neighbours move together enough to say so.
MOVE_TOGETHER = 0.3
YEAR, THREE_YEARS = 12, 36
LATER_FIGURES = 2
CODES = {
    Mark.BETTER: Code.BETTER, Mark.WORSE: Code.WORSE, Mark.CHANGED: Code.CHANGED, Mark.NO_CHANGE: Code.NO_CHANGE,
}  # fmt: skip


def direction(series: Series, indicator: Indicator, timeline: Timeline) -> DirectionAndDifference:
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
    if series.step % YEAR and series.window < YEAR:  # else each is of the same months of its year, or a survey
        return cannot(Bar.PART_YEARS, because(Why.PART_YEARS, months=series.window)), None
    return _by_two_figures(series, indicator, timeline)


def _too_old(latest: pd.Series, timeline: Timeline) -> Verdict:
    began = bool(latest["period_end"].date() >= timeline.starts)
    return cannot(Bar.TOO_OLD, because(Why.ENDS_TOO_EARLY, period=period_of_row(latest), began=began))


# A year against a year --------------------------------------------------------------------------------


def _by_years(series: Series, indicator: Indicator, timeline: Timeline) -> DirectionAndDifference:
    """Figures of less than a year each: a whole year against a whole year, so that seasons do not count."""
    step, rows = series.window, series.no_overlap
    year, at = YEAR // step, counted(rows, series.window)
    inside = at[(rows["period_start"] >= pd.Timestamp(timeline.starts)).to_numpy()]
    baseline_ends = period_of(timeline.baseline_day, step)
    year_starts = windows(
        at, year, baseline_ends if at[0] <= baseline_ends else None, int(inside[0]) if inside.size else None
    )
    if year_starts is None:
        return _too_short(series, year), None
    of_year = [(at >= first) & (at < first + year) for first in year_starts]
    judged = rows.loc[np.logical_or.reduce(of_year)]
    if too_rough(judged, series.known, indicator):
        return cannot(Bar.ROUGH, ROUGH), None
    values = rows["value"].to_numpy()
    difference = method.of_series(at, values, year, *year_starts)
    if difference.unjudgeable:
        return cannot(Bar.NO_VARIATION, NO_VARIATION), None
    if year == YEAR and not difference.changed:
        difference = replace(difference, one_side=method.every_point_on_one_side(*(values[part] for part in of_year)))
    ends = rows["period_end"].iloc[-1].date()
    years = (_year_to(shift(ends, (year_starts[0] - year_starts[1]) * step)), _year_to(ends))
    together = autocorrelation(at, values)[0] > MOVE_TOGETHER and not difference.changed
    cautions = (
        *_inside(years[0], timeline),
        *caveats.of_rounding(judged, series.known, indicator),
        *((because(Why.NEIGHBOURS, step=step),) if together else ()),
    )
    if method.swings_too_widely(difference, values):
        levels = _levels(difference, years, averaged=step, too_wide=True)
        return Verdict(Code.CANNOT_TELL, (levels,), Mark.FIGURE_ONLY, cautions, Bar.SWINGS), difference
    return _verdict(difference, indicator, _levels(difference, years, averaged=step), cautions), difference


def _too_short(series: Series, year: int) -> Verdict:
    apart = len(series.no_overlap)
    if not series.independent:
        return cannot(Bar.OVERLAPPING, because(Why.TOO_FEW_APART, figures=apart, needed=POINTS_NEEDED[year]))
    needed = POINTS_NEEDED[year]
    return cannot(Bar.TOO_FEW, because(Why.TOO_FEW_YEARS, figures=apart, step=series.step, needed=needed))


def _year_to(day: date) -> Period:
    """The twelve months that end with the month of a day."""
    return shift(day, -11), last_day(day.year, day.month)


def _inside(baseline: Period, timeline: Timeline) -> tuple[Because, ...]:
    """The caution that no figure is as old as the baseline day, so the first year held is used as the baseline."""
    return (because(Why.BASELINE_INSIDE, period=baseline),) if baseline[1] > timeline.baseline_day else ()


# One figure against earlier ones ----------------------------------------------------------------------


def _by_two_figures(series: Series, indicator: Indicator, timeline: Timeline) -> DirectionAndDifference:
    """The latest figure against those of up to three years that end by the baseline day; none shares its months.

    Counts by Newcombe's interval, else by their own limits.
    """
    rows = series.comparable
    latest = rows.iloc[-1]
    apart = rows[rows["period_end"] < latest["period_start"]]
    if apart.empty:
        return _alone(series), None
    before = apart[apart["period_end"] <= pd.Timestamp(timeline.baseline_day)]
    baseline = _three_years(before) if not before.empty else apart.head(1)
    judged = pd.concat([baseline, rows.tail(1)])
    if too_rough(judged, series.known, indicator):
        return cannot(Bar.ROUGH, ROUGH), None
    difference = difference_of(judged, indicator)
    if difference is None:
        return cannot(Bar.NO_LIMITS, NO_LIMITS), None
    if difference.unjudgeable:
        return cannot(Bar.NO_VARIATION, NO_VARIATION), None
    then = (period_of_row(baseline.iloc[0])[0], period_of_row(baseline.iloc[-1])[1])
    cautions = (
        *_inside(then, timeline),
        *caveats.of_rounding(judged, series.known, indicator),
        *caveats.of_limits(judged),
    )
    earlier = _earlier(series, baseline, difference, indicator)
    levels = _levels(difference, (then, period_of_row(latest)), pooled=len(baseline), earlier=earlier)
    return _verdict(difference, indicator, levels, cautions), difference


def _three_years(before: pd.DataFrame) -> pd.DataFrame:
    """The last rows that share no months and lie in three years: a single year may be a peak or a trough."""
    chosen: list[int] = []
    starts, last = None, before.iloc[-1]
    for at in reversed(range(len(before))):
        row = before.iloc[at]
        if starts is not None and row["period_end"] >= starts:
            continue
        if chosen and months_between(row["period_start"].date(), last["period_end"].date()) > THREE_YEARS:
            break
        chosen.append(at)
        starts = row["period_start"]
    return before.iloc[sorted(chosen)]


def _earlier(
    series: Series, baseline: pd.DataFrame, difference: Difference, indicator: Indicator
) -> tuple[float, Period] | None:
    """The best of the years of the line that were at the latest level or on its better side; by counts where held."""
    if indicator.polarity is Polarity.NONE or indicator.method is Method.GAP or series.window != YEAR:
        return None
    if difference.changed and not _better(difference, indicator):
        return None
    years = series.comparable.iloc[:-1]
    if len(baseline) == 1:
        years = years.drop(baseline.index)
    values = years["value"].to_numpy(dtype=np.float64)
    if indicator.method is Method.PROPORTION and behind(years, indicator.multiplier).all():
        values = (years["numerator"] / years["denominator"] * indicator.multiplier).to_numpy(dtype=np.float64)
    good = 1 if indicator.polarity is Polarity.HIGHER else -1
    if values.size == 0 or (best := int(np.argmax(values * good))) < 0 or good * (values[best] - difference.latest) < 0:
        return None
    return float(values[best]), period_of_row(years.iloc[best])


def difference_of(rows: pd.DataFrame, indicator: Indicator) -> Difference | None:
    """The last of some figures less the earlier ones pooled, with 99% limits; ``None`` without counts and without limits.

    Counts of the earlier ones are added up; without counts their mean is taken, their standard errors combined.
    """
    if indicator.method is Method.PROPORTION and behind(rows, indicator.multiplier).all():
        x, n = rows["numerator"].to_numpy(), rows["denominator"].to_numpy()
        if (x <= n).all():
            events, trials = ((float(part[:-1].sum()), float(part[-1])) for part in (x, n))
            return method.of_two_proportions(events, trials, indicator.multiplier)
    limits = rows[["value", "lower95", "upper95"]].to_numpy(dtype=np.float64)
    if np.isnan(limits).any():
        return None
    values, lower, upper = limits[:-1].T
    latest, its_lower, its_upper = (float(part) for part in limits[-1])
    return method.against_pooled(values, lower, upper, (latest, its_lower, its_upper))


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


def _levels(difference: Difference, periods: tuple[Period, Period], **details: object) -> Because:
    then, now = periods
    return because(Why.LEVELS, difference=difference, then=then, now=now, **details)


def _verdict(difference: Difference, indicator: Indicator, levels: Because, cautions: tuple[Because, ...]) -> Verdict:
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


def ended_long_ago(judged: Series, indicator: Indicator, today: date) -> bool:
    """Should two later figures be out by now, by how often and how late they come?  A direction is then told in the past."""
    step = judged.step
    if step == 0:
        return False
    ended = shift(judged.latest["period_end"].date(), indicator.lag_months + LATER_FIGURES * step)
    return last_day(ended.year, ended.month) < today
