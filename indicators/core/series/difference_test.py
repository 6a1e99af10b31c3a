"""Is the difference between two figures more than chance?  Any two of a line, or of the groups or areas of one period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import hypot

import numpy as np
import pandas as pd

from indicators.core.measures.count_rounding import behind, too_rough
from indicators.core.model import Indicator, Method
from indicators.core.series.control import Control, judged
from indicators.core.series.series import Series, period_of_row
from indicators.core.verdicts import caveats
from indicators.core.verdicts.direction import NO_BASE, NO_LIMITS, NO_VARIATION, ROUGH, difference_of
from indicators.core.verdicts.model import Code, Mark, Verdict, Why, cannot_say
from indicators.methods.autocorrelation import autocorrelations
from indicators.methods.because import Because, because
from indicators.methods.chooser import TOGETHER
from indicators.methods.direction import Z99, Difference

MANY = 5


class How(StrEnum):
    """By what two figures were compared."""

    UPS_AND_DOWNS = "ups and downs"
    COUNTS = "counts"
    LIMITS = "limits"


@dataclass(frozen=True)
class Picked:
    """Two figures that somebody picked: their values, by period or by the name of a group; the second less the first."""

    values: tuple[float | None, float | None]
    periods: tuple[tuple[date, date], tuple[date, date]] | None = None
    names: tuple[str, str] = ("", "")


def of_two_periods(series: Series, indicator: Indicator, first: pd.Series, second: pd.Series) -> Verdict:
    """Two figures of one line, the later less the earlier, at 99%.

    By the line's own ups and downs where it has a control chart, else by counts or limits.  ``first`` and
    ``second`` are rows of ``series``.
    """
    earlier, later = sorted((first, second), key=lambda row: row["period_end"])
    barred = _barred_in_time(series, indicator, earlier, later)
    if barred is not None:
        return cannot_say(barred)
    pair = series.rows.loc[[earlier.name, later.name]]
    picked = Picked((_value(earlier), _value(later)), (period_of_row(earlier), period_of_row(later)))
    chart = judged(series, indicator)
    if chart is None:
        return _by_figures(pair, series.known, indicator, picked)
    at = [int(np.flatnonzero(chart.rows.index == row.name)[0]) for row in (earlier, later)]
    return _by_ups_and_downs(chart, at, pair, picked)


def of_two_groups(rows: pd.DataFrame, indicator: Indicator, first: str, second: str) -> Verdict:
    """Two groups or areas of one period, the second less the first, at 99%.

    ``rows`` are all there were to pick from, by name, with the value, limits and counts of a measure.
    """
    if first == second:
        return cannot_say(because(Why.SAME_GROUP))
    if indicator.method is Method.COUNT:
        return cannot_say(because(Why.COUNT_OF_EACH))
    pair = rows.loc[[first, second]]
    barred = _barred(pair, indicator)
    if barred is not None:
        return cannot_say(barred)
    values = (_value(pair.iloc[0]), _value(pair.iloc[1]))
    verdict = _by_figures(pair, rows, indicator, Picked(values, names=(first, second)))
    if verdict.code is Code.CANNOT_SAY or len(rows) <= MANY:
        return verdict
    return replace(verdict, cautions=(*verdict.cautions, because(Why.PICKED, of=len(rows))))


def _value(row: pd.Series) -> float | None:
    return float(row["value"]) if pd.notna(row["value"]) else None


def _barred_in_time(series: Series, indicator: Indicator, earlier: pd.Series, later: pd.Series) -> Because | None:
    """Why two figures of a line cannot be compared; ``None`` where they can."""
    if earlier.name == later.name:
        return because(Why.SAME_PERIOD)
    if not series.window_stated and series.step:
        return because(Why.MONTHS_NOT_STATED)
    if later["period_start"] <= earlier["period_end"]:
        return because(Why.PERIODS_SHARE, years=series.window_stated and series.window > 12)
    if series.running_total and later["window_months"] != earlier["window_months"]:
        return because(Why.UNEQUAL_TOTALS)
    if earlier["segment"] != later["segment"]:
        return because(Why.CUT_BETWEEN)
    pair = series.rows.loc[[earlier.name, later.name]]
    rough = too_rough(pair, series.known, indicator)
    return _barred(pair, indicator) or (ROUGH if rough else None)


def _barred(pair: pd.DataFrame, indicator: Indicator) -> Because | None:
    if pair["value"].isna().any():
        hidden = (pair["suppressed"] == "suppressed").any()
        return because(Why.ONE_HIDDEN if hidden else Why.ONE_MISSING)
    return None if indicator.base_stated else NO_BASE


def _by_ups_and_downs(chart: Control, at: list[int], pair: pd.DataFrame, picked: Picked) -> Verdict:
    """Single periods swing by themselves: their difference is set against how much the line usually moves."""
    if not chart.limited[at].all():
        return cannot_say(because(Why.SHORT_STRETCH))
    half = Z99 * hypot(*(_sigma(chart, place) for place in at))
    if half == 0:
        return cannot_say(NO_VARIATION)
    before, now = (float(value) for value in pair["value"])
    difference = Difference(before, now, now - before, now - before - half, now - before + half)
    flagged = [place for place in at if chart.signals(high=True)[place] or chart.signals(high=False)[place]]
    marked = tuple(period_of_row(chart.rows.iloc[place]) for place in flagged)
    coached = because(Why.MARKED, periods=marked) if marked else because(Why.NOT_MARKED)
    together = (TOGETHER,) if TOGETHER in chart.choice.cautions else ()
    return _verdict_of_difference(difference, picked, How.UPS_AND_DOWNS, (coached, *together))


def _sigma(chart: Control, at: int) -> float:
    """How far a single figure strays from its level: by moving ranges, or by its stretch's spread where that is wider.

    Where neighbours move together their ranges alone are too small; the spread is taken within halves, as for the
    direction since the baseline.
    """
    by_ranges = max(chart.upper[at] - chart.mean[at], chart.mean[at] - chart.lower[at]) / 3
    values = chart.rows["value"].to_numpy(dtype=np.float64)[chart.stretch == chart.stretch[at]]
    spread = float(np.sqrt(autocorrelations(values)[1][0]))
    return max(float(by_ranges), spread)


def _by_figures(pair: pd.DataFrame, line: pd.DataFrame, indicator: Indicator, picked: Picked) -> Verdict:
    """Two figures by Newcombe's interval where counts give them, else by their own limits."""
    if too_rough(pair, line, indicator):
        return cannot_say(ROUGH)
    difference = difference_of(pair, indicator)
    if difference is None:
        return cannot_say(NO_LIMITS)
    if difference.unjudgeable:
        return cannot_say(NO_VARIATION)
    by_counts = indicator.method is Method.PROPORTION and bool(behind(pair, indicator.multiplier).all())
    return _verdict_of_difference(difference, picked, How.COUNTS if by_counts else How.LIMITS, caveats.of_limits(pair))


def _verdict_of_difference(difference: Difference, picked: Picked, how: How, cautions: tuple[Because, ...]) -> Verdict:
    reason = because(Why.TWO_POINTS, difference=difference, picked=picked, how=how)
    if difference.changed:
        return Verdict(Code.MORE_THAN_CHANCE, (reason,), Mark.CHANGED, cautions)
    return Verdict(Code.COULD_BE_CHANCE, (reason,), Mark.NO_CHANGE, cautions)
