"""Is the difference between two figures more than chance?  Any two of a line, or of the groups or areas of one period."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.core.control import Control, judged
from indicators.core.figures import change, exactly, number, period
from indicators.core.model import Indicator, Method
from indicators.core.rounding import behind, too_rough
from indicators.core.series import Series
from indicators.core.verdicts import cautions
from indicators.core.verdicts.baseline import NO_BASE, NO_LIMITS, NO_VARIATION, ROUGH, difference_of, places
from indicators.core.verdicts.words import Mark, Verdict, joined
from indicators.methods.chooser import TOGETHER
from indicators.methods.direction import Z99, Difference

MORE, CHANCE, CANNOT = "More than chance", "Could be chance", "Cannot say"
MANY = 5
PICKED = "You picked two of many: the highest and the lowest of {} differ by more than two picked beforehand would."
WITHIN = "Both are within usual ups and downs."


def of_two_periods(series: Series, indicator: Indicator, first: pd.Series, second: pd.Series) -> Verdict:
    """Two figures of one line, the later less the earlier, at 99%: by the line's own ups and downs, else by counts or limits.

    ``first`` and ``second`` are rows of ``series``.
    """
    earlier, later = sorted((first, second), key=lambda row: row["period_end"])
    barred = _barred_in_time(series, indicator, earlier, later)
    if barred:
        return Verdict(CANNOT, barred)
    pair = series.rows.loc[[earlier.name, later.name]]
    names = (f"in {period(earlier)}", f"in {period(later)}")
    chart = judged(series, indicator)
    if chart is None:
        return _by_figures(pair, series.known, indicator, names)
    at = [int(np.flatnonzero(chart.rows.index == row.name)[0]) for row in (earlier, later)]
    return _by_ups_and_downs(chart, at, pair, indicator, names)


def of_two_groups(
    rows: pd.DataFrame, indicator: Indicator, first: pd.Series, second: pd.Series, names: tuple[str, str]
) -> Verdict:
    """Two groups or areas of one period, the second less the first, at 99%; ``rows`` are all there were to pick from.

    ``names`` are what the two are called.
    """
    barred = _barred(pd.DataFrame([first, second]), indicator)
    if barred:
        return Verdict(CANNOT, barred)
    if first.name == second.name:
        return Verdict(CANNOT, "Pick two different ones: these are the same.")
    said = tuple(f"in {name}" if len(name.split()) < MANY * 2 else name for name in names)
    found = _by_figures(rows.loc[[first.name, second.name]], rows, indicator, (said[0], said[1]))
    if found.word == CANNOT or len(rows) <= MANY:
        return found
    return Verdict(found.word, found.reason, found.mark, joined(found.caution, PICKED.format(len(rows))))


def _barred_in_time(series: Series, indicator: Indicator, earlier: pd.Series, later: pd.Series) -> str:
    """Why two figures of a line cannot be compared; empty where they can."""
    if earlier.name == later.name:
        return "Pick two different periods: these are the same."
    if not series.window_stated and series.step:
        return "The publisher does not state which months each figure covers."
    if later["period_start"] <= earlier["period_end"]:
        shared = "years" if series.window > 12 else "months"
        return f"The two periods share {shared}, so part of both figures is the same."
    if series.running_total and later["window_months"] != earlier["window_months"]:
        return "The two figures add up different numbers of months."
    if earlier["segment"] != later["segment"]:
        return "Between the two the definition or the population base changed, so they do not count the same."
    return _barred(series.rows.loc[[earlier.name, later.name]], indicator) or (
        ROUGH.partition(": ")[2].capitalize()
        if too_rough(series.rows.loc[[earlier.name, later.name]], series.known, indicator)
        else ""
    )


def _barred(pair: pd.DataFrame, indicator: Indicator) -> str:
    if pair["value"].isna().any():
        hidden = (pair["suppressed"] == "suppressed").any()
        return "One of the two is hidden to protect people." if hidden else "One of the two has no figure."
    return "" if indicator.base_stated else NO_BASE.partition(": ")[2].capitalize()


def _by_ups_and_downs(
    chart: Control, at: list[int], pair: pd.DataFrame, indicator: Indicator, names: tuple[str, str]
) -> Verdict:
    """Single periods swing by themselves: their difference is set against how much the line usually moves."""
    if not chart.limited[at].all():
        return Verdict(CANNOT, "One of the two lies in a stretch too short for usual ups and downs to be known.")
    sigma = np.fmax(chart.upper[at] - chart.mean[at], chart.mean[at] - chart.lower[at]) / 3
    half = Z99 * float(np.hypot(*sigma))
    if half == 0:
        return Verdict(CANNOT, NO_VARIATION.partition(": ")[2].capitalize())
    before, now = (float(value) for value in pair["value"])
    found = Difference(before, now, now - before, now - before - half, now - before + half)
    signals = [bool(chart.signals(high=True)[place] or chart.signals(high=False)[place]) for place in at]
    within = "" if any(signals) else WITHIN
    unusual = " and ".join(name.removeprefix("in ") for name, flagged in zip(names, signals, strict=True) if flagged)
    coached = within or f"Unusual by the rules of the control chart: {unusual}."
    together = TOGETHER if TOGETHER in chart.choice.cautions else ""
    how = "By how much single periods of this line usually differ (moving ranges)."
    return _said(found, indicator, names, how, joined(coached, together))


def _by_figures(pair: pd.DataFrame, line: pd.DataFrame, indicator: Indicator, names: tuple[str, str]) -> Verdict:
    """Two figures by Newcombe's interval where counts give them, else by their own limits."""
    if too_rough(pair, line, indicator):
        return Verdict(CANNOT, ROUGH.partition(": ")[2].capitalize())
    found = difference_of(pair, indicator)
    if found is None:
        return Verdict(CANNOT, NO_LIMITS.partition(": ")[2].capitalize())
    if found.unjudgeable:
        return Verdict(CANNOT, NO_VARIATION.partition(": ")[2].capitalize())
    by_counts = indicator.method is Method.PROPORTION and bool(behind(pair, indicator.multiplier).all())
    how = "By Newcombe's interval of two proportions." if by_counts else "By the limits of both figures."
    return _said(found, indicator, names, how, joined(cautions.of_limits(pair)))


def _said(found: Difference, indicator: Indicator, names: tuple[str, str], how: str, caution: str) -> Verdict:
    low, high = (number(limit, places(indicator)) for limit in (found.lower, found.upper))
    levels = f"{exactly(found.baseline, indicator)} {names[0]}, {exactly(found.latest, indicator)} {names[1]}"
    way = "higher" if found.difference > 0 else "lower"
    size = f"{change(found.difference, indicator)} {way}" if found.difference else "no difference"
    reason = f"{levels}: {size} (99% limits {low} to {high}). {how}"
    if found.changed:
        return Verdict(MORE, reason, Mark.CHANGED, caution)
    return Verdict(CHANCE, reason, Mark.NO_CHANGE, caution)
