"""Is the difference between two figures more than chance?  Any two of a line, or of the groups or areas of one period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot

import numpy as np
import pandas as pd

from indicators.core.series.control import Control, judged
from indicators.core.measures.formatting import change, exactly, number, period
from indicators.core.model import Indicator, Method
from indicators.core.measures.count_rounding import behind, too_rough
from indicators.core.series.series import Series
from indicators.core.verdicts import caveats
from indicators.core.verdicts.direction import NO_BASE, NO_LIMITS, NO_VARIATION, ROUGH, difference_of, places
from indicators.core.verdicts.model import Mark, Verdict, joined
from indicators.methods.autocorrelation import autocorrelations
from indicators.methods.chooser import TOGETHER
from indicators.methods.direction import Z99, Difference

MORE, CHANCE, CANNOT = "More than chance", "Could be chance", "Cannot say"
MANY = 5
PICKED = "You picked two of many: the highest and the lowest of {} differ by more than two picked beforehand would."
WITHIN = "Both are within usual ups and downs."


@dataclass(frozen=True)
class Told:
    """Both figures in words, and what the second of them is called in a sentence."""

    levels: tuple[str, ...]
    subject: str


def of_two_periods(series: Series, indicator: Indicator, first: pd.Series, second: pd.Series) -> Verdict:
    """Two figures of one line, the later less the earlier, at 99%.

    By the line's own ups and downs where it has a control chart, else by counts or limits.  ``first`` and
    ``second`` are rows of ``series``.
    """
    earlier, later = sorted((first, second), key=lambda row: row["period_end"])
    barred = _barred_in_time(series, indicator, earlier, later)
    if barred:
        return Verdict(CANNOT, barred)
    pair = series.rows.loc[[earlier.name, later.name]]
    told = Told(tuple(f"{_level(row, indicator)} in {period(row)}" for row in (earlier, later)), "the later")
    chart = judged(series, indicator)
    if chart is None:
        return _by_figures(pair, series.known, indicator, told)
    at = [int(np.flatnonzero(chart.rows.index == row.name)[0]) for row in (earlier, later)]
    return _by_ups_and_downs(chart, at, pair, indicator, told)


def of_two_groups(rows: pd.DataFrame, indicator: Indicator, first: str, second: str) -> Verdict:
    """Two groups or areas of one period, the second less the first, at 99%.

    ``rows`` are all there were to pick from, by name, with the value, limits and counts of a measure.
    """
    if first == second:
        return Verdict(CANNOT, "Pick two different ones: these are the same.")
    if indicator.method is Method.COUNT:
        return Verdict(CANNOT, "A count depends on how many people there are in each.")
    pair = rows.loc[[first, second]]
    barred = _barred(pair, indicator)
    if barred:
        return Verdict(CANNOT, barred)
    told = Told(tuple(f"{name} {_level(row, indicator)}" for name, row in pair.iterrows()), second)
    found = _by_figures(pair, rows, indicator, told)
    if found.word == CANNOT or len(rows) <= MANY:
        return found
    return replace(found, caution=joined(found.caution, PICKED.format(len(rows))))


def _level(row: pd.Series, indicator: Indicator) -> str:
    return exactly(float(row["value"]), indicator) if pd.notna(row["value"]) else "no figure"


def _barred_in_time(series: Series, indicator: Indicator, earlier: pd.Series, later: pd.Series) -> str:
    """Why two figures of a line cannot be compared; empty where they can."""
    if earlier.name == later.name:
        return "Pick two different periods: these are the same."
    if not series.window_stated and series.step:
        return "The publisher does not state which months each figure covers."
    if later["period_start"] <= earlier["period_end"]:
        shared = "years" if series.window_stated and series.window > 12 else "months"
        return f"The two periods share {shared}, so part of both figures is the same."
    if series.running_total and later["window_months"] != earlier["window_months"]:
        return "The two figures add up different numbers of months."
    if earlier["segment"] != later["segment"]:
        return "Between the two the definition or the population base changed, so they do not count the same."
    pair = series.rows.loc[[earlier.name, later.name]]
    rough = too_rough(pair, series.known, indicator)
    return _barred(pair, indicator) or (ROUGH if rough else "")


def _barred(pair: pd.DataFrame, indicator: Indicator) -> str:
    if pair["value"].isna().any():
        hidden = (pair["suppressed"] == "suppressed").any()
        return "One of the two is hidden to protect people." if hidden else "One of the two has no figure."
    return "" if indicator.base_stated else NO_BASE


def _by_ups_and_downs(chart: Control, at: list[int], pair: pd.DataFrame, indicator: Indicator, told: Told) -> Verdict:
    """Single periods swing by themselves: their difference is set against how much the line usually moves."""
    if not chart.limited[at].all():
        return Verdict(CANNOT, "One of the two lies in a stretch too short for usual ups and downs to be known.")
    half = Z99 * hypot(*(_sigma(chart, place) for place in at))
    if half == 0:
        return Verdict(CANNOT, NO_VARIATION)
    before, now = (float(value) for value in pair["value"])
    found = Difference(before, now, now - before, now - before - half, now - before + half)
    signals = [bool(chart.signals(high=True)[place] or chart.signals(high=False)[place]) for place in at]
    within = "" if any(signals) else WITHIN
    unusual = " and ".join(
        period(chart.rows.iloc[place]) for place, flagged in zip(at, signals, strict=True) if flagged
    )
    coached = within or f"Unusual by the rules of the control chart: {unusual}."
    together = TOGETHER if TOGETHER in chart.choice.cautions else ""
    how = "By how much single periods of this line usually differ."
    return _said(found, indicator, told, how, joined(coached, together))


def _sigma(chart: Control, at: int) -> float:
    """How far a single figure strays from its level: by moving ranges, or by its stretch's spread where that is wider.

    Where neighbours move together their ranges alone are too small; the spread is taken within halves, as for the
    direction since the baseline.
    """
    by_ranges = max(chart.upper[at] - chart.mean[at], chart.mean[at] - chart.lower[at]) / 3
    values = chart.rows["value"].to_numpy(dtype=np.float64)[chart.stretch == chart.stretch[at]]
    spread = float(np.sqrt(autocorrelations(values)[1][0]))
    return max(float(by_ranges), spread)


def _by_figures(pair: pd.DataFrame, line: pd.DataFrame, indicator: Indicator, told: Told) -> Verdict:
    """Two figures by Newcombe's interval where counts give them, else by their own limits."""
    if too_rough(pair, line, indicator):
        return Verdict(CANNOT, ROUGH)
    found = difference_of(pair, indicator)
    if found is None:
        return Verdict(CANNOT, NO_LIMITS)
    if found.unjudgeable:
        return Verdict(CANNOT, NO_VARIATION)
    by_counts = indicator.method is Method.PROPORTION and bool(behind(pair, indicator.multiplier).all())
    how = "By Newcombe's interval of two proportions." if by_counts else "By the limits of both figures."
    return _said(found, indicator, told, how, joined(caveats.of_limits(pair)))


def _said(found: Difference, indicator: Indicator, told: Told, how: str, caution: str) -> Verdict:
    low, high = (number(limit, places(indicator)) for limit in (found.lower, found.upper))
    way = "higher" if found.difference > 0 else "lower"
    shown = number(abs(found.difference), places(indicator)) != number(0, places(indicator))
    size = f"{told.subject} is {change(found.difference, indicator)} {way}" if shown else "hardly any difference"
    reason = f"{', '.join(told.levels)}: {size} (99% limits of the difference {low} to {high}). {how}"
    if found.changed:
        return Verdict(MORE, reason, Mark.CHANGED, caution)
    return Verdict(CHANCE, reason, Mark.NO_CHANGE, caution)
